/** 个性化菜单: whom they are for, what the API tells of them, and what a tap reports. */
import { describe, expect, test } from 'vitest'
import type { Fan, MatchRule } from '../src/index.ts'
import { menuOf } from '../src/world/match-menu.ts'
import { createStage, type Stage } from './support/stage.ts'

const click = (name: string) => ({ type: 'click', name, key: name })
const view = (host: string) => ({ type: 'view', name: host, url: `https://${host}/` })

async function stageWithMenu(): Promise<Stage> {
  const stage = await createStage()
  await stage.api('/cgi-bin/menu/create', { button: [click('普通')] })
  return stage
}

const add = (stage: Stage, matchrule: object, ...button: object[]) =>
  stage.api('/cgi-bin/menu/addconditional', { button, matchrule })

/** The label of the first button that a person sees. */
async function seenBy({ api }: Stage, openid: string): Promise<unknown> {
  const { body } = await api('/cgi-bin/menu/trymatch', { user_id: openid })
  const buttons: unknown = body['button']
  const [first]: { name?: unknown }[] = Array.isArray(buttons) ? buttons : []
  return first?.name
}

describe('matching', () => {
  const fan: Pick<Fan, 'tagIds' | 'platform' | 'language'> = { tagIds: [100], platform: 1, language: 'zh_CN' }
  const under = (...rules: MatchRule[]) =>
    menuOf(
      {
        menu: [{ name: 'default' }],
        conditionalMenus: rules.map((matchrule, at) => ({ menuid: String(at), matchrule, button: [] })),
      },
      fan,
    )?.menuid

  test.for<[MatchRule, boolean]>([
    [{ tag_id: 100 }, true],
    [{ tag_id: 101 }, false],
    [{ client_platform_type: 1 }, true],
    [{ client_platform_type: 2 }, false],
    [{ language: 'zh_CN' }, true],
    [{ language: 'en' }, false],
    [{ tag_id: 100, client_platform_type: 1, language: 'zh_CN' }, true],
    [{ tag_id: 100, client_platform_type: 1, language: 'en' }, false],
  ])('%o fits: %s', ([rule, fits]) => {
    expect(under(rule)).toBe(fits ? '0' : null)
  })

  test('the first that fits wins', () => {
    expect(under({ language: 'en' }, { tag_id: 100 }, { language: 'zh_CN' })).toBe('1')
  })

  test('an account without menus shows none', () => {
    expect(menuOf({ menu: null, conditionalMenus: [] }, fan)).toBeNull()
  })
})

describe('conditional menus', () => {
  test('the newest that fits is the person’s, else the default menu', async () => {
    const stage = await stageWithMenu()
    const { sim, fan, api } = stage
    const [android] = await sim.addFans({ follow: true, platform: 2, language: 'en' })
    const { body } = await api('/cgi-bin/tags/create', { tag: { name: '会员' } })
    expect(body).toMatchObject({ tag: { id: 100 } })
    await add(stage, { tag_id: '100' }, click('会员'))
    await add(stage, { client_platform_type: '2', language: 'en' }, click('Android'))
    expect(await seenBy(stage, fan.openid)).toBe('普通')
    expect(await seenBy(stage, android?.openid ?? '')).toBe('Android')
    const openid_list = [fan.openid, android?.openid]
    await api('/cgi-bin/tags/members/batchtagging', { openid_list, tagid: 100 })
    expect(await seenBy(stage, fan.openid)).toBe('会员')
    expect(await seenBy(stage, android?.openid ?? '')).toBe('Android')
    await add(stage, { tag_id: 100 }, click('新会员'))
    expect(await seenBy(stage, android?.openid ?? '')).toBe('新会员')
  })

  test('menu/get lists them newest first, with numbers and the group of old', async () => {
    const stage = await stageWithMenu()
    const { api } = stage
    expect((await api('/cgi-bin/menu/get')).body).toEqual({
      menu: { button: [{ ...click('普通'), sub_button: [] }] },
    })
    const one = await add(
      stage,
      { tag_id: '2', client_platform_type: '1', language: '', sex: '' },
      view('a.test'),
    )
    expect(one.body).toEqual({ menuid: expect.stringMatching(/^\d{9}$/) })
    const two = await add(stage, { group_id: 2 }, click('二'))
    expect((await api('/cgi-bin/menu/get')).body).toEqual({
      menu: { button: [{ ...click('普通'), sub_button: [] }], menuid: expect.any(Number) },
      conditionalmenu: [
        {
          button: [{ ...click('二'), sub_button: [] }],
          matchrule: { group_id: '2' },
          menuid: Number(two.body['menuid']),
        },
        {
          button: [{ ...view('a.test'), sub_button: [] }],
          matchrule: { group_id: '2', client_platform_type: '1' },
          menuid: Number(one.body['menuid']),
        },
      ],
    })
    expect((await api('/cgi-bin/get_current_selfmenu_info')).body).toEqual({
      is_menu_open: 1,
      selfmenu_info: { button: [click('普通')] },
    })
  })

  test('a new default menu leaves them; one goes by its number, all with the default menu', async () => {
    const stage = await stageWithMenu()
    const { sim, api, fan } = stage
    const { body } = await add(stage, { language: 'zh_CN' }, click('一'))
    await add(stage, { language: 'en' }, click('二'))
    await api('/cgi-bin/menu/create', { button: [click('新')] })
    expect(await seenBy(stage, fan.openid)).toBe('一')
    const remove = async (menuid: unknown) => (await api('/cgi-bin/menu/delconditional', { menuid })).errcode
    expect(await remove(Number(body['menuid']))).toBe(0)
    expect(await remove(body['menuid'])).toBe(65301)
    expect(await remove(sim.account().menuid)).toBe(65301)
    expect(await seenBy(stage, fan.openid)).toBe('新')
    await api('/cgi-bin/menu/delete')
    expect(sim.account()).toMatchObject({ menu: null, conditionalMenus: [] })
    expect((await api('/cgi-bin/menu/trymatch', { user_id: fan.openid })).errcode).toBe(46003)
  })

  test('travel with the state', async () => {
    const stage = await stageWithMenu()
    await add(stage, { language: 'zh_CN' }, click('一'))
    stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
    expect(await seenBy(stage, stage.fan.openid)).toBe('一')
  })
})

describe('refusals', () => {
  test('there is no conditional menu without a default menu', async () => {
    const stage = await createStage()
    expect((await add(stage, { language: 'zh_CN' }, click('一'))).errcode).toBe(65303)
  })

  test.for<[string, object, object[], number]>([
    ['no rule', {}, [click('一')], 65304],
    ['a rule of empty members', { tag_id: '', language: '' }, [click('一')], 65304],
    ['sex', { sex: '1' }, [click('一')], 65320],
    ['a city', { tag_id: 2, city: '广州' }, [click('一')], 65320],
    ['an unknown platform', { client_platform_type: 4 }, [click('一')], 40035],
    ['an unknown language', { language: 'xx' }, [click('一')], 40035],
    ['a tag that is no number', { tag_id: 'vip' }, [click('一')], 40035],
    ['no button', { tag_id: 2 }, [], 65307],
    ['a button without an action', { tag_id: 2 }, [{ name: '一' }], 65308],
    [
      'a button without an action below',
      { tag_id: 2 },
      [{ name: '一', sub_button: [{ name: '二' }] }],
      65308,
    ],
    ['four buttons', { tag_id: 2 }, [click('一'), click('二'), click('三'), click('四')], 40016],
    ['a name that is too long', { tag_id: 2 }, [click('一二三四五六')], 40018],
  ])('%s', async ([, rule, button, errcode]) => {
    const stage = await stageWithMenu()
    expect((await add(stage, rule, ...button)).errcode).toBe(errcode)
    expect(stage.sim.account().conditionalMenus).toEqual([])
  })

  test('all of them together lead to three hosts at most', async () => {
    const stage = await stageWithMenu()
    const rule = { language: 'zh_CN' }
    expect((await add(stage, rule, view('a.test'), view('b.test'))).errcode).toBe(0)
    expect((await add(stage, rule, view('c.test'), view('a.test'))).errcode).toBe(0)
    expect((await add(stage, rule, view('d.test'))).errcode).toBe(65316)
    expect(stage.sim.account().conditionalMenus).toHaveLength(2)
  })

  test('trymatch answers in the shape of the manual and in the one that clients have met', async () => {
    const { api, fan } = await stageWithMenu()
    const { body } = await api('/cgi-bin/menu/trymatch', { user_id: fan.openid })
    const button = [{ ...click('普通'), sub_button: [] }]
    expect(body).toEqual({ button, menu: { button } })
  })

  test('trymatch knows followers alone', async () => {
    const stage = await stageWithMenu()
    const { sim, api, fan } = stage
    expect((await api('/cgi-bin/menu/trymatch', { user_id: 'nobody' })).errcode).toBe(65302)
    await sim.act(fan.openid, { type: 'unfollow' })
    expect((await api('/cgi-bin/menu/trymatch', { user_id: fan.openid })).errcode).toBe(65315)
  })
})

describe('a tap', () => {
  const PAGE = { type: 'miniprogram', name: '店', url: 'https://a.test/', appid: 'wx1', pagepath: 'pages/a' }

  test('is on the person’s own menu, and tells which when it opens something', async () => {
    const stage = await stageWithMenu()
    const { sim, fan } = stage
    const { body } = await add(stage, { language: 'zh_CN' }, view('vip.test'), PAGE, click('会员'))
    const tap = async (name: string) => (await sim.act(fan.openid, { type: 'menu', name })).push?.fields
    expect(await tap('vip.test')).toMatchObject({
      Event: 'VIEW',
      EventKey: 'https://vip.test/',
      MenuId: body['menuid'],
    })
    expect(await tap('店')).toMatchObject({
      Event: 'view_miniprogram',
      EventKey: 'pages/a',
      MenuId: body['menuid'],
    })
    expect(await tap('会员')).not.toHaveProperty('MenuId')
    await expect(tap('普通')).rejects.toThrow('vip.test, 店, 会员')
  })

  test('on the default menu, or on a menu of yesterday, names no menu', async () => {
    const stage = await createStage()
    const { sim, fan, api } = stage
    await api('/cgi-bin/menu/create', { button: [view('a.test'), PAGE] })
    await add(stage, { language: 'en' }, view('b.test'))
    for (const url of ['https://a.test/', 'https://yesterday.test/']) {
      const { push } = await sim.act(fan.openid, { type: 'menu', url })
      expect(push?.fields).toMatchObject({ Event: 'VIEW', EventKey: url })
      expect(push?.fields).not.toHaveProperty('MenuId')
    }
  })
})
