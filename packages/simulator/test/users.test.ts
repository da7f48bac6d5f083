/** 用户管理: pages of followers, and people who moved from another account. 自动回复 as the console stores it. */
import { describe, expect, test } from 'vitest'
import { createStage, type Stage } from './support/stage.ts'

describe('the list of followers', () => {
  test('goes on behind somebody who has left meanwhile, and ends with an empty page', async () => {
    const { sim, api } = await createStage()
    await sim.addFans({ count: 2, follow: true })
    const [first, second, third] = sim.fans().map(({ openid }) => openid)
    await sim.act(second ?? '', { type: 'unfollow' })
    expect((await api(`/cgi-bin/user/get?next_openid=${second}`)).body).toEqual({
      total: 2,
      count: 1,
      data: { openid: [third] },
      next_openid: third,
    })
    expect((await api(`/cgi-bin/user/get?next_openid=${third}`)).body).toEqual({
      total: 2,
      count: 0,
      next_openid: '',
    })
    expect((await api('/cgi-bin/user/get')).body).toMatchObject({ data: { openid: [first, third] } })
  })

  test('comes in pages of 10,000', async () => {
    const { sim, api } = await createStage()
    const state = structuredClone(sim.exportState())
    const fans: unknown = state['fans']
    const [record]: unknown[] = Array.isArray(fans) ? fans : []
    const crowd = Array.from({ length: 10_001 }, (_, n) => Object.assign({}, record, { openid: `o${n}` }))
    sim.importState({ ...state, fans: crowd })
    const page = (await api('/cgi-bin/user/get')).body
    expect(page).toMatchObject({ total: 10_001, count: 10_000, next_openid: 'o9999' })
    expect((await api('/cgi-bin/user/get?next_openid=o9999')).body).toEqual({
      total: 10_001,
      count: 1,
      data: { openid: ['o10000'] },
      next_openid: 'o10000',
    })
  })

  test('blocked people still follow', async () => {
    const { api, fan } = await createStage()
    await api('/cgi-bin/tags/members/batchblacklist', { openid_list: [fan.openid] })
    expect((await api('/cgi-bin/user/get')).body).toMatchObject({ total: 1, data: { openid: [fan.openid] } })
  })
})

test('somebody who has left is told by subscribe 0 alone, also in a batch', async () => {
  const { sim, api, fan } = await createStage()
  await sim.act(fan.openid, { type: 'unfollow' })
  const nobody = { subscribe: 0, openid: fan.openid }
  expect((await api(`/cgi-bin/user/info?openid=${fan.openid}`)).body).toEqual(nobody)
  const { body } = await api('/cgi-bin/user/info/batchget', { user_list: [{ openid: fan.openid }] })
  expect(body).toEqual({ user_info_list: [nobody] })
})

describe('an account migration', () => {
  const OLD = 'wx0000000000000002'

  /** An old account with two people: one came over, one did not. */
  async function migrated(): Promise<Stage> {
    const stage = await createStage()
    const state = structuredClone(stage.sim.exportState())
    const add = (part: string, fields: object) => {
      const list: unknown = state[part]
      const [first]: unknown[] = Array.isArray(list) ? list : []
      if (Array.isArray(list)) list.push(Object.assign({}, first, fields))
    }
    add('accounts', { appid: OLD, callback: null })
    add('fans', { openid: 'oCame', appid: OLD })
    add('fans', { openid: 'oStayed', appid: OLD, unionid: 'uStayed' })
    stage.sim.importState(state)
    return stage
  }

  test('gives each old openid its new one, or says that it has none', async () => {
    const { api, fan } = await migrated()
    const openid_list = ['oCame', 'oStayed', 'nobody', fan.openid]
    expect((await api('/cgi-bin/changeopenid', { from_appid: OLD, openid_list })).body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      result_list: [
        { ori_openid: 'oCame', new_openid: fan.openid, err_msg: 'ok' },
        { ori_openid: 'oStayed', err_msg: 'ori_openid error' },
        { ori_openid: 'nobody', err_msg: 'ori_openid error' },
        { ori_openid: fan.openid, err_msg: 'ori_openid error' },
      ],
    })
  })

  test('refusals', async () => {
    const { api, fan } = await migrated()
    const change = async (body: object) => (await api('/cgi-bin/changeopenid', body)).errcode
    const many = Array.from({ length: 101 }, () => 'oCame')
    expect(await change({ from_appid: OLD, openid_list: [] })).toBe(63182)
    expect(await change({ from_appid: OLD })).toBe(63182)
    expect(await change({ from_appid: OLD, openid_list: many })).toBe(63179)
    expect(await change({ from_appid: OLD, openid_list: many.slice(1) })).toBe(0)
    expect(await change({ from_appid: 'wxunknown', openid_list: ['oCame'] })).toBe(63178)
    expect(await change({ from_appid: fan.appid, openid_list: ['oCame'] })).toBe(63183)
  })
})

describe('automatic replies', () => {
  const RULES = {
    is_add_friend_reply_open: 1,
    is_autoreply_open: 1,
    add_friend_autoreply_info: { type: 'text', content: '欢迎' },
    keyword_autoreply_info: {
      list: [
        {
          rule_name: '营业时间',
          create_time: 1762851600,
          reply_mode: 'reply_all',
          keyword_list_info: [{ type: 'text', match_mode: 'contain', content: '营业' }],
          reply_list_info: [{ type: 'text', content: '每天 9:00-21:00' }],
        },
      ],
    },
  }

  test('are those that the console was given; what is not set is left out', async () => {
    const { api, control, fan } = await createStage()
    const read = async () => (await api('/cgi-bin/get_current_autoreply_info')).body
    expect(await read()).toEqual({ is_add_friend_reply_open: 0, is_autoreply_open: 0 })
    const path = `/accounts/${fan.appid}`
    expect((await control('PATCH', path, { autoReply: RULES })).status).toBe(200)
    expect(await read()).toEqual(RULES)
    const bad = { ...RULES, add_friend_autoreply_info: { type: 'fax', content: '' } }
    const refused = await control('PATCH', path, { autoReply: bad })
    expect(refused.status).toBe(400)
    expect(JSON.stringify(refused.body)).toContain('autoReply.add_friend_autoreply_info.type')
    expect(await read()).toEqual(RULES)
  })
})
