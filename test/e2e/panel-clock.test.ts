/** The clock in the top bar: pause, speed, and jumps to what will happen by itself. */
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const open = async () => openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))

test('stands still, runs sixty times as fast, and goes back to real time', async () => {
  await using stage = await open()
  await using window = await openWindow(`${stage.simulator.url}/`)
  const { page } = window
  const { clock } = stage.simulator
  await page.getByTestId('clock-pause').click()
  await page.locator('[data-testid="clock"][data-paused="true"]').waitFor()
  expect(clock.state()).toMatchObject({ paused: true })
  await page.getByTestId('clock-pause').click()
  await page.locator('[data-testid="clock"][data-paused="false"]').waitFor()
  await page.getByTestId('clock-speed').click()
  await page.getByRole('menuitem', { name: '×60', exact: true }).click()
  await until(() => clock.state().speed === 60, 'sixty times as fast')
  await page.getByTestId('clock-jump').click()
  await page.getByRole('menuitem', { name: '回到真实时间' }).click()
  await until(() => clock.state().speed === 1 && Math.abs(clock.state().aheadMs) < 1000, 'real time')
  expect(window.complaints).toEqual([])
})

test('jumps to the end of a token, of the minute after a tap, of 48 hours, of media, of a code', async () => {
  await using stage = await open()
  const { simulator, client, openid } = stage
  const token = await client.token()
  await simulator.act(openid, { type: 'text', content: '你好' })
  await simulator.act(openid, { type: 'scan', scene: 'door' })
  await client.api.media.upload({ type: 'image', media: { data: PNG, filename: '图.png' } })
  await client.api.qrcode.create({
    expire_seconds: 7 * 24 * 3600,
    action_name: 'QR_STR_SCENE',
    action_info: { scene: { scene_str: 'table7' } },
  })
  await using window = await openWindow(`${simulator.url}/`)
  const { page } = window
  await window.phone(openid).waitFor()
  const now = () => simulator.clock.now()
  const began = now()
  const jump = async (what: string, words: string) => {
    await page.getByTestId('clock-jump').click()
    const item = page.getByTestId(`jump-${what}`)
    expect(await item.textContent()).toContain(words)
    const before = now()
    await item.click()
    await until(() => now() > before + 20_000, `${what} has come`)
    await page.getByTestId('clock-jump').click()
    await page.getByRole('menuitem', { name: '回到真实时间' }).waitFor()
    await page.getByTestId(`jump-${what}`).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
  }
  const fan = () => simulator.fans()[0]
  await jump('grant', '1 分钟窗口')
  expect(fan()?.allowance.map(({ trigger }) => trigger)).toEqual(['message'])
  await jump('token', 'access_token')
  const answer = await fetch(`${simulator.url}/cgi-bin/user/get?access_token=${token}`)
  expect(await answer.json()).toMatchObject({ errcode: 42001 })
  await jump('window', '晓雨')
  expect(fan()?.allowance).toEqual([])
  await jump('media', '1 个')
  expect(now() - began).toBeGreaterThan(3 * 24 * 3_600_000 - 60_000)
  await jump('qrCode', 'table7')
  expect(now() - began).toBeGreaterThan(7 * 24 * 3_600_000 - 60_000)
  expect(window.complaints).toEqual([])
})

test('jumps to midnight, when quotas begin anew, and to the next month', async () => {
  await using stage = await open()
  const { simulator } = stage
  await stage.client.api.user.list({})
  await using window = await openWindow(`${simulator.url}/`)
  const { page } = window
  const beijing = () => new Date(simulator.clock.now() + 8 * 3_600_000).toISOString()
  const today = beijing().slice(0, 10)
  await page.getByTestId('tab-account').click()
  await page.getByTestId('quota-user.list').waitFor()
  await page.getByTestId('clock-jump').click()
  await page.getByTestId('jump-day').click()
  await until(() => beijing().slice(0, 10) !== today, 'the next day')
  await page.getByText('今天还没有调用过接口').waitFor()
  await page.getByTestId('clock-jump').click()
  await page.getByTestId('jump-month').click()
  await until(() => beijing().slice(8, 10) === '01', 'the first of a month')
})
