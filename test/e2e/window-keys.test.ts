/** The keyboard of the window, from the moment it stands there. */
import { Bot } from 'yingwu'
import { afterAll, expect, test } from 'vitest'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

async function openPhone() {
  const stage = await openStage(new Bot().on('message:text', (ctx) => ctx.message.Content))
  const window = await openWindow(`${stage.simulator.url}/`)
  const phone = window.phone(stage.openid)
  await phone.getByTestId('composer').waitFor()
  return {
    ...stage,
    window,
    page: window.page,
    phone,
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

test('single letters work right after loading, with nothing clicked before', async () => {
  await using s = await openPhone()
  const { keyboard } = s.page
  await keyboard.press('2')
  expect(await s.page.getByRole('tab', { selected: true }).getAttribute('data-testid')).toBe('tab-calls')
  await keyboard.press('d')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('dark')
  await keyboard.press('?')
  await s.page.getByRole('dialog').waitFor()
})

test('Alt and a digit leads to a text field, where letters are letters; Esc leads out again', async () => {
  await using s = await openPhone()
  const { keyboard } = s.page
  const composer = s.phone.getByTestId('composer')
  await keyboard.press('Alt+1')
  await s.page.locator('[data-testid="composer"]:focus').waitFor()
  await keyboard.type('d2?')
  expect(await composer.inputValue()).toBe('d2?')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('light')
  await keyboard.press('Escape')
  await keyboard.press('d')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await composer.inputValue()).toBe('d2?')
})

test('Space pauses the clock and lets it run, where it presses no button; “.” lists its next stops', async () => {
  await using s = await openPhone()
  const { keyboard } = s.page
  const isPaused = () => s.page.getByTestId('clock').getAttribute('data-paused')
  await keyboard.press('Space')
  await expect.poll(isPaused).toBe('true')
  await keyboard.press('Space')
  await expect.poll(isPaused).toBe('false')
  await s.page.getByTestId('theme').focus()
  await keyboard.press('Space')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await isPaused()).toBe('false')
  await keyboard.press('.')
  await s.page.getByRole('menuitem', { name: '往前 48 小时' }).waitFor()
  // One below the other, and within the window.
  const boxes = await Promise.all(
    (await s.page.getByRole('menuitem').all()).map((item) => item.boundingBox()),
  )
  const tops = boxes.map((box) => box?.y ?? 0)
  expect(tops).toEqual([...new Set(tops)].sort((a, b) => a - b))
  for (const box of boxes) expect((box?.x ?? -1) >= 0 && (box?.width ?? 0) < 400).toBe(true)
  await keyboard.press('Escape')
  expect(await s.page.getByRole('menuitem').count()).toBe(0)
})

test('Q opens the scanner of the phone in use, ready to type', async () => {
  await using s = await openPhone()
  const { keyboard } = s.page
  await keyboard.press('q')
  await s.page.locator('[data-testid="scan-text"]:focus').waitFor()
  await keyboard.type('t7')
  await keyboard.press('Enter')
  await expect.poll(() => s.simulator.pushes()[0]?.fields['EventKey']).toBe('t7')
})

test('C and T copy the push, as a shell line and as a test', async () => {
  await using s = await openPhone()
  await s.window.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await s.simulator.act(s.openid, { type: 'text', content: '你好' })
  await s.page.getByTestId('push-1').click()
  const copied = () => s.page.evaluate('navigator.clipboard.readText()')
  await s.page.getByTestId('push-curl').waitFor()
  await s.page.keyboard.press('c')
  await expect.poll(copied).toContain('curl')
  await s.page.keyboard.press('t')
  await expect.poll(copied).toContain("fan.says('你好')")
})

test('single keys can be switched off; the other keys stay, and the browser remembers it', async () => {
  await using s = await openPhone()
  const { keyboard } = s.page
  await keyboard.press('?')
  const dialog = s.page.getByRole('dialog')
  for (const key of ['T', 'Q', 'Space', '.', '1–9']) await dialog.getByText(key, { exact: true }).waitFor()
  await s.page.getByTestId('single-keys').click()
  await keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await s.page.reload()
  await s.phone.getByTestId('composer').waitFor()
  for (const key of ['d', '2', '?', '.', 'q', 'Space']) await keyboard.press(key)
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('light')
  expect(await s.page.getByRole('tab', { selected: true }).getAttribute('data-testid')).toBe('tab-pushes')
  expect(await s.page.getByTestId('clock').getAttribute('data-paused')).toBe('false')
  expect(await s.page.getByTestId('scanner').count()).toBe(0)
  expect(await s.page.getByRole('menuitem').count()).toBe(0)
  await keyboard.press('Alt+1')
  await s.page.locator('[data-testid="composer"]:focus').waitFor()
  // The table, and the switch on it, are reached without a key.
  await s.page.getByTestId('phone-settings').click()
  await s.page.getByTestId('shortcuts').click()
  await s.page.getByTestId('single-keys').click()
  await keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await keyboard.press('d')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('dark')
})
