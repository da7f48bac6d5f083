/** Beside the phone: each push with its attempts against the 5-second line, and what was wrong with it. */
import { createServer } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const NOTICE = '该公众号提供的服务出现故障，请稍后再试'

describe('a push that fails', () => {
  test('shows three attempts, the reason, and the grey line on the phone', async () => {
    // Never answers; the patience of this WeChat is cut to a moment.
    await using stage = await openStage(new Bot().use(() => new Promise(() => {})))
    stage.simulator.patchAccount({ switches: { pushTimeoutMs: 60 } })
    await using window = await openWindow(`${stage.simulator.url}/`)
    await window.type(stage.openid, '你好')
    expect(await chatOf(window.phone(stage.openid), 2)).toEqual(['你好', NOTICE])
    const row = window.page.getByTestId('push-1')
    await row.getByText('请求超时', { exact: true }).waitFor()
    await row.click()
    for (const n of [1, 2, 3]) await window.page.getByTestId(`attempt-1-${n}`).waitFor()
    expect(await window.page.getByTestId('explanation').textContent()).toMatch(/\d/)
    expect(window.complaints).toEqual([])
  })

  test('for a JSON answer names the mistake and shows the bytes', async () => {
    await using stage = await openStage(new Bot())
    const json = createServer((req, res) => {
      const query = new URL(req.url ?? '', 'http://x').searchParams
      res.setHeader('content-type', 'application/json')
      res.end(req.method === 'GET' ? query.get('echostr') : '{"reply":"春茶"}')
    })
    await new Promise<void>((resolve) => json.listen(0, '127.0.0.1', resolve))
    const address = json.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await stage.simulator.connect({ url: `http://127.0.0.1:${port}/`, token: 'jsonbot', mode: 'plain' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    await window.type(stage.openid, '春茶到了吗')
    await chatOf(window.phone(stage.openid), 2)
    await window.page.getByTestId('push-1').click()
    expect(await window.page.getByTestId('explanation').textContent()).toContain('JSON')
    expect(await window.page.getByTestId('bytes').textContent()).toContain('7b')
    json.closeAllConnections()
    await new Promise((resolve) => json.close(resolve))
  })
})

describe('bubble and push find each other', () => {
  test('a click on a bubble selects its push, and the push shows its bubble', async () => {
    await using stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    for (const text of ['一', '二', '三']) await window.type(stage.openid, text)
    await chatOf(window.phone(stage.openid), 6)
    const first = stage.simulator.messages(stage.openid)[0]
    await page.getByTestId(`bubble-${first?.id}`).click()
    await page.locator('[data-testid="push-1"][aria-selected="true"]').waitFor()
    await page.getByTestId('push-detail').getByText('一', { exact: false }).first().waitFor()
    await page.keyboard.press('/')
    await page.getByTestId('search').fill('三')
    await page.getByTestId('push-1').waitFor({ state: 'detached' })
    expect(await page.locator('[data-testid^="push-"][role="option"]').count()).toBe(1)
  })
})

describe('the window', () => {
  test('speaks English by a switch, goes dark, and keeps both', async () => {
    await using stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('lang-en').click()
    await page.getByTestId('theme').click()
    await page.getByTestId('tab-pushes').getByText('Pushes').waitFor()
    await page.reload()
    await page.getByTestId('tab-pushes').getByText('Pushes').waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.getByTestId('composer').waitFor()
  })

  test.each([360, 820, 1280])('does not overflow at %i px', async (width) => {
    await using stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
    await using window = await openWindow(`${stage.simulator.url}/`, { width, height: 740 })
    await window.type(stage.openid, `https://example.com/${'x'.repeat(200)}`)
    await chatOf(window.phone(stage.openid), 2)
    const overflow = await window.page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBe(0)
  })

  test('says that the simulator is gone, and goes on when it is back', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    await window.page.getByTestId('composer').waitFor()
    const port = Number(new URL(stage.simulator.url).port)
    await stage.simulator.close()
    await window.page.getByTestId('offline').waitFor()
    await stage.simulator.listen({ port })
    await window.page.getByTestId('offline').waitFor({ state: 'detached' })
  })
})
