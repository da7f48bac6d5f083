import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { call, createStage, isObject } from './support/stage.ts'

function request(
  sim: Simulator,
  method: string,
  path: string,
  headers: { [name: string]: string },
  body?: string,
) {
  return sim.fetch(
    new Request(`http://127.0.0.1:8100${path}`, { method, headers, ...(body !== undefined && { body }) }),
  )
}

describe('what the caller got wrong', () => {
  test.for<[string, string, unknown, number, string]>([
    ['POST', '/fans/{fan}/actions', { type: 'dance' }, 400, 'type must be one of follow, unfollow, text'],
    ['POST', '/fans/{fan}/actions', {}, 400, 'type must be one of'],
    ['POST', '/fans/{fan}/actions', { type: 'text' }, 400, 'content must be a string'],
    ['POST', '/fans/{fan}/actions', { type: 'text', content: '' }, 400, 'content must not be empty'],
    [
      'POST',
      '/fans/{fan}/actions',
      { type: 'location', latitude: 91 },
      400,
      'latitude must be a number from -90 up to 90',
    ],
    ['POST', '/fans/{fan}/actions', { type: 'image', data: '***' }, 400, 'data must be base64'],
    ['POST', '/fans/{fan}/actions', { type: 'menu' }, 400, 'key, url or name'],
    ['POST', '/fans/{fan}/actions', { type: 'scan' }, 400, 'a scene or a ticket'],
    ['POST', '/fans/{fan}/actions', { type: 'scan', ticket: 'x' }, 404, 'No QR code'],
    ['POST', '/fans/o_nobody/actions', { type: 'text', content: 'x' }, 404, 'Nobody has the openid'],
    ['GET', '/fans/o_nobody/messages', undefined, 404, 'Nobody has the openid'],
    ['GET', '/fans/{fan}/messages?after=x', undefined, 400, 'after must be a whole number'],
    ['POST', '/fans', { count: 10_001 }, 400, 'count must be an integer from 1 up to 10000'],
    ['POST', '/fans', { nickname: 'a'.repeat(65) }, 400, 'nickname has 65 characters'],
    ['POST', '/fans', { appid: 'wx1' }, 404, 'No account wx1'],
    ['POST', '/clock', {}, 400, 'one of advanceSeconds, paused, speed, real'],
    ['POST', '/clock', { advanceSeconds: -1 }, 400, 'advanceSeconds must be a number from 0'],
    ['POST', '/clock', { speed: 0 }, 400, 'speed must be a number above 0'],
    ['POST', '/clock', { speed: 2, paused: true }, 400, 'one of advanceSeconds'],
    ['PATCH', '/accounts/wx00000000deadbeef', { kind: 'other' }, 400, 'kind must be one of subscription'],
    [
      'PATCH',
      '/accounts/wx00000000deadbeef',
      { switches: { pushAttempts: 5 } },
      400,
      'switches.pushAttempts must be one of 3, 4',
    ],
    ['PATCH', '/accounts/wx00000000deadbeef', { oauthDomains: ['http://a.test'] }, 400, 'without http://'],
    ['PATCH', '/accounts/wx0', {}, 404, 'No account'],
    ['PUT', '/accounts/wx00000000deadbeef/callback', {}, 400, 'url must be a string'],
    [
      'PUT',
      '/accounts/wx00000000deadbeef/callback',
      { url: 'http://b.test', mode: 'secret' },
      400,
      'mode must be one of "plain"',
    ],
    ['PUT', '/faults', {}, 400, 'must be a list'],
    [
      'PUT',
      '/faults',
      [{ enabled: true, direction: 'push', effect: { type: 'error', errcode: 1 } }],
      400,
      'must be one of delay, drop',
    ],
    ['PUT', '/state', { yingwu: 'other' }, 400, 'Not a state'],
    ['GET', '/nothing', undefined, 404, 'openapi.json'],
    ['GET', '/pushes/99', undefined, 404, 'No such push'],
  ])('%s %s with %o', async ([method, path, body, status, saying]) => {
    const { control, fan } = await createStage()
    const answer = await control(method, path.replace('{fan}', fan.openid), body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      error: { code: expect.any(String), message: expect.stringContaining(saying) },
    })
  })

  test('a body that is no JSON', async () => {
    const { sim, fan } = await createStage()
    const response = await request(sim, 'POST', `/_sim/v1/fans/${fan.openid}/actions`, {}, '{"type":')
    expect(response.status).toBe(400)
  })

  test('a body beyond 1 MiB, declared or not', async () => {
    const { sim } = await createStage()
    const long = JSON.stringify({ nickname: 'a'.repeat(1024 * 1024) })
    expect((await request(sim, 'POST', '/_sim/v1/fans', {}, long)).status).toBe(413)
    expect((await request(sim, 'POST', '/_sim/v1/fans', { 'content-length': '2000000' }, '{}')).status).toBe(
      413,
    )
  })
})

test('a simulated account can never be a real one', () => {
  expect(() => createSimulator({ appid: 'wx1234567890abcdef' })).toThrow('wx00000000')
})

describe('reading', () => {
  test('health, account, clock and logs', async () => {
    const { sim, fan, control } = await createStage((push) => textReply(push, '好'))
    await control('POST', `/fans/${fan.openid}/actions`, { type: 'text', content: '一' })
    await control('POST', `/fans/${fan.openid}/actions`, { type: 'text', content: '二' })
    expect((await control('GET', '/health')).body).toMatchObject({
      ok: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
    expect((await control('GET', '/accounts')).body).toEqual(sim.accounts())
    expect((await control('GET', '/fans')).body).toMatchObject([{ openid: fan.openid, nickname: '晓雨' }])
    expect((await control('GET', '/pushes')).body).toMatchObject([{ summary: '二' }, { summary: '一' }])
    expect((await control('GET', '/pushes?limit=1&before=2')).body).toMatchObject([{ summary: '一' }])
    expect((await control('GET', '/pushes/1')).body).toMatchObject({ summary: '一' })
    await call(sim, 'GET', '/cgi-bin/token')
    expect((await control('GET', '/calls')).body).toMatchObject([{ path: '/cgi-bin/token', errcode: 40002 }])
  })

  test('an action can be answered before its push has ended', async () => {
    const { sim, fan, control, clock } = await createStage(
      (_push, _n, clock) => new Promise((done) => clock.setTimeout(() => done('success'), 2000)),
    )
    const { body } = await control('POST', `/fans/${fan.openid}/actions?wait=false`, {
      type: 'text',
      content: '你好',
    })
    expect(body).toMatchObject({
      push: { outcome: null, attempts: [{ verdict: 'waiting' }] },
      messages: [{ from: 'fan' }],
    })
    await clock.advance(2000)
    expect(sim.pushes()[0]?.outcome).toBe('silent')
  })

  test('waiting for the next message on a phone', async () => {
    const { fan, control, clock, sim } = await createStage((push) => textReply(push, '好'))
    const first = await sim.act(fan.openid, { type: 'text', content: '一' })
    const after = first.messages.at(-1)?.id
    const waiting = control('GET', `/fans/${fan.openid}/messages?after=${after}&wait=30`)
    await clock.settle()
    const second = sim.act(fan.openid, { type: 'text', content: '二' })
    expect((await waiting).body).toMatchObject([{ content: '二' }])
    await second
    const nothing = control('GET', `/fans/${fan.openid}/messages?after=999&wait=30`)
    await clock.advance(30_000)
    expect((await nothing).body).toEqual([])
  })
})

test('a callback is verified over the control API, and the answer lists the steps', async () => {
  const { sim, control } = await createStage()
  const path = `/accounts/${sim.account().appid}/callback`
  const { body } = await control('PUT', path, { url: 'http://bot.test/new', token: 'other', mode: 'plain' })
  expect(body).toMatchObject({
    verified: true,
    steps: [{ name: 'settings' }, { name: 'connect' }, { name: 'status' }, { name: 'body' }],
  })
  expect(sim.account().callback).toMatchObject({ url: 'http://bot.test/new', token: 'other' })
})

describe('server-sent events', () => {
  test('begin with a snapshot and tell everything after', async () => {
    const { sim, fan } = await createStage((push) => textReply(push, '好'))
    const response = await request(sim, 'GET', '/_sim/v1/events', {})
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body?.getReader()
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    let text = ''
    while (!text.includes('"outcome":"replied"'))
      text += new TextDecoder().decode((await reader?.read())?.value)
    await reader?.cancel()
    const names = [...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name)
    expect(names[0]).toBe('snapshot')
    expect(names).toEqual(expect.arrayContaining(['messages', 'fans', 'pushes']))
    for (const [, data = ''] of text.matchAll(/^data: (.*)$/gm)) expect(() => JSON.parse(data)).not.toThrow()
  })

  test('end when the simulator closes', async () => {
    const { sim } = await createStage()
    const response = await request(sim, 'GET', '/_sim/v1/events', {})
    const reader = response.body?.getReader()
    await reader?.read()
    await sim.close()
    expect((await reader?.read())?.done).toBe(true)
  })
})

test('OpenAPI describes exactly the routes that answer', async () => {
  const { sim, control } = await createStage()
  const { body } = await control('GET', '/openapi.json')
  const paths = isObject(body) && isObject(body['paths']) ? body['paths'] : {}
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(isObject(operations) ? operations : {}).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described).toEqual(
    expect.arrayContaining([
      'GET /_sim/v1/health',
      'POST /_sim/v1/reset',
      'GET /_sim/v1/state',
      'PUT /_sim/v1/state',
      'GET /_sim/v1/accounts',
      'PATCH /_sim/v1/accounts/{appid}',
      'PUT /_sim/v1/accounts/{appid}/callback',
      'POST /_sim/v1/fans',
      'POST /_sim/v1/fans/{openid}/actions',
      'GET /_sim/v1/fans/{openid}/messages',
      'GET /_sim/v1/pushes',
      'GET /_sim/v1/calls',
      'GET /_sim/v1/clock',
      'POST /_sim/v1/clock',
      'GET /_sim/v1/faults',
      'PUT /_sim/v1/faults',
      'GET /_sim/v1/events',
    ]),
  )
  const unknown: string[] = []
  for (const route of described) {
    const [method = '', path = ''] = route.split(' ')
    const body = method === 'GET' ? undefined : '{}'
    const response = await request(sim, method, path.replace(/\{\w+\}/g, 'x'), {}, body)
    const text = path.endsWith('/events') ? '' : await response.text()
    if (text.includes('"not_found"')) unknown.push(route)
  }
  expect(unknown).toEqual([])
})
