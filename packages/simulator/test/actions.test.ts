import { describe, expect, test } from 'vitest'
import type { Action } from '../src/index.ts'
import { field, textReply } from './support/reply.ts'
import { createStage } from './support/stage.ts'

describe('what a person does arrives on the wire', () => {
  test.for<[Action, string, { [name: string]: unknown }]>([
    [{ type: 'text', content: ' 你好 /::D ' }, 'text', { Content: ' 你好 /::D ' }],
    [
      { type: 'text', content: '满意', bizmsgmenuid: '101' },
      'text',
      { Content: '满意', bizmsgmenuid: '101' },
    ],
    [{ type: 'sticker' }, 'text', { Content: '【收到不支持的消息类型，暂无法显示】' }],
    [{ type: 'contact' }, 'text', { Content: '【收到不支持的消息类型，暂无法显示】' }],
    [
      { type: 'image' },
      'image',
      {
        PicUrl: expect.stringMatching(/^http:\/\/simulator\.test\/_sim\/media\//),
        MediaId: expect.stringMatching(/^[\w-]{64}$/),
      },
    ],
    [
      { type: 'voice', recognition: '明天天气' },
      'voice',
      { Format: 'amr', Recognition: '明天天气', MediaId: expect.any(String), MediaId16K: expect.any(String) },
    ],
    [{ type: 'voice' }, 'voice', { Recognition: '' }],
    [{ type: 'video' }, 'video', { MediaId: expect.any(String), ThumbMediaId: expect.any(String) }],
    [{ type: 'shortvideo' }, 'shortvideo', { MediaId: expect.any(String), ThumbMediaId: expect.any(String) }],
    [
      { type: 'location', latitude: 22.5, longitude: 114.1, scale: 15, label: '深圳' },
      'location',
      { Location_X: 22.5, Location_Y: 114.1, Scale: 15, Label: '深圳' },
    ],
    [
      { type: 'link', title: '题', description: '要', url: 'https://a.test/' },
      'link',
      { Title: '题', Description: '要', Url: 'https://a.test/' },
    ],
    [
      { type: 'file', title: 'a.pdf', size: 7 },
      'file',
      { Title: 'a.pdf', FileTotalLen: 7, FileMd5: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ],
    [{ type: 'follow' }, 'event:subscribe', { EventKey: '' }],
    [{ type: 'unfollow' }, 'event:unsubscribe', { EventKey: '' }],
    [{ type: 'scan', scene: 42 }, 'event:SCAN', { EventKey: '42', Ticket: expect.any(String) }],
    [{ type: 'menu', key: 'K' }, 'event:CLICK', { EventKey: 'K' }],
    [
      { type: 'reportLocation', latitude: 1.5 },
      'event:LOCATION',
      { Latitude: 1.5, Longitude: 116.397499, Precision: 65 },
    ],
    [
      { type: 'event', event: 'kf_create_session', fields: { KfAccount: 'a@b' } },
      'event:kf_create_session',
      { KfAccount: 'a@b' },
    ],
  ])('%o is a %s', async ([action, kind, fields]) => {
    const { sim, fan, received } = await createStage()
    const { push } = await sim.act(fan.openid, action)
    expect(push).toMatchObject({ kind, fields, outcome: 'silent' })
    expect(received[0]?.body).toBe(push?.plainBody)
    const [type, event] = kind.split(':')
    expect(field(push?.plainBody ?? '', 'MsgType')).toBe(type)
    expect(field(push?.plainBody ?? '', 'Event')).toBe(event ?? '')
    expect(push?.MsgId === null).toBe(event !== undefined)
  })

  test('without recognition the field is not there', async () => {
    const { sim, fan, received } = await createStage()
    sim.patchAccount({ switches: { voiceRecognition: false } })
    await sim.act(fan.openid, { type: 'voice', recognition: '听不见' })
    expect(received[0]?.body).not.toContain('Recognition')
  })
})

describe('the phone', () => {
  test('shows the own bubble and the answer, both linked to the push', async () => {
    const { sim, fan } = await createStage((push) => textReply(push, '好'))
    const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
    expect(messages).toMatchObject([
      { id: push?.messageId, from: 'fan', pushId: push?.id, content: '你好' },
      { id: push?.resultMessageId, from: 'account', via: 'reply', pushId: push?.id, content: '好' },
    ])
    expect(sim.messages(fan.openid)).toEqual(messages)
  })

  test('a stranger’s message is not pushed; a grey line says why', async () => {
    const { sim, received } = await createStage()
    const [stranger] = await sim.addFans()
    const { push, messages } = await sim.act(stranger?.openid ?? '', { type: 'text', content: '有人吗' })
    expect(push).toBeNull()
    expect(messages).toMatchObject([{ from: 'fan' }, { from: 'system', type: 'notice', code: 'unfollowed' }])
    expect(received).toEqual([])
  })

  test('keeps the newest 2,000 entries of each chat', async () => {
    const { sim, fan } = await createStage()
    sim.patchAccount({ enabled: false })
    for (let n = 1; n <= 2001; n++) await sim.act(fan.openid, { type: 'text', content: String(n) })
    expect(sim.messages(fan.openid)).toHaveLength(2000)
    expect(sim.messages(fan.openid)[0]).toMatchObject({ content: '2' })
  })
})

describe('following', () => {
  test('newcomers follow and are welcomed', async () => {
    const { sim, received } = await createStage((push) => textReply(push, '感谢您的关注!'))
    const fans = await sim.addFans({ count: 3, follow: true })
    expect(received).toHaveLength(3)
    for (const { openid } of fans) {
      expect(openid).toMatch(/^o[\w-]{27}$/)
      expect(sim.messages(openid)).toMatchObject([{ from: 'account', content: '感谢您的关注!' }])
    }
  })

  test('a parametric code marks how somebody came', async () => {
    const { sim, received } = await createStage()
    const [newcomer] = await sim.addFans()
    await sim.act(newcomer?.openid ?? '', { type: 'follow', scene: 'poster' })
    expect(field(received[0]?.body ?? '', 'EventKey')).toBe('qrscene_poster')
    expect(sim.fans()[1]).toMatchObject({
      subscribed: true,
      subscribeScene: 'ADD_SCENE_QR_CODE',
      qrScene: 'poster',
    })
  })

  test('unfollowing twice pushes once', async () => {
    const { sim, fan, received } = await createStage()
    await sim.act(fan.openid, { type: 'unfollow' })
    expect((await sim.act(fan.openid, { type: 'unfollow' })).push).toBeNull()
    expect(received).toHaveLength(1)
  })
})

function nested(levels: number): { [name: string]: unknown } {
  return { A: levels === 1 ? '1' : nested(levels - 1) }
}

describe('events by name', () => {
  test.for<[string, { [name: string]: unknown }]>([
    ['markup in a name', { '<x>': '1' }],
    ['a field of the head', { FromUserName: 'o_other' }],
    ['a truth value', { Flag: true }],
    ['null', { Flag: null }],
    ['too many levels', nested(9)],
  ])('refuse %s', async ([, fields]) => {
    const { sim, fan } = await createStage()
    await expect(sim.act(fan.openid, { type: 'event', event: 'x', fields })).rejects.toMatchObject({
      status: 400,
    })
  })

  test('carry nested fields and lists', async () => {
    const { sim, fan, received } = await createStage()
    await sim.act(fan.openid, {
      type: 'event',
      event: 'custom',
      fields: { Box: { List: [{ Id: 1 }, { Id: 2 }] } },
    })
    expect(received[0]?.body.replaceAll('\n', '')).toContain(
      '<Box><List><Id>1</Id></List><List><Id>2</Id></List></Box>',
    )
  })
})

test('files are what their bytes say', async () => {
  const { sim, fan } = await createStage()
  const data = Buffer.from('<html>').toString('base64')
  await expect(sim.act(fan.openid, { type: 'image', data, contentType: 'text/html' })).rejects.toMatchObject({
    status: 400,
  })
  await expect(sim.act(fan.openid, { type: 'image', data: '' })).rejects.toMatchObject({ status: 400 })
})
