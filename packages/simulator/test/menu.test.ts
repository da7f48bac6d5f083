import { describe, expect, test } from 'vitest'
import type { MenuButton } from '../src/index.ts'
import { createStage } from './support/stage.ts'

const CLICK: MenuButton = { type: 'click', name: '签到', key: 'CHECKIN' }
const VIEW: MenuButton = { type: 'view', name: '官网', url: 'https://shop.example/' }

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function under(...sub_button: object[]): object {
  return { name: '更多', sub_button }
}

async function create(button: unknown) {
  const stage = await createStage()
  return { ...stage, result: await stage.api('/cgi-bin/menu/create', { button }) }
}

test('a menu is there at once, comes back with empty sub-buttons, and goes', async () => {
  const { sim, api, result } = await create([CLICK, under(VIEW)])
  expect(result.body).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(sim.account().menu).toHaveLength(2)
  expect((await api('/cgi-bin/menu/get')).body).toEqual({
    menu: {
      button: [
        { ...CLICK, sub_button: [] },
        { name: '更多', sub_button: [{ ...VIEW, sub_button: [] }] },
      ],
    },
  })
  expect((await api('/cgi-bin/get_current_selfmenu_info')).body).toMatchObject({
    is_menu_open: 1,
    selfmenu_info: { button: [CLICK, { name: '更多', sub_button: { list: [VIEW] } }] },
  })
  expect((await api('/cgi-bin/menu/delete')).errcode).toBe(0)
  expect((await api('/cgi-bin/menu/get')).errcode).toBe(46003)
  expect((await api('/cgi-bin/menu/delete')).errcode).toBe(0)
})

describe('limits', () => {
  test.for<[string, unknown, number]>([
    ['no button', [], 40016],
    ['four buttons', [CLICK, CLICK, CLICK, CLICK], 40016],
    ['16 bytes of name', [{ ...CLICK, name: '一二三四五a' }], 0],
    ['18 bytes of name', [{ ...CLICK, name: '一二三四五六' }], 40018],
    ['no name', [{ ...CLICK, name: '' }], 40018],
    ['no key', [{ type: 'click', name: '签到' }], 40019],
    ['128 bytes of key', [{ ...CLICK, key: 'k'.repeat(128) }], 0],
    ['129 bytes of key', [{ ...CLICK, key: 'k'.repeat(129) }], 40019],
    ['no url', [{ type: 'view', name: '官网' }], 40020],
    ['1025 bytes of url', [{ ...VIEW, url: `https://a.test/${'u'.repeat(1010)}` }], 40020],
    ['a script as url', [{ ...VIEW, url: 'javascript:alert(1)' }], 40020],
    ['an unknown type', [{ ...CLICK, type: 'tap' }], 40017],
    ['six sub-buttons', [under(CLICK, CLICK, CLICK, CLICK, CLICK, CLICK)], 40023],
    ['60 bytes of name below', [under({ ...CLICK, name: '一'.repeat(20) })], 0],
    ['63 bytes of name below', [under({ ...CLICK, name: '一'.repeat(21) })], 40025],
    ['an unknown type below', [under({ ...CLICK, type: 'tap' })], 40024],
    ['no key below', [under({ type: 'click', name: '签到' })], 40026],
    ['no url below', [under({ type: 'view', name: '官网' })], 40027],
    ['a third level', [under({ name: '深', sub_button: [CLICK] })], 40022],
    ['an empty third level', [under({ ...CLICK, sub_button: [] })], 0],
    [
      'a mini program without appid',
      [{ type: 'miniprogram', name: '店', url: 'https://a.test/', pagepath: 'p' }],
      40166,
    ],
    [
      'a mini program without page',
      [{ type: 'miniprogram', name: '店', url: 'https://a.test/', appid: 'wx1' }],
      40165,
    ],
  ])('%s: %i', async ([, button, errcode]) => {
    expect((await create(button)).result.errcode).toBe(errcode)
  })

  test('what buttons show must be in the library, or published', async () => {
    const { api } = await createStage()
    const upload = async (path: string) => {
      const form = new FormData()
      form.set('media', new File([PNG], 'a.png', { type: 'image/png' }))
      return String((await api(path, form)).body['media_id'])
    }
    const kept = await upload('/cgi-bin/material/add_material?type=image')
    const temporary = await upload('/cgi-bin/media/upload?type=image')
    const create = async (button: object) =>
      (await api('/cgi-bin/menu/create', { button: [under({ name: '看', ...button })] })).errcode
    expect(await create({ type: 'media_id', media_id: kept })).toBe(0)
    expect(await create({ type: 'media_id', media_id: temporary })).toBe(40007)
    expect(await create({ type: 'media_id', media_id: 'unknown' })).toBe(40007)
    expect(await create({ type: 'view_limited', media_id: kept })).toBe(40121)
    expect(await create({ type: 'article_id', article_id: 'unknown' })).toBe(53600)
    const articles = [{ title: '头条', content: '正文', thumb_media_id: kept }]
    const { body } = await api('/cgi-bin/draft/add', { articles })
    expect(await create({ type: 'view_limited', media_id: body['media_id'] })).toBe(0)
  })

  test('escaped Chinese is refused', async () => {
    const { api } = await createStage()
    const body = '{"button":[{"type":"click","name":"\\u7b7e","key":"K"}]}'
    expect((await api('/cgi-bin/menu/create', body)).errcode).toBe(40033)
  })

  test('a menu that is refused leaves the old one', async () => {
    const { sim, api } = await create([CLICK])
    await api('/cgi-bin/menu/create', { button: [VIEW, { ...VIEW, url: '' }] })
    expect(sim.account().menu).toEqual([CLICK])
  })
})

describe('taps', () => {
  const MENU = [
    CLICK,
    under(
      VIEW,
      { type: 'scancode_waitmsg', name: '扫', key: 'SCAN' },
      { type: 'pic_weixin', name: '图', key: 'PIC' },
      { type: 'location_select', name: '地', key: 'LOC' },
    ),
  ]

  test.for([
    [{ type: 'menu', name: '签到' }, ['event:CLICK']],
    [{ type: 'menu', key: 'SCAN', scanResult: 'https://t.test/1' }, ['event:scancode_waitmsg']],
    [{ type: 'menu', key: 'PIC', pictures: 2 }, ['event:pic_weixin', 'image', 'image']],
    [{ type: 'menu', key: 'LOC' }, ['event:location_select', 'location']],
    [{ type: 'menu', key: 'FROM_AN_OLD_MENU' }, ['event:CLICK']],
  ] as const)('%o pushes %o', async ([action, kinds]) => {
    const { sim, fan } = await create(MENU)
    const { push, pushes } = await sim.act(fan.openid, action)
    expect(pushes.map(({ kind }) => kind)).toEqual(kinds)
    expect(push).toBe(pushes[0] ?? null)
  })

  test('a page is opened, and reported', async () => {
    const { sim, fan } = await create(MENU)
    const { push, open } = await sim.act(fan.openid, { type: 'menu', name: '官网' })
    expect(push).toMatchObject({ kind: 'event:VIEW', fields: { EventKey: VIEW.url } })
    expect(open).toBe(VIEW.url)
  })

  test('two buttons that lead to one address are told apart by their names', async () => {
    const page = { ...VIEW, type: 'miniprogram', name: '小店', appid: 'wx1', pagepath: 'pages/a' }
    const { sim, fan } = await create([VIEW, page])
    const { push } = await sim.act(fan.openid, { type: 'menu', url: page.url ?? '', name: '小店' })
    expect(push).toMatchObject({ kind: 'event:view_miniprogram', fields: { EventKey: 'pages/a' } })
  })

  test('an unknown name gets the list of names', async () => {
    const { fan, control } = await create(MENU)
    const { status, body } = await control('POST', `/fans/${fan.openid}/actions`, {
      type: 'menu',
      name: '没有',
    })
    expect(status).toBe(404)
    expect(body).toMatchObject({
      error: { code: 'unknown_button', message: expect.stringContaining('签到') },
    })
  })
})
