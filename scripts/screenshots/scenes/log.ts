import { chatOf } from '../../../test/support/browser.ts'
import { openStudio, type Studio } from '../studio.ts'
import { createTeaShop } from '../tea-shop.ts'

const open = (isConnected = true): Promise<Studio> =>
  openStudio({ bot: createTeaShop(), size: 'window', isConnected })

const panelOf = ({ page }: Studio) => page.locator('main.panel')

export async function pushes(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await s.act({ type: 'voice', recognition: '今天有什么茶', seconds: 3 })
  await s.says('路线')
  await s.page.getByTestId('push-3').click()
  await s.shoot('pushes', panelOf(s))
  await s.page.keyboard.press('e')
  await s.page.getByTestId('replay-Content').waitFor()
  await s.shoot('pushes-replay')
  await s.page.keyboard.press('Escape')
  await s.page.getByTestId('search').fill('茉莉')
  await s.page.getByTestId('push-3').waitFor({ state: 'detached' })
  await s.shoot('pushes-search', panelOf(s))
}

/** Two attempts of five real seconds. */
export async function late(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await s.fails({ type: 'delay', ms: 6000 }, 2)
  await s.says('慢一点也没关系')
  await s.page.getByTestId('push-2').click()
  await s.page.locator('[data-testid="push-2"][data-outcome="replied"]').waitFor()
  await s.shoot('pushes-late', panelOf(s))
}

export async function invalid(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  s.answersWith('<html><body>502 Bad Gateway</body></html>')
  await s.says('还开门吗')
  await s.page.getByTestId('push-2').click()
  await s.page.getByTestId('explanation').waitFor()
  await s.shoot('pushes-invalid', panelOf(s))
}

export async function refused(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  await s.closeServer()
  await s.says('还开门吗')
  await s.page.getByTestId('push-2').click()
  await s.page.getByTestId('explanation').waitFor()
  await s.shoot('pushes-refused', panelOf(s))
}

export async function empty(): Promise<void> {
  await using s = await open(false)
  await s.shoot('window-not-connected')
  await s.page.getByTestId('connection').click()
  await s.page.getByTestId('server-url').waitFor()
  await s.shoot('window-server')
}

export async function none(): Promise<void> {
  await using s = await open()
  await s.shoot('pushes-empty', panelOf(s))
  await s.page.getByTestId('tab-calls').click()
  await s.shoot('calls-empty', panelOf(s))
  await s.page.getByTestId('tab-tokens').click()
  await s.page.getByTestId('no-tokens').waitFor()
  await s.shoot('tokens-empty', panelOf(s))
  await s.page.getByTestId('tab-faults').click()
  await s.page.getByText('没有故障').waitFor()
  await s.shoot('faults-empty', panelOf(s))
}

export async function unverified(): Promise<void> {
  await using s = await open()
  s.answersWith('<html>Not Found</html>')
  await s.page.getByTestId('connection').click()
  await s.page.getByTestId('server-submit').click()
  await s.page.getByTestId('verification').waitFor()
  await s.shoot('window-server-failed')
}

export async function narrow(): Promise<void> {
  await using s = await openStudio({ bot: createTeaShop(), size: 'phone' })
  await s.says('你好')
  await s.says('今天有什么茶')
  await chatOf(s.phone, 4)
  await s.page.getByTestId('panel-toggle').click()
  await s.page.getByTestId('push-2').click()
  await s.shoot('pushes-narrow')
}

export async function calls(): Promise<void> {
  await using s = await open()
  await s.says('你好')
  const { url } = s.simulator
  const token = await s.client.token()
  const call = async (path: string, body?: object): Promise<void> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    await (await fetch(`${url}${path}?access_token=${token}`, init)).text()
  }
  const shown = async (errcode: number, name: string): Promise<void> => {
    await s.page.locator(`.calls [role="option"][data-errcode="${errcode}"]`).first().click()
    await s.page.getByTestId('call-detail').waitFor()
    await s.shoot(name, panelOf(s))
  }
  await call('/cgi-bin/user/get')
  await s.page.getByTestId('tab-calls').click()
  await shown(0, 'calls')
  await call('/cgi-bin/message/custom/send', {
    touser: 'oNobody',
    msgtype: 'text',
    text: { content: '您的茶好了' },
  })
  await shown(40003, 'calls-refused')
  await call('/cgi-bin/message/custom/send', {
    touser: s.openid,
    msgtype: 'text',
    text: { conten: '您的茶好了' },
  })
  await s.page.getByTestId(`call-${s.simulator.calls()[0]?.id}`).click()
  await s.page.getByTestId('call-problems').waitFor()
  await s.shoot('calls-unknown-field', panelOf(s))
}
