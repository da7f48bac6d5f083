import { describe, expect, test } from 'vitest'
import { checkParams } from '../../src/contract/fields.ts'
import type { EndpointId } from '../../src/contract/index.ts'

const text = { touser: 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi', msgtype: 'text', text: { content: '你好' } }

describe('a wrong request', () => {
  const wrong: [
    about: string,
    id: EndpointId,
    params: unknown,
    path: string,
    rule: string,
    limit: unknown,
  ][] = [
    [
      'a label of 18 bytes on the first level',
      'menu.create',
      { button: [{ type: 'click', name: '六个汉字太长', key: 'K' }] },
      'button[0].name',
      'maxBytes',
      16,
    ],
    [
      'four buttons',
      'menu.create',
      { button: Array.from({ length: 4 }, () => ({ type: 'click', name: '按钮', key: 'K' })) },
      'button',
      'maxItems',
      3,
    ],
    [
      'a click button without key',
      'menu.create',
      { button: [{ type: 'click', name: '按钮' }] },
      'button[0].key',
      'required',
      undefined,
    ],
    [
      'a button with neither type nor children',
      'menu.create',
      { button: [{ name: '按钮', sub_button: [] }] },
      'button[0].type',
      'required',
      undefined,
    ],
    [
      'a third level',
      'menu.create',
      {
        button: [
          {
            name: '服务',
            sub_button: [{ type: 'view', name: '官网', url: 'https://demo.example.cn/', sub_button: [{}] }],
          },
        ],
      },
      'button[0].sub_button[0].sub_button',
      'maxItems',
      0,
    ],
    [
      'no recipient',
      'message.customSend',
      { msgtype: 'text', text: { content: '你好' } },
      'touser',
      'required',
      undefined,
    ],
    [
      'an unknown kind of message',
      'message.customSend',
      { ...text, msgtype: 'emoji' },
      'msgtype',
      'enum',
      expect.arrayContaining(['text', 'image']),
    ],
    [
      'the member of another kind',
      'message.customSend',
      { touser: text.touser, msgtype: 'image', text: { content: '你好' } },
      'image',
      'required',
      undefined,
    ],
    [
      'a number where text belongs',
      'message.customSend',
      { ...text, text: { content: 42 } },
      'text.content',
      'type',
      'string',
    ],
    [
      'a permanent code without number',
      'qrcode.create',
      { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_str: 'a' } } },
      'action_info.scene.scene_id',
      'required',
      undefined,
    ],
    [
      'a code that lives too long',
      'qrcode.create',
      { expire_seconds: 2_592_001, action_name: 'QR_SCENE', action_info: { scene: { scene_id: 7 } } },
      'expire_seconds',
      'max',
      2_592_000,
    ],
    [
      'a colour that is none',
      'template.send',
      { touser: 'o', template_id: 't', data: { thing1: { value: '花', color: 'red' } } },
      'data.thing1.color',
      'pattern',
      '^#[0-9A-Fa-f]{6}$',
    ],
    [
      'a day that does not exist',
      'datacube.userSummary',
      { begin_date: '2026-02-29', end_date: '2026-03-01' },
      'begin_date',
      'format',
      'YYYY-MM-DD',
    ],
    [
      'a broadcast to one person',
      'mass.send',
      { touser: ['o'], msgtype: 'text', text: { content: '你好' } },
      'touser',
      'minItems',
      2,
    ],
    [
      'a broadcast to nobody',
      'mass.sendAll',
      { filter: {}, msgtype: 'text', text: { content: '你好' } },
      'filter.tag_id',
      'required',
      undefined,
    ],
    [
      'a video without its description',
      'material.add',
      { type: 'video', media: new Blob(['x']) },
      'description',
      'required',
      undefined,
    ],
    [
      'a picture that is too big',
      'mass.uploadImage',
      { media: { data: new Uint8Array(1_048_577), filename: 'a.png' } },
      'media',
      'maxBytes',
      1_048_576,
    ],
    [
      'a path in place of the file',
      'media.upload',
      { type: 'image', media: 'a.png' },
      'media',
      'type',
      'file',
    ],
    ['parameters that are no object', 'menu.create', 'button', '', 'type', 'object'],
  ]

  test.each(wrong)('%s', (_about, id, params, path, rule, limit) => {
    const problems = checkParams(id, params)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ path, rule, ...(limit === undefined ? {} : { limit }) })
  })

  test('has all its problems reported, each with what was given', () => {
    const button = [{ type: 'view', name: '一个很长的按钮名称' }]
    expect(checkParams('menu.create', { button })).toEqual([
      {
        path: 'button[0].name',
        rule: 'maxBytes',
        limit: 16,
        given: 27,
        message: 'button[0].name is 27 bytes, at most 16 allowed',
      },
      { path: 'button[0].url', rule: 'required', message: 'button[0].url is missing' },
    ])
  })
})

describe('a right request', () => {
  test('may leave out what the client fills in', () => {
    expect(checkParams('token.stable', {})).toEqual([])
    expect(checkParams('token.stable', {}, { wire: true }).map(({ path }) => path)).toEqual([
      'grant_type',
      'appid',
      'secret',
    ])
  })

  test('may name a 64-bit number as text, number or bigint', () => {
    for (const msg_id of ['4319826650177863681', 3_147_483_701, 4_319_826_650_177_863_681n]) {
      expect(checkParams('mass.get', { msg_id })).toEqual([])
    }
    expect(checkParams('mass.get', { msg_id: 'first' })).toMatchObject([{ path: 'msg_id', rule: 'type' }])
  })

  test('may send numbers as text, but only on the wire', () => {
    const params = { action_name: 'QR_SCENE', action_info: { scene: { scene_id: '7' } } }
    expect(checkParams('qrcode.create', params, { wire: true })).toEqual([])
    expect(checkParams('qrcode.create', params)).toMatchObject([
      { path: 'action_info.scene.scene_id', rule: 'type' },
    ])
  })

  test('may give one of two alternatives', () => {
    expect(checkParams('ocr.common', { img_url: 'https://demo.example.cn/a.png' })).toEqual([])
    expect(checkParams('ocr.common', { img: new Uint8Array(3) })).toEqual([])
    expect(checkParams('ocr.common', {}).map(({ path }) => path)).toEqual(['img_url', 'img'])
  })

  test('may have members the contract does not know, which are reported on demand', () => {
    const params = { ...text, later: 1 }
    expect(checkParams('message.customSend', params)).toEqual([])
    expect(checkParams('message.customSend', params, { unknown: true })).toMatchObject([
      { path: 'later', rule: 'unknown' },
    ])
  })
})

test('an inherited name is not a parameter', () => {
  expect(checkParams('ip.api', { toString: 1 }, { unknown: true })).toMatchObject([
    { path: 'toString', rule: 'unknown' },
  ])
})

describe('a file', () => {
  const kindOf = () => 'mp4'
  const bytes = (count: number) => ({ data: new Uint8Array(count), filename: 'a' })

  test('may have limits that depend on another parameter', () => {
    expect(checkParams('media.upload', { type: 'thumb', media: bytes(65_537) })).toMatchObject([
      { path: 'media', rule: 'maxBytes', limit: 65_536, given: 65_537 },
    ])
    expect(checkParams('media.upload', { type: 'image', media: bytes(65_537) })).toEqual([])
  })

  test('must be of a kind that the call takes, if anybody can tell', () => {
    const params = { type: 'thumb', media: bytes(3) }
    expect(checkParams('media.upload', params, { kindOf })).toMatchObject([
      { path: 'media', rule: 'formats', limit: 'jpg', given: 'mp4' },
    ])
    expect(checkParams('media.upload', params, { kindOf: () => undefined })).toEqual([])
  })

  test('must not be empty', () => {
    expect(checkParams('media.upload', { type: 'image', media: bytes(0) })).toMatchObject([
      { path: 'media', rule: 'minBytes' },
    ])
  })
})
