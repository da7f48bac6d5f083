import { expect, test } from 'vitest'
import { ApiError, NetworkError } from '../../src/errors.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const SEND = '/cgi-bin/message/custom/send'
const MENU = '/cgi-bin/menu/create'
const MASS = '/cgi-bin/message/mass/sendall'
const TEMPLATE = '/cgi-bin/message/template/send'
const IP = '/cgi-bin/get_api_domain_ip'
const OK = { errcode: 0, errmsg: 'ok' }
const text = { touser: 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi', msgtype: 'text', text: { content: '在吗' } } as const
const menu = { button: [{ type: 'click', name: '歌', key: 'K' }] } as const
const broadcast = { filter: { is_to_all: true }, msgtype: 'text', text: { content: '好' } } as const
const template = { touser: 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi', template_id: 'T', data: {} }

/** Fails as often as told, then succeeds. */
function failing(times: number, answer: () => Response | Record<string, unknown>, result = OK) {
  let left = times
  return () => (left-- > 0 ? answer() : result)
}
const tooFast = () => ({ errcode: 45011, errmsg: 'api minute-quota reach limit' })
const busy = () => ({ errcode: -1, errmsg: 'system error' })
const gateway = () => new Response('', { status: 502 })
function broken(): Response {
  throw new TypeError('socket hang up')
}

test('waits when calls come too fast, even with a message: WeChat did nothing', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(SEND, failing(2, tooFast))
  const sent = client.api.message.customSend(text)
  await clock.advance(999)
  expect(wechat.received(SEND)).toHaveLength(1)
  await clock.advance(1)
  expect(wechat.received(SEND)).toHaveLength(2)
  await clock.advance(2000)
  expect(await sent).toEqual(OK)
  expect(wechat.received(SEND)).toHaveLength(3)
})

test('does not begin a pause that is longer than the time left', async () => {
  const { clock, wechat, client } = setUp({ timeoutMs: 2500 })
  wechat.on(SEND, tooFast)
  const failure = failureOf(client.api.message.customSend(text))
  await clock.advance(1000)
  expect(await failure).toMatchObject({ code: 45011, isRepeatable: true })
  expect(wechat.received(SEND)).toHaveLength(2)
  expect(clock.waiting).toBe(0)
})

test.each([
  ['busy', busy],
  ['a gateway error', gateway],
  ['a broken connection', broken],
])('repeats what may be done twice after %s', async (_about, answer) => {
  const { clock, wechat, client } = setUp()
  wechat.on(MENU, failing(2, answer))
  const made = client.api.menu.create(menu)
  await clock.advance(600)
  expect(await made).toEqual(OK)
  expect(wechat.received(MENU)).toHaveLength(3)
})

test.each([
  ['busy', busy, ApiError],
  ['a gateway error', gateway, NetworkError],
  ['a broken connection', broken, NetworkError],
])('never sends a message again after %s', async (_about, answer, kind) => {
  const { wechat, client } = setUp()
  wechat.on(SEND, answer)
  expect(await failureOf(client.api.message.customSend(text))).toBeInstanceOf(kind)
  expect(wechat.received(SEND)).toHaveLength(1)
})

test('never repeats after a timeout, not even a read', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(IP, () => new Promise<Response>(() => {}))
  const failure = failureOf(client.api.ip.api())
  await clock.advance(10_000)
  expect(await failure).toMatchObject({ reason: 'timeout' })
  expect(wechat.received(IP)).toHaveLength(1)
})

test('a GET that works once only is not repeated', async () => {
  const { wechat, client } = setUp()
  const paths = ['/cgi-bin/token', '/customservice/kfaccount/del', '/sns/oauth2/access_token']
  for (const path of paths) wechat.on(path, busy)
  const calls = [
    client.api.token.get(),
    client.api.kf.accountDelete({ kf_account: 'mia@demo' }),
    client.api.oauth.accessToken({ code: '041kQxNq8yTbR0sL' }),
  ]
  for (const call of calls) expect(await failureOf(call)).toMatchObject({ code: -1 })
  for (const path of paths) expect(wechat.received(path)).toHaveLength(1)
})

test('asks for a token again, whatever the call: nothing was sent yet', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(SEND, () => OK)
  wechat.on(
    '/cgi-bin/stable_token',
    failing(1, busy, Object.assign({ access_token: 'fresh', expires_in: 7200 }, OK)),
  )
  wechat.tokens.push('fresh')
  const sent = client.api.message.customSend(text)
  await clock.advance(200)
  expect(await sent).toEqual(OK)
  expect(wechat.received(SEND)).toHaveLength(1)
})

test('a broadcast has an id of its own, so that a repeat after a lost answer sends nothing twice', async () => {
  const { clock, wechat, client } = setUp({ random: countingRandom() })
  wechat.on(MASS, failing(1, broken, { ...OK, msg_id: 7 } as typeof OK))
  const sent = client.api.mass.sendAll(broadcast)
  await clock.advance(200)
  expect(await sent).toMatchObject({ msg_id: '7' })
  const ids = wechat.received(MASS).map((one) => JSON.parse(one.text).clientmsgid)
  expect(ids).toHaveLength(2)
  expect(ids[0]).toMatch(/^[0-9a-f]{32}$/)
  expect(ids[1]).toBe(ids[0])
  await client.api.mass.sendAll(broadcast)
  expect(JSON.parse(wechat.received(MASS)[2]?.text ?? '').clientmsgid).not.toBe(ids[0])
})

test('a broadcast whose answer was lost gives the id of the first request', async () => {
  const { clock, wechat, client } = setUp()
  let requests = 0
  wechat.on(MASS, () => {
    requests += 1
    if (requests === 1) return broken()
    if (requests === 2) return { errcode: 45066, errmsg: 'same clientmsgid retry too fast' }
    return { errcode: 45065, errmsg: 'clientmsgid exist', msg_id: 3147483701 }
  })
  const sent = client.api.mass.sendAll(broadcast)
  await clock.advance(1200)
  expect(await sent).toEqual({ errcode: 0, errmsg: 'ok', msg_id: '3147483701' })
})

test('an id that the caller used before is an error, which names the first broadcast', async () => {
  const { wechat, client } = setUp()
  wechat.on(MASS, () => ({ errcode: 45065, errmsg: 'clientmsgid exist', msg_id: 3147483701 }))
  const error = await failureOf(client.api.mass.sendAll({ ...broadcast, clientmsgid: 'week-47' }))
  expect(error).toMatchObject({ code: 45065, data: { msg_id: '3147483701' } })
  expect(JSON.parse(wechat.received(MASS)[0]?.text ?? '').clientmsgid).toBe('week-47')
})

test('a template message is repeated with its id after a busy answer', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(TEMPLATE, failing(1, busy))
  const sent = client.api.template.send(template)
  await clock.advance(200)
  expect(await sent).toEqual(OK)
  const ids = wechat.received(TEMPLATE).map((one) => JSON.parse(one.text).client_msg_id)
  expect(new Set(ids).size).toBe(1)
  expect(ids[0]).toHaveLength(32)
})

test('sends one request when told not to repeat, and still forgets a dead token', async () => {
  const { wechat, client } = setUp({ retries: false })
  wechat.on(IP, busy)
  expect(await failureOf(client.api.ip.api())).toMatchObject({ code: -1 })
  wechat.on(IP, () => ({ ip_list: [] }))
  wechat.kill(await client.token(), 42001)
  expect(await failureOf(client.api.ip.api())).toMatchObject({ code: 42001 })
  expect(wechat.received(IP)).toHaveLength(2)
  expect(await client.api.ip.api({}, { retries: true })).toEqual({ ip_list: [] })
})

test('gives up at once when the source has no other token', async () => {
  const refused: string[] = []
  const tokens = { get: async () => 'stuck', invalidate: (token: string) => void refused.push(token) }
  const { wechat, client } = setUp({ tokens })
  wechat.tokens.push('stuck')
  wechat.kill('stuck', 40001)
  expect(await failureOf(client.api.ip.api())).toMatchObject({ code: 40001 })
  expect(wechat.received(IP)).toHaveLength(1)
  expect(refused).toEqual(['stuck'])
})

test('a caller who leaves during a pause ends it', async () => {
  const { clock, wechat, client } = setUp()
  wechat.on(SEND, tooFast)
  const controller = new AbortController()
  const failure = failureOf(client.api.message.customSend(text, { signal: controller.signal }))
  await clock.advance(500)
  controller.abort(new Error('the user left'))
  expect(await failure).toMatchObject({ message: 'the user left' })
  await clock.advance(10_000)
  expect(wechat.received(SEND)).toHaveLength(1)
  expect(clock.waiting).toBe(0)
})

function countingRandom() {
  let calls = 0
  return (count: number) => new Uint8Array(count).fill(++calls)
}
