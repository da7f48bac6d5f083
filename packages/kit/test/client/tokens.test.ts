import { expect, test } from 'vitest'
import { ApiError, NetworkError } from '../../src/errors.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const MENU = '/cgi-bin/menu/create'
const TOKEN = '/cgi-bin/stable_token'
const menu = { button: [{ type: 'click', name: '今日歌曲', key: 'SONG' }] } as const
const HOUR = 3_600_000

test('one hundred calls at once fetch one token', async () => {
  const { wechat, client } = setUp()
  wechat.on(MENU, () => ({ errcode: 0, errmsg: 'ok' }))
  const answers = await Promise.all(Array.from({ length: 100 }, () => client.api.menu.create(menu)))
  expect(answers.every((answer) => answer.errcode === 0)).toBe(true)
  expect(wechat.received(TOKEN)).toHaveLength(1)
  expect(wechat.received(MENU)).toHaveLength(100)
})

test('asks the stable call, never forced', async () => {
  const { wechat, client } = setUp()
  await client.token()
  const [asked] = wechat.received()
  expect(asked?.method).toBe('POST')
  expect(JSON.parse(asked?.text ?? '')).toEqual({
    grant_type: 'client_credential',
    appid: client.appId,
    secret: '5f0b3c7d9e1a42866b8d7f2c3e9a0d14',
  })
})

test('asks the classic call when told so', async () => {
  const { wechat, client } = setUp({ tokens: 'classic' })
  expect(await client.token()).toBe(wechat.tokens[0])
  expect(wechat.received('/cgi-bin/token')).toHaveLength(1)
})

test('renews during the last five minutes without making anybody wait', async () => {
  const { clock, wechat, client } = setUp()
  const first = await client.token()
  await clock.advance(2 * HOUR - 301_000)
  expect(await client.token()).toBe(first)
  expect(wechat.tokens).toHaveLength(1)
  await clock.advance(2000)
  expect(await client.token()).toBe(first)
  await clock.advance(0)
  expect(await client.token()).toBe(wechat.tokens[1])
  expect(wechat.tokens).toHaveLength(2)
})

test('processes renew at different moments of that time', async () => {
  const { clock, wechat, client } = setUp({ random: (count) => new Uint8Array(count).fill(255) })
  await client.token()
  await clock.advance(2 * HOUR - 245_000)
  await client.token()
  await clock.advance(0)
  expect(wechat.tokens).toHaveLength(1)
  await clock.advance(10_000)
  await client.token()
  await clock.advance(0)
  expect(wechat.tokens).toHaveLength(2)
})

test('keeps the old token while its renewal fails, and tries again ten seconds later', async () => {
  const { clock, wechat, client } = setUp()
  const first = await client.token()
  wechat.on(TOKEN, () => ({ errcode: -1, errmsg: 'system error' }))
  await clock.advance(2 * HOUR - 299_000)
  for (let i = 0; i < 5; i += 1) {
    expect(await client.token()).toBe(first)
    await clock.advance(0)
  }
  expect(wechat.received(TOKEN)).toHaveLength(2)
  await clock.advance(10_000)
  await client.token()
  await clock.advance(0)
  expect(wechat.received(TOKEN)).toHaveLength(3)
  await clock.advance(300_000)
  expect(await failureOf(client.token())).toMatchObject({ code: -1, endpoint: 'token.stable' })
})

test.each([40001, 40014, 42001])('repeats once with a new token after %i', async (code) => {
  const { wechat, client } = setUp()
  wechat.on(MENU, () => ({ errcode: 0, errmsg: 'ok' }))
  wechat.kill(await client.token(), code)
  await client.api.menu.create(menu)
  expect(wechat.received(MENU).map((call) => call.query.get('access_token'))).toEqual(wechat.tokens)
  expect(wechat.tokens).toHaveLength(2)
})

test('gives up when the third new token is refused too', async () => {
  const { wechat, client } = setUp()
  wechat.on(MENU, () => ({ errcode: 40001, errmsg: 'invalid credential' }))
  const error = await failureOf(client.api.menu.create(menu))
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ code: 40001, endpoint: 'menu.create' })
  expect(wechat.received(MENU)).toHaveLength(4)
})

test('a late refusal of an old token does not throw the new one away', async () => {
  const { clock, wechat, client } = setUp()
  const old = await client.token()
  const slow = Promise.withResolvers<void>()
  wechat.on('/cgi-bin/get_current_selfmenu_info', async ({ query }) => {
    if (query.get('access_token') !== old) return { is_menu_open: 0 }
    await slow.promise
    return { errcode: 40001, errmsg: 'invalid credential' }
  })
  wechat.on(MENU, () => ({ errcode: 0, errmsg: 'ok' }))
  const late = client.call({ method: 'GET', path: '/cgi-bin/get_current_selfmenu_info' })
  await clock.advance(0)
  wechat.kill(old, 40001)
  await client.api.menu.create(menu)
  expect(wechat.tokens).toHaveLength(2)
  slow.resolve()
  expect(await late).toEqual({ is_menu_open: 0 })
  expect(wechat.tokens).toHaveLength(2)
})

test('takes tokens from a shared source and tells it about refused ones', async () => {
  const refused: string[] = []
  const tokens = {
    get: async () => (refused.length === 0 ? 'gone' : 'shared'),
    invalidate: (token: string) => void refused.push(token),
  }
  const { wechat, client } = setUp({ tokens })
  wechat.tokens.push('shared')
  wechat.on(MENU, () => ({ errcode: 0, errmsg: 'ok' }))
  await client.api.menu.create(menu)
  expect(refused).toEqual(['gone'])
  expect(wechat.received(TOKEN)).toHaveLength(0)
})

test('a failed fetch reaches all who wait, and the next call asks again', async () => {
  const { wechat, client } = setUp()
  wechat.on(TOKEN, () => ({ errcode: 40125, errmsg: 'invalid appsecret rid: 6921a3f0-1c7be29d-40a6d51c' }))
  const errors = await Promise.all([failureOf(client.api.menu.create(menu)), failureOf(client.token())])
  for (const error of errors) expect(error).toMatchObject({ code: 40125, endpoint: 'token.stable' })
  expect(wechat.received(TOKEN)).toHaveLength(1)
  wechat.on(TOKEN, () => ({ access_token: 'short', expires_in: 7200 }))
  expect(await client.token()).toBe('short')
})

test('an answer without a token is an error, not a token', async () => {
  const { wechat, client } = setUp()
  wechat.on(TOKEN, () => ({ hello: 'I am a captive portal' }))
  const error = await failureOf(client.token())
  expect(error).toBeInstanceOf(NetworkError)
  expect(error).toMatchObject({ reason: 'answer', endpoint: 'token.stable' })
})
