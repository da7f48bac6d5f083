import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClient } from '../../src/client/client.ts'
import { ApiError, NetworkError } from '../../src/errors.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { APP_ID, APP_SECRET } from '../support/fake-wechat.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const SEND = '/cgi-bin/message/custom/send'
const IP = '/cgi-bin/get_api_domain_ip'
const message = {
  touser: 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi',
  msgtype: 'text',
  text: { content: '在吗' },
} as const
const never = () => new Promise<Response>(() => {})

test('gives up after ten seconds, and does not send a message twice', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(SEND, never)
  const failure = failureOf(client.api.message.customSend(message))
  await clock.advance(9999)
  expect(wechat.received(SEND)).toHaveLength(1)
  await clock.advance(1)
  const error = await failure
  expect(error).toBeInstanceOf(NetworkError)
  expect(error).toMatchObject({ reason: 'timeout', endpoint: 'message.customSend' })
  await clock.advance(60_000)
  expect(wechat.received(SEND)).toHaveLength(1)
  expect(clock.waiting).toBe(0)
})

test('one call may have more time than the others', async () => {
  const { clock, wechat, client } = setUp({ timeoutMs: 1000 })
  wechat.on(IP, never)
  const patient = failureOf(client.api.ip.api({}, { timeoutMs: 5000 }))
  await clock.advance(4999)
  expect(clock.waiting).toBe(1)
  await clock.advance(1)
  expect(await patient).toMatchObject({ reason: 'timeout' })
})

test('a body that never ends is a timeout too', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(IP, () => new Response(new ReadableStream({ start: (c) => c.enqueue(Buffer.from('{"ip_')) })))
  const failure = failureOf(client.api.ip.api())
  await clock.advance(10_000)
  expect(await failure).toMatchObject({ reason: 'timeout' })
})

test("ends with the reason of the caller's signal", async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(IP, never)
  const controller = new AbortController()
  const failure = failureOf(client.api.ip.api({}, { signal: controller.signal }))
  await clock.advance(0)
  controller.abort(new Error('the user left'))
  expect(await failure).toMatchObject({ message: 'the user left' })
  const count = wechat.received().length
  expect(await failureOf(client.api.ip.api({}, { signal: controller.signal }))).toMatchObject({
    message: 'the user left',
  })
  expect(wechat.received()).toHaveLength(count)
  expect(clock.waiting).toBe(0)
})

test('one caller who leaves does not take the token from the others', async () => {
  const { clock, wechat, client } = setUp()
  const slow = Promise.withResolvers<void>()
  wechat.on('/cgi-bin/stable_token', async () => {
    await slow.promise
    return { access_token: 'token-for-all', expires_in: 7200 }
  })
  const controller = new AbortController()
  const left = failureOf(client.api.ip.api({}, { signal: controller.signal }))
  const stayed = client.token()
  await clock.advance(0)
  controller.abort()
  expect(await left).toMatchObject({ name: 'AbortError' })
  slow.resolve()
  expect(await stayed).toBe('token-for-all')
})

test('repeats a read twice while WeChat is busy, with growing pauses', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(IP, () => ({ errcode: -1, errmsg: 'system error' }))
  const failure = failureOf(client.api.ip.api())
  await clock.advance(199)
  expect(wechat.received(IP)).toHaveLength(1)
  await clock.advance(1)
  expect(wechat.received(IP)).toHaveLength(2)
  await clock.advance(399)
  expect(wechat.received(IP)).toHaveLength(2)
  await clock.advance(1)
  expect(await failure).toMatchObject({ code: -1 })
  expect(wechat.received(IP)).toHaveLength(3)
})

test('a busy read that recovers succeeds', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(IP, () =>
    wechat.received(IP).length === 1 ? { errcode: -1, errmsg: '' } : { ip_list: ['203.0.113.1'] },
  )
  const answer = client.api.ip.api()
  await clock.advance(200)
  expect(await answer).toEqual({ ip_list: ['203.0.113.1'] })
})

test('never repeats a send because WeChat is busy', async () => {
  const { wechat, client } = setUp()
  wechat.on(SEND, () => ({ errcode: -1, errmsg: 'system error' }))
  expect(await failureOf(client.api.message.customSend(message))).toMatchObject({ code: -1 })
  expect(wechat.received(SEND)).toHaveLength(1)
})

test.each([
  ['a gateway error', () => new Response('<h1>502</h1>', { status: 502 }), { reason: 'status', status: 502 }],
  [
    'a redirect',
    () => new Response(null, { status: 302, headers: { Location: 'https://evil.example.com/' } }),
    { reason: 'status', status: 302 },
  ],
  [
    'a page',
    () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    { reason: 'answer' },
  ],
  ['nothing', () => new Response(''), { reason: 'answer' }],
  ['a list', () => new Response('[1]'), { reason: 'answer' }],
  ['null', () => new Response('null'), { reason: 'answer' }],
])('%s instead of an answer is a network error', async (_case, answer, expected) => {
  const { wechat, client } = setUp({ retries: false })
  wechat.on(IP, answer)
  const error = await failureOf(client.api.ip.api())
  expect(error).toBeInstanceOf(NetworkError)
  expect(error).toMatchObject({ endpoint: 'ip.api', ...expected })
})

test('a broken connection keeps its cause', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:8100'), { code: 'ECONNREFUSED' })
  const { client } = setUp({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) })
  const error = await failureOf(client.token())
  expect(error).toMatchObject({
    reason: 'connection',
    cause: {
      name: 'TypeError',
      message: 'fetch failed',
      cause: { code: 'ECONNREFUSED', message: cause.message },
    },
  })
})

test('neither token nor secret is in an error, whatever the network throws or WeChat echoes', async () => {
  const token = fc.string({
    minLength: 16,
    maxLength: 80,
    unit: fc.constantFrom('a', 'Z', '9', '_', '-', '+', '/', '=', '%'),
  })
  const failures = fc.constantFrom('throw', 'cause', 'aggregate', 'property', 'text', 'errmsg', 'page')
  await fc.assert(
    fc.asyncProperty(token, token, failures, fc.boolean(), async (token, appSecret, failure, early) => {
      const clock = createFakeClock()
      const fetch: typeof globalThis.fetch = async (input, init) => {
        const url = input instanceof Request ? input.url : String(input)
        if (!early && url.includes('stable_token'))
          return Response.json({ access_token: token, expires_in: 7200 })
        const text = `GET ${url} failed, body ${JSON.stringify(init?.body)}, ${token}, ${appSecret}, ${encodeURIComponent(token)}`
        if (failure === 'throw') throw new TypeError(text)
        if (failure === 'cause')
          throw new TypeError('fetch failed', { cause: new Error(text, { cause: text }) })
        if (failure === 'aggregate') throw new AggregateError([new Error(text), text], text)
        if (failure === 'property')
          throw Object.assign(new Error('x'), { code: text, request: { url }, config: init })
        if (failure === 'text') return await Promise.reject(text)
        return failure === 'errmsg' ? Response.json({ errcode: 40013, errmsg: text }) : new Response(text)
      }
      const client = createClient({
        appId: APP_ID,
        appSecret,
        fetch,
        clock,
        random: (n) => new Uint8Array(n),
        retries: false,
      })
      const error = await failureOf(client.api.message.customSend(message))
      expect(error instanceof ApiError || error instanceof NetworkError).toBe(true)
      const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
      const all = early ? [appSecret] : [token, appSecret]
      for (const secret of all.flatMap((one) => [one, encodeURIComponent(one)]))
        expect(shown).not.toContain(secret)
    }),
    { numRuns: 200 },
  )
})

test('the secret is not in the client either when it is logged', () => {
  const { client } = setUp()
  expect(inspect(client, { depth: 5 })).not.toContain(APP_SECRET)
})
