import { describe, expect, test } from 'vitest'
import { decrypt, envelope, field, sha1, textReply } from './support/reply.ts'
import { createStage, KEY, TOKEN } from './support/stage.ts'

describe('plain mode', () => {
  test('signs token, timestamp and nonce, in this order of parameters', async () => {
    const { sim, fan, received } = await createStage()
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    const query = received[0]?.url.searchParams
    expect([...(query?.keys() ?? [])]).toEqual(['signature', 'timestamp', 'nonce', 'openid'])
    const { signature, timestamp = '', nonce = '', openid } = Object.fromEntries(query ?? [])
    expect(signature).toBe(sha1(TOKEN, timestamp, nonce))
    expect(timestamp).toBe(field(received[0]?.body ?? '', 'CreateTime'))
    expect(openid).toBe(fan.openid)
  })

  test('writes XML in WeChat’s own layout', async () => {
    const { sim, fan, received } = await createStage()
    const { push } = await sim.act(fan.openid, { type: 'text', content: '<b>&]]> 你好 😀' })
    expect(received[0]?.headers.get('content-type')).toBe('text/xml')
    expect(received[0]?.headers.get('user-agent')).toBe('Mozilla/4.0')
    expect(received[0]?.body).toBe(
      `<xml><ToUserName><![CDATA[${sim.account().ghId}]]></ToUserName>
<FromUserName><![CDATA[${fan.openid}]]></FromUserName>
<CreateTime>1767225600</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[<b>&]]]]><![CDATA[> 你好 😀]]></Content>
<MsgId>${push?.MsgId}</MsgId>
</xml>`,
    )
  })

  test('keeps a query of the callback’s own', async () => {
    const { sim, fan, received } = await createStage(() => '', {
      callback: { url: 'http://bot.test/wx?tenant=1' },
    })
    await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(received[0]?.url.search).toMatch(/^\?tenant=1&signature=/)
  })

  test('shows in the log what was signed', async () => {
    const { sim, fan } = await createStage()
    const { push } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    const { inputs = [], sent } = push?.attempts[0]?.signature ?? {}
    expect(inputs).toContain(TOKEN)
    expect(sent).toBe(sha1(...inputs))
  })

  test('an encrypted reply is refused', async () => {
    const { sim, fan } = await createStage((push) => envelope(textReply(push, '好')))
    const { push } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(push?.attempts[0]?.explanation?.en).toContain('In plain mode the reply must not be encrypted')
  })
})

describe('safe mode', () => {
  const options = { callback: { mode: 'safe' } } as const

  test('sends nothing but the address and the sealed message', async () => {
    const { sim, fan, received } = await createStage(() => 'success', options)
    const { push } = await sim.act(fan.openid, { type: 'text', content: '保密' })
    const body = received[0]?.body ?? ''
    const query = Object.fromEntries(received[0]?.url.searchParams ?? [])
    expect(Object.keys(query)).toEqual([
      'signature',
      'timestamp',
      'nonce',
      'openid',
      'encrypt_type',
      'msg_signature',
    ])
    expect(query['encrypt_type']).toBe('aes')
    expect(body).not.toContain('保密')
    expect(field(body, 'ToUserName')).toBe(sim.account().ghId)
    const sealed = field(body, 'Encrypt')
    expect(query['msg_signature']).toBe(sha1(TOKEN, query['timestamp'] ?? '', query['nonce'] ?? '', sealed))
    expect(decrypt(sealed)).toBe(push?.plainBody)
  })

  test('an encrypted reply is opened and delivered', async () => {
    const { sim, fan } = await createStage((push) => {
      return envelope(textReply(decrypt(field(push.body, 'Encrypt')), '收到'))
    }, options)
    const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(messages[1]).toMatchObject({ from: 'account', content: '收到' })
    expect(push?.attempts[0]?.plainReply).toContain('收到')
    expect(push?.attempts[0]?.signature.replyGot).toBe(push?.attempts[0]?.signature.replyExpected)
  })

  test('success stays clear', async () => {
    const { sim, fan } = await createStage(() => 'success', options)
    expect((await sim.act(fan.openid, { type: 'text', content: '你好' })).push?.outcome).toBe('silent')
  })

  test.for([
    ['a clear reply', (plain: string) => textReply(plain, '好'), 'must be encrypted'],
    [
      'a wrong MsgSignature',
      (plain: string) => envelope(textReply(plain, '好'), { signature: '0'.repeat(40) }),
      'MsgSignature is wrong',
    ],
    [
      'another key',
      (plain: string) => envelope(textReply(plain, '好'), { key: KEY.toUpperCase() }),
      'cannot be decrypted',
    ],
    [
      'another AppID',
      (plain: string) => envelope(textReply(plain, '好'), { appid: 'wx00000000ffffffff' }),
      'AppID inside',
    ],
    ['success, sealed', () => envelope('success'), 'only success counts'],
  ] as const)('%s is refused', async ([, write, saying]) => {
    const { sim, fan } = await createStage((push) => write(decrypt(field(push.body, 'Encrypt'))), options)
    const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['invalid'])
    expect(push?.attempts[0]?.explanation?.en).toContain(saying)
    expect(messages.at(-1)?.from).toBe('system')
  })
})

describe('compatible mode', () => {
  test.for([
    ['clear', (body: string) => textReply(body, '好')],
    ['encrypted', (body: string) => envelope(textReply(body, '好'))],
  ] as const)('sends both forms and takes a reply that is %s', async ([, write]) => {
    const { sim, fan, received } = await createStage((push) => write(push.body), {
      callback: { mode: 'compatible' },
    })
    const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(field(received[0]?.body ?? '', 'Content')).toBe('你好')
    expect(decrypt(field(received[0]?.body ?? '', 'Encrypt'))).toBe(push?.plainBody)
    expect(messages[1]).toMatchObject({ content: '好' })
  })
})

describe('JSON', () => {
  test('keeps all digits of MsgId, and takes a JSON reply', async () => {
    const { sim, fan, received } = await createStage(
      (push) => {
        const { ToUserName, FromUserName }: { ToUserName?: string; FromUserName?: string } = JSON.parse(
          push.body,
        )
        return JSON.stringify({
          ToUserName: FromUserName,
          FromUserName: ToUserName,
          CreateTime: 1,
          MsgType: 'text',
          Content: '好',
        })
      },
      { callback: { format: 'json' } },
    )
    const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(received[0]?.headers.get('content-type')).toBe('application/json')
    expect(received[0]?.body).toContain(`"MsgId":${push?.MsgId}`)
    expect(messages[1]).toMatchObject({ content: '好' })
  })
})

test('MsgIds exceed 2^53, grow and never come twice', async () => {
  const { sim, fan } = await createStage()
  const ids: bigint[] = []
  for (const content of ['一', '二', '三'])
    ids.push(BigInt((await sim.act(fan.openid, { type: 'text', content })).push?.MsgId ?? 0))
  sim.reset()
  ids.push(BigInt((await sim.act(fan.openid, { type: 'text', content: '四' })).push?.MsgId ?? 0))
  expect(ids[0]).toBeGreaterThan(2n ** 53n)
  expect(new Set(ids).size).toBe(4)
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)))
})

test('after a jump CreateTime is the world’s, and the signed timestamp stays fresh for a receiver in real time', async () => {
  const { sim, fan, clock, received } = await createStage()
  sim.clock.change({ advanceSeconds: 3600 })
  await sim.act(fan.openid, { type: 'text', content: '你好' })
  const now = Math.floor(clock.now() / 1000)
  expect(field(received[0]?.body ?? '', 'CreateTime')).toBe(String(now + 3600))
  expect(received[0]?.url.searchParams.get('timestamp')).toBe(String(now))
})
