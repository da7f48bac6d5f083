/**
 * Pictures of the running window for the README: `docs/images/phone.png` and `phone-dark.png`. Starts the compiled
 * program on free ports, plays a short scene and takes both; needs what `npm test` needs, a Chromium.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Account, Push } from '@yingwu/simulator/types'
import { chatOf, closeBrowser, openWindow } from '../test/support/browser.ts'
import { getJson, postJson, startEverything } from '../test/support/program.ts'
import { findBrowser } from './browser.ts'

const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url))

const MENU = {
  button: [
    { type: 'click', name: '今日茶单', key: 'TEA_TODAY' },
    { name: '茶铺', sub_button: [{ type: 'view', name: '到店路线', url: 'https://example.com/' }] },
    { type: 'click', name: '联系我们', key: 'CONTACT' },
  ],
}

process.env['CHROMIUM'] = findBrowser(process.env)
mkdirSync(IMAGES, { recursive: true })
const { program, simulator, openid } = await startEverything()
try {
  await createMenu()
  await using window = await openWindow(`${simulator}/`, { width: 1280, height: 800 })
  const { page, type, phone } = window
  await phone(openid).getByTestId('composer-toggle').click()
  await type(openid, '你好')
  await chatOf(phone(openid), 2)
  await act({ type: 'voice', recognition: '今天有什么茶', seconds: 3 })
  await act({ type: 'location' })
  // The first attempt is lost after 5 seconds, the second one is answered.
  await putFaults([{ enabled: true, direction: 'push', times: 1, effect: { type: 'delay', ms: 6000 } }])
  await type(openid, '慢一点也没关系 /::D')
  await chatOf(phone(openid), 8)
  const [slow] = await getJson<Push[]>(`${simulator}/_sim/v1/pushes`)
  await page.getByTestId(`push-${slow?.id}`).click()
  await phone(openid).getByTestId('composer-toggle').click()
  await shoot('phone.png')
  await page.getByTestId('theme').click()
  await shoot('phone-dark.png')

  async function shoot(name: string): Promise<void> {
    await page.mouse.move(0, 0)
    await page.screenshot({ path: IMAGES + name, animations: 'disabled' })
  }
} finally {
  await closeBrowser()
  await program.stop()
}

async function createMenu(): Promise<void> {
  const [account] = await getJson<Account[]>(`${simulator}/_sim/v1/accounts`)
  const asked = { grant_type: 'client_credential', appid: account?.appid, secret: account?.secret }
  const { access_token } = await postJson<{ access_token: string }>(
    `${simulator}/cgi-bin/stable_token`,
    asked,
  )
  await postJson(`${simulator}/cgi-bin/menu/create?access_token=${access_token}`, MENU)
}

async function act(action: object): Promise<void> {
  await postJson(`${simulator}/_sim/v1/fans/${openid}/actions`, action)
}

async function putFaults(rules: object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${simulator}/_sim/v1/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
}
