import { describe, expect, test } from 'vitest'
import { APP_ID, call, createStage, SECRET, type Stage, tokenPath } from './support/stage.ts'

async function getToken({ sim }: Stage): Promise<string> {
  const { body } = await call(sim, 'GET', tokenPath())
  expect(body['expires_in']).toBe(7200)
  return String(body['access_token'])
}

async function getStable({ sim }: Stage, force = false) {
  const { body, errcode } = await call(sim, 'POST', '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: APP_ID,
    secret: SECRET,
    force_refresh: force,
  })
  return { token: String(body['access_token']), expiresIn: Number(body['expires_in']), errcode }
}

async function use({ sim }: Stage, token: string): Promise<number> {
  return (await call(sim, 'GET', `/cgi-bin/getcallbackip?access_token=${token}`)).errcode
}

describe('cgi-bin/token', () => {
  test('a new token each time; the previous one works for five minutes more', async () => {
    const stage = await createStage()
    const first = await getToken(stage)
    const second = await getToken(stage)
    expect(second).not.toBe(first)
    stage.sim.clock.change({ advanceSeconds: 299 })
    expect([await use(stage, first), await use(stage, second)]).toEqual([0, 0])
    stage.sim.clock.change({ advanceSeconds: 1 })
    expect([await use(stage, first), await use(stage, second)]).toEqual([40001, 0])
  })

  test('one that ran out says so', async () => {
    const stage = await createStage()
    const token = await getToken(stage)
    stage.sim.clock.change({ advanceSeconds: 7199 })
    expect(await use(stage, token)).toBe(0)
    stage.sim.clock.change({ advanceSeconds: 1 })
    expect(await use(stage, token)).toBe(42001)
  })

  test.for([
    ['grant_type=other', 40002],
    ['grant_type=client_credential', 41002],
    [`grant_type=client_credential&appid=${APP_ID}`, 41004],
    [`grant_type=client_credential&appid=wx1234567890abcdef&secret=${SECRET}`, 40013],
    [`grant_type=client_credential&appid=${APP_ID}&secret=wrong`, 40125],
  ] as const)('%s: %i', async ([query, errcode]) => {
    const { sim } = await createStage()
    expect((await call(sim, 'GET', `/cgi-bin/token?${query}`)).errcode).toBe(errcode)
  })
})

describe('cgi-bin/stable_token', () => {
  test('the same token until five minutes before its end, then a new one beside it', async () => {
    const stage = await createStage()
    const first = await getStable(stage)
    stage.sim.clock.change({ advanceSeconds: 6899 })
    expect(await getStable(stage)).toMatchObject({ token: first.token, expiresIn: 301 })
    stage.sim.clock.change({ advanceSeconds: 1 })
    const second = await getStable(stage)
    expect(second.token).not.toBe(first.token)
    expect([await use(stage, first.token), await use(stage, second.token)]).toEqual([0, 0])
    stage.sim.clock.change({ advanceSeconds: 300 })
    expect(await use(stage, first.token)).not.toBe(0)
    expect(await use(stage, second.token)).toBe(0)
  })

  test('a forced refresh kills the old one at once, unless it comes within 30 seconds', async () => {
    const stage = await createStage()
    const first = await getStable(stage)
    const second = await getStable(stage, true)
    expect([await use(stage, first.token), await use(stage, second.token)]).toEqual([40001, 0])
    expect((await getStable(stage, true)).token).toBe(second.token)
    stage.sim.clock.change({ advanceSeconds: 30 })
    expect((await getStable(stage, true)).token).not.toBe(second.token)
  })

  test('twenty forced refreshes a day', async () => {
    const stage = await createStage()
    for (let n = 0; n < 20; n++) {
      expect((await getStable(stage, true)).errcode).toBe(0)
      stage.sim.clock.change({ advanceSeconds: 31 })
    }
    expect((await getStable(stage, true)).errcode).toBe(45009)
    stage.sim.clock.change({ advanceSeconds: 24 * 3600 })
    expect((await getStable(stage, true)).errcode).toBe(0)
  })

  test('both kinds live side by side', async () => {
    const stage = await createStage()
    const stable = await getStable(stage)
    const plain = await getToken(stage)
    await getStable(stage, true)
    expect(await use(stage, plain)).toBe(0)
    await getToken(stage)
    expect((await getStable(stage)).token).not.toBe(stable.token)
  })

  test('GET is refused', async () => {
    const { sim } = await createStage()
    expect((await call(sim, 'GET', '/cgi-bin/stable_token')).errcode).toBe(43002)
  })
})

test('tickets stay the same for two hours, one for each type', async () => {
  const { sim, api } = await createStage()
  const ticket = async (type: string) => (await api(`/cgi-bin/ticket/getticket?type=${type}`)).body
  const first = await ticket('jsapi')
  expect(first).toMatchObject({ errcode: 0, errmsg: 'ok', expires_in: 7200 })
  sim.clock.change({ advanceSeconds: 100 })
  expect(await ticket('jsapi')).toMatchObject({ ticket: first['ticket'], expires_in: 7100 })
  expect((await ticket('wx_card'))['ticket']).not.toBe(first['ticket'])
  expect((await ticket('other'))['errcode']).toBe(40097)
})

describe('behind the back of the program', () => {
  const path = `/accounts/${APP_ID}`

  test('tokens of both kinds run out now', async () => {
    const stage = await createStage()
    const tokens = [await getToken(stage), (await getStable(stage)).token]
    expect(await stage.control('POST', `${path}/tokens`, { expire: true })).toEqual({
      status: 200,
      body: { tokens: 2 },
    })
    expect([await use(stage, tokens[0] ?? ''), await use(stage, tokens[1] ?? '')]).toEqual([42001, 42001])
    expect((await getStable(stage)).token).not.toBe(tokens[1])
  })

  test('somebody else replaces them: the next stable call hands out theirs', async () => {
    const stage = await createStage()
    const plain = await getToken(stage)
    const stable = await getStable(stage)
    await stage.control('POST', `${path}/tokens`, { replace: true })
    expect([await use(stage, plain), await use(stage, stable.token)]).toEqual([40001, 40001])
    const [first, second] = [await getStable(stage), await getStable(stage)]
    expect(first.token).toBe(second.token)
    expect(await use(stage, first.token)).toBe(0)
  })

  test('they are revoked: the next stable call gets a new one', async () => {
    const stage = await createStage()
    const stable = await getStable(stage)
    expect((await stage.control('POST', `${path}/tokens`, { revoke: true })).body).toEqual({ tokens: 1 })
    expect(await use(stage, stable.token)).toBe(40001)
    expect((await stage.control('GET', `${path}/tokens`)).body).toMatchObject({
      tokens: [{ state: 'replaced' }],
    })
    expect(await use(stage, (await getStable(stage)).token)).toBe(0)
  })

  test('the secret changes: the old one is refused, tokens live on', async () => {
    const stage = await createStage()
    const token = await getToken(stage)
    const secret = 'f'.repeat(32)
    expect((await stage.control('POST', `${path}/secret`, { secret })).body).toEqual({ secret })
    expect((await call(stage.sim, 'GET', tokenPath())).errcode).toBe(40125)
    expect((await call(stage.sim, 'GET', tokenPath().replace(SECRET, secret))).errcode).toBe(0)
    expect(await use(stage, token)).toBe(0)
    await stage.control('POST', `${path}/secret`, {})
    expect(stage.sim.account().secret).toMatch(/^(?!f{32})[0-9a-f]{32}$/)
  })

  test('the secret is frozen: tokens work, new ones are refused', async () => {
    const stage = await createStage()
    const token = await getToken(stage)
    await stage.control('PATCH', path, { switches: { secretFrozen: true } })
    expect((await call(stage.sim, 'GET', tokenPath())).errcode).toBe(40243)
    expect((await getStable(stage)).errcode).toBe(40243)
    expect(await use(stage, token)).toBe(0)
  })

  test.for([{}, { expire: false }, { expire: true, replace: true }, { drop: true }])(
    '%o is refused',
    async (body) => {
      const { control } = await createStage()
      expect((await control('POST', `${path}/tokens`, body)).status).toBe(400)
    },
  )
})
