import { expect, test } from 'vitest'
import { ParamsError } from '../../src/errors.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const MENU = '/cgi-bin/menu/create'
const ok = () => ({ errcode: 0, errmsg: 'ok' })
const long = {
  button: [
    { type: 'view', name: '一个很长的按钮名称' },
    { type: 'click', name: '歌', key: 1 },
  ],
}

test('every problem is reported at once, and nothing is sent, not even for a token', async () => {
  const { wechat, client } = setUp()
  const error = await failureOf(client.api.menu.create(JSON.parse(JSON.stringify(long))))
  expect(error).toBeInstanceOf(ParamsError)
  expect(error).toMatchObject({
    endpoint: 'menu.create',
    problems: [
      { path: 'button[0].name', rule: 'maxBytes', limit: 16, given: 27 },
      { path: 'button[0].url', rule: 'required' },
      { path: 'button[1].key', rule: 'type', limit: 'string', given: 1 },
    ],
  })
  expect(String(error)).toBe(
    [
      'ParamsError: menu.create 3 处参数有误 / 3 wrong parameters:',
      'button[0].name 有 27 字节，最多 16 字节（一个汉字 3 字节） / button[0].name is 27 bytes, at most 16 allowed',
      'button[0].url 缺少 / button[0].url is missing',
      'button[1].key 类型不对，应为 string / button[1].key must be string',
    ].join('\n- '),
  )
  expect(wechat.received()).toHaveLength(0)
})

test('one problem is one line', async () => {
  const { client } = setUp()
  const error = await failureOf(client.api.menu.create({ button: [] }))
  expect(String(error)).toBe(
    'ParamsError: menu.create 参数有误 / wrong parameter: button 有 0 项，至少 1 项 / button is 0 items, at least 1 needed',
  )
})

test('the check is off for one call or for all', async () => {
  for (const options of [{ check: false }, {}]) {
    const { wechat, client } = setUp(options)
    wechat.on(MENU, ok)
    const call = client.api.menu.create({ button: [] }, 'check' in options ? {} : { check: false })
    expect(await call).toEqual(ok())
  }
  const { client } = setUp({ check: false })
  expect(await failureOf(client.api.menu.create({ button: [] }, { check: true }))).toBeInstanceOf(ParamsError)
})

test('members that the contract does not know are sent along', async () => {
  const { wechat, client } = setUp()
  wechat.on(MENU, ok)
  await client.api.menu.create(JSON.parse('{"button":[{"type":"click","name":"歌","key":"K"}],"brandnew":1}'))
  expect(wechat.received(MENU)[0]?.text).toContain('"brandnew":1')
})

const MP4 = Uint8Array.of(0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d)
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)
const WEBP = Buffer.from('RIFF\0\0\0\0WEBPVP8 ')

test.each([
  ['a video as picture', { type: 'image', media: MP4 }, 'formats', 'png|jpg|gif', 'mp4'],
  ['webp, which WeChat takes nowhere', { type: 'image', media: WEBP }, 'formats', 'png|jpg|gif', 'webp'],
  [
    'a picture that lies about itself',
    { type: 'voice', media: { data: PNG, filename: 'a.mp3' } },
    'formats',
    'amr|mp3',
    'png',
  ],
  [
    'a picture of 10 MB',
    { type: 'image', media: Buffer.concat([PNG], 10_485_761) },
    'maxBytes',
    10_485_760,
    10_485_761,
  ],
  ['a stream of nothing', { type: 'image', media: new Blob([]).stream() }, 'minBytes', 1, 0],
] as const)('a file is checked by what it is: %s', async (_about, params, rule, limit, given) => {
  const { wechat, client } = setUp()
  const error = await failureOf(client.api.media.upload(params))
  expect(error).toMatchObject({ problems: [{ path: 'media', rule, limit, given }] })
  expect(wechat.received()).toHaveLength(0)
})

test('a file that nobody knows is left to WeChat', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/media/upload', () => ({ type: 'voice', media_id: 'M', created_at: 1 }))
  await client.api.media.upload({ type: 'voice', media: Uint8Array.of(1, 2, 3) })
  expect(wechat.received('/cgi-bin/media/upload')).toHaveLength(1)
})
