/** Phones in the window: several of them, with and without a frame, dark, with more contrast, and small. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { chatOf, closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'

let s: Phones
beforeAll(async () => {
  s = await openPhones(new Bot().on('message:text', (ctx) => ctx.message.Content))
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

/** A computed style of the first element there is. */
const styleOf = (selector: string, property: string) =>
  s.page.evaluate<string>(
    `getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`,
  )

const setting = async (name: string) => {
  await s.page.getByTestId('phone-settings').click()
  await s.page.getByRole('menuitem', { name }).click()
}

test('up to four phones stand side by side, each a person of their own', async () => {
  const first = await s.person()
  const people = await Promise.all([1, 2, 3].map(() => s.simulator.addFans({ follow: true })))
  for (const [fan] of people) await s.page.getByTestId(`slot-${fan?.openid}`).click()
  expect(await s.page.locator('.phones .phone').count()).toBe(4)
  const second = people[0]?.[0]?.openid ?? ''
  await first.type('我是第一个')
  await s.window.type(second, '我是第二个')
  expect(await chatOf(first.phone, 2)).toEqual(['我是第一个', '我是第一个'])
  expect(await chatOf(s.window.phone(second), 2)).toEqual(['我是第二个', '我是第二个'])
  await s.page.getByTestId(`slot-${second}`).click()
  expect(await s.window.phone(second).count()).toBe(0)
})

test('the frame is taken off and put back, and stays so when the window is opened again', async () => {
  const { phone } = await s.person()
  const padding = () => styleOf('.phone', 'padding-left')
  expect(await padding()).toBe('10px')
  await setting('手机外框')
  expect(await padding()).toBe('0px')
  await s.page.reload()
  await phone.getByTestId('profile').waitFor()
  expect(await padding()).toBe('0px')
  await setting('手机外框')
  expect(await padding()).toBe('10px')
})

test('dark mode and more contrast change WeChat’s own colours', async () => {
  const { phone, id, type } = await s.person()
  await type('你好')
  await chatOf(phone, 2)
  expect(await styleOf('.screen', 'background-color')).toBe('rgb(237, 237, 237)')
  expect(await styleOf('.msg.me .bubble', 'background-color')).toBe('rgb(149, 236, 105)')
  await s.page.getByTestId('theme').click()
  expect(await styleOf('.screen', 'background-color')).toBe('rgb(17, 17, 17)')
  expect(await styleOf('.msg.me .bubble', 'background-color')).toBe('rgb(62, 181, 117)')
  await s.page.getByTestId('theme').click()
  await id('composer').fill('。')
  expect(await styleOf('.composer .send', 'background-color')).toBe('rgb(7, 193, 96)')
  await setting('高对比度')
  expect(await styleOf('.composer .send', 'background-color')).toBe('rgb(1, 137, 66)')
  await setting('高对比度')
})

test('what WeChat says stays Chinese, what we say follows the language', async () => {
  const { phone, id } = await s.person()
  await s.page.getByTestId('lang-en').click()
  await id('voice').click()
  await id('voice-options').click()
  await id('sheet').getByText('With recognition').waitFor()
  await id('sheet').getByRole('button', { name: '发送' }).waitFor()
  await s.page.keyboard.press('Escape')
  expect(await phone.getAttribute('lang')).toBe('zh-CN')
  await s.page.getByTestId('lang-zh').click()
})

test('the phone is walked through by keyboard alone', async () => {
  const { id, phone } = await s.person()
  const { keyboard } = s.page
  await keyboard.press('Alt+1')
  await phone.locator('[data-composer]:focus').waitFor()
  await keyboard.type('你好')
  await keyboard.press('Enter')
  await chatOf(phone, 2)
  await id('back').focus()
  await keyboard.press('Enter')
  await id('row-account').focus()
  await keyboard.press('Enter')
  await id('more').focus()
  await keyboard.press('Enter')
  await id('more-link').focus()
  await keyboard.press('Enter')
  await id('link-title').waitFor()
  // The sheet keeps the focus to itself, and gives it back.
  expect(await phone.locator('.page').first().getAttribute('inert')).not.toBeNull()
  await keyboard.press('Escape')
  expect(await s.page.evaluate('document.activeElement.dataset.testid')).toBe('more-link')
})
