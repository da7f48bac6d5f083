import { describe, expect, test } from 'vitest'
import { APP_ID, call, createStage, SECRET, type Stage, tokenPath } from './support/stage.ts'

const HOUR = 3600

/** Three calls of the address list a day; the day of the stage began at 8:00 in Beijing. */
async function limited(quotas: { [id: string]: number } = { 'ip.callback': 3 }) {
  const stage = await createStage()
  stage.sim.patchAccount({ quotas })
  const use = async () => (await stage.api('/cgi-bin/getcallbackip')).errcode
  return { ...stage, use }
}

async function quotaOf({ api }: Pick<Stage, 'api'>, cgi_path: string) {
  const { body } = await api('/cgi-bin/openapi/quota/get', { cgi_path })
  return body
}

async function times<T>(count: number, run: () => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (let n = 0; n < count; n++) results.push(await run())
  return results
}

describe('the daily quota', () => {
  test('is used up, and begins anew at midnight in Beijing', async () => {
    const { sim, use } = await limited()
    expect(await times(5, use)).toEqual([0, 0, 0, 45009, 45009])
    sim.clock.change({ advanceSeconds: 16 * HOUR - 1 })
    const { body } = await call(sim, 'GET', tokenPath())
    const again = async () =>
      (await call(sim, 'GET', `/cgi-bin/getcallbackip?access_token=${String(body['access_token'])}`)).errcode
    expect(await again()).toBe(45009)
    sim.clock.change({ advanceSeconds: 1 })
    expect(await times(4, again)).toEqual([0, 0, 0, 45009])
  })

  test('is counted for each call and account kind by itself', async () => {
    const stage = await limited()
    await times(3, stage.use)
    expect((await stage.api('/cgi-bin/get_api_domain_ip')).errcode).toBe(0)
    expect((await quotaOf(stage, '/cgi-bin/menu/create'))['quota']).toMatchObject({ daily_limit: 1000 })
    stage.sim.patchAccount({ kind: 'sandbox' })
    expect((await quotaOf(stage, '/cgi-bin/menu/create'))['quota']).toMatchObject({ daily_limit: 100 })
  })

  test('counts calls that fail, unless the account says otherwise', async () => {
    const stage = await createStage()
    const fail = async () => (await stage.api('/cgi-bin/user/info?openid=nobody')).errcode
    const used = async () => (await quotaOf(stage, '/cgi-bin/user/info'))['quota']
    expect(await times(2, fail)).toEqual([40003, 40003])
    expect(await used()).toEqual({ daily_limit: 5_000_000, used: 2, remain: 4_999_998 })
    stage.sim.patchAccount({ switches: { errorsCount: false } })
    await fail()
    expect(await used()).toMatchObject({ used: 2 })
  })

  test('is not spent by a call that the token or the account kind forbids', async () => {
    const { sim, api, use } = await limited()
    expect((await api('/cgi-bin/getcallbackip?access_token=x')).errcode).toBe(40014)
    await api('/cgi-bin/user/get')
    sim.patchAccount({ kind: 'subscription', quotas: { 'ip.callback': 3, 'user.list': 1 } })
    expect((await api('/cgi-bin/user/get')).errcode).toBe(48001)
    expect(await times(4, use)).toEqual([0, 0, 0, 45009])
  })

  test('of the token call is 2000, and 200 for test accounts', async () => {
    const { sim } = await createStage()
    sim.patchAccount({ kind: 'sandbox' })
    const codes = await times(201, async () => (await call(sim, 'GET', tokenPath())).errcode)
    expect(codes.slice(0, 200).every((code) => code === 0)).toBe(true)
    expect(codes.at(-1)).toBe(45009)
    sim.patchAccount({ kind: 'verifiedService' })
    expect((await call(sim, 'GET', tokenPath())).errcode).toBe(0)
  })

  test('outlives an export and an import', async () => {
    const { sim, use } = await limited()
    await times(3, use)
    sim.importState(JSON.parse(JSON.stringify(sim.exportState())))
    expect(await use()).toBe(45009)
  })
})

test('ten thousand stable tokens a minute', async () => {
  const { sim } = await createStage()
  const stable = async () =>
    (
      await call(sim, 'POST', '/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: APP_ID,
        secret: SECRET,
      })
    ).errcode
  const codes = await times(10_001, stable)
  expect(codes.indexOf(45011)).toBe(10_000)
  sim.clock.change({ advanceSeconds: 60 })
  expect(await stable()).toBe(0)
})

describe('resets', () => {
  test('of all calls, of one, and with the secret instead of a token', async () => {
    const { sim, api, use } = await limited({ 'ip.callback': 1, 'ip.api': 1, 'token.get': 1 })
    const other = async () => (await api('/cgi-bin/get_api_domain_ip')).errcode
    expect([await use(), await use(), await other()]).toEqual([0, 45009, 0])

    expect((await api('/cgi-bin/openapi/quota/clear', { cgi_path: '/cgi-bin/getcallbackip' })).errcode).toBe(
      0,
    )
    expect([await use(), await other()]).toEqual([0, 45009])

    expect((await api('/cgi-bin/clear_quota', { appid: APP_ID })).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect([await use(), await other()]).toEqual([0, 0])

    const token = async () => (await call(sim, 'GET', tokenPath())).errcode
    expect([await token(), await token()]).toEqual([0, 45009])
    const bySecret = `/cgi-bin/clear_quota/v2?appid=${APP_ID}&appsecret=${SECRET}`
    expect((await call(sim, 'POST', bySecret)).errcode).toBe(0)
    expect(await token()).toBe(0)
    expect(JSON.stringify(sim.calls())).not.toContain(SECRET)
  })

  test('with the secret take the pair from a JSON body, too', async () => {
    const { sim } = await createStage()
    const clear = async (body: object) => (await call(sim, 'POST', '/cgi-bin/clear_quota/v2', body)).errcode
    expect(await clear({ appid: APP_ID, appsecret: SECRET })).toBe(0)
    expect(await clear({ appsecret: SECRET })).toBe(41002)
    expect(await clear({ appid: APP_ID })).toBe(41004)
    expect(await clear({ appid: APP_ID, appsecret: 'wrong' })).toBe(40125)
    expect(await clear({ appid: 'wx1234567890abcdef', appsecret: SECRET })).toBe(40013)
  })

  test('are ten a month for the three calls together', async () => {
    const { sim, api } = await createStage()
    const clear = async () => (await api('/cgi-bin/clear_quota', { appid: APP_ID })).errcode
    const clearOne = async () =>
      (await api('/cgi-bin/openapi/quota/clear', { cgi_path: '/cgi-bin/user/info' })).errcode
    await times(5, clear)
    expect(await times(6, clearOne)).toEqual([0, 0, 0, 0, 0, 48006])
    expect(await clear()).toBe(48006)
    const bySecret = `/cgi-bin/clear_quota/v2?appid=${APP_ID}&appsecret=${SECRET}`
    expect((await call(sim, 'POST', bySecret)).errcode).toBe(48006)
    sim.clock.change({ advanceSeconds: 31 * 24 * HOUR })
    expect((await call(sim, 'POST', bySecret)).errcode).toBe(0)
  })

  test('name the account and a path that exists and fits', async () => {
    const { sim, api } = await createStage()
    expect((await api('/cgi-bin/clear_quota', { appid: 'wx1234567890abcdef' })).errcode).toBe(40013)
    for (const path of ['/cgi-bin/openapi/quota/clear', '/cgi-bin/openapi/quota/get']) {
      expect((await api(path, { cgi_path: 'https://api.weixin.qq.com/cgi-bin/user/info' })).errcode).toBe(
        76021,
      )
      sim.patchAccount({ kind: 'subscription' })
      expect((await api(path, { cgi_path: '/cgi-bin/user/info' })).errcode).toBe(76022)
      sim.patchAccount({ kind: 'verifiedService' })
    }
  })
})

test('quota.get tells the limit per minute where there is one', async () => {
  const stage = await createStage()
  expect(await quotaOf(stage, '/cgi-bin/stable_token')).toEqual({
    errcode: 0,
    errmsg: 'ok',
    quota: { daily_limit: 500_000, used: 0, remain: 500_000 },
    rate_limit: { call_count: 10_000, refresh_second: 60 },
  })
  expect(await quotaOf(stage, '/cgi-bin/user/info')).not.toHaveProperty('rate_limit')
})

test('a limit for a call that does not exist is refused', async () => {
  const { control } = await createStage()
  expect(await control('PATCH', `/accounts/${APP_ID}`, { quotas: { 'user.inform': 3 } })).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('user.inform') } },
  })
  expect(await control('PATCH', `/accounts/${APP_ID}`, { quotas: { 'user.info': 3 } })).toMatchObject({
    status: 200,
    body: { quotas: { 'user.info': 3 } },
  })
})

describe('rid.get', () => {
  async function failed() {
    const stage = await createStage()
    await stage.api('/cgi-bin/user/info/updateremark', { openid: 'nobody', remark: '茶' })
    const look = (rid: string) => stage.api('/cgi-bin/openapi/rid/get', { rid })
    return { ...stage, look, rid: stage.sim.calls()[0]?.rid ?? '' }
  }

  test('tells what was sent and answered', async () => {
    const { look, rid } = await failed()
    expect((await look(rid)).body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      request: {
        invoke_time: 1767225600,
        cost_in_ms: 0,
        request_url: expect.stringMatching(/^access_token=/),
        request_body: '{"openid":"nobody","remark":"茶"}',
        response_body: `{"errcode":40003,"errmsg":"invalid openid rid: ${rid}"}`,
        client_ip: '127.0.0.1',
      },
    })
  })

  test('knows a rid for seven days', async () => {
    const { sim, look, rid } = await failed()
    expect((await look('')).errcode).toBe(76002)
    expect((await look('6921a3f0')).errcode).toBe(76002)
    expect((await look(rid.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).errcode).toBe(76001)
    sim.clock.change({ advanceSeconds: 7 * 24 * HOUR + 1 })
    const { body } = await call(sim, 'GET', tokenPath())
    const path = `/cgi-bin/openapi/rid/get?access_token=${String(body['access_token'])}`
    expect((await call(sim, 'POST', path, { rid })).errcode).toBe(76004)
  })

  test('keeps the rid of a call without an account to itself', async () => {
    const { sim, api } = await createStage()
    await call(sim, 'GET', '/cgi-bin/menu/get?access_token=x')
    const rid = sim.calls()[0]?.rid
    expect((await api('/cgi-bin/openapi/rid/get', { rid })).errcode).toBe(76003)
  })
})
