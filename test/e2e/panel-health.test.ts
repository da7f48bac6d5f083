/** 健康: what the bot did lately, renewed each second. */
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

const parrot = () =>
  new Bot()
    .hears('坏', () => {
      throw new Error('broken on purpose')
    })
    .on('message:text', (ctx) => ctx.message.Content)

test('says that nothing has happened, then counts pushes, answers, calls and alarms as they come', async () => {
  await using stage = await openStage(parrot())
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-health').click()
  await page.getByTestId('health-empty').waitFor()
  for (const text of ['一', '二', '三', '四'])
    await stage.simulator.act(stage.openid, { type: 'text', content: text })
  await page.getByTestId('verdict-replied').getByText('4', { exact: true }).waitFor()
  for (const share of ['p50', 'p95', 'p99'])
    await page
      .getByTestId(`stat-${share}`)
      .getByText(/\d+ ms/)
      .waitFor()
  await page.getByTestId('stat-retries').getByText('0', { exact: true }).waitFor()
  await page.getByTestId('chart-pushes').getByText('推送 4').waitFor()

  await fetch(`${stage.simulator.url}/_sim/v1/accounts/${stage.simulator.account().appid}/mark-fail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"mark":true}',
  })
  await stage.simulator.act(stage.openid, { type: 'text', content: '五' })
  await page.getByTestId('alarm-markFail').getByText('1').waitFor()

  await stage.client.api.user.info({ openid: stage.openid })
  await page
    .getByTestId('chart-calls')
    .getByText(/接口 [12]/)
    .waitFor()
  await page.getByTestId('quota-user.info').waitFor()
  expect(await page.getByTestId('chart-pushes').locator('svg').getAttribute('aria-label')).toMatch(
    /最近 60 秒共 5 次，其中失败 1 次/,
  )
  expect(window.complaints).toEqual([])
})

test('renewing does not blink: the figures stay the same elements', async () => {
  await using stage = await openStage(parrot())
  await stage.simulator.act(stage.openid, { type: 'text', content: '一' })
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-health').click()
  await page.getByTestId('stat-p50').waitFor()
  await page.evaluate(`document.querySelector('[data-testid="stat-p50"]').id = 'before'`)
  await stage.simulator.act(stage.openid, { type: 'text', content: '二' })
  await page.getByTestId('verdict-replied').getByText('2', { exact: true }).waitFor()
  expect(await page.locator('#before').count()).toBe(1)
})

test.each([360, 1280])('fits a window of %i px, in both languages and themes', async (width) => {
  await using stage = await openStage(parrot())
  await stage.client.api.user.info({ openid: stage.openid })
  await stage.simulator.act(stage.openid, { type: 'text', content: '一' })
  await using window = await openWindow(`${stage.simulator.url}/`, { width, height: 740 })
  const { page } = window
  if (width < 820) await page.getByTestId('panel-toggle').click()
  await page.getByTestId('tab-health').click()
  for (const language of ['zh', 'en']) {
    await page.getByTestId(`lang-${language}`).click()
    await page.getByTestId('health').waitFor()
    const overflow = await page.evaluate(
      `Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.tabpage, .blk')].map((box) => box.scrollWidth - box.clientWidth))`,
    )
    expect({ language, overflow }).toEqual({ language, overflow: 0 })
  }
})
