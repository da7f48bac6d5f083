import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { slowDown } from './slow-browser.ts'

/** Where the browser is. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** By how many milliseconds each request of a page is held back, to find tests that trust in a quick machine. */
const SLOW_BROWSER = Number(process.env['SLOW_BROWSER'] ?? 0)

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-sync',
]

/** The phone and the panel in a real browser. */
export interface Window extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** The phone of one person. */
  readonly phone: (openid: string) => Locator
  /** Types into a phone and sends. */
  readonly type: (openid: string, text: string) => Promise<void>
  /** What the browser complained about; a good window complains about nothing. */
  readonly complaints: string[]
}

let browser: Promise<Browser> | undefined

/** One browser serves all tests of a file. */
function launch(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ARGS })
  return browser
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close()
  browser = undefined
}

export async function openWindow(url: string, size = { width: 1440, height: 900 }): Promise<Window> {
  const context = await (await launch()).newContext({
    viewport: size,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  if (SLOW_BROWSER > 0) await slowDown(context, SLOW_BROWSER)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  const phone = (openid: string): Locator => page.getByTestId(`phone-${openid}`)
  return {
    page,
    context,
    complaints,
    phone,
    async type(openid, text) {
      const composer = phone(openid).getByTestId('composer')
      await composer.fill(text)
      await composer.press('Enter')
    },
    [Symbol.asyncDispose]: () => context.close(),
  }
}

/** The bubbles and grey lines of a phone, as text, once there are so many of them. */
export async function chatOf(phone: Locator, count: number): Promise<string[]> {
  const lines = phone.locator('[data-testid^="bubble-"], [data-testid^="notice-"]')
  await lines.nth(count - 1).waitFor()
  return (await lines.allTextContents()).map((line) => line.trim())
}
