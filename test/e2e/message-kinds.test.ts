/** All kinds of messages and the common events reach the bot, and all passive replies reach the phone. */
import { describe, expect, test } from 'vitest'
import type { Action } from '@yingwu/simulator'
import { Bot, type ReplyContent, reply } from 'yingwu'
import parrot from '../../examples/parrot/bot.ts'
import { createScenario } from '../support/scenario.ts'

describe('the parrot', () => {
  const says: [action: Action, answer: string | undefined][] = [
    [{ type: 'text', content: '  你好 <b>&amp; ]]> 😀\n再见  ' }, '  你好 <b>&amp; ]]> 😀\n再见  '],
    [{ type: 'voice', recognition: '明天天气怎么样' }, '明天天气怎么样'],
    [{ type: 'voice', recognition: '' }, '无法识别'],
    [{ type: 'image' }, '收到了您的图片，鹦鹉还只会学说话。'],
    [{ type: 'video' }, '收到了您的视频，鹦鹉还只会学说话。'],
    [{ type: 'shortvideo' }, '收到了您的小视频，鹦鹉还只会学说话。'],
    [{ type: 'location', label: '西湖区龙井路 1 号' }, '收到了您的位置，鹦鹉还只会学说话。'],
    [
      { type: 'link', title: '一篇文章', url: 'https://example.com/a?id=1&b=2' },
      '收到了您的链接，鹦鹉还只会学说话。',
    ],
    [{ type: 'file', title: 'report.pdf' }, '收到了您的文件，鹦鹉还只会学说话。'],
    [{ type: 'sticker' }, '【收到不支持的消息类型，暂无法显示】'],
    [{ type: 'contact', nickname: '林小满' }, '【收到不支持的消息类型，暂无法显示】'],
  ]

  test.each(says)('answers %j', async (action, answer) => {
    const scenario = await createScenario(parrot)
    const { messages, push } = await scenario.simulator.act(scenario.openid, action)
    expect(push?.outcome).toBe('replied')
    expect(messages.at(-1)).toMatchObject({ from: 'account', type: 'text', content: answer })
  })

  test('without speech recognition says that it understood nothing', async () => {
    const scenario = await createScenario(parrot)
    scenario.simulator.patchAccount({ switches: { voiceRecognition: false } })
    const { messages } = await scenario.simulator.act(scenario.openid, {
      type: 'voice',
      recognition: '听不见',
    })
    expect(messages.at(-1)).toMatchObject({ content: '无法识别' })
  })

  test('welcomes a new follower, and says nothing to one who leaves', async () => {
    const scenario = await createScenario(parrot)
    const left = await scenario.simulator.act(scenario.openid, { type: 'unfollow' })
    expect(left.push).toMatchObject({ kind: 'event:unsubscribe', outcome: 'silent' })
    const followed = await scenario.simulator.act(scenario.openid, { type: 'follow' })
    expect(followed.messages.at(-1)).toMatchObject({ from: 'account', content: '感谢您的关注!' })
  })
})

describe('every passive reply is shown on the phone', () => {
  async function shown(
    content: (mediaId: (type: 'image' | 'voice' | 'video' | 'thumb') => string) => ReplyContent,
  ) {
    const media = new Map<string, string>()
    const bot = new Bot().on('message:text', () => content((type) => media.get(type) ?? ''))
    const scenario = await createScenario(bot)
    const files = {
      image: { data: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), filename: '图.png' },
      voice: { data: new TextEncoder().encode('#!AMR\n0000'), filename: 'a.amr' },
      video: {
        data: new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypmp42')]),
        filename: 'a.mp4',
      },
      thumb: { data: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), filename: 'a.jpg' },
    }
    for (const type of ['image', 'voice', 'video', 'thumb'] as const) {
      const uploaded = await scenario.client.api.media.upload({ type, media: files[type] })
      media.set(type, uploaded.media_id ?? uploaded.thumb_media_id ?? '')
    }
    const { messages, push } = await scenario.says('来一个')
    expect(push?.attempts.at(-1)?.checks.filter(({ state }) => state === 'bad')).toEqual([])
    return messages.at(-1)
  }

  test('text', async () => {
    expect(await shown(() => '你好')).toMatchObject({ from: 'account', type: 'text', content: '你好' })
  })
  test('image', async () => {
    expect(await shown((id) => reply.image(id('image')))).toMatchObject({
      type: 'image',
      mediaId: expect.stringMatching(/^.{64}$/),
    })
  })
  test('voice', async () => {
    expect(await shown((id) => reply.voice(id('voice')))).toMatchObject({ type: 'voice' })
  })
  test('video', async () => {
    const video = await shown((id) => reply.video(id('video'), { Title: '标题', Description: '说明' }))
    expect(video).toMatchObject({ type: 'video', title: '标题', description: '说明' })
  })
  test('music', async () => {
    const music = await shown((id) =>
      reply.music({ Title: '曲名', MusicUrl: 'https://example.com/a.mp3', ThumbMediaId: id('thumb') }),
    )
    expect(music).toMatchObject({ type: 'music', title: '曲名', url: 'https://example.com/a.mp3' })
  })
  test('a news card', async () => {
    const news = await shown(() => [
      { Title: '明前龙井', Description: '到店了', Url: 'https://example.com/tea' },
    ])
    expect(news).toMatchObject({ type: 'news', articles: [{ title: '明前龙井', description: '到店了' }] })
  })
  test('two articles in answer to a message are cut to one, as WeChat does', async () => {
    const news = await shown(() => [{ Title: '一' }, { Title: '二' }])
    expect(news).toMatchObject({ type: 'news', articles: [{ title: '一' }] })
  })
})

describe('events reach their handlers', () => {
  async function seen(
    action: Action,
    prepare?: (scenario: Awaited<ReturnType<typeof createScenario>>) => Promise<unknown>,
  ) {
    const kinds: string[] = []
    const bot = new Bot().use((ctx) => {
      const key = 'EventKey' in ctx.message ? ctx.message.EventKey : undefined
      kinds.push(typeof key === 'string' ? `${ctx.kind} ${key}` : ctx.kind)
    })
    const scenario = await createScenario(bot)
    await prepare?.(scenario)
    const result = await scenario.simulator.act(scenario.openid, action)
    return { kinds, result, scenario }
  }
  const button = [
    { type: 'click', name: '今日茶单', key: 'MENU_TODAY' },
    {
      name: '到店',
      sub_button: [
        { type: 'view', name: '官网', url: 'https://example.com/' },
        { type: 'scancode_waitmsg', name: '扫码', key: 'SCAN' },
        { type: 'pic_photo_or_album', name: '发图', key: 'PIC' },
        { type: 'location_select', name: '位置', key: 'LOC' },
      ],
    },
  ] as const
  const withMenu = (scenario: Awaited<ReturnType<typeof createScenario>>) =>
    scenario.client.api.menu.create({
      button: button.map((one) => ('sub_button' in one ? { ...one, sub_button: [...one.sub_button] } : one)),
    })

  test('a tapped button', async () => {
    expect((await seen({ type: 'menu', key: 'MENU_TODAY' }, withMenu)).kinds).toEqual([
      'event:CLICK MENU_TODAY',
    ])
  })
  test('a link button, which also opens the page', async () => {
    const { kinds, result } = await seen({ type: 'menu', name: '官网' }, withMenu)
    expect(kinds).toEqual(['event:VIEW https://example.com/'])
    expect(result.open).toBe('https://example.com/')
  })
  test('a scanner button', async () => {
    expect(
      (await seen({ type: 'menu', key: 'SCAN', scanResult: 'https://example.com/q/1' }, withMenu)).kinds,
    ).toEqual(['event:scancode_waitmsg SCAN'])
  })
  test('a photo button: the event, then each picture', async () => {
    const { kinds } = await seen({ type: 'menu', key: 'PIC', pictures: 2 }, withMenu)
    expect(kinds).toEqual(['event:pic_photo_or_album PIC', 'message:image', 'message:image'])
  })
  test('a place button: the event, then the place', async () => {
    expect((await seen({ type: 'menu', key: 'LOC', label: '西湖' }, withMenu)).kinds).toEqual([
      'event:location_select LOC',
      'message:location',
    ])
  })
  test('a scanned code, by a follower and by a newcomer', async () => {
    const create = (scenario: Awaited<ReturnType<typeof createScenario>>) =>
      scenario.client.api.qrcode.create({
        action_name: 'QR_LIMIT_STR_SCENE',
        action_info: { scene: { scene_str: 'table_07' } },
      })
    const { kinds, scenario } = await seen({ type: 'scan', scene: 'table_07' }, create)
    expect(kinds).toEqual(['event:SCAN table_07'])
    await scenario.simulator.act(scenario.openid, { type: 'unfollow' })
    await scenario.simulator.act(scenario.openid, { type: 'scan', scene: 'table_07' })
    expect(kinds.at(-1)).toBe('event:subscribe qrscene_table_07')
  })
  test('a reported position', async () => {
    expect((await seen({ type: 'reportLocation', latitude: 30.2294, longitude: 120.101 })).kinds).toEqual([
      'event:LOCATION',
    ])
  })
  test('any other event by its name', async () => {
    expect(
      (await seen({ type: 'event', event: 'debug_demo', fields: { debug_str: 'hello' } })).kinds,
    ).toEqual(['event:debug_demo'])
  })
})
