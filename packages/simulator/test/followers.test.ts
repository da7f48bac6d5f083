/** Crowds that are made up, and pages of them. */
import { describe, expect, test } from 'vitest'
import type { SimEvent } from '../src/index.ts'
import { crowdOf, generate } from './support/crowds.ts'
import { createStage, isObject, type Stage } from './support/stage.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const ALL = [
  'emoji',
  'rtl',
  'markup',
  'escape',
  'formula',
  'nameless',
  'longName',
  'longRemark',
  'foreigner',
  'snapshot',
  'unfollower',
  'blocker',
  'blacklisted',
]

describe('a crowd', () => {
  test('of 10,000 is seen by the account at once, without a push', async () => {
    const stage = await createStage()
    const { body } = await generate(stage, { count: 10_000 })
    expect(body).toMatchObject({ added: 10_000, existing: 0, total: 10_001 })
    expect((await stage.api('/cgi-bin/user/get')).body).toMatchObject({ total: 10_001, count: 10_000 })
    expect(stage.received).toEqual([])
  })

  test('of one seed is always the same, and a larger one holds the smaller one', async () => {
    const [one, other, third] = [await createStage(), await createStage(), await createStage()]
    await generate(one, { count: 300, seed: 42 })
    await generate(other, { count: 100, seed: 42 })
    expect((await generate(other, { count: 300, seed: 42 })).body).toMatchObject({
      added: 200,
      existing: 100,
    })
    await generate(third, { count: 300, seed: 43 })
    expect(crowdOf(other)).toEqual(crowdOf(one))
    const names = (stage: Stage) => crowdOf(stage).map(({ nickname }) => nickname)
    const openids = new Set(crowdOf(one).map(({ openid }) => openid))
    expect(names(third)).not.toEqual(names(one))
    expect(crowdOf(third).some(({ openid }) => openids.has(openid))).toBe(false)
    expect([...openids].every((openid) => /^o[\w-]{27}$/.test(openid))).toBe(true)
  })

  test('has the tags, sources, languages and days that were asked for', async () => {
    const stage = await createStage()
    await stage.api('/cgi-bin/tags/create', { tag: { name: '常客' } })
    const now = stage.sim.clock.now()
    await generate(stage, {
      count: 2000,
      tags: { 常客: 0.25, 会员: 1 },
      sources: { ADD_SCENE_QR_CODE: 1 },
      languages: { en: 1 },
      from: now - 10 * DAY,
      to: now - DAY,
      growth: 'campaign',
    })
    const { body } = await stage.api('/cgi-bin/tags/get')
    expect(body).toEqual({
      tags: [
        { id: 2, name: '星标组', count: 0 },
        { id: 100, name: '常客', count: expect.toSatisfy((count: number) => count > 400 && count < 600) },
        { id: 101, name: '会员', count: 2000 },
      ],
    })
    const crowd = crowdOf(stage)
    expect(new Set(crowd.map(({ subscribeScene, language }) => `${subscribeScene} ${language}`))).toEqual(
      new Set(['ADD_SCENE_QR_CODE en']),
    )
    const times = crowd.map(({ subscribeTime }) => subscribeTime * 1000)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(now - 10 * DAY - 1000)
    expect(Math.max(...times)).toBeLessThanOrEqual(now - DAY)
    const lastDays = times.filter((time) => time > now - 3 * DAY).length
    expect(lastDays).toBeGreaterThan(1000)
    const night = times.filter((time) => new Date(time + 8 * HOUR).getUTCHours() < 6).length
    expect(night).toBeLessThan(200)
  })

  test('has people who wrote lately: to these alone the account may write', async () => {
    const stage = await createStage()
    await generate(stage, { count: 200, active: 0.5 })
    const [active, quiet] = [true, false].map((has) =>
      crowdOf(stage).find(({ allowance }) => allowance.length > 0 === has),
    )
    const send = (touser = '') =>
      stage.api('/cgi-bin/message/custom/send', { touser, msgtype: 'text', text: { content: '好' } })
    expect(await send(active?.openid)).toMatchObject({ errcode: 0 })
    expect(await send(quiet?.openid)).toMatchObject({ errcode: 45015 })
  })

  test('stands in 用户分析: so many came each day, from where, and how many there were', async () => {
    const stage = await createStage()
    const now = stage.sim.clock.now()
    await generate(stage, {
      count: 600,
      from: now - 6 * DAY,
      to: now - 4 * DAY,
      sources: { ADD_SCENE_QR_CODE: 1 },
      growth: 'even',
    })
    const day = (ago: number) => new Date(now + 8 * HOUR - ago * DAY).toISOString().slice(0, 10)
    const period = { begin_date: day(7), end_date: day(2) }
    const { body } = await stage.api('/datacube/getusersummary', period)
    const list = Array.isArray(body['list']) ? body['list'].filter(isObject) : []
    expect(list.reduce((sum, { new_user }) => sum + Number(new_user), 0)).toBe(600)
    expect(list.every(({ user_source }) => user_source === 30)).toBe(true)
    const cumulated = await stage.api('/datacube/getusercumulate', period)
    const numbers = Array.isArray(cumulated.body['list']) ? cumulated.body['list'].filter(isObject) : []
    expect(numbers.at(0)?.['cumulate_user']).toBe(1)
    expect(numbers.at(-1)?.['cumulate_user']).toBe(601)
  })

  test('begins with the odd people, each as odd as promised', async () => {
    const stage = await createStage()
    expect((await stage.control('GET', '/followers/personas')).body).toMatchObject(ALL.map((id) => ({ id })))
    await generate(stage, { count: 20, personas: ALL })
    const odd = (id: string) => crowdOf(stage).find(({ persona }) => persona === id)
    expect(crowdOf(stage).map(({ persona }) => persona)).toEqual([...ALL, ...Array(7)])
    expect(odd('markup')?.nickname).toContain('<script>')
    expect(odd('rtl')?.nickname).toMatch(/[\u0600-\u06ff].*\u202e/)
    expect(odd('nameless')?.nickname).toBe('')
    expect(odd('longName')?.nickname).toHaveLength(32)
    expect(odd('longRemark')?.remark).toHaveLength(32)
    expect(odd('foreigner')?.language).toBe('en')
    expect(odd('snapshot')?.snapshot).toBe(true)
    expect((await stage.api(`/cgi-bin/user/info?openid=${odd('unfollower')?.openid}`)).body).toMatchObject({
      subscribe: 0,
    })
    expect(odd('blocker')?.refusesTemplates).toBe(true)
    await stage.sim.act(odd('blacklisted')?.openid ?? '', { type: 'text', content: '在吗' })
    expect(stage.received).toEqual([])
  })

  test('survives an export and an import, and is told once, not one by one', async () => {
    const stage = await createStage()
    const events: SimEvent['name'][] = []
    stage.sim.on(({ name }) => events.push(name))
    await generate(stage, { count: 500, tags: { 会员: 0.5 }, active: 0.2, personas: ['rtl'] })
    expect(events).toEqual(['followers'])
    const before = stage.sim.fans()
    const exported: unknown = JSON.parse(JSON.stringify(stage.sim.exportState()))
    stage.sim.reset()
    expect(stage.sim.fans()).toHaveLength(1)
    stage.sim.importState(exported)
    expect(stage.sim.fans()).toEqual(before)
  })

  test('keeps what one of them does to themselves', async () => {
    const stage = await createStage()
    await generate(stage, { count: 50, tags: { 会员: 1 } })
    const [one, other] = crowdOf(stage)
    await stage.api('/cgi-bin/user/info/updateremark', { openid: one?.openid, remark: '老顾客' })
    await stage.api('/cgi-bin/tags/members/batchuntagging', { openid_list: [one?.openid], tagid: 100 })
    await stage.sim.act(one?.openid ?? '', { type: 'text', content: '你好' })
    const [changed, ...rest] = crowdOf(stage)
    expect(changed).toMatchObject({ remark: '老顾客', tagIds: [], allowance: [{ trigger: 'message' }] })
    expect(
      rest.every(
        ({ remark, tagIds, allowance }) => remark === '' && tagIds.length === 1 && allowance.length === 0,
      ),
    ).toBe(true)
    await stage.sim.act(other?.openid ?? '', { type: 'unfollow' })
    expect(crowdOf(stage).filter(({ subscribed }) => !subscribed)).toHaveLength(1)
  })

  test.each([
    [{}, 'count must be'],
    [{ count: 1_000_001 }, 'up to 1000000'],
    [{ count: 1, seed: -1 }, 'seed must be'],
    [{ count: 1, tags: { '': 0.5 } }, 'a name of 1 to 30 bytes'],
    [{ count: 1, tags: { 会员: 2 } }, 'tags.会员 must be a number from 0 up to 1'],
    [{ count: 1, sources: { ADD_SCENE_MOON: 1 } }, 'must be one of'],
    [{ count: 1, languages: { zh_CN: 0 } }, 'needs a weight above 0'],
    [{ count: 1, personas: ['ghost'] }, 'personas[0] must be one of'],
    [{ count: 1, to: 8e15 }, 'to must not be later than now'],
    [{ count: 1, from: 2, to: 1 }, 'from must not be later than to'],
  ])('that cannot be is refused with the reason: %j', async (wish, message) => {
    const stage = await createStage()
    const { status, body } = await generate(stage, wish)
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { message: expect.stringContaining(message) } })
    expect(stage.sim.fans()).toHaveLength(1)
  })

  test('does not come into a world that was reset meanwhile', async () => {
    const stage = await createStage()
    const generating = generate(stage, { count: 30_000 })
    await new Promise((resolve) => setImmediate(resolve))
    stage.sim.reset()
    expect(await generating).toMatchObject({ status: 409, body: { error: { code: 'world_replaced' } } })
    expect(stage.sim.fans()).toHaveLength(1)
  })
})

describe('the list', () => {
  test('is read by page, searched and narrowed', async () => {
    const stage = await createStage()
    await generate(stage, { count: 1000, tags: { 会员: 0.1 }, personas: ['markup', 'unfollower'] })
    const list = async (query: string) => (await stage.control('GET', `/followers?${query}`)).body
    const [, markup, gone, ...others] = stage.sim.fans()
    expect(await list('offset=3&limit=2')).toMatchObject({
      total: 1001,
      found: 1001,
      fans: others.slice(0, 2),
      tags: [{ id: 2 }, { id: 100, name: '会员' }],
    })
    expect(await list(`text=${encodeURIComponent('<SCRIPT>')}`)).toMatchObject({ found: 1, fans: [markup] })
    expect(await list(`text=${others[5]?.openid}`)).toMatchObject({ fans: [others[5]] })
    expect(await list('state=left')).toMatchObject({ found: 1, fans: [gone] })
    expect(await list('state=odd')).toMatchObject({ found: 2 })
    expect(await list('persona=markup')).toMatchObject({ fans: [markup] })
    const members = others.filter(({ tagIds }) => tagIds.includes(100)).length
    expect(await list(`text=${encodeURIComponent('会员')}&state=following`)).toMatchObject({ found: members })
    expect(await list('tag=100&limit=0')).toMatchObject({ found: members, fans: [] })
    expect(await stage.control('GET', '/followers?state=dead')).toMatchObject({ status: 400 })
    expect(await stage.control('GET', '/followers?appid=wx1')).toMatchObject({ status: 404 })
    expect((await stage.control('GET', `/fans/${gone?.openid}`)).body).toEqual(gone)
    expect(await stage.control('GET', '/fans/nobody')).toMatchObject({ status: 404 })
  })

  test('a page is sent 200 people and the count of all, also where there are more', async () => {
    const stage = await createStage()
    await generate(stage, { count: 10_500 })
    const response = await stage.sim.fetch(new Request('http://127.0.0.1:8100/_sim/v1/events'))
    const { value } = (await response.body?.getReader().read()) ?? {}
    const [, data = ''] = new TextDecoder().decode(value).split('data: ')
    const snapshot: unknown = JSON.parse(data)
    expect(snapshot).toMatchObject({ fanCount: 10_501, fans: { length: 200 } })
    await stage.sim.close()
    const { body } = await stage.control('GET', '/fans')
    expect(body).toHaveLength(10_000)
    expect((await stage.control('GET', '/fans?offset=10000')).body).toHaveLength(501)
  })
})

test('crowds and scripts stand in the OpenAPI document', async () => {
  const { control } = await createStage()
  const { body } = await control('GET', '/openapi.json')
  const paths = isObject(body) && isObject(body['paths']) ? Object.keys(body['paths']) : []
  for (const path of [
    '/followers',
    '/followers/personas',
    '/scripts',
    '/scripts/{id}/stop',
    '/fans/{openid}',
  ])
    expect(paths).toContain(`/_sim/v1${path}`)
})
