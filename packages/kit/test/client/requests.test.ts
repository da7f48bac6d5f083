import { expect, test } from 'vitest'
import type { Exchange, RequestNotice } from '../../src/client/hooks.ts'
import { ApiError, ConfigError, ParamsError } from '../../src/errors.ts'
import { APP_ID, APP_SECRET } from '../support/fake-wechat.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 13, 10, 45, 45])
const openid = 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi'

test('divides parameters between URL and body by the contract', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/user/info', () => ({ subscribe: 1, openid }))
  expect(await client.api.user.info({ openid, lang: 'zh_CN' })).toEqual({ subscribe: 1, openid })
  const [call] = wechat.received('/cgi-bin/user/info')
  expect(call?.method).toBe('GET')
  expect(call?.url).toBe(
    `https://api.weixin.qq.com/cgi-bin/user/info?access_token=${encodeURIComponent(wechat.tokens[0] ?? '')}&openid=${openid}&lang=zh_CN`,
  )
})

test('sends JSON as raw UTF-8, and half surrogate pairs as U+FFFD', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/message/custom/send', () => ({ errcode: 0, errmsg: 'ok' }))
  await client.api.message.customSend({
    touser: openid,
    msgtype: 'text',
    text: { content: '你好 <a href="/">🦜</a> \ud83d' },
  })
  const [call] = wechat.received('/cgi-bin/message/custom/send')
  expect(call?.text).toBe(
    `{"touser":"${openid}","msgtype":"text","text":{"content":"你好 <a href=\\"/\\">🦜</a> \ufffd"}}`,
  )
})

test('sends an empty object where a body is expected', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/clear_quota', () => ({ errcode: 0, errmsg: 'ok' }))
  await client.api.quota.clear()
  expect(wechat.received('/cgi-bin/clear_quota')[0]?.text).toBe(JSON.stringify({ appid: APP_ID }))
})

test('fills in the account where a call asks for it, and sends no token there', async () => {
  const { wechat, client } = setUp()
  wechat.on('/sns/oauth2/access_token', () => ({ access_token: 'a', openid }))
  await client.api.oauth.accessToken({ code: '041kQxNq8yTbR0sL' })
  expect(wechat.received()).toHaveLength(1)
  expect(new URL(wechat.received()[0]?.url ?? '').search).toBe(
    `?appid=${APP_ID}&secret=${APP_SECRET}&code=041kQxNq8yTbR0sL&grant_type=authorization_code`,
  )
})

test('keeps all digits of 64-bit numbers', async () => {
  const { wechat, client } = setUp()
  const json = (text: string) => new Response(text, { headers: { 'Content-Type': 'text/plain' } })
  wechat.on('/cgi-bin/message/mass/sendall', () =>
    json('{"errcode":0,"errmsg":"ok","msg_id":34182,"msg_data_id":206227730}'),
  )
  wechat.on('/any', () =>
    json(
      '{"big":9223372036854775807,"list":[-9007199254740993,9007199254740991,1.5],"t":"12345678901234567890"}',
    ),
  )
  const sent = await client.api.mass.sendAll({
    filter: { is_to_all: true },
    msgtype: 'text',
    text: { content: '好' },
  })
  expect(sent.msg_id).toBe('34182')
  expect(await client.call({ method: 'GET', path: '/any' })).toEqual({
    big: '9223372036854775807',
    list: ['-9007199254740993', 9007199254740991, 1.5],
    t: '12345678901234567890',
  })
})

test('explains what WeChat refused', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/message/custom/send', () => ({
    errcode: 45015,
    errmsg: 'response out of time limit or subscription is canceled rid: 6921a3f0-1c7be29d-40a6d51c',
  }))
  const error = await failureOf(
    client.api.message.customSend({ touser: openid, msgtype: 'text', text: { content: '在吗' } }),
  )
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    code: 45015,
    endpoint: 'message.customSend',
    rid: '6921a3f0-1c7be29d-40a6d51c',
    meaning: { zh: '超出回复时限' },
  })
  expect(String(error)).toBe(
    'ApiError: message.customSend 45015 超出回复时限：用户须先来消息或互动才能发客服消息；超时请改用模板消息或订阅通知 / ' +
      'reply window closed or user left: the user has to write first; after the window use a template message or a subscription notification ' +
      '[response out of time limit or subscription is canceled rid: 6921a3f0-1c7be29d-40a6d51c]',
  )
})

test.each([
  ['invalid ip 203.0.113.9, not in whitelist rid: 1-2-3', '203.0.113.9'],
  ['invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 1-2-3', '203.0.113.9'],
  ['invalid ip 2001:db8::7, not in whitelist', '2001:db8::7'],
])('names the address that 40164 asks for: %s', async (errmsg, ip) => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/stable_token', () => ({ errcode: 40164, errmsg }))
  const error = await failureOf(client.token())
  expect(error).toMatchObject({ code: 40164, ip })
  expect(String(error)).toContain(`把 ${ip} 加入`)
})

test('a code without meaning is still an error', async () => {
  const { wechat, client } = setUp()
  wechat.on('/x', () => ({ errcode: 123456789, errmsg: 'whatever' }))
  expect(String(await failureOf(client.call({ method: 'GET', path: '/x' })))).toBe(
    'ApiError: /x 123456789 未知返回码 / unknown code [whatever]',
  )
})

test('uploads a file with a Chinese name', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/media/upload', () => ({ type: 'image', media_id: 'M', created_at: 1 }))
  await client.api.media.upload({ type: 'image', media: { data: JPEG, filename: '中文 "图".jpg' } })
  const [call] = wechat.received('/cgi-bin/media/upload')
  expect(call?.query.get('type')).toBe('image')
  const form = await call?.request.formData()
  const file = form?.get('media')
  expect(file).toBeInstanceOf(File)
  if (!(file instanceof File)) return
  expect(file.name).toBe('中文 "图".jpg')
  expect(file.type).toBe('image/jpeg')
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(JPEG)
})

test.each([
  ['bare bytes', JPEG, 'media.jpg', 'image/jpeg'],
  ['a blob with a type', new Blob(['#!AMR\n'], { type: 'audio/amr' }), 'media.amr', 'audio/amr'],
  ['a file', new File([JPEG], 'a.png', { type: 'image/png' }), 'a.png', 'image/png'],
  ['a name without extension', { data: JPEG, filename: '头像' }, '头像.jpg', 'image/jpeg'],
  ['a declared type', { data: Uint8Array.of(1), contentType: 'video/mp4' }, 'media.mp4', 'video/mp4'],
  [
    'a type that breaks out of its line',
    { data: JPEG, contentType: 'a/b\r\nX: 1' },
    'media.jpg',
    'image/jpeg',
  ],
  [
    'a name that breaks out of its line',
    { data: JPEG, filename: 'a\r\nX: "1".jpg' },
    'a\r\nX: "1".jpg',
    'image/jpeg',
  ],
  ['unknown bytes', Uint8Array.of(1, 2), 'media.bin', 'application/octet-stream'],
])('an upload always has name, extension and type: %s', async (_case, media, name, type) => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/media/upload', () => ({ type: 'image', media_id: 'M', created_at: 1 }))
  await client.api.media.upload({ type: 'image', media }, { check: false })
  const file = (await wechat.received('/cgi-bin/media/upload')[0]?.request.formData())?.get('media')
  expect(file).toBeInstanceOf(File)
  expect(file).toMatchObject({ name, type })
})

test('refuses an empty file before sending', async () => {
  const { wechat, client } = setUp()
  const error = await failureOf(client.api.media.upload({ type: 'image', media: new Uint8Array() }))
  expect(error).toMatchObject({ name: 'ParamsError', problems: [{ path: 'media', rule: 'minBytes' }] })
  expect(wechat.received()).toHaveLength(0)
})

test('sends text parts beside a file', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/material/add_material', () => ({ media_id: 'M' }))
  const description = JSON.stringify({ title: '标题', introduction: '介绍' })
  await client.api.material.add({
    type: 'video',
    media: Uint8Array.of(0, 0, 0, 32, 0x66, 0x74, 0x79, 0x70),
    description,
  })
  const form = await wechat.received('/cgi-bin/material/add_material')[0]?.request.formData()
  expect(form?.get('description')).toBe(description)
  expect(form?.get('media')).toMatchObject({ name: 'media.mp4' })
})

test('downloads a file with its name and type', async () => {
  const { wechat, client } = setUp()
  const headers = { 'Content-Type': 'image/jpeg', 'Content-disposition': 'attachment; filename="../M1.jpg"' }
  wechat.on('/cgi-bin/media/get', () => new Response(JPEG, { headers }))
  const file = await client.api.media.get({ media_id: 'M1' })
  if (!('stream' in file)) throw new Error('not a file')
  expect(file).toMatchObject({ contentType: 'image/jpeg', filename: 'M1.jpg' })
  expect(await file.bytes()).toEqual(JPEG)
})

test.each([
  ['JSON by its type', 'application/json; encoding=utf-8'],
  ['JSON by its first byte', 'text/plain'],
  ['JSON by its first byte, without a type', ''],
])('tells %s from a file', async (_case, contentType) => {
  const { wechat, client } = setUp()
  const answer = (text: string) =>
    new Response(Buffer.from(text), { headers: contentType ? { 'Content-Type': contentType } : {} })
  wechat.on('/cgi-bin/media/get', () => answer('{"video_url":"http://v.example.com/1"}'))
  expect(await client.api.media.get({ media_id: 'V' })).toEqual({ video_url: 'http://v.example.com/1' })
  wechat.on('/cgi-bin/media/get/jssdk', () => answer('{"errcode":40007,"errmsg":"invalid media_id"}'))
  expect(await failureOf(client.api.media.getHdVoice({ media_id: 'V' }))).toMatchObject({ code: 40007 })
})

test('a file that only begins like JSON stays a file', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/media/get', () => new Response('{ is how this speex file begins'))
  const file = await client.api.media.get({ media_id: 'V' })
  if (!('stream' in file)) throw new Error('not a file')
  expect(Buffer.from(await file.bytes()).toString()).toBe('{ is how this speex file begins')
})

test('gives the address of pages for the browser', async () => {
  const { wechat, client } = setUp()
  const params = { scene: 7, template_id: 'T', redirect_url: 'https://a.example.com/?x=1&y=好' }
  expect(await client.api.template.subscribeMsgPage(params)).toBe(
    `https://mp.weixin.qq.com/mp/subscribemsg?action=get_confirm&appid=${APP_ID}&scene=7&template_id=T&redirect_url=https%3A%2F%2Fa.example.com%2F%3Fx%3D1%26y%3D%E5%A5%BD#wechat_redirect`,
  )
  expect(wechat.received()).toHaveLength(0)
})

test('calls what the contract does not describe', async () => {
  const { wechat, client } = setUp()
  wechat.on('/card/create', ({ text }) => ({ errcode: 0, errmsg: 'ok', echo: text }))
  expect(
    await client.call({ method: 'POST', path: '/card/create', body: { card: { title: '券' } } }),
  ).toEqual({
    errcode: 0,
    errmsg: 'ok',
    echo: '{"card":{"title":"券"}}',
  })
  expect(wechat.received('/card/create')[0]?.query.get('access_token')).toBe(wechat.tokens[0])
})

test.each(['/a?x=1', '/@evil.example.com', '/a b', '/'] as const)('refuses the path %s', async (path) => {
  const { client } = setUp()
  expect(await failureOf(client.call({ method: 'GET', path }))).toBeInstanceOf(ConfigError)
})

test('refuses parameters that are no JSON and files that are none', async () => {
  const { client } = setUp()
  const error = await failureOf(client.call({ method: 'POST', path: '/x', body: { id: 1n } }))
  expect(error).toBeInstanceOf(ConfigError)
  const params = JSON.parse('{"type":"image","media":"/etc/passwd"}')
  expect(await failureOf(client.api.media.upload(params))).toBeInstanceOf(ParamsError)
  expect(await failureOf(client.api.media.upload(params, { check: false }))).toBeInstanceOf(ConfigError)
})

test('a 64-bit id goes back as the text it came as', async () => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/message/mass/get', () => ({ msg_id: 1, msg_status: 'SENDING' }))
  await client.api.mass.get({ msg_id: '4319826650177863681' })
  expect(wechat.received('/cgi-bin/message/mass/get')[0]?.text).toBe('{"msg_id":"4319826650177863681"}')
})

test('tells of every request before it goes', async () => {
  const seen: string[] = []
  const onRequest = ({ method, path, endpoint, attempt }: RequestNotice) => {
    seen.push(`${attempt} ${endpoint} ${method} ${path}`)
  }
  const { wechat, client } = setUp({ hooks: { onRequest } })
  wechat.on('/cgi-bin/get_api_domain_ip', () => {
    seen.push('received')
    return { ip_list: [] }
  })
  await client.api.ip.api()
  expect(seen).toEqual([
    '1 token.stable POST /cgi-bin/stable_token',
    '1 ip.api GET /cgi-bin/get_api_domain_ip',
    'received',
  ])
})

test('reports every exchange without parameters, and survives a broken hook', async () => {
  const exchanges: Exchange[] = []
  const onExchange = (exchange: Exchange) => {
    exchanges.push(exchange)
    throw new Error('the metrics are down')
  }
  const { wechat, client } = setUp({ hooks: { onExchange } })
  wechat.on('/cgi-bin/get_api_domain_ip', () => ({ ip_list: [] }))
  wechat.kill(await client.token(), 42001)
  await client.api.ip.api()
  expect(
    exchanges.map(({ endpoint, attempt, error }) => [endpoint, attempt, error instanceof ApiError]),
  ).toEqual([
    ['token.stable', 1, false],
    ['ip.api', 1, true],
    ['token.stable', 1, false],
    ['ip.api', 2, false],
  ])
})
