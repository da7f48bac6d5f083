import { describe, expect, test } from 'vitest'
import { textReply } from './support/reply.ts'
import { createStage, isObject } from './support/stage.ts'

function listOf(value: unknown): { [name: string]: unknown }[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

describe('the explanation of a call', () => {
  test('names an unknown field and the one that was meant', async () => {
    const { control, api, fan } = await createStage()
    await api('/cgi-bin/message/custom/send', {
      touser: fan.openid,
      msgtype: 'text',
      text: { conten: '您的茶好了' },
    })
    const calls = listOf((await control('GET', '/calls?limit=1')).body)
    const { body } = await control('GET', `/calls/${String(calls[0]?.['id'])}`)
    expect(body).toMatchObject({
      endpoint: {
        id: 'message.customSend',
        title: { zh: expect.any(String), en: expect.any(String) },
        reference: expect.stringMatching(/^\/reference\/[a-z-]+#message\.customSend$/),
      },
      problems: expect.arrayContaining([
        expect.objectContaining({ path: 'text.content', rule: 'required' }),
        expect.objectContaining({
          path: 'text.conten',
          rule: 'unknown',
          text: {
            zh: expect.stringContaining('是不是 content'),
            en: expect.stringContaining('did you mean content'),
          },
        }),
      ]),
    })
  })

  test('says what an errcode means, and nothing of a call that went well', async () => {
    const { control, api } = await createStage()
    await api('/cgi-bin/user/info?openid=o_nobody')
    await api('/cgi-bin/user/get')
    const [well, failed] = listOf((await control('GET', '/calls?limit=2')).body)
    expect((await control('GET', `/calls/${String(failed?.['id'])}`)).body).toMatchObject({
      call: { errcode: 40003 },
      meaning: { zh: expect.stringContaining('openid'), en: expect.any(String) },
    })
    expect((await control('GET', `/calls/${String(well?.['id'])}`)).body).toMatchObject({
      meaning: null,
      problems: [],
    })
  })

  test('finds no fault with secrets, which the log shortens', async () => {
    const { control, sim } = await createStage()
    const { appid, secret } = sim.account()
    const body = JSON.stringify({ grant_type: 'client_credential', appid, secret })
    await sim.fetch(new Request(`${sim.url}/cgi-bin/stable_token`, { method: 'POST', body }))
    const [call] = listOf((await control('GET', '/calls?limit=1')).body)
    expect((await control('GET', `/calls/${String(call?.['id'])}`)).body).toMatchObject({ problems: [] })
  })

  test('is refused for a call that the log does not have', async () => {
    const { control } = await createStage()
    expect((await control('GET', '/calls/99')).status).toBe(404)
  })
})

test('every call of the contract has a group, titles and the kinds that may make it', async () => {
  const { control } = await createStage()
  const endpoints = listOf((await control('GET', '/endpoints')).body)
  expect(endpoints.length).toBeGreaterThan(100)
  for (const { groupTitle } of endpoints)
    expect(groupTitle).toEqual({ zh: expect.any(String), en: expect.stringMatching(/^[A-Z]/) })
  expect(endpoints.find(({ id }) => id === 'menu.create')).toMatchObject({
    group: 'menu',
    groupTitle: { zh: '自定义菜单', en: 'Custom menus' },
    path: '/cgi-bin/menu/create',
    accounts: expect.arrayContaining(['verifiedService']),
  })
})

describe('tokens', () => {
  test('are current, overlap for five minutes, and say of what they died', async () => {
    const { control, sim, clock } = await createStage()
    const { appid, secret } = sim.account()
    const path = `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`
    const fetchToken = () => sim.fetch(new Request(`${sim.url}${path}`))
    const states = async () => {
      const { body } = await control('GET', `/accounts/${appid}/tokens`)
      return listOf(isObject(body) ? body['tokens'] : []).map(({ state }) => state)
    }
    expect(await states()).toEqual([])
    await fetchToken()
    await fetchToken()
    expect(await states()).toEqual(['current', 'overlapping'])
    await clock.advance(301_000)
    expect(await states()).toEqual(['current', 'replaced'])
    await control('POST', `/accounts/${appid}/tokens`, { expire: true })
    expect(await states()).toEqual(['expired', 'replaced'])
  })
})

describe('quotas', () => {
  test('count the calls of today and go back on demand, without touching the resets of the month', async () => {
    const { control, api, sim } = await createStage()
    const { appid } = sim.account()
    await api('/cgi-bin/user/get')
    await api('/cgi-bin/tags/get')
    const used = (body: unknown) =>
      Object.fromEntries(listOf(body).map(({ endpoint, used }) => [String(endpoint), used]))
    expect(used((await control('GET', `/accounts/${appid}/quotas`)).body)).toMatchObject({
      'user.list': 1,
      'tags.list': 1,
    })
    const one = await control('POST', `/accounts/${appid}/quotas`, { endpoint: 'user.list' })
    expect(used(one.body)).toMatchObject({ 'tags.list': 1 })
    expect(used(one.body)['user.list'] ?? 0).toBe(0)
    for (let n = 0; n < 11; n++) {
      expect((await control('POST', `/accounts/${appid}/quotas`, {})).status).toBe(200)
    }
    expect((await control('POST', `/accounts/${appid}/quotas`, { endpoint: 'no.such' })).status).toBe(400)
  })
})

describe('a replay', () => {
  test('carries the same MsgId and content, and is marked', async () => {
    const { sim, control, fan, received } = await createStage()
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    const { status, body } = await control('POST', '/pushes/1/replay', {})
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: 2, replayOf: 1, outcome: 'silent', summary: '你好' })
    const ids = received.map((push) => /<MsgId>(\d+)/.exec(push.body)?.[1])
    expect(new Set(ids).size).toBe(1)
    const nonces = received.map(({ url }) => url.searchParams.get('nonce'))
    expect(new Set(nonces).size).toBe(2)
  })

  test('edited, and in the name of another person, answers that person', async () => {
    const { sim, control, fan, received } = await createStage((push) => textReply(push, '好'))
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    const [other] = await sim.addFans({ nickname: '老周', follow: true })
    const openid = other?.openid ?? ''
    await control('POST', '/pushes/1/replay', { openid, fields: { Content: '春茶' } })
    expect(received.at(-1)?.body).toContain('春茶')
    expect(received.at(-1)?.body).toContain(openid)
    expect(sim.messages(openid).at(-1)).toMatchObject({ content: '好' })
  })

  test.for<[string, string, unknown, number]>([
    ['a push that is not in the log', '/pushes/9/replay', {}, 404],
    ['a person who does not exist', '/pushes/1/replay', { openid: 'o_nobody' }, 404],
    ['fields that make no push', '/pushes/1/replay', { fields: { MsgType: null } }, 400],
    ['fields that are no words', '/pushes/1/replay', { fields: { Content: { a: 1 } } }, 400],
  ])('is refused for %s', async ([, path, body, status]) => {
    const { sim, control, fan } = await createStage()
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect((await control('POST', path, body)).status).toBe(status)
  })

  test('survives an export and import of the state with its mark', async () => {
    const { sim, control, fan } = await createStage()
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    await control('POST', '/pushes/1/replay', {})
    sim.importState(sim.exportState())
    expect((await control('GET', '/pushes/2')).body).toMatchObject({ replayOf: 1 })
  })
})
