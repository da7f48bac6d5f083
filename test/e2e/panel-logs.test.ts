/** The two logs with very many rows, and what is pinned in them. */
import type { Call, Push } from '@yingwu/simulator'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const ROWS = 50_000
const parrot = () => new Bot().on('message:text', (ctx) => ctx.message.Content)

type Stage = Awaited<ReturnType<typeof openStage>>

/** A simulator that has pushed 50,000 times, all alike but for the person's words. */
async function fill({ simulator, openid }: Stage): Promise<void> {
  const { push } = await simulator.act(openid, { type: 'text', content: '你好' })
  if (!push) throw new Error('nothing was pushed')
  const pushes = Array.from(
    { length: ROWS },
    (_, index): Push => ({
      ...push,
      id: index + 1,
      summary: `第 ${index + 1} 句`,
      plainBody: `<xml>${index + 1}</xml>`,
      attempts: push.attempts.map((attempt) => ({ ...attempt, checks: [], response: null })),
    }),
  )
  simulator.importState({ ...simulator.exportState(), pushes })
}

test('fifty thousand pushes: the screen draws what it holds, the newest is seen, a search finds the oldest', {
  timeout: 150_000,
}, async () => {
  await using stage = await openStage(parrot())
  await fill(stage)
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  const rows = page.locator('[role="option"]')
  await page.getByTestId(`push-${ROWS}`).click()
  expect(await rows.count()).toBeLessThan(60)
  // Everything is read for it, page by page.
  page.setDefaultTimeout(120_000)
  await page.getByTestId('search').fill('第 7 句')
  await page.getByTestId('push-7').click()
  expect(await rows.count()).toBe(1)
  await page.getByTestId('push-detail').getByText('第 7 句').first().waitFor()
  await page.getByTestId('search').fill('')
  await page.locator(`[role="option"][aria-setsize="${ROWS}"]`).first().waitFor()
  expect(await rows.count()).toBeLessThan(60)
  await page.keyboard.press('Escape')
  await page.getByTestId(`push-${ROWS}`).click()
  await page.keyboard.press('End')
  await page.locator('[data-testid="push-1"][aria-selected="true"]').waitFor()
  // Read before it goes: what is gone cannot be asked for any more.
  await expect.poll(() => page.getByTestId('push-detail').textContent()).toContain('<xml>1</xml>')
  expect(await page.getByTestId('push-1').isVisible()).toBe(true)
  expect(await rows.count()).toBeLessThan(60)
  // What comes now takes the place of the oldest, and what is read stands still.
  await stage.simulator.act(stage.openid, { type: 'text', content: '又一句' })
  await page.getByTestId('new-rows').click()
  await page.getByTestId(`push-${ROWS + 1}`).waitFor()
  expect(window.complaints).toEqual([])
})

async function callOnce({ client, openid }: Stage, content: string): Promise<void> {
  await client.api.message.customSend({ touser: openid, msgtype: 'text', text: { content } })
}

/** As many calls, every hundredth of them refused. */
async function fillCalls(stage: Stage): Promise<void> {
  const { simulator, openid } = stage
  await simulator.act(openid, { type: 'text', content: '你好' })
  await callOnce(stage, 'WORDS')
  const [call] = simulator.calls()
  if (!call) throw new Error('nothing was called')
  const calls = Array.from({ length: ROWS }, (_, index): Call => {
    const id = index + 1
    const requestBody = call.requestBody.replace('WORDS', `第 ${id} 句`)
    const isRefused = id % 100 === 0
    return {
      ...call,
      id,
      requestBody,
      ...(isRefused && { errcode: 45015, responseBody: '{"errcode":45015}' }),
    }
  })
  simulator.importState({ ...simulator.exportState(), calls })
}

test('fifty thousand calls: the newest is seen, the refused ones are filtered, a search finds the oldest, and it goes first', {
  timeout: 150_000,
}, async () => {
  await using stage = await openStage(parrot())
  await fillCalls(stage)
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-calls').click()
  const rows = page.locator('.calls [role="option"]')
  await page.getByTestId(`call-${ROWS}`).click()
  expect(await rows.count()).toBeLessThan(60)
  // Everything is read for it, page by page.
  page.setDefaultTimeout(120_000)
  await page.getByTestId('filter-failed').click()
  await page
    .locator(`.calls [role="option"][aria-setsize="${ROWS / 100}"]`)
    .first()
    .waitFor()
  await page.locator('.calls [data-errcode="0"]').first().waitFor({ state: 'detached' })
  expect(await rows.count()).toBeLessThan(60)
  await page.getByTestId('filter-all').click()
  await page.getByTestId('search').fill('第 1 句')
  await page.getByTestId('call-1').click()
  expect(await rows.count()).toBe(1)
  await page.getByTestId('call-result').getByText('ok').waitFor()
  await page.getByTestId('search').fill('')
  await page.locator(`.calls [role="option"][aria-setsize="${ROWS}"]`).first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId(`call-${ROWS}`).click()
  await page.keyboard.press('End')
  await page.locator('[data-testid="call-1"][aria-selected="true"]').waitFor()
  // Read before it goes: what is gone cannot be asked for any more.
  await page.getByTestId('call-request').getByText('第 1 句').first().waitFor()
  await page.getByTestId('call-reference').waitFor()
  expect(await rows.count()).toBeLessThan(60)
  // The log is full: what comes now takes the place of the oldest, here and in the simulator.
  await callOnce(stage, '又一句')
  await page.getByTestId('new-rows').click()
  await page.getByTestId(`call-${ROWS + 1}`).waitFor()
  expect(await rows.first().getAttribute('aria-setsize')).toBe(String(ROWS))
  const oldest = await fetch(`${stage.simulator.url}/_sim/v1/calls?before=3`)
  expect(await oldest.json()).toMatchObject([{ id: 2 }])
  expect(window.complaints).toEqual([])
})

describe('a pinned push', () => {
  test('carries its mark, is found among the pinned ones, and is let go again', async () => {
    await using stage = await openStage(parrot())
    for (const content of ['一', '二', '三'])
      await stage.simulator.act(stage.openid, { type: 'text', content })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    await page.getByTestId('push-2').click()
    await page.getByTestId('pin').click()
    await page.getByTestId('push-2').getByTitle('已钉住').waitFor()
    await page.getByTestId('filter-pinned').click()
    await page.getByTestId('push-1').waitFor({ state: 'detached' })
    expect(await page.locator('[role="option"]').count()).toBe(1)
    await page.reload()
    await page.getByTestId('push-2').getByTitle('已钉住').waitFor()
    await page.getByTestId('push-2').click()
    await page.getByTestId('pin').click()
    await page.getByTestId('filter-pinned').waitFor({ state: 'detached' })
    expect(stage.simulator.pushes().some(({ pinned }) => pinned)).toBe(false)
    expect(window.complaints).toEqual([])
  })
})

test('the curl line of a push sends what was sent, and the program answers it', async () => {
  await using stage = await openStage(parrot())
  await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page, context } = window
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByTestId('push-1').click()
  await page.getByTestId('push-curl').click()
  const line = String(await page.evaluate('navigator.clipboard.readText()'))
  const [attempt] = stage.simulator.pushes()[0]?.attempts ?? []
  expect(line).toMatch(/^curl /)
  expect(line).toContain(attempt?.request.url)
  expect(line).toContain(/<Encrypt>.*<\/Encrypt>/.exec(attempt?.request.body ?? '')?.[0])
})
