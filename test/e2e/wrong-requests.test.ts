/**
 * Requests that WeChat refuses. The check before sending names the field and its limit and sends nothing; with the check
 * off the simulator answers the errcode that WeChat documents.
 */
import type { EndpointId } from '@yingwu/protocol/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { ApiError, Bot, type CallOptions, ParamsError } from 'yingwu'
import { createScenario } from '../support/scenario.ts'

type WrongRequest = [
  about: string,
  endpoint: EndpointId,
  params: Record<string, unknown>,
  path: string,
  rule: string,
  limit: unknown,
  errcode: number,
]

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)
const click = { type: 'click', name: '今日歌曲', key: 'SONG' }
/** Stands for the person who follows the account. */
const openid = 'the fan'
const han = (count: number) => '汉'.repeat(count)
const many = (count: number) => Array.from({ length: count }, (_, index) => `oSomebody${index}`)
const big = (bytes: number) => ({ data: Buffer.concat([JPEG], bytes), filename: 'a.jpg' })
const article = { title: '标题', content: '正文', thumb_media_id: 'M' }

const MENUS: WrongRequest[] = [
  ['four buttons', 'menu.create', { button: [click, click, click, click] }, 'button', 'maxItems', 3, 40016],
  ['no button', 'menu.create', { button: [] }, 'button', 'minItems', 1, 40016],
  [
    'a long label',
    'menu.create',
    { button: [{ ...click, name: han(6) }] },
    'button[0].name',
    'maxBytes',
    16,
    40018,
  ],
  [
    'an unknown type',
    'menu.create',
    { button: [{ ...click, type: 'tap' }] },
    'button[0].type',
    'enum',
    expect.any(Array),
    40017,
  ],
  [
    'no key',
    'menu.create',
    { button: [{ type: 'click', name: '歌' }] },
    'button[0].key',
    'required',
    undefined,
    40019,
  ],
  [
    'a long key',
    'menu.create',
    { button: [{ ...click, key: 'k'.repeat(129) }] },
    'button[0].key',
    'maxBytes',
    128,
    40019,
  ],
  [
    'no address',
    'menu.create',
    { button: [{ type: 'view', name: '官网' }] },
    'button[0].url',
    'required',
    undefined,
    40020,
  ],
  [
    'six below one',
    'menu.create',
    { button: [{ name: '菜单', sub_button: Array.from({ length: 6 }, () => click) }] },
    'button[0].sub_button',
    'maxItems',
    5,
    40023,
  ],
  [
    'a long label below',
    'menu.create',
    { button: [{ name: '菜单', sub_button: [{ ...click, name: han(21) }] }] },
    'button[0].sub_button[0].name',
    'maxBytes',
    60,
    40025,
  ],
]

const MESSAGES: WrongRequest[] = [
  [
    'a kind that is none',
    'message.customSend',
    { touser: openid, msgtype: 'emoji' },
    'msgtype',
    'enum',
    expect.any(Array),
    40008,
  ],
  [
    'a text without text',
    'message.customSend',
    { touser: openid, msgtype: 'text' },
    'text',
    'required',
    undefined,
    44004,
  ],
  [
    'a long text',
    'message.customSend',
    { touser: openid, msgtype: 'text', text: { content: han(700) } },
    'text.content',
    'maxBytes',
    2048,
    45002,
  ],
  [
    'nobody',
    'message.customSend',
    { msgtype: 'text', text: { content: '好' } },
    'touser',
    'required',
    undefined,
    40003,
  ],
  [
    'a picture without id',
    'message.customSend',
    { touser: openid, msgtype: 'image', image: {} },
    'image.media_id',
    'required',
    undefined,
    41006,
  ],
  [
    'typing of a third kind',
    'message.customTyping',
    { touser: openid, command: 'Thinking' },
    'command',
    'enum',
    ['Typing', 'CancelTyping'],
    45072,
  ],
]

const PEOPLE: WrongRequest[] = [
  ['no openid', 'user.info', {}, 'openid', 'required', undefined, 40003],
  ['a long remark', 'user.updateRemark', { openid, remark: han(10) }, 'remark', 'maxBytes', 29, 40092],
  [
    '101 people at once',
    'user.batchInfo',
    { user_list: many(101).map((one) => ({ openid: one })) },
    'user_list',
    'maxItems',
    100,
    40032,
  ],
  ['a tag without name', 'tags.create', { tag: {} }, 'tag.name', 'required', undefined, 45157],
  ['a long tag', 'tags.create', { tag: { name: han(11) } }, 'tag.name', 'maxBytes', 30, 45158],
  [
    '51 people in a tag',
    'tags.batchTag',
    { openid_list: many(51), tagid: 100 },
    'openid_list',
    'maxItems',
    50,
    40032,
  ],
  ['21 people blocked', 'blacklist.add', { openid_list: many(21) }, 'openid_list', 'maxItems', 20, 40032],
]

const CODES: WrongRequest[] = [
  [
    'a code for ever and a day',
    'qrcode.create',
    { expire_seconds: 2592001, action_name: 'QR_SCENE', action_info: { scene: { scene_id: 1 } } },
    'expire_seconds',
    'max',
    2592000,
    40053,
  ],
  [
    'a code without scene',
    'qrcode.create',
    { action_name: 'QR_SCENE', action_info: { scene: {} } },
    'action_info.scene.scene_id',
    'required',
    undefined,
    40053,
  ],
  [
    'scene 0',
    'qrcode.create',
    { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 0 } } },
    'action_info.scene.scene_id',
    'min',
    1,
    40129,
  ],
  [
    'a long scene',
    'qrcode.create',
    { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 's'.repeat(65) } } },
    'action_info.scene.scene_str',
    'maxLength',
    64,
    40129,
  ],
  [
    'an action that is none',
    'qrcode.create',
    { action_name: 'QR_FOREVER', action_info: { scene: { scene_id: 1 } } },
    'action_name',
    'enum',
    expect.any(Array),
    40052,
  ],
]

const FILES: WrongRequest[] = [
  [
    'a kind of media that is none',
    'media.upload',
    { type: 'file', media: JPEG },
    'type',
    'enum',
    ['image', 'voice', 'video', 'thumb'],
    40004,
  ],
  [
    'a picture as voice',
    'media.upload',
    { type: 'voice', media: JPEG },
    'media',
    'formats',
    'amr|mp3',
    40005,
  ],
  [
    'an empty file',
    'media.upload',
    { type: 'image', media: new Uint8Array() },
    'media',
    'minBytes',
    1,
    44001,
  ],
  [
    'a big picture',
    'media.upload',
    { type: 'image', media: big(10485761) },
    'media',
    'maxBytes',
    10485760,
    40009,
  ],
  [
    'a big thumbnail',
    'media.upload',
    { type: 'thumb', media: big(65537) },
    'media',
    'maxBytes',
    65536,
    40012,
  ],
  ['no file', 'media.upload', { type: 'image' }, 'media', 'required', undefined, 41005],
  ['no id', 'media.get', {}, 'media_id', 'required', undefined, 41006],
  [
    'a permanent video without description',
    'material.add',
    { type: 'video', media: Uint8Array.of(0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d) },
    'description',
    'required',
    undefined,
    41028,
  ],
  ['a list of 21', 'material.list', { type: 'image', offset: 0, count: 21 }, 'count', 'max', 20, 40097],
  [
    'a picture of 1 MB in an article',
    'mass.uploadImage',
    { media: big(1048577) },
    'media',
    'maxBytes',
    1048576,
    40009,
  ],
]

const ARTICLES: WrongRequest[] = [
  ['no article', 'draft.add', { articles: [] }, 'articles', 'minItems', 1, 44003],
  [
    'nine articles',
    'draft.add',
    { articles: Array.from({ length: 9 }, () => article) },
    'articles',
    'maxItems',
    8,
    40035,
  ],
  [
    'a long title',
    'draft.add',
    { articles: [{ ...article, title: han(33) }] },
    'articles[0].title',
    'maxLength',
    32,
    45003,
  ],
  [
    'no title',
    'draft.add',
    { articles: [{ content: '正文', thumb_media_id: 'M' }] },
    'articles[0].title',
    'required',
    undefined,
    45003,
  ],
  [
    'a long digest',
    'draft.add',
    { articles: [{ ...article, digest: han(129) }] },
    'articles[0].digest',
    'maxLength',
    128,
    45004,
  ],
  ['a publication of nothing', 'freepublish.submit', {}, 'media_id', 'required', undefined, 40007],
]

const SENDS: WrongRequest[] = [
  [
    'a broadcast to one',
    'mass.send',
    { touser: [openid], msgtype: 'text', text: { content: '好' } },
    'touser',
    'minItems',
    2,
    40130,
  ],
  [
    'a broadcast to nobody',
    'mass.sendAll',
    { filter: {}, msgtype: 'text', text: { content: '好' } },
    'filter.tag_id',
    'required',
    undefined,
    45159,
  ],
  [
    'a broadcast of a kind that is none',
    'mass.sendAll',
    { filter: { is_to_all: true }, msgtype: 'emoji' },
    'msgtype',
    'enum',
    expect.any(Array),
    40008,
  ],
  [
    'a long id',
    'mass.sendAll',
    { filter: { is_to_all: true }, msgtype: 'text', text: { content: '好' }, clientmsgid: 'i'.repeat(65) },
    'clientmsgid',
    'maxBytes',
    64,
    45067,
  ],
  ['a speed of 5', 'mass.speedSet', { speed: 5 }, 'speed', 'max', 4, 45083],
  [
    'a template message without template',
    'template.send',
    { touser: openid, data: {} },
    'template_id',
    'required',
    undefined,
    40037,
  ],
  [
    'a template message to nobody',
    'template.send',
    { template_id: 'T', data: {} },
    'touser',
    'required',
    undefined,
    40003,
  ],
]

const OTHERS: WrongRequest[] = [
  [
    'a day that is none',
    'datacube.userSummary',
    { begin_date: '2026-02-30', end_date: '2026-03-01' },
    'begin_date',
    'format',
    'YYYY-MM-DD',
    61500,
  ],
  ['an agent without name', 'kf.accountAdd', { kf_account: 'a@b' }, 'nickname', 'required', undefined, 65403],
  [
    'an agent with a long name',
    'kf.accountAdd',
    { kf_account: 'a@b', nickname: han(17) },
    'nickname',
    'maxLength',
    16,
    65403,
  ],
]

const WRONG = [...MENUS, ...MESSAGES, ...PEOPLE, ...CODES, ...FILES, ...ARTICLES, ...SENDS, ...OTHERS]

let scenario: Awaited<ReturnType<typeof createScenario>>
beforeAll(async () => {
  scenario = await createScenario(new Bot())
})

test('there are fifty of them', () => {
  expect(WRONG.length).toBeGreaterThanOrEqual(50)
})

describe('the check before sending names field and limit', () => {
  test.each(WRONG)('%s: %s', async (_about, endpoint, params, path, rule, limit) => {
    const before = calls()
    const error = await failureOf(endpoint, params)
    expect(error).toBeInstanceOf(ParamsError)
    if (!(error instanceof ParamsError)) return
    expect(error.problems).toContainEqual(
      expect.objectContaining({ path, rule, ...(limit === undefined ? {} : { limit }) }),
    )
    expect(error.message).toContain(path)
    expect(calls()).toBe(before)
  })
})

describe('without the check WeChat refuses with its errcode', () => {
  test.each(WRONG)('%s: %s', async (_about, endpoint, params, _path, _rule, _limit, errcode) => {
    const error = await failureOf(endpoint, params, { check: false })
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ endpoint, code: errcode })
  })
})

function calls(): number {
  return scenario.simulator.calls().length
}

/** By name, because no program that compiles would make these calls. */
async function failureOf(
  endpoint: EndpointId,
  params: Record<string, unknown>,
  options: CallOptions = {},
): Promise<unknown> {
  const [group = '', name = ''] = endpoint.split('.')
  const method: unknown = Reflect.get(Object(Reflect.get(scenario.client.api, group)), name)
  if (typeof method !== 'function') throw new Error(`no method ${endpoint}`)
  try {
    await Reflect.apply(method, undefined, [withFan(params), options])
  } catch (error) {
    return error
  }
  throw new Error('expected a failure')
}

function withFan(params: Record<string, unknown>): Record<string, unknown> {
  return params['touser'] === openid || params['openid'] === openid
    ? { ...params, ...('touser' in params ? { touser: scenario.openid } : { openid: scenario.openid }) }
    : params
}
