/** The window while thousands of pushes go through: the phone answers, and the log counts right. */
import { createFakeClock } from '@yingwu/simulator'
import { afterAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const parrot = () => new Bot().on('message:text', (ctx) => ctx.message.Content)
const BURST = 2500
const AT_ONCE = 64
const FANS = 20

type Stage = Awaited<ReturnType<typeof openStage>>

/** Others follow, which is a push each, and write as fast as it goes. */
async function burst({ simulator }: Stage, count: number): Promise<void> {
  const others = await simulator.addFans({ count: FANS, follow: true })
  let sent = 0
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (sent < count) {
        const openid = others[sent % others.length]?.openid ?? ''
        sent += 1
        await simulator.act(openid, { type: 'text', content: `第 ${sent} 句` })
      }
    }),
  )
}

/** Loses events on demand, but for the clock's. Then `lag()` says so, as the simulator does, with what every stream begins with. */
const DEAF = `{
  const add = EventSource.prototype.addEventListener
  let begin
  EventSource.prototype.addEventListener = function (name, listener) {
    if (name === 'lagged') globalThis.lag = () => listener({ data: begin })
    add.call(this, name, (event) => {
      if (name === 'snapshot') begin = event.data
      if (!globalThis.isDeaf || name === 'clock') listener(event)
    })
  }
}`

describe('while thousands of pushes go through', { timeout: 90_000 }, () => {
  test('the phone answers, and in the end the log has them all', async () => {
    await using stage = await openStage(parrot())
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    page.setDefaultTimeout(60_000)
    await page.getByTestId('composer').waitFor()
    const bursting = burst(stage, BURST)
    await page.locator('[role="option"][aria-setsize]').first().waitFor()
    await window.type(stage.openid, '你好')
    expect(await chatOf(window.phone(stage.openid), 2)).toEqual(['你好', '你好'])
    await bursting
    await page
      .locator(`[role="option"][aria-setsize="${FANS + BURST + 1}"]`)
      .first()
      .waitFor()
    await page.locator('[role="option"][data-outcome="waiting"]').first().waitFor({ state: 'detached' })
    expect(await page.locator('[role="option"]').count()).toBeLessThan(60)
    await page.getByTestId('search').fill('你好')
    const row = page.locator('[role="option"][aria-setsize="1"]')
    await row.click()
    await page.getByTestId('push-detail').getByText('<Content><![CDATA[你好]]></Content>').first().waitFor()
    expect(window.complaints).toEqual([])
  })

  test('a log that is held stands still, counts what comes, and goes on', async () => {
    await using stage = await openStage(parrot())
    await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
    await using window = await openWindow(`${stage.simulator.url}/`)
    const { page } = window
    page.setDefaultTimeout(60_000)
    await page.getByTestId('push-1').click()
    await page.keyboard.press('p')
    await burst(stage, 500)
    await page
      .getByTestId('new-rows')
      .getByText(String(FANS + 500))
      .waitFor()
    expect(await page.locator('[role="option"]').count()).toBe(1)
    await page.getByTestId('new-rows').click()
    await page
      .locator(`[role="option"][aria-setsize="${FANS + 501}"]`)
      .first()
      .waitFor()
    expect(window.complaints).toEqual([])
  })
})

test('an open push is read whole, and followed while it goes on', async () => {
  let release = (_answer: string) => {}
  const answer = new Promise<string>((resolve) => (release = resolve))
  // However long the window takes, the five seconds do not pass.
  const clock = createFakeClock(Date.now())
  await using stage = await openStage(
    new Bot().on('message:text', () => answer),
    { clock },
  )
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await window.type(stage.openid, '春茶到了吗')
  await page.getByTestId('push-1').click()
  const detail = page.getByTestId('push-detail')
  await detail.getByTestId('request').waitFor()
  expect(await detail.getByTestId('reply-checks').count()).toBe(0)
  release('到了')
  await detail.getByTestId('reply-checks').waitFor()
  expect(await detail.getByTestId('push-outcome').textContent()).toContain('文本')
  await page.getByTestId('pin').click()
  await page.getByTestId('push-1').getByTitle('已钉住').waitFor()
  expect(window.complaints).toEqual([])
})

test('a search finds what a row does not show', async () => {
  await using stage = await openStage(parrot())
  await stage.simulator.act(stage.openid, { type: 'text', content: '你好' })
  await stage.simulator.act(stage.openid, {
    type: 'event',
    event: 'VIEW',
    fields: { EventKey: 'teahouse-42' },
  })
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('search').fill('Teahouse-42')
  await page.getByTestId('push-1').waitFor({ state: 'detached' })
  await page.getByTestId('push-2').waitFor()
  expect(window.complaints).toEqual([])
})

test('what a window missed because it lagged behind is read anew', async () => {
  await using stage = await openStage(parrot())
  await stage.simulator.act(stage.openid, { type: 'text', content: '听见' })
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.addInitScript(DEAF)
  await page.reload()
  const phone = window.phone(stage.openid)
  expect(await chatOf(phone, 2)).toEqual(['听见', '听见'])
  await page.locator('[role="option"][aria-setsize="1"]').waitFor()

  await page.evaluate('globalThis.isDeaf = true')
  await stage.simulator.act(stage.openid, { type: 'text', content: '没听见' })
  stage.simulator.clock.change({ paused: true })
  await page.locator('[data-testid="clock"][data-paused="true"]').waitFor()
  expect(await chatOf(phone, 2)).toEqual(['听见', '听见'])

  await page.evaluate('globalThis.isDeaf = false; globalThis.lag()')
  expect(await chatOf(phone, 4)).toEqual(['听见', '听见', '没听见', '没听见'])
  await page.locator('[role="option"][aria-setsize="2"]').first().waitFor()
  expect(window.complaints).toEqual([])
})
