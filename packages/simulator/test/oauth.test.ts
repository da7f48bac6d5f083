import { describe, expect, test } from 'vitest'
import type { Fan, Simulator } from '../src/index.ts'
import { APP_ID, type ApiResult, call, createStage, SECRET, type Stage } from './support/stage.ts'

const PAGE = 'http://127.0.0.1:8000/me?from=menu#top'

function authorizePath(changes: { [name: string]: string | null } = {}): string {
  const query = {
    appid: APP_ID,
    redirect_uri: PAGE,
    response_type: 'code',
    scope: 'snsapi_userinfo',
    state: 'abc123',
    ...changes,
  }
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return `/connect/oauth2/authorize?${pairs.join('&')}`
}

async function browse(
  sim: Simulator,
  path: string,
  { cookie, form, userAgent }: { cookie?: string; form?: string; userAgent?: string } = {},
) {
  const response = await sim.fetch(
    new Request(`http://127.0.0.1:8100${path}`, {
      ...(form !== undefined && { method: 'POST', body: form }),
      headers: { ...(cookie && { cookie }), ...(userAgent && { 'user-agent': userAgent }) },
    }),
  )
  const text = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    setCookie: response.headers.get('set-cookie') ?? '',
    headers: response.headers,
    text,
    ticket: /name="ticket" value="(\w+)"/.exec(text)?.[1] ?? '',
  }
}

/** The cookie of a phone that opened a page of the account. */
function phoneOf({ fan }: Stage): string {
  return `yingwu_fan=${fan.openid}`
}

async function consent(stage: Stage, decision = 'allow', changes: { [name: string]: string | null } = {}) {
  const { ticket } = await browse(stage.sim, authorizePath(changes), { cookie: phoneOf(stage) })
  return browse(stage.sim, '/connect/oauth2/authorize', { form: `ticket=${ticket}&decision=${decision}` })
}

async function codeOf(stage: Stage, changes: { [name: string]: string | null } = {}): Promise<string> {
  const direct = await browse(stage.sim, authorizePath(changes), { cookie: phoneOf(stage) })
  const { location } = direct.status === 302 ? direct : await consent(stage, 'allow', changes)
  return new URL(location).searchParams.get('code') ?? ''
}

function exchange(
  { sim }: Stage,
  code: string,
  changes: { [name: string]: string } = {},
): Promise<ApiResult> {
  const query = new URLSearchParams({
    appid: APP_ID,
    secret: SECRET,
    code,
    grant_type: 'authorization_code',
    ...changes,
  })
  return call(sim, 'GET', `/sns/oauth2/access_token?${query.toString()}`)
}

function userInfo(
  { sim }: Stage,
  token: ApiResult,
  changes: { [name: string]: string } = {},
): Promise<ApiResult> {
  const { access_token, openid } = token.body
  const query = new URLSearchParams({
    access_token: String(access_token),
    openid: String(openid),
    lang: 'zh_CN',
    ...changes,
  })
  return call(sim, 'GET', `/sns/userinfo?${query.toString()}`)
}

describe('the way through the browser', () => {
  test('web view, consent page, code, token, profile', async () => {
    const stage = await createStage()
    const view = await browse(
      stage.sim,
      `/_sim/webview?openid=${stage.fan.openid}&url=${encodeURIComponent('http://127.0.0.1:8000/me')}`,
    )
    expect(view).toMatchObject({ status: 302, location: 'http://127.0.0.1:8000/me' })
    expect(view.setCookie).toMatch(/HttpOnly.*SameSite=Lax/i)

    const page = await browse(stage.sim, authorizePath(), { cookie: view.cookie })
    expect(page.text).toContain('晓雨')
    expect(page.text).toContain('鹦鹉茶铺')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")

    const { status, location } = await browse(stage.sim, '/connect/oauth2/authorize', {
      form: `ticket=${page.ticket}&decision=allow`,
    })
    expect(status).toBe(302)
    expect(location).toMatch(/^http:\/\/127\.0\.0\.1:8000\/me\?from=menu&code=0\w{31}&state=abc123#top$/)

    const token = await exchange(stage, new URL(location).searchParams.get('code') ?? '')
    expect(token.contentType).toBe('text/plain')
    expect(token.body).toMatchObject({ expires_in: 7200, openid: stage.fan.openid, scope: 'snsapi_userinfo' })
    expect(token.body).not.toHaveProperty('errcode')
    const profile = await userInfo(stage, token)
    expect(profile.body).toMatchObject({
      openid: stage.fan.openid,
      nickname: '晓雨',
      sex: 0,
      city: '',
      privilege: [],
    })
    expect(profile.body['headimgurl']).toMatch(/^http:\/\/simulator\.test\/_sim\/avatars\//)
  })

  test('the silent scope asks nobody and shows nothing', async () => {
    const stage = await createStage()
    const token = await exchange(stage, await codeOf(stage, { scope: 'snsapi_base' }))
    expect(token.body).toMatchObject({ openid: stage.fan.openid, scope: 'snsapi_base' })
    expect((await userInfo(stage, token)).errcode).toBe(48001)
  })

  test('refusing goes back with the state alone, or closes', async () => {
    const stage = await createStage()
    expect((await consent(stage, 'deny')).location).toBe(
      'http://127.0.0.1:8000/me?from=menu&state=abc123#top',
    )
    stage.sim.patchAccount({ switches: { oauthRefusal: 'close' } })
    const closed = await consent(stage, 'deny')
    expect(closed).toMatchObject({ status: 200, location: '' })
  })

  test('another identity shows a name of its own and no picture', async () => {
    const stage = await createStage()
    const { ticket } = await browse(stage.sim, authorizePath(), { cookie: phoneOf(stage) })
    const { location } = await browse(stage.sim, '/connect/oauth2/authorize', {
      form: `ticket=${ticket}&decision=allow&identity=other`,
    })
    const token = await exchange(stage, new URL(location).searchParams.get('code') ?? '')
    const { body } = await userInfo(stage, token)
    expect(body).toMatchObject({ openid: stage.fan.openid, headimgurl: '' })
    expect(body['nickname']).toMatch(/^茶客\d{4}$/)
    stage.sim.importState(stage.sim.exportState())
    expect((await userInfo(stage, token)).body['nickname']).toBe(body['nickname'])
  })

  test('a browser without a phone chooses a person first', async () => {
    const stage = await createStage()
    const [second] = await stage.sim.addFans({ nickname: '<b>坏</b>' })
    const picker = await browse(stage.sim, authorizePath())
    expect(picker.text).toContain('&lt;b&gt;坏&lt;/b&gt;')
    const picked = await browse(stage.sim, '/_sim/oauth/pick', {
      form: `ticket=${picker.ticket}&openid=${second?.openid}`,
    })
    expect(picked).toMatchObject({ status: 303, cookie: `yingwu_fan=${second?.openid}` })
    expect((await browse(stage.sim, picked.location, { cookie: picked.cookie })).text).toContain(
      '获取你的昵称、头像',
    )
  })

  test('finds that person among many: by a search, or page by page', async () => {
    const { sim } = await createStage()
    const people: Fan[] = []
    for (let index = 0; index < 120; index += 1)
      people.push(...(await sim.addFans({ nickname: `客人${index}` })))
    const { ticket, text } = await browse(sim, authorizePath())
    const namesIn = (page: string) => [...page.matchAll(/<bdi>(.*?)<\/bdi>/g)].map(([, name]) => name)
    expect(namesIn(text)).toHaveLength(50)
    const next = /href="([^"]+)" data-testid="oauth-more"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browse(sim, next)
    expect(namesIn(second.text)).toContain('客人60')

    const search = (words: string) =>
      browse(sim, `/_sim/oauth/pick?ticket=${ticket}&text=${encodeURIComponent(words)}`)
    const found = await search('客人119')
    expect(namesIn(found.text)).toEqual(['客人119'])
    expect(found.text).not.toContain('oauth-more')
    expect((await search('"><script>')).text).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect((await search('无此人')).text).toContain('没有符合的人')

    // The ticket of the page still takes one answer.
    const form = `ticket=${ticket}&openid=${people[119]?.openid}`
    expect(await browse(sim, '/_sim/oauth/pick', { form })).toMatchObject({ status: 303 })
    expect((await search('客人')).status).toBe(400)
  })

  test('a form counts once, and none can be made up', async () => {
    const stage = await createStage()
    const { ticket } = await browse(stage.sim, authorizePath(), { cookie: phoneOf(stage) })
    const submit = (form: string) =>
      browse(stage.sim, '/connect/oauth2/authorize', { form, cookie: phoneOf(stage) })
    expect((await submit(`ticket=${ticket}&decision=allow`)).status).toBe(302)
    expect((await submit(`ticket=${ticket}&decision=allow`)).status).toBe(400)
    expect((await submit('ticket=guess&decision=allow')).status).toBe(400)
  })

  test('a strict account wants WeChat’s user agent', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ switches: { strictUserAgent: true } })
    expect((await browse(stage.sim, authorizePath())).text).toContain('请在微信客户端打开链接')
    const userAgent = 'Mozilla/5.0 MicroMessenger/8.0.50'
    expect((await browse(stage.sim, authorizePath(), { cookie: phoneOf(stage), userAgent })).text).toContain(
      '获取你的昵称、头像',
    )
  })

  test('the web view opens http and https alone', async () => {
    const { sim, fan } = await createStage()
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', '//evil.test', '']) {
      expect(
        (await browse(sim, `/_sim/webview?openid=${fan.openid}&url=${encodeURIComponent(url)}`)).status,
      ).toBe(400)
    }
  })
})

describe('the authorize URL is refused on a page', () => {
  test.for<[string, { [name: string]: string | null }, string]>([
    ['no appid', { appid: null }, '10012'],
    ['no redirect_uri', { redirect_uri: null }, '10011'],
    ['no scope', { scope: null }, '10010'],
    ['another host', { redirect_uri: 'http://shop.example/me' }, '10003'],
    ['a script as address', { redirect_uri: 'javascript:alert(1)' }, '10003'],
    ['an unknown scope', { scope: 'snsapi_login' }, '10005'],
    ['an unknown appid', { appid: 'wx1234567890abcdef' }, '40013'],
    ['another response_type', { response_type: 'token' }, 'response_type must be code'],
    ['a state with signs', { state: 'a-b' }, 'letters and digits'],
    ['a state too long', { state: 'a'.repeat(129) }, 'at most 128'],
    ['parameters nobody knows', { extra: '1' }, 'Order or names'],
  ])('%s', async ([, changes, saying]) => {
    const stage = await createStage()
    const { status, location, text } = await browse(stage.sim, authorizePath(changes), {
      cookie: phoneOf(stage),
    })
    expect({ status, location }).toEqual({ status: 200, location: '' })
    expect(text).toContain(saying)
  })

  test('parameters in another order', async () => {
    const { sim } = await createStage()
    const path = `/connect/oauth2/authorize?redirect_uri=${encodeURIComponent(PAGE)}&appid=${APP_ID}&response_type=code&scope=snsapi_base&state=1`
    expect((await browse(sim, path)).text).toContain('Order or names')
  })

  test('a kind of account without the right', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'subscription' })
    expect((await browse(stage.sim, authorizePath())).text).toContain('10005')
  })

  test('a stranger to a test account', async () => {
    const stage = await createStage(() => '', { kind: 'sandbox' })
    await stage.sim.act(stage.fan.openid, { type: 'unfollow' })
    expect((await browse(stage.sim, authorizePath(), { cookie: phoneOf(stage) })).text).toContain('10006')
  })
})

describe('configured domains', () => {
  test.for<[string[], string, boolean]>([
    [['www.shop.example'], 'https://www.shop.example/a', true],
    [['www.shop.example'], 'http://www.shop.example/a', true],
    [['www.shop.example'], 'https://pay.shop.example/a', false],
    [['www.shop.example'], 'https://shop.example/a', false],
    [['www.shop.example'], 'https://www.shop.example.evil.test/', false],
    [['www.shop.example'], 'https://www.shop.example:8443/a', false],
    [['localhost:3000'], 'http://localhost:3000/a', true],
    [['localhost:3000'], 'http://localhost:3001/a', false],
    [['shop.example/wx'], 'https://shop.example/wx/me', true],
    [['shop.example/wx'], 'https://shop.example/wxyz', false],
    [[], 'http://localhost:3000/me', true],
    [[], 'https://shop.example/me', false],
  ])('%o and %s: %s', async ([oauthDomains, redirect_uri, isAdmitted]) => {
    const stage = await createStage()
    stage.sim.patchAccount({ oauthDomains })
    const { text } = await browse(stage.sim, authorizePath({ redirect_uri, scope: 'snsapi_base' }), {
      cookie: phoneOf(stage),
    })
    expect(text.includes('10003')).toBe(!isAdmitted)
  })
})

describe('codes and tokens', () => {
  test('a code works once, for five minutes, for its own account', async () => {
    const stage = await createStage()
    const code = await codeOf(stage)
    expect((await exchange(stage, code)).errcode).toBe(0)
    const again = await exchange(stage, code)
    expect(again.errcode).toBe(40163)
    expect(again.body['errmsg']).toMatch(/^code been used, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
    const late = await codeOf(stage)
    stage.sim.clock.change({ advanceSeconds: 300 })
    expect((await exchange(stage, late)).errcode).toBe(40029)
    expect((await exchange(stage, 'never')).errcode).toBe(40029)
  })

  test.for<[{ [name: string]: string }, number]>([
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ code: '' }, 41008],
    [{ appid: 'wx1234567890abcdef' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ grant_type: 'other' }, 40002],
  ])('exchange with %o: %i', async ([changes, errcode]) => {
    const stage = await createStage()
    expect((await exchange(stage, await codeOf(stage), changes)).errcode).toBe(errcode)
  })

  test('a token lives two hours and is prolonged by its refresh token for thirty days', async () => {
    const stage = await createStage()
    const token = await exchange(stage, await codeOf(stage))
    const refresh = (refreshToken = String(token.body['refresh_token'])) =>
      call(
        stage.sim,
        'GET',
        `/sns/oauth2/refresh_token?appid=${APP_ID}&grant_type=refresh_token&refresh_token=${refreshToken}`,
      )
    expect((await refresh()).body['access_token']).toBe(token.body['access_token'])
    stage.sim.clock.change({ advanceSeconds: 7200 })
    expect((await userInfo(stage, token)).errcode).toBe(42001)
    const renewed = await refresh()
    expect((await userInfo(stage, renewed)).errcode).toBe(0)
    expect((await refresh('nonsense')).errcode).toBe(40030)
    stage.sim.clock.change({ advanceSeconds: 30 * 24 * 3600 })
    expect((await refresh()).errcode).toBe(42002)
  })

  test('user info and auth check token and openid', async () => {
    const stage = await createStage()
    const token = await exchange(stage, await codeOf(stage))
    expect((await userInfo(stage, token, { access_token: '' })).errcode).toBe(41001)
    expect((await userInfo(stage, token, { openid: '' })).errcode).toBe(41009)
    expect((await userInfo(stage, token, { access_token: 'x' })).errcode).toBe(40001)
    expect((await userInfo(stage, token, { openid: 'o_other' })).errcode).toBe(40003)
    const auth = (openid: string) =>
      call(stage.sim, 'GET', `/sns/auth?access_token=${String(token.body['access_token'])}&openid=${openid}`)
    expect((await auth(stage.fan.openid)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await auth('o_other')).errcode).toBe(40003)
  })

  test('old tutorials can have sex and place back', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ switches: { oldProfileFields: true } })
    const profile = await userInfo(stage, await exchange(stage, await codeOf(stage)))
    expect(profile.body).toMatchObject({ sex: 2, province: '广东', city: '深圳', country: '中国' })
  })

  test('the snapshot page gives a virtual account', async () => {
    const stage = await createStage()
    const [shadow] = await stage.sim.addFans({ snapshot: true, nickname: '真名' })
    const { location } = await browse(stage.sim, authorizePath(), { cookie: `yingwu_fan=${shadow?.openid}` })
    const token = await exchange(stage, new URL(location).searchParams.get('code') ?? '')
    expect(token.body).toMatchObject({ is_snapshotuser: 1 })
    expect(token.body['openid']).not.toBe(shadow?.openid)
    expect((await userInfo(stage, token)).body).toMatchObject({ is_snapshotuser: 1, nickname: '微信用户' })
  })
})
