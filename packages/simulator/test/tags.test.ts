/** 用户标签 through the API. */
import { describe, expect, test } from 'vitest'
import { call, createStage, tokenPath } from './support/stage.ts'
import { createTag, createTags, stageWith, tag, tagsOf, untag, withSecondAccount } from './support/tags.ts'

describe('tags', () => {
  test('own ones begin at 100, behind the star, and an id is given once', async () => {
    const stage = await stageWith()
    expect((await stage.api('/cgi-bin/tags/create', { tag: { name: '老顾客' } })).body).toEqual({
      tag: { id: 100, name: '老顾客' },
    })
    await createTag(stage, '新顾客')
    expect((await stage.api('/cgi-bin/tags/delete', { tag: { id: 101 } })).body).toEqual({
      errcode: 0,
      errmsg: 'ok',
    })
    expect(await createTag(stage, '新顾客')).toBe(102)
    expect((await stage.api('/cgi-bin/tags/get')).body).toEqual({
      tags: [
        { id: 2, name: '星标组', count: 0 },
        { id: 100, name: '老顾客', count: 0 },
        { id: 102, name: '新顾客', count: 0 },
      ],
    })
  })

  test.for<[string, unknown, number]>([
    ['30 bytes', '一二三四五六七八九十', 0],
    ['33 bytes', '一二三四五六七八九十百', 45158],
    ['nothing', '', 45157],
    ['spaces', '  ', 45157],
    ['a name that is taken', '老顾客', 45157],
    ['the star', '星标组', 45157],
    ['no text', { a: 1 }, 45157],
  ])('a name of %s', async ([, name, errcode]) => {
    const stage = await stageWith()
    await createTag(stage, '老顾客')
    const other = await createTag(stage, '其他')
    expect((await stage.api('/cgi-bin/tags/update', { tag: { id: other, name } })).errcode).toBe(errcode)
    await stage.api('/cgi-bin/tags/delete', { tag: { id: other } })
    expect((await stage.api('/cgi-bin/tags/create', { tag: { name } })).errcode).toBe(errcode)
  })

  test('100 and no more', async () => {
    const stage = await stageWith()
    await createTags(stage, 100)
    expect((await stage.api('/cgi-bin/tags/create', { tag: { name: '多' } })).errcode).toBe(45056)
    await stage.api('/cgi-bin/tags/delete', { tag: { id: 150 } })
    expect((await stage.api('/cgi-bin/tags/create', { tag: { name: '多' } })).errcode).toBe(0)
  })

  test('a tag may keep its name, and system tags keep theirs', async () => {
    const stage = await stageWith()
    const id = await createTag(stage, '老顾客')
    const rename = async (id: unknown, name: string) =>
      (await stage.api('/cgi-bin/tags/update', { tag: { id, name } })).errcode
    expect(await rename(id, '老顾客')).toBe(0)
    expect(await rename(String(id), '铁杆顾客')).toBe(0)
    for (const system of [0, 1, 2]) {
      expect(await rename(system, '我的')).toBe(45058)
      expect((await stage.api('/cgi-bin/tags/delete', { tag: { id: system } })).errcode).toBe(45058)
    }
    expect(await rename(999, '我的')).toBe(45159)
    expect((await stage.api('/cgi-bin/tags/delete', { tag: { id: 999 } })).errcode).toBe(45159)
    expect((await stage.api('/cgi-bin/tags/delete', {})).errcode).toBe(45159)
    expect((await stage.api('/cgi-bin/tags/delete', '')).errcode).toBe(44002)
  })
})

describe('tagging', () => {
  test('shows with the person, in the list of the tag and in its count', async () => {
    const stage = await stageWith({ followers: 2 })
    const [first = '', second = '', third = ''] = stage.openids
    const id = await createTag(stage, '老顾客')
    expect((await tag(stage, [first, second], String(id))).body).toEqual({ errcode: 0, errmsg: 'ok' })
    await tag(stage, [first], 2)
    await tag(stage, [first], id)
    expect(await tagsOf(stage, first)).toEqual({ tagid_list: [id, 2] })
    expect(await tagsOf(stage, third)).toEqual({ tagid_list: [] })
    expect((await stage.api(`/cgi-bin/user/info?openid=${first}`)).body).toMatchObject({
      groupid: id,
      tagid_list: [id, 2],
    })
    expect((await stage.api('/cgi-bin/tags/get')).body).toMatchObject({ tags: [{ count: 1 }, { count: 2 }] })
    expect((await stage.api('/cgi-bin/user/tag/get', { tagid: id })).body).toEqual({
      count: 2,
      data: { openid: [first, second] },
      next_openid: second,
    })
    expect((await stage.api('/cgi-bin/user/tag/get', { tagid: id, next_openid: second })).body).toEqual({
      count: 0,
    })
    expect(stage.sim.fans()[0]?.tagIds).toEqual([id, 2])
  })

  test('goes with the tag, with the follow, and by untagging', async () => {
    const stage = await stageWith({ followers: 1 })
    const [first = '', second = ''] = stage.openids
    const [one = 0, other = 0] = await createTags(stage, 2)
    await tag(stage, [first, second], one)
    await tag(stage, [first, second], other)
    expect((await untag(stage, [first], other)).errcode).toBe(0)
    expect(await tagsOf(stage, first)).toEqual({ tagid_list: [one] })
    await stage.api('/cgi-bin/tags/delete', { tag: { id: one } })
    expect(await tagsOf(stage, first)).toEqual({ tagid_list: [] })
    await stage.sim.act(second, { type: 'unfollow' })
    await stage.sim.act(second, { type: 'follow' })
    expect(await tagsOf(stage, second)).toEqual({ tagid_list: [] })
  })

  test('a person has 20 tags and no more', async () => {
    const stage = await stageWith({ followers: 1 })
    const [first = '', second = ''] = stage.openids
    const ids = await createTags(stage, 21)
    for (const id of ids.slice(0, 20)) expect((await tag(stage, [first], id)).errcode).toBe(0)
    expect((await tag(stage, [second, first], ids[20])).errcode).toBe(45059)
    expect(await tagsOf(stage, second)).toEqual({ tagid_list: [] })
    expect((await tag(stage, [first], ids[0])).errcode).toBe(0)
  })

  test('leaves out people who do not follow, and names them', async () => {
    const stage = await stageWith({ followers: 1 })
    const [first = '', second = ''] = stage.openids
    const id = await createTag(stage, '老顾客')
    await stage.sim.act(second, { type: 'unfollow' })
    const { body } = await tag(stage, [first, second], id)
    expect(body).toMatchObject({ errcode: 45171, fail_openid_list: [second] })
    expect(String(body['errmsg'])).toMatch(/^some openid fail rid: \w{8}-\w{8}-\w{8}$/)
    expect(await tagsOf(stage, first)).toEqual({ tagid_list: [id] })
    expect((await untag(stage, [first, second], id)).body).toMatchObject({
      errcode: 45171,
      fail_openid_list: [second],
    })
  })

  test('refusals', async () => {
    const stage = await stageWith()
    const { openid } = stage.fan
    const id = await createTag(stage, '老顾客')
    for (const batch of [tag, untag]) {
      expect((await batch(stage, [], id)).errcode).toBe(40032)
      expect((await batch(stage, openid, id)).errcode).toBe(40032)
      expect(
        (
          await batch(
            stage,
            Array.from({ length: 51 }, () => openid),
            id,
          )
        ).errcode,
      ).toBe(40032)
      expect(
        (
          await batch(
            stage,
            Array.from({ length: 50 }, () => openid),
            id,
          )
        ).errcode,
      ).toBe(0)
      expect((await batch(stage, [openid, 'nobody'], id)).errcode).toBe(40003)
      expect((await batch(stage, [openid, 7], id)).errcode).toBe(40003)
      for (const unknown of [0, 1, 999, 'x', null]) {
        expect((await batch(stage, [openid], unknown)).errcode).toBe(45159)
      }
    }
    expect((await stage.api('/cgi-bin/user/tag/get', { tagid: 999 })).errcode).toBe(45159)
    expect((await stage.api('/cgi-bin/user/tag/get', { tagid: id, next_openid: 'nobody' })).errcode).toBe(
      40003,
    )
    expect((await stage.api('/cgi-bin/tags/getidlist', { openid: 'nobody' })).errcode).toBe(40003)
  })

  test('is not for other accounts: their openids answer 49003, and accounts that are not verified 48001', async () => {
    const stage = await stageWith()
    const stranger = withSecondAccount(stage)
    const id = await createTag(stage, '老顾客')
    expect((await tag(stage, [stranger], id)).errcode).toBe(49003)
    expect((await stage.api('/cgi-bin/tags/getidlist', { openid: stranger })).errcode).toBe(49003)
    await stage.control('PATCH', `/accounts/${stage.fan.appid}`, { kind: 'subscription' })
    expect((await stage.api('/cgi-bin/tags/get')).errcode).toBe(48001)
  })

  test('a tag with more than 100,000 people cannot be deleted before it is emptied', async () => {
    const stage = await stageWith()
    const id = await createTag(stage, '大')
    const state = structuredClone(stage.sim.exportState())
    const fans: unknown = state['fans']
    const [record]: unknown[] = Array.isArray(fans) ? fans : []
    const crowd = Array.from({ length: 100_001 }, (_, n) =>
      Object.assign({}, record, { openid: `o${n}`, tagIds: [id] }),
    )
    stage.sim.importState({ ...state, fans: crowd })
    expect((await stage.api('/cgi-bin/tags/delete', { tag: { id } })).errcode).toBe(45057)
    const page = (await stage.api('/cgi-bin/user/tag/get', { tagid: id })).body
    expect(page).toMatchObject({ count: 10_000, next_openid: 'o9999' })
    await untag(stage, ['o0'], id)
    expect((await stage.api('/cgi-bin/tags/delete', { tag: { id } })).errcode).toBe(0)
  })
})

test('tags, members and the block list travel with the state', async () => {
  const stage = await stageWith({ followers: 1 })
  const [first = '', second = ''] = stage.openids
  const id = await createTag(stage, '老顾客')
  await tag(stage, [first], id)
  await stage.api('/cgi-bin/tags/members/batchblacklist', { openid_list: [second] })
  await createTag(stage, '短命')
  await stage.api('/cgi-bin/tags/delete', { tag: { id: id + 1 } })
  const other = await createStage()
  other.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
  const { body } = await call(other.sim, 'GET', tokenPath())
  const path = (rest: string) => `${rest}?access_token=${String(body['access_token'])}`
  expect((await call(other.sim, 'POST', path('/cgi-bin/tags/getidlist'), { openid: first })).body).toEqual({
    tagid_list: [id],
  })
  expect((await call(other.sim, 'POST', path('/cgi-bin/tags/members/getblacklist'), {})).body).toMatchObject({
    data: { openid: [second] },
  })
  expect((await call(other.sim, 'POST', path('/cgi-bin/tags/create'), { tag: { name: '新' } })).body).toEqual(
    {
      tag: { id: id + 2, name: '新' },
    },
  )
})
