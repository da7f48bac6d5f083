/** 黑名单 through the API. */
import { describe, expect, test } from 'vitest'
import type { Stage } from './support/stage.ts'
import { stageWith, withSecondAccount } from './support/tags.ts'

describe('the block list', () => {
  const block = (stage: Stage, openid_list: unknown) =>
    stage.api('/cgi-bin/tags/members/batchblacklist', { openid_list })
  const unblock = (stage: Stage, openid_list: unknown) =>
    stage.api('/cgi-bin/tags/members/batchunblacklist', { openid_list })
  const list = async (stage: Stage, begin_openid = '') =>
    (await stage.api('/cgi-bin/tags/members/getblacklist', { begin_openid })).body

  test('lists whom it holds', async () => {
    const stage = await stageWith({ followers: 2 })
    const [first = '', second = '', third = ''] = stage.openids
    expect(await list(stage)).toEqual({ total: 0, count: 0, next_openid: '' })
    expect((await block(stage, [first, third])).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await list(stage)).toEqual({
      total: 2,
      count: 2,
      data: { openid: [first, third] },
      next_openid: third,
    })
    expect(await list(stage, first)).toMatchObject({ total: 2, count: 1, data: { openid: [third] } })
    expect(await list(stage, third)).toEqual({ total: 2, count: 0, next_openid: '' })
    expect((await stage.api(`/cgi-bin/user/info?openid=${first}`)).body).toMatchObject({
      subscribe: 1,
      groupid: 1,
    })
    expect((await unblock(stage, [first, second])).errcode).toBe(0)
    expect(await list(stage)).toMatchObject({ total: 1, data: { openid: [third] } })
  })

  test('comes in pages of 1,000', async () => {
    const stage = await stageWith()
    await stage.control('POST', '/fans', { count: 1100 })
    const openids = stage.sim.fans().map(({ openid }) => openid)
    for (let from = 0; from < openids.length; from += 20) await block(stage, openids.slice(from, from + 20))
    const first = await list(stage)
    expect(first).toMatchObject({ total: 1101, count: 1000 })
    expect(await list(stage, String(first['next_openid']))).toMatchObject({ total: 1101, count: 101 })
  })

  test('a blocked person talks into the air, notices nothing, and is heard again afterwards', async () => {
    const stage = await stageWith()
    const { sim, fan, received } = stage
    await stage.api('/cgi-bin/menu/create', { button: [{ type: 'click', name: '签到', key: 'K' }] })
    await block(stage, [fan.openid])
    for (const action of [
      { type: 'text', content: '在吗' },
      { type: 'image' },
      { type: 'menu', key: 'K' },
      { type: 'scan', scene: 7 },
      { type: 'reportLocation' },
      { type: 'unfollow' },
      { type: 'follow' },
    ] as const) {
      expect((await sim.act(fan.openid, action)).pushes).toEqual([])
    }
    await sim.idle()
    expect(received).toEqual([])
    expect(sim.messages(fan.openid)).toMatchObject([{ type: 'text', pushId: null }, { type: 'image' }])
    expect(sim.fans()[0]).toMatchObject({ blacklisted: true, allowance: [] })
    await unblock(stage, [fan.openid])
    expect((await sim.act(fan.openid, { type: 'text', content: '在吗' })).pushes).toHaveLength(1)
  })

  test('refusals', async () => {
    const stage = await stageWith()
    const stranger = withSecondAccount(stage)
    const { openid } = stage.fan
    for (const call of [block, unblock]) {
      expect((await call(stage, [])).errcode).toBe(40032)
      expect((await call(stage, undefined)).errcode).toBe(40032)
      expect(
        (
          await call(
            stage,
            Array.from({ length: 21 }, () => openid),
          )
        ).errcode,
      ).toBe(40032)
      expect((await call(stage, ['nobody'])).errcode).toBe(40003)
      expect((await call(stage, [stranger])).errcode).toBe(49003)
    }
    expect((await list(stage, 'nobody'))['errcode']).toBe(40003)
    expect((await list(stage, stranger))['errcode']).toBe(49003)
  })
})
