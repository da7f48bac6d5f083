import { expect, expectTypeOf, test } from 'vitest'
import type { JsonRecord } from '../../src/client/json.ts'
import { ConfigError } from '../../src/errors.ts'
import { failureOf, setUp } from '../support/set-up.ts'

test('a call that is known by name alone takes any parameters', async () => {
  const { wechat, client } = setUp()
  wechat.on('/card/create', () => ({ errcode: 0, errmsg: 'ok', card_id: 'p1' }))
  wechat.kill(await client.token(), 42001)
  const answer = await client.call('card.create', { card: { card_type: 'GROUPON' } })
  expectTypeOf(answer).toEqualTypeOf<JsonRecord>()
  expect(answer).toEqual({ errcode: 0, errmsg: 'ok', card_id: 'p1' })
  expect(wechat.received('/card/create').map((one) => one.text)).toEqual([
    '{"card":{"card_type":"GROUPON"}}',
    '{"card":{"card_type":"GROUPON"}}',
  ])
})

test('parameters of GET go into the URL', async () => {
  const { wechat, client } = setUp()
  wechat.on('/card/getapplyprotocol', () => ({ errcode: 0, errmsg: 'ok' }))
  await client.call('card.getApplyProtocol', { a: '好' })
  expect(wechat.received('/card/getapplyprotocol')[0]?.query.get('a')).toBe('好')
})

test('its errors are explained like all others', async () => {
  const { wechat, client } = setUp()
  wechat.on('/card/create', () => ({ errcode: 48001, errmsg: 'api unauthorized' }))
  expect(await failureOf(client.call('card.create'))).toMatchObject({
    endpoint: 'card.create',
    code: 48001,
    page: { title: '设置与开发 → 接口权限' },
  })
})

test('a file makes it a form', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/media/uploadimg', () => ({ url: 'http://mmbiz.qpic.cn/1' }))
  const buffer = Uint8Array.of(0x89, 0x50, 0x4e, 0x47)
  await client.call({ method: 'POST', path: '/cgi-bin/media/uploadimg', body: { buffer } })
  const form = await wechat.received('/cgi-bin/media/uploadimg')[0]?.request.formData()
  expect(form?.get('buffer')).toMatchObject({ name: 'buffer.png', type: 'image/png' })
})

test('a name that is none is refused', async () => {
  const { client } = setUp()
  // @ts-expect-error The names are typed.
  expect(await failureOf(client.call('card.destroy'))).toBeInstanceOf(ConfigError)
  // @ts-expect-error What every object has is no call.
  expect(await failureOf(client.call('toString'))).toBeInstanceOf(ConfigError)
})
