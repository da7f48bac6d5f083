/** 用户分组, the old interface over the tags, through the API. */
import { describe, expect, test } from 'vitest'
import type { Stage } from './support/stage.ts'
import { createTag, createTags, stageWith, tag, tagsOf } from './support/tags.ts'

describe('groups, the old interface over the tags', () => {
  const move = (stage: Stage, openid: string, to_groupid: unknown) =>
    stage.api('/cgi-bin/groups/members/update', { openid, to_groupid })
  const groupOf = async (stage: Stage, openid: string) =>
    (await stage.api('/cgi-bin/groups/getid', { openid })).body

  test('a group is a tag, and a person is in one', async () => {
    const stage = await stageWith({ followers: 1 })
    const [first = '', second = ''] = stage.openids
    expect((await stage.api('/cgi-bin/groups/create', { group: { name: '测试组' } })).body).toEqual({
      group: { id: 100, name: '测试组' },
    })
    const other = await createTag(stage, '标签')
    expect(await groupOf(stage, first)).toEqual({ groupid: 0 })
    await tag(stage, [first], other)
    expect((await move(stage, first, 100)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await groupOf(stage, first)).toEqual({ groupid: 100 })
    expect(await tagsOf(stage, first)).toEqual({ tagid_list: [100] })
    expect((await stage.api('/cgi-bin/groups/get')).body).toEqual({
      groups: [
        { id: 0, name: '未分组', count: 1 },
        { id: 1, name: '黑名单', count: 0 },
        { id: 2, name: '星标组', count: 0 },
        { id: 100, name: '测试组', count: 1 },
        { id: other, name: '标签', count: 0 },
      ],
    })
    const both = await stage.api('/cgi-bin/groups/members/batchupdate', {
      openid_list: [first, second],
      to_groupid: String(other),
    })
    expect(both.errcode).toBe(0)
    expect(await groupOf(stage, second)).toEqual({ groupid: other })
    expect((await stage.api('/cgi-bin/groups/delete', { group: { id: other } })).errcode).toBe(0)
    expect(await groupOf(stage, second)).toEqual({ groupid: 0 })
  })

  test('group 1 is the block list', async () => {
    const stage = await stageWith()
    const { openid } = stage.fan
    await move(stage, openid, 1)
    expect(stage.sim.fans()[0]?.blacklisted).toBe(true)
    await move(stage, openid, 0)
    expect(stage.sim.fans()[0]?.blacklisted).toBe(false)
  })

  test.for<[string, string, object, number]>([
    ['create', 'no name', { group: {} }, 40051],
    ['create', 'a name that is taken', { group: { name: '组' } }, 40051],
    ['create', '33 bytes of name', { group: { name: '一二三四五六七八九十百' } }, 45017],
    ['update', 'a system group', { group: { id: 2, name: '我的' } }, 45016],
    ['update', 'an unknown group', { group: { id: 999, name: '我的' } }, 40050],
    ['update', 'no id', { group: { name: '我的' } }, 40050],
    ['update', '33 bytes of name', { group: { id: 100, name: '一二三四五六七八九十百' } }, 40051],
    ['update', 'a new name', { group: { id: 100, name: '新组' } }, 0],
    ['delete', 'a system group', { group: { id: 0 } }, 45016],
    ['delete', 'an unknown group', { group: { id: 999 } }, 40050],
    ['getid', 'an unknown openid', { openid: 'nobody' }, 40003],
    ['members/update', 'an unknown openid', { openid: 'nobody', to_groupid: 100 }, 40003],
    ['members/batchupdate', 'no openid', { openid_list: [], to_groupid: 100 }, 40032],
    ['members/batchupdate', 'an unknown openid', { openid_list: ['nobody'], to_groupid: 100 }, 40003],
  ])('%s with %s', async ([path, , body, errcode]) => {
    const stage = await stageWith()
    await createTag(stage, '组')
    expect((await stage.api(`/cgi-bin/groups/${path}`, body)).errcode).toBe(errcode)
  })

  test('an unknown group takes nobody, and 100 groups are enough', async () => {
    const stage = await stageWith()
    expect((await move(stage, stage.fan.openid, 999)).errcode).toBe(40050)
    await createTags(stage, 100)
    expect((await stage.api('/cgi-bin/groups/create', { group: { name: '多' } })).errcode).toBe(45018)
  })
})
