/** Conversations: a dialogue of several messages as one function, which survives a restart. */
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  Bot,
  Context,
  conversation,
  type Conversation,
  conversations,
  session,
  type Sessions,
} from '../src/index.ts'
import { MINUTE, order, say, setUp } from './support/conversations.ts'
import { message, text } from './support/wechat.ts'

describe('a conversation', () => {
  test('goes from question to question, and ends', async () => {
    const { says } = setUp().start(order)
    expect(await says('进入 order')).toBe('怎么称呼？')
    expect(await says('小鹦')).toMatch(/^小鹦，要多大的？\n<a href="weixin:\/\/bizmsgmenu\?msgmenucontent=/)
    expect(await says('大杯')).toBe('正在下单\n小鹦的大杯好了')
    expect(await says('大杯')).toBe('平常')
  })

  test('survives a restart at any question', async () => {
    const { start } = setUp()
    expect(await start(order).says('进入 order')).toBe('怎么称呼？')
    expect(await start(order).says('小鹦')).toMatch(/^小鹦，要多大的？/)
    expect(await start(order).says('小杯')).toBe('正在下单\n小鹦的小杯好了')
  })

  test('several followers are each at their own place', async () => {
    const { start } = setUp()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 }), async (turns) => {
        const { says } = start(order)
        const script = ['进入 order', '名', '大杯']
        const heard = [/^怎么称呼？$/, /^名，要多大的？/, /^正在下单\n名的大杯好了$/]
        const places = [0, 0, 0, 0, 0]
        for (const fan of turns) {
          const place = places[fan] ?? 0
          expect(await says(script[place] ?? '', { FromUserName: `oFan${fan}` })).toMatch(
            heard[place] ?? /^$/,
          )
          places[fan] = (place + 1) % 3
        }
        for (const fan of places.keys()) await says('取消', { FromUserName: `oFan${fan}` })
      }),
      { numRuns: 30 },
    )
  })

  test('followers go on in parallel', async () => {
    const { clock, start } = setUp()
    const slow = conversation('slow', async (c) => {
      const name = await c.ask('谁？')
      await c.run(() => new Promise<void>((resolve) => void clock.setTimeout(resolve, 1000)))
      return `${name}好了`
    })
    const { says } = start(slow)
    const fans = Array.from({ length: 20 }, (_, index) => ({ FromUserName: `oFan${index}` }))
    await Promise.all(fans.map((fan) => says('进入 slow', fan)))
    const answers = Promise.all(fans.map((fan) => says(fan.FromUserName, fan)))
    await clock.advance(1100)
    expect(await answers).toEqual(fans.map(({ FromUserName }) => `${FromUserName}好了`))
  })

  test('is over when an answer takes too long; each answer has its own time', async () => {
    const { clock, start } = setUp()
    const { says } = start(order)
    await says('进入 order')
    await clock.advance(29 * MINUTE)
    await says('小鹦')
    await clock.advance(29 * MINUTE)
    expect(await says('七杯')).toMatch(/^请点选下面的一项。/)
    await clock.advance(31 * MINUTE)
    expect(await says('大杯')).toBe('平常')
  })

  test('ends by a word of cancelling, and by leave()', async () => {
    const { start } = setUp()
    const { bot, says } = start(order)
    await says('进入 order')
    expect(await says(' 取消 ')).toBe('已取消。')
    expect(await says('取消')).toBe('平常')
    await says('进入 order')
    await say(bot, message({ MsgType: 'event', Event: 'CLICK', EventKey: 'LEAVE' }))
    expect(await says('小鹦')).toBe('平常')
  })

  test('leaves events to their handlers, one of which may begin another', async () => {
    const { start } = setUp()
    const { bot, says } = start(order)
    await says('进入 order')
    expect(await say(bot, message({ MsgType: 'event', Event: 'CLICK', EventKey: 'A' }))).toBe('按了 A')
    expect(await says('小鹦')).toMatch(/^小鹦，要多大的？/)
    await say(bot, message({ MsgType: 'event', Event: 'unsubscribe' }))
    expect(await says('大杯')).toBe('平常')
  })

  test('what it throws ends it', async () => {
    const { start } = setUp()
    const fails = conversation('fails', async (c) => {
      await c.ask('好？')
      throw new Error('boom')
    })
    const { says } = start(fails)
    await says('进入 fails')
    await expect(says('好')).rejects.toThrow(/boom/)
    expect(await says('好')).toBe('平常')
  })
})

describe('questions', () => {
  test('are asked again until the answer is accepted', async () => {
    const { start } = setUp()
    const age = conversation('age', async (c) => {
      const years = await c.ask('几岁？', {
        accept: (ctx) =>
          ctx.has('message:text') && /^\d+$/.test(ctx.message.Content)
            ? Number(ctx.message.Content)
            : undefined,
        otherwise: '请写一个数字。',
      })
      expectTypeOf(years).toEqualTypeOf<number>()
      return `${years + 1}`
    })
    const { says } = start(age)
    await says('进入 age')
    expect(await says('很老')).toBe('请写一个数字。\n几岁？')
    expect(await says('非常老')).toBe('请写一个数字。\n几岁？')
    expect(await says('41')).toBe('42')
  })

  test('take pictures and the like as well', async () => {
    const { start } = setUp()
    const photo = conversation('photo', async (c) => {
      const MediaId = await c.ask('发张照片', {
        accept: (ctx) => (ctx.has('message:image') ? ctx.message.MediaId : undefined),
      })
      const name = await c.ask('叫什么？')
      return `${name} ${MediaId}`
    })
    const { bot, says } = start(photo)
    const image = message({ MsgType: 'image', PicUrl: '', MediaId: 'media1' })
    await says('进入 photo')
    expect(await says('没有')).toMatch(/\n发张照片$/)
    expect(await say(bot, image)).toBe('叫什么？')
    expect(await say(bot, message({ MsgType: 'image', PicUrl: '', MediaId: 'media2' }))).toMatch(
      /^请用文字回答/,
    )
    expect(await says('小鹦')).toBe('小鹦 media1')
  })

  test('of choice are answered by a tap, by a number or by typing', async () => {
    for (const answer of ['小杯', '2', ' 小杯 ']) {
      const { says } = setUp().start(order)
      await says('进入 order')
      await says('甲')
      expect(await says('中杯')).toMatch(/^请点选下面的一项。\n甲，要多大的？/)
      expect(await says(answer)).toMatch(/甲的小杯好了$/)
    }
  })

  test('a tap on a link of an earlier question is no answer to this one', async () => {
    const { start } = setUp()
    const two = conversation('two', async (c) => {
      const one = await c.choose('早饭？', ['面', '饭'])
      const other = await c.choose('午饭？', ['面', '饭'])
      return `${one}${other}`
    })
    const { says } = start(two)
    const idOf = (content = '') => /msgmenuid=([^"]+)/.exec(content)?.[1] ?? ''
    const first = idOf(await says('进入 two'))
    const second = idOf(await says('面', { bizmsgmenuid: first }))
    expect(second).not.toBe(first)
    expect(await says('饭', { bizmsgmenuid: first })).toMatch(/^这个选项已经过去了。\n午饭？/)
    expect(await says('饭', { bizmsgmenuid: second })).toBe('面饭')
  })

  test('choices cannot forge a link', async () => {
    const { start } = setUp()
    const odd = conversation(
      'odd',
      async (c) => `得 ${await c.choose('哪个？', ['</a><a href="http://evil">', '&"'])}`,
    )
    const { says } = start(odd)
    const shown = await says('进入 odd')
    expect(shown?.match(/<a /g)).toHaveLength(2)
    expect(shown).toContain('msgmenucontent=%26%22&')
    expect(await says('2')).toBe('得 &"')
  })
})

describe('limits', () => {
  test('functions may hold parts of a conversation; entering one inside another is refused', async () => {
    const { start } = setUp()
    const address = async (c: Conversation) => `${await c.ask('省？')}${await c.ask('市？')}`
    const send = conversation('send', async (c) => `寄到 ${await address(c)}`)
    const { says } = start(send)
    await says('进入 send')
    await says('浙江')
    expect(await says('杭州')).toBe('寄到 浙江杭州')
  })

  test.each([
    [
      'two questions at once',
      async (c: Conversation) => void (await Promise.all([c.ask('一？'), c.ask('二？')])),
    ],
    ['a question inside run()', async (c: Conversation) => void (await c.run(() => c.ask('一？')))],
    [
      'the same with the failure swallowed',
      async (c: Conversation) => void (await c.run(() => c.ask('一？').catch(() => ''))),
    ],
  ])('%s: a clear failure', async (_what, talk) => {
    const { start } = setUp()
    await expect(start(conversation('wrong', talk)).says('进入 wrong')).rejects.toThrow(/one after the other/)
  })

  test('a loop that never asks ends', async () => {
    const { start } = setUp()
    const endless = conversation('endless', async (c) => {
      for (;;) await c.run(() => 1)
    })
    await expect(start(endless).says('进入 endless')).rejects.toThrow(/1000 steps/)
  })

  test('more than a store should hold is refused', async () => {
    const { start } = setUp()
    const large = conversation('large', async (c) => void (await c.run(() => 'x'.repeat(300_000))))
    await expect(start(large).says('进入 large')).rejects.toThrow(/256 KiB/)
  })
})

test('two answers of one follower at once go to two questions', async () => {
  const { start } = setUp()
  const two = conversation('two', async (c) => `${await c.ask('一？')}${await c.ask('二？')}`)
  const { says } = start(two)
  await says('进入 two')
  expect(await Promise.all([says('甲'), says('乙')])).toEqual(['二？', '甲乙'])
})

test('a conversation can use the session, which shares its turn', async () => {
  const { clock, store } = setUp()
  interface Memory {
    orders: string[]
  }
  const shop = conversation('shop', async (c: Conversation<Context & Sessions<Memory>>) => {
    const what = await c.ask('要什么？')
    const count = await c.run(async (ctx) => (await ctx.session).orders.push(what))
    return `第 ${count} 单`
  })
  const bot = new Bot()
    .use(session<Memory>({ store, clock, initial: () => ({ orders: [] }) }))
    .use(conversations({ store, clock, dialogues: [shop] }))
    .hears('开始', async (ctx) => {
      await ctx.session
      await ctx.enter('shop')
    })
  await say(bot, text('开始'))
  expect(await say(bot, text('茶'))).toBe('第 1 单')
  await say(bot, text('开始'))
  expect(await say(bot, text('咖啡'))).toBe('第 2 单')
  expect(clock.waiting).toBe(0)
})

test('types: only known names can be entered, and only behind the plugin', () => {
  const { store } = setUp()
  const other = conversation('other', async () => '好')
  const plain = new Bot()
  // @ts-expect-error no conversations here
  plain.on('message', (ctx) => ctx.enter('order'))
  const bot = plain.use(conversations({ store, dialogues: [order, other] }))
  bot.on('message', (ctx) => ctx.enter('other'))
  // @ts-expect-error no such conversation
  bot.on('message', (ctx) => ctx.enter('ordre'))
  const needs = conversation(
    'needs',
    async (c: Conversation<Context & Sessions<{ a: number }>>) => void (await c.ask('？')),
  )
  // @ts-expect-error it needs a session, which this bot does not have
  plain.use(conversations({ store, dialogues: [needs] }))
  expect(needs.name).toBe('needs')
})
