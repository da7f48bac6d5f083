import { beforeEach, describe, expect, test } from 'vitest'
import { field, reply } from './support/reply.ts'
import { APP_ID, call, createStage, isObject, type Stage, tokenPath } from './support/stage.ts'

const ANNA = 'anna@yingwu'
const LEO = 'leo@yingwu'
const AT = 1_767_225_600

const TRANSFER = (agent = '') =>
  agent === '' ? '' : `<TransInfo><KfAccount><![CDATA[${agent}]]></KfAccount></TransInfo>`

let stage: Stage
/** What the account's server answers with. */
let transferTo: string | undefined

const say = (content: string) => stage.sim.act(stage.fan.openid, { type: 'text', content })
const desk = (agent: string, action: object) =>
  stage.control('POST', `/accounts/${APP_ID}/agents/${agent}/actions`, action)
const session = (path: string, kf_account: string, openid = stage.fan.openid) =>
  stage.api(`/customservice/kfsession/${path}`, { kf_account, openid })
const waiting = async () => (await stage.api('/customservice/kfsession/getwaitcase')).body
const events = () =>
  stage.received
    .filter(({ body }) => field(body, 'MsgType') === 'event')
    .map(({ body }) => [field(body, 'Event'), field(body, 'KfAccount')])

async function records(asked: object = {}) {
  const { body } = await stage.api('/customservice/msgrecord/getmsglist', {
    starttime: AT,
    endtime: AT + 24 * 3600,
    msgid: 1,
    number: 100,
    ...asked,
  })
  return body
}

beforeEach(async () => {
  transferTo = ''
  stage = await createStage((push) =>
    transferTo === undefined || field(push.body, 'MsgType') === 'event'
      ? 'success'
      : reply(push, 'transfer_customer_service', TRANSFER(transferTo)),
  )
  for (const kf_account of [ANNA, LEO]) {
    await stage.api('/customservice/kfaccount/add', { kf_account, nickname: kf_account.split('@')[0] })
  }
})

describe('a person who was transferred', () => {
  test('waits, while what they write is still pushed', async () => {
    await say('怎么退款')
    stage.sim.clock.change({ advanceSeconds: 60 })
    await say('在吗')
    expect(await waiting()).toEqual({
      count: 1,
      waitcaselist: [{ latest_time: AT + 60, openid: stage.fan.openid }],
    })
    expect(stage.received.map(({ body }) => field(body, 'Content'))).toEqual(['怎么退款', '在吗'])
  })

  test('is taken by an agent: from then on the agent alone reads them', async () => {
    await say('怎么退款')
    await desk(ANNA, { type: 'online' })
    const taken = await desk(ANNA, { type: 'take' })
    expect(taken).toMatchObject({
      status: 200,
      body: {
        agent: { online: 1 },
        sessions: [{ openid: stage.fan.openid }],
        pushes: [{ outcome: 'silent' }],
      },
    })
    expect(events()).toEqual([['kf_create_session', ANNA]])
    expect(await waiting()).toEqual({ count: 0, waitcaselist: [] })

    const acted = await say('订单 42')
    expect(acted).toMatchObject({ push: null, messages: [{ from: 'fan', content: '订单 42', pushId: null }] })
    await stage.sim.act(stage.fan.openid, { type: 'image' })
    await desk(ANNA, { type: 'say', openid: stage.fan.openid, content: '已退款' })
    expect(stage.sim.messages(stage.fan.openid).at(-1)).toMatchObject({
      from: 'account',
      content: '已退款',
      agent: { nickname: 'anna' },
    })
    const told = (await records())['recordlist']
    expect(told).toMatchObject([
      { openid: stage.fan.openid, opercode: 2003, text: '怎么退款', time: AT, worker: ANNA },
      { opercode: 2003, text: '订单 42', worker: ANNA },
      { opercode: 2003, text: '[图片]', worker: ANNA },
      { opercode: 2002, text: '已退款', worker: ANNA },
    ])

    await desk(ANNA, { type: 'close', openid: stage.fan.openid })
    expect(events()).toEqual([
      ['kf_create_session', ANNA],
      ['kf_close_session', ANNA],
    ])
    expect((await say('谢谢')).push).not.toBeNull()
  })

  test('waits for the agent who was asked for', async () => {
    transferTo = LEO
    await say('找里奥')
    expect(await waiting()).toMatchObject({ waitcaselist: [{ kf_account: LEO }] })
    await desk(ANNA, { type: 'online' })
    expect(await desk(ANNA, { type: 'take' })).toMatchObject({
      status: 409,
      body: { error: { code: 'nobody_waits' } },
    })
    await desk(LEO, { type: 'online' })
    expect((await desk(LEO, { type: 'take' })).status).toBe(200)
  })

  test('is handed over with an event that names both agents', async () => {
    await say('你好')
    await desk(ANNA, { type: 'online' })
    await desk(ANNA, { type: 'take' })
    await desk(ANNA, { type: 'handOver', openid: stage.fan.openid, to: LEO })
    const body = stage.received.at(-1)?.body ?? ''
    expect(['Event', 'FromKfAccount', 'ToKfAccount'].map((name) => field(body, name))).toEqual([
      'kf_switch_session',
      ANNA,
      LEO,
    ])
    const found = await stage.api(`/customservice/kfsession/getsession?openid=${stage.fan.openid}`)
    expect(found.body).toEqual({ errcode: 0, errmsg: 'ok', kf_account: LEO, createtime: AT })
  })

  test('is free again after thirty minutes, also when the state was exported meanwhile', async () => {
    await desk(ANNA, { type: 'online' })
    await session('create', ANNA)
    stage.sim.clock.change({ advanceSeconds: 30 * 60 - 1 })
    stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
    expect((await say('还在吗')).push).toBeNull()
    stage.sim.clock.change({ advanceSeconds: 1 })
    await stage.sim.idle()
    expect(events().at(-1)).toEqual(['kf_close_session', ANNA])
    expect((await say('还在吗')).push).not.toBeNull()
  })

  test('keeps taps on the menu pushed while an agent serves them', async () => {
    await desk(ANNA, { type: 'online' })
    await session('create', ANNA)
    expect((await stage.sim.act(stage.fan.openid, { type: 'menu', key: 'HELP' })).push).not.toBeNull()
  })
})

describe('sessions through the API', () => {
  test('need an agent who is bound and online', async () => {
    expect((await session('create', 'nobody@yingwu')).errcode).toBe(65401)
    expect((await session('create', ANNA, 'nobody')).errcode).toBe(40003)
    expect((await session('create', ANNA)).errcode).toBe(65402)
    await desk(ANNA, { type: 'online' })
    await desk(ANNA, { type: 'offline' })
    expect((await session('create', ANNA)).errcode).toBe(65415)
  })

  test('are opened, listed and closed, one agent for each person', async () => {
    for (const agent of [ANNA, LEO]) await desk(agent, { type: 'online', status: 2 })
    expect((await session('create', ANNA)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await session('create', ANNA)).errcode).toBe(0)
    expect((await session('create', LEO)).errcode).toBe(65414)
    expect((await stage.api(`/customservice/kfsession/getsessionlist?kf_account=${ANNA}`)).body).toEqual({
      sessionlist: [{ createtime: AT, openid: stage.fan.openid }],
    })
    expect((await stage.api('/cgi-bin/customservice/getonlinekflist')).body).toEqual({
      kf_online_list: [
        { kf_account: ANNA, status: 2, kf_id: 1001, accepted_case: 1 },
        { kf_account: LEO, status: 2, kf_id: 1002, accepted_case: 0 },
      ],
    })
    expect((await session('close', LEO)).errcode).toBe(65414)
    expect((await session('close', ANNA)).errcode).toBe(0)
    expect((await session('close', ANNA)).errcode).toBe(65413)
    const found = await stage.api(`/customservice/kfsession/getsession?openid=${stage.fan.openid}`)
    expect(found.body).toMatchObject({ kf_account: '', createtime: 0 })
    await stage.sim.idle()
    expect(events()).toEqual([
      ['kf_create_session', ANNA],
      ['kf_close_session', ANNA],
    ])
  })

  test('end with their agent', async () => {
    await desk(ANNA, { type: 'online' })
    await session('create', ANNA)
    await stage.api(`/customservice/kfaccount/del?kf_account=${ANNA}`)
    expect((await say('你好')).push).not.toBeNull()
  })
})

describe('invitations', () => {
  const invite = async (kf_account: string, invite_wx: string) =>
    (await stage.api('/customservice/kfaccount/inviteworker', { kf_account, invite_wx })).errcode
  const listed = async (query = '') => {
    const { body } = await stage.api(`/cgi-bin/customservice/getkflist${query}`)
    const list = body['kf_list']
    return Array.isArray(list) && isObject(list[0]) ? list[0] : {}
  }

  test('bind the person who accepts', async () => {
    expect(await invite(ANNA, 'anna_wx')).toBe(0)
    expect(await listed()).toMatchObject({
      invite_wx: 'anna_wx',
      invite_status: 'waiting',
      invite_expire_time: AT + 24 * 3600,
    })
    await desk(ANNA, { type: 'online' })
    expect(await listed()).toMatchObject({ kf_wx: 'anna_wx' })
    expect(await invite(ANNA, 'mia_wx')).toBe(65412)
    expect(await invite(LEO, 'anna_wx')).toBe(65407)
  })

  test('are one at a time, until they are declined or expire', async () => {
    expect(await invite('nobody@yingwu', 'anna_wx')).toBe(65401)
    expect(await invite(ANNA, '!')).toBe(65409)
    expect(await invite(ANNA, 'anna_wx')).toBe(0)
    expect(await invite(ANNA, 'anna_wx')).toBe(65408)
    expect(await invite(ANNA, 'mia_wx')).toBe(65411)
    await desk(ANNA, { type: 'reject' })
    expect(await listed()).toMatchObject({ invite_status: 'rejected' })
    expect(await invite(ANNA, 'mia_wx')).toBe(0)
    stage.sim.clock.change({ advanceSeconds: 24 * 3600 })
    const token = await call(stage.sim, 'GET', tokenPath())
    expect(await listed(`?access_token=${String(token.body['access_token'])}`)).toMatchObject({
      invite_status: 'expired',
    })
  })
})

describe('chat records', () => {
  test('come in pages, each going on where the last one ended', async () => {
    for (const text of ['一', '二', '三']) await say(text)
    await desk(ANNA, { type: 'online' })
    await desk(ANNA, { type: 'take' })
    const first = await records({ number: 2 })
    expect(first).toMatchObject({ number: 2, recordlist: [{ text: '一' }, { text: '二' }] })
    const second = await records({ number: 2, msgid: first['msgid'] })
    expect(second).toMatchObject({ number: 1, recordlist: [{ text: '三' }] })
    expect(await records({ msgid: second['msgid'] })).toMatchObject({ number: 0, recordlist: [] })
  })

  test.for([
    [{ number: 10_001 }, 65416],
    [{ msgid: 0 }, 65416],
    [{ starttime: AT + 1, endtime: AT }, 65416],
    [{ endtime: AT + 24 * 3600 + 1 }, 65417],
    [{ starttime: 'x' }, 65416],
  ] as const)('%o: %i', async ([asked, errcode]) => {
    expect((await records(asked))['errcode']).toBe(errcode)
  })

  test('of the first generation tell openings and closings, too', async () => {
    await say('你好')
    await desk(ANNA, { type: 'online' })
    await desk(ANNA, { type: 'take' })
    await desk(ANNA, { type: 'close', openid: stage.fan.openid })
    const legacy = async (asked: object = {}) =>
      (
        await stage.api('/customservice/msgrecord/getrecord', {
          starttime: AT,
          endtime: AT + 3600,
          pageindex: 1,
          pagesize: 50,
          ...asked,
        })
      ).body
    const { recordlist, errcode } = await legacy()
    expect([errcode, Array.isArray(recordlist) ? recordlist.map(({ opercode }) => opercode) : []]).toEqual([
      0,
      [1000, 2003, 1001, 1004],
    ])
    expect(await legacy({ pagesize: 3, pageindex: 2 })).toMatchObject({ recordlist: [{ opercode: 1004 }] })
    expect(await legacy({ openid: 'nobody' })).toMatchObject({ recordlist: [] })
    expect(await legacy({ endtime: AT + 16 * 3600 })).toMatchObject({ errcode: 61451 })
    expect(await legacy({ pagesize: 51 })).toMatchObject({ errcode: 61451 })
  })
})

test('a corporation is bound and unbound', async () => {
  const work = async (call: string, body: object = {}) =>
    (await stage.api(`/customservice/work/${call}`, body)).body
  expect(await work('get')).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await work('bind')).toMatchObject({ errcode: 40097 })
  await work('bind', { corpid: 'ww1' })
  expect(await work('get')).toMatchObject({ corpid: 'ww1', bindTime: AT })
  expect(await work('unbind', { corpid: 'ww2' })).toMatchObject({ errcode: 40097 })
  await work('unbind', { corpid: 'ww1' })
  expect(await work('get')).not.toHaveProperty('corpid')
})

describe('the desk refuses', () => {
  test.for([
    ['nobody@yingwu', { type: 'online' }, 404],
    [ANNA, { type: 'take' }, 409],
    [ANNA, { type: 'reject' }, 409],
    [ANNA, { type: 'say', openid: 'nobody', content: '好' }, 409],
    [ANNA, { type: 'dance' }, 400],
  ] as const)('%s %o: %i', async ([agent, action, status]) => {
    expect((await desk(agent, action)).status).toBe(status)
  })
})
