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
  await s.page.waitForFunction("document.activeElement.dataset.testid === 'composer'")
  await keyboard.type('d2?')
  expect(await composer.inputValue()).toBe('d2?')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('light')
  await keyboard.press('Escape')
  await keyboard.press('d')
  expect(await s.page.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await composer.inputValue()).toBe('d2?')
})
