/** The panel's list of API calls: what went wrong, what the request got wrong, and the way to repeat it. */
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

type Stage = Awaited<ReturnType<typeof openStage>>

async function callApi({ simulator, client }: Stage, path: string, body?: unknown): Promise<void> {
  const token = await client.token()
  const join = path.includes('?') ? '&' : '?'
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  await (await fetch(`${simulator.url}${path}${join}access_token=${token}`, init)).text()
}

describe('the calls of a program', () => {
  test('appear as they are made, with title, path and outcome', async () => {
    await using stage = await openStage(new Bot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-calls').click()
    await page.getByText('还没有接口调用').waitFor()
    await callApi(stage, '/cgi-bin/user/get')
    const row = page.locator('.calls [role="option"]', { hasText: '/cgi-bin/user/get' })
    await row.getByText('获取关注用户列表').waitFor()
    expect(await row.getAttribute('data-errcode')).toBe('0')
    await page.getByTestId('lang-en').click()
    await page.getByTestId('tab-calls').getByText('API calls').waitFor()
    expect(await row.locator('.l1').textContent()).not.toContain('获取关注用户列表')
    expect(window.complaints).toEqual([])
  })

  test('an unknown field is pointed out with the one that was meant, the errcode in words', async () => {
    await using stage = await openStage(new Bot())
    await callApi(stage, '/cgi-bin/message/custom/send', {
      touser: stage.openid,
      msgtype: 'text',
      text: { conten: '您的茶好了' },
    })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-calls').click()
    await page.getByTestId('call-problems').getByText('是不是 content').waitFor()
    expect(await page.getByTestId('call-meaning').textContent()).toMatch(/44004.*文本/)
    const href = await page.getByTestId('call-reference').getAttribute('href')
    expect(href).toBe('/reference/custom-message#message.customSend')
    const reference = await fetch(`${stage.simulator.url}${href ?? ''}`)
    expect(await reference.text()).toContain('id="message.customSend"')
  })

  test('failures alone, a search, and a shell line without secrets', async () => {
    await using stage = await openStage(new Bot())
    await callApi(stage, '/cgi-bin/user/get')
    await callApi(stage, '/cgi-bin/user/info?openid=o_nobody')
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page, context } = window
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const rows = page.locator('.calls [role="option"]')
    await page.getByTestId('tab-state').click()
    await page.keyboard.press('2')
    await rows.nth(1).waitFor()
    await page.getByTestId('filter-failed').click()
    await rows.nth(1).waitFor({ state: 'detached' })
    expect(await rows.count()).toBe(1)
    await page.getByTestId('call-curl').click()
    const line = await page.evaluate('navigator.clipboard.readText()')
    expect(line).toContain('/cgi-bin/user/info?')
    expect(line).toContain(`'"$ACCESS_TOKEN"'`)
    await page.getByTestId('filter-all').click()
    await page.getByTestId('search').fill('user/get')
    await page.getByTestId('call-result').getByText('ok').waitFor()
    expect(await rows.count()).toBe(1)
    await page.getByTestId('search').fill('沒有這樣的詞')
    await page.getByText('没有符合的调用').waitFor()
  })

  test('arrow keys walk through them', async () => {
    await using stage = await openStage(new Bot())
    for (let n = 0; n < 3; n++) await callApi(stage, '/cgi-bin/user/get')
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('tab-calls').click()
    await page.getByTestId('call-4').click()
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-testid="call-3"][aria-selected="true"]').waitFor()
    await page.keyboard.press('End')
    await page.locator('[data-testid="call-1"][aria-selected="true"]').waitFor()
  })
})

test('ten thousand calls scroll without drawing more than the screen holds, and the list stands still', async () => {
  await using stage = await openStage(new Bot())
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-calls').click()
  const requests = Array.from(
    { length: 10_000 },
    () => new Request(`${stage.simulator.url}/cgi-bin/user/get`),
  )
  for (const request of requests) await stage.simulator.fetch(request)
  await page.getByTestId('call-10000').waitFor()
  expect(await page.locator('.calls [role="option"]').count()).toBeLessThan(60)
  await page.keyboard.press('Escape')
  await page.getByTestId('call-10000').click()
  await page.keyboard.press('End')
  await page.locator('[data-testid="call-1"][aria-selected="true"]').waitFor()
  await stage.simulator.fetch(new Request(`${stage.simulator.url}/cgi-bin/user/get`))
  await page.getByTestId('new-rows').getByText('1 次新调用').waitFor()
  expect(await page.getByTestId('call-1').isVisible()).toBe(true)
  await page.getByTestId('new-rows').click()
  await page.getByTestId('call-10001').waitFor()
})

test('End goes to the very first call, though the window was opened with the newest ones', async () => {
  await using stage = await openStage(new Bot())
  const url = `${stage.simulator.url}/cgi-bin/user/get`
  for (let n = 0; n < 2500; n++) await stage.simulator.fetch(new Request(url))
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-calls').click()
  await page.getByTestId('call-2500').click()
  await page.keyboard.press('End')
  await page.locator('[data-testid="call-1"][aria-selected="true"]:focus').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.locator('[data-testid="call-2"][aria-selected="true"]:focus').waitFor()
  await page.keyboard.press('Home')
  await page.locator('[data-testid="call-2500"][aria-selected="true"]:focus').waitFor()
})
