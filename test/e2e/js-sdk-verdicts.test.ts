/** A `wx.config` that fails: the strip under the page says which of its parts differs, in words. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { closeBrowser } from '../support/browser.ts'
import { begin, openConfigured, outcome } from '../support/configured-page.ts'
import { openWebStage } from '../support/web-page.ts'

let s: Awaited<ReturnType<typeof openWebStage>>
let token: string
beforeAll(async () => {
  s = await openWebStage()
  s.page.setDefaultTimeout(15_000)
  token = await s.client.token()
})
beforeEach(() => async () => {
  await s.phone.getByTestId('webview-close').click()
  await s.phone.getByTestId('composer').waitFor()
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

test.for<[what: string, part: () => object, words: string]>([
  ['the access_token in place of the ticket', () => ({ ticket: token }), '签名用的是 access_token'],
  ['another nonceStr', () => ({ nonceStr: 'wm3wzytpz0wzccnw' }), '不是同一个'],
  ['milliseconds', () => ({ timestamp: 1_795_329_120_000 }), '不是以秒计'],
  ['another moment', () => ({ timestamp: 1_795_329_125 }), '两处要用同一个值'],
])('signed with %s', async ([, part, words]) => {
  const frame = await openConfigured(s, { signed: part() })
  expect(await outcome(frame)).toBe('config:invalid signature')
  await s.phone.getByTestId('sdk-strip').click()
  await s.phone.getByTestId('sdk-verdict').getByText(words).first().waitFor()
  await s.page.keyboard.press('Escape')
})

test('with the appId of nobody', async () => {
  const frame = await openConfigured(s, { appId: 'wx0000000000000000' })
  expect(await outcome(frame)).toBe('config:invalid appid')
  await s.phone.getByTestId('sdk-strip').getByText('wx0000000000000000').waitFor()
})

test('a place that a page opens is shown, and given back', async () => {
  const frame = await openConfigured(s)
  expect(await outcome(frame)).toBe('ready')
  const opened = begin(frame, 'openLocation', { latitude: 30.2294, longitude: 120.101, name: '龙井村' })
  await s.phone.getByTestId('sheet').getByText('龙井村').waitFor()
  expect((await opened).errMsg).toBe('openLocation:ok')
  await s.page.keyboard.press('Escape')
  await s.phone.getByTestId('sheet').waitFor({ state: 'detached' })
})
