/** The window with one phone whose web view shows a page of the account. */
import type { Frame } from 'playwright-core'
import { Bot } from 'yingwu'
import { type AccountPages, openPages } from './account-pages.ts'
import { openWindow } from './browser.ts'
import { openStage } from './stage.ts'
import { until } from './wait.ts'

export async function openWebStage() {
  const pages: AccountPages = await openPages()
  const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
  const stage = await openStage(bot)
  const window = await openWindow(`${stage.simulator.url}/`)
  const phone = window.phone(stage.openid)
  await phone.getByTestId('composer').waitFor()
  return {
    ...stage,
    window,
    pages,
    phone,
    page: window.page,
    /** Opens an address of the account's site as a person does, by a link in the chat; the frame that shows it. */
    async open(path: string): Promise<Frame> {
      const url = `${pages.origin}${path}`
      const links = phone.getByRole('link', { name: `打开 ${path}` })
      // The new one, and not one above it that moves away when the answer comes.
      const before = await links.count()
      await window.type(stage.openid, `<a href="${url}">打开 ${path}</a>`)
      await links.nth(before).click()
      await phone.getByTestId('webview').waitFor()
      return frameAt(url)
    },
    frameAt,
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
      await pages[Symbol.asyncDispose]()
    },
  }

  async function frameAt(url: string): Promise<Frame> {
    const found = () => window.page.frames().find((frame) => frame.url().startsWith(url))
    await until(() => found() !== undefined, `a frame shows ${url}`)
    const frame = found()
    if (!frame) throw new Error(`no frame shows ${url}`)
    await frame.waitForLoadState('load')
    return frame
  }
}
