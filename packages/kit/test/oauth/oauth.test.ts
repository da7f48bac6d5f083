import { expect, test } from 'vitest'
import { ConfigError, NetworkError } from '../../src/errors.ts'
import { createOAuth } from '../../src/oauth/oauth.ts'
import { OAuthError } from '../../src/oauth/oauth-error.ts'
import type { OAuthOptions } from '../../src/oauth/types.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { APP_ID, APP_SECRET, createFakeWeChat } from '../support/fake-wechat.ts'
import { failureOf } from '../support/set-up.ts'

const EXCHANGE = '/sns/oauth2/access_token'
const redirectUri = 'https://demo.example.cn/me?tab=1&名=鹦鹉'
const code = '041kQxNq8yTbR0sLmWdHcJ5fGe9uAi1o'
const token = {
  access_token: '91_oaQm2vXb7TnZ0wLcYp3dHfJ5uGeA1iNoKtVxQz',
  expires_in: 7200,
  refresh_token: '91_rfPp9kKq1vXb7TnZ0wLcYp3dHfJ5uGeA1iNoKt',
  openid: 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi',
  scope: 'snsapi_userinfo',
}

function setUp(options: Partial<OAuthOptions> = {}) {
  const clock = createFakeClock()
  const wechat = createFakeWeChat({ clock })
  wechat.on(EXCHANGE, ({ query }) =>
    query.get('code') === code && wechat.received(EXCHANGE).length === 1
      ? token
      : { errcode: 40163, errmsg: 'code been used, rid: 6921a3f0-1c7be29d-40a6d51c' },
  )
  const oauth = createOAuth({ appId: APP_ID, appSecret: APP_SECRET, fetch: wechat.fetch, clock, ...options })
  const begin = () => oauth.authorizeUrl({ redirectUri, scope: 'snsapi_userinfo' })
  return { clock, wechat, oauth, begin }
}

test('writes the parameters in the order that WeChat insists on', () => {
  const { oauth } = setUp()
  const { url, state } = oauth.authorizeUrl({ redirectUri, scope: 'snsapi_base' })
  expect(url).toBe(
    `https://open.weixin.qq.com/connect/oauth2/authorize?appid=${APP_ID}` +
      '&redirect_uri=https%3A%2F%2Fdemo.example.cn%2Fme%3Ftab%3D1%26%E5%90%8D%3D%E9%B9%A6%E9%B9%89' +
      `&response_type=code&scope=snsapi_base&state=${state}#wechat_redirect`,
  )
  const forced = oauth.authorizeUrl({ redirectUri, scope: 'snsapi_userinfo', forcePopup: true })
  expect(forced.url).toMatch(/&scope=snsapi_userinfo&state=\w+&forcePopup=true#wechat_redirect$/)
})

test("a state keeps to WeChat's letters and length, and no two are alike", () => {
  const { begin } = setUp()
  const states = Array.from({ length: 100 }, () => begin().state)
  for (const state of states) expect(state).toMatch(/^[a-zA-Z0-9]{1,128}$/)
  expect(new Set(states).size).toBe(100)
})

test('uses the address of a simulator, and refuses its AppID elsewhere', () => {
  const appId = 'wx00000000a1b2c3d4'
  const { begin } = setUp({ appId, apiUrl: 'http://127.0.0.1:8100' })
  expect(begin().url).toMatch(
    /^http:\/\/127\.0\.0\.1:8100\/connect\/oauth2\/authorize\?appid=wx00000000a1b2c3d4&/,
  )
  expect(() => setUp({ appId }).begin()).toThrow(ConfigError)
  expect(() =>
    setUp({ appId, apiUrl: 'http://127.0.0.1:8100', openUrl: 'https://open.weixin.qq.com' }).begin(),
  ).toThrow(ConfigError)
})

test('a login tells who the user is and lets the profile be read', async () => {
  const { wechat, oauth, begin } = setUp()
  wechat.on('/sns/userinfo', ({ query }) => ({
    openid: query.get('openid'),
    nickname: '小满',
    lang: query.get('lang'),
  }))
  const { state, binding } = begin()
  const login = await oauth.complete({ code, state, binding })
  expect(login).toMatchObject({ scope: 'snsapi_userinfo', openid: token.openid, isSnapshot: false, token })
  if (login.scope !== 'snsapi_userinfo') throw new Error('wrong scope')
  expect(await login.userInfo()).toMatchObject({ openid: token.openid, nickname: '小满', lang: 'zh_CN' })
  expect(wechat.received('/sns/userinfo')[0]?.query.get('access_token')).toBe(token.access_token)
})

test('a silent login has no profile, and a snapshot user is marked', async () => {
  const { wechat, oauth, begin } = setUp()
  wechat.on(EXCHANGE, () => ({ ...token, scope: 'snsapi_base', is_snapshotuser: 1 }))
  const login = await oauth.complete({ code, ...begin() })
  expect(login).toMatchObject({ scope: 'snsapi_base', isSnapshot: true })
  expect(login).not.toHaveProperty('userInfo')
})

test('the redirect that comes twice gets the same login', async () => {
  const { clock, wechat, oauth, begin } = setUp()
  const { state, binding } = begin()
  const both = await Promise.all([
    oauth.complete({ code, state, binding }),
    oauth.complete({ code, state, binding }),
  ])
  expect(both.map((login) => login.openid)).toEqual([token.openid, token.openid])
  await clock.advance(59_000)
  expect((await oauth.complete({ code, state, binding })).openid).toBe(token.openid)
  expect(wechat.received(EXCHANGE)).toHaveLength(1)
})

test('a reload after a minute is a used code', async () => {
  const { clock, oauth, begin } = setUp()
  const { state, binding } = begin()
  await oauth.complete({ code, state, binding })
  await clock.advance(60_000)
  const error = await failureOf(oauth.complete({ code, state, binding }))
  expect(error).toBeInstanceOf(OAuthError)
  expect(error).toMatchObject({ reason: 'used-code', cause: { code: 40163 } })
})

test.each([
  [40163, 'used-code'],
  [42003, 'expired-code'],
  [40029, 'invalid-code'],
])('%i is the reason %s', async (errcode, reason) => {
  const { wechat, oauth, begin } = setUp()
  wechat.on(EXCHANGE, () => ({ errcode, errmsg: 'no' }))
  const error = await failureOf(oauth.complete({ code, ...begin() }))
  expect(error).toMatchObject({
    name: 'OAuthError',
    reason,
    explanation: { zh: expect.stringMatching(/[一-鿿]/) },
  })
  expect(String(error)).not.toContain(code)
})

test('what only the owner can mend is no OAuthError', async () => {
  const { wechat, oauth, begin } = setUp()
  wechat.on(EXCHANGE, () => ({ errcode: 40125, errmsg: 'invalid appsecret' }))
  expect(await failureOf(oauth.complete({ code, ...begin() }))).toMatchObject({
    name: 'ApiError',
    code: 40125,
  })
})

test('a code that the network kept from WeChat can be tried again', async () => {
  const { wechat, oauth, begin } = setUp()
  const { state, binding } = begin()
  wechat.on(EXCHANGE, () => new Response('', { status: 502 }))
  expect(await failureOf(oauth.complete({ code, state, binding }))).toBeInstanceOf(NetworkError)
  wechat.on(EXCHANGE, () => token)
  expect((await oauth.complete({ code, state, binding })).openid).toBe(token.openid)
})

test.each([undefined, null, ''])('no code (%o) means that the user refused', async (missing) => {
  const { oauth, begin } = setUp()
  const { state, binding } = begin()
  expect(await failureOf(oauth.complete({ code: missing, state, binding }))).toMatchObject({
    reason: 'refused',
  })
  expect((await oauth.complete({ code, state, binding })).openid).toBe(token.openid)
})

test('a state serves one login', async () => {
  const { wechat, oauth, begin } = setUp()
  const { state, binding } = begin()
  await oauth.complete({ code, state, binding })
  const error = await failureOf(oauth.complete({ code: '041another0code0of0an0attacker00', state, binding }))
  expect(error).toMatchObject({ reason: 'used-state' })
  expect(wechat.received(EXCHANGE)).toHaveLength(1)
})

test('a state lives ten minutes', async () => {
  const { clock, oauth, begin } = setUp()
  const early = begin()
  await clock.advance(599_000)
  expect((await oauth.complete({ code, ...early })).openid).toBe(token.openid)
  const late = begin()
  await clock.advance(601_000)
  expect(await failureOf(oauth.complete({ code, ...late }))).toMatchObject({ reason: 'expired-state' })
})

test('a state of another browser, another account, another secret or of nobody is foreign', async () => {
  const { wechat, oauth, begin } = setUp()
  const mine = begin()
  const other = begin()
  const account = setUp({ appId: 'wx0f6e2d9c41ab7385' }).begin()
  const secret = setUp({ stateSecret: 'another secret of ours' }).begin()
  const flipped = (mine.state.startsWith('0') ? '1' : '0') + mine.state.slice(1)
  const attempts = [
    { state: mine.state, binding: other.binding },
    { state: mine.state, binding: '' },
    { state: mine.state, binding: undefined },
    { state: undefined, binding: mine.binding },
    { state: '', binding: mine.binding },
    { state: flipped, binding: mine.binding },
    { state: `${mine.state}0`, binding: mine.binding },
    { state: mine.state.toUpperCase(), binding: mine.binding },
    { state: '鹦'.repeat(104), binding: mine.binding },
    account,
    secret,
  ]
  for (const attempt of attempts) {
    expect(await failureOf(oauth.complete({ code, ...attempt }))).toMatchObject({ reason: 'foreign-state' })
    expect(await failureOf(oauth.complete({ ...attempt }))).toMatchObject({ reason: 'foreign-state' })
  }
  expect(wechat.received()).toHaveLength(0)
})

test('two pages opened at once share the cookie, and both logins end well', async () => {
  const { wechat, oauth, begin } = setUp()
  wechat.on(EXCHANGE, () => token)
  const first = begin()
  const second = oauth.authorizeUrl({ redirectUri, scope: 'snsapi_userinfo', binding: first.binding })
  expect(second.binding).toBe(first.binding)
  for (const [i, { state }] of [first, second].entries()) {
    expect((await oauth.complete({ code: `${code}${i}`, state, binding: first.binding })).openid).toBe(
      token.openid,
    )
  }
})

test('a cookie that we did not make is replaced', () => {
  const { oauth } = setUp()
  for (const binding of ['', 'x', '1'.repeat(33), '鹦'.repeat(32)]) {
    const begun = oauth.authorizeUrl({ redirectUri, scope: 'snsapi_base', binding })
    expect(begun.binding).toMatch(/^[0-9a-f]{32}$/)
    expect(begun.binding).not.toBe(binding)
  }
})

test('asks for a full redirect address and a usable secret', () => {
  const { oauth } = setUp()
  for (const redirectUri of ['/me', 'demo.example.cn/me', 'javascript:alert(1)', '']) {
    expect(() => oauth.authorizeUrl({ redirectUri, scope: 'snsapi_base' })).toThrow(ConfigError)
  }
  expect(() => setUp({ stateSecret: 'short' })).toThrow(ConfigError)
})

test('refreshes a token', async () => {
  const { wechat, oauth } = setUp()
  wechat.on('/sns/oauth2/refresh_token', ({ query }) => ({
    ...token,
    access_token: `new-${query.get('refresh_token')}`,
  }))
  expect(await oauth.refresh('R1')).toMatchObject({ access_token: 'new-R1' })
  wechat.on('/sns/oauth2/refresh_token', () => ({ errcode: 42002, errmsg: 'refresh_token expired' }))
  expect(await failureOf(oauth.refresh('R1'))).toMatchObject({ name: 'ApiError', code: 42002 })
})
