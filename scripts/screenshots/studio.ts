/** Where a scene is played: a simulator with a tea shop's bot behind it, one window, and a camera. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createSimulator, type FaultRule } from '@yingwu/simulator'
import type { Locator, Page } from 'playwright-core'
import { type Bot, createCallback, createClient, nodeListener } from 'yingwu'
import { openWindow } from '../../test/support/browser.ts'
import { SCREENS_FOLDER, type Theme, THEMES } from './pages.ts'
import { compressPng } from './png.ts'
import { SCREENS } from './screens.ts'

export const SIZES = { phone: { width: 360, height: 720 }, window: { width: 1280, height: 760 } }

export type Studio = Awaited<ReturnType<typeof openStudio>>

export interface StudioOptions {
  bot: Bot
  size: keyof typeof SIZES
  /** Left false, nobody has entered the bot's address yet. */
  isConnected?: boolean
}

export async function openStudio({ bot, size, isConnected = true }: StudioOptions) {
  const simulator = createSimulator({})
  await simulator.listen({ port: 0 })
  const { appid, secret } = simulator.account()
  const client = createClient({ appId: appid, appSecret: secret, apiUrl: simulator.url })
  const keys = { token: 'parrot2026', encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
  const answer = nodeListener(createCallback({ bot, appId: appid, ...keys, api: client.api }))
  let wrongAnswer: string | undefined
  const server = createServer((request, response) =>
    wrongAnswer === undefined ? answer(request, response) : response.end(wrongAnswer),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/wechat`
  if (isConnected) await simulator.connect({ url, ...keys, mode: 'safe' })
  const window = await openWindow(`${simulator.url}/`, SIZES[size])
  const { page } = window
  page.setDefaultTimeout(15_000)
  const openid = simulator.fans()[0]?.openid ?? ''
  const phone = window.phone(openid)
  await phone.getByTestId('composer').waitFor()

  return {
    simulator,
    api: client.api,
    client,
    url,
    keys,
    window,
    page,
    openid,
    phone,
    act: simulator.act.bind(simulator, openid),
    /** The person writes, and has the answer. */
    async says(text: string): Promise<void> {
      await simulator.act(openid, { type: 'text', content: text })
    },
    /** From now on the server answers this to everything; undefined: the bot answers again. */
    answersWith(text: string | undefined): void {
      wrongAnswer = text
    },
    /** Pushes fail like this, so many times. */
    async fails(effect: FaultRule['effect'], times: number): Promise<void> {
      const rule = { enabled: true, direction: 'push', times, effect }
      await fetch(`${simulator.url}/_sim/v1/faults`, { method: 'PUT', body: JSON.stringify([rule]) })
    },
    closeServer(): Promise<void> {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
    shoot: (name: string, of: Page | Locator = page) => shoot(name, of, page),
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await simulator.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Takes a picture in each theme. The theme is set on the document itself, since a click would close what is open. */
export async function shoot(name: string, of: Page | Locator, page: Page): Promise<void> {
  if (!SCREENS.some((screen) => screen.name === name)) throw new Error(`${name} is not in screens.ts`)
  mkdirSync(SCREENS_FOLDER, { recursive: true })
  for (const theme of THEMES) {
    await wear(page, theme)
    await settled(page)
    writeFileSync(`${SCREENS_FOLDER}${name}-${theme}.png`, compressPng(await of.screenshot(LOOK)))
  }
  await wear(page, 'light')
}

/** Toasts cover what a picture shows; they go by themselves, at their own time. */
const LOOK = {
  animations: 'disabled',
  caret: 'hide',
  style: '[data-testid="toast"] { visibility: hidden }',
} as const

async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await page.evaluate(
    `document.documentElement.dataset.theme = document.body.dataset.weuiTheme = ${JSON.stringify(theme)}`,
  )
}

/** Pictures are loaded, and two frames have been drawn. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction('[...document.images].every((image) => image.complete)')
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
}
