import type { MessageOf } from '@yingwu/protocol'
import { describe, expect, expectTypeOf, test, vi } from 'vitest'
import { decodeMessage, encodeMessage, parseXml, type WireRecord } from '@yingwu/protocol'
import { type Article, Bot, Context, HandlerError, type Receipt, reply } from '../src/index.ts'
import { message, text } from './support/wechat.ts'

async function answerOf(bot: Bot, push: WireRecord & { MsgType: string }) {
  const ctx = new Context(decodeMessage(parseXml(encodeMessage(push))))
  await bot.handle(ctx)
  return ctx.replied
}

/** A call as plain JavaScript makes it, with no compiler to object. */
function call(target: object, method: string, ...args: unknown[]): undefined {
  const found: unknown = Reflect.get(target, method)
  if (typeof found === 'function') Reflect.apply(found, target, args)
}

const click = (EventKey: string) => message({ MsgType: 'event', Event: 'CLICK', EventKey })

describe('choosing a handler', () => {
  test('by kind, in the order of registration, the first that fits', async () => {
    const bot = new Bot()
      .on('message:text', () => 'text')
      .on('message:text', () => 'never')
      .on('message', (ctx) => `message ${ctx.message.MsgType}`)
      .on('event:subscribe', () => 'welcome')
      .on('event', (ctx) => `event ${ctx.message.Event}`)
    expect(await answerOf(bot, text('x'))).toEqual(reply.text('text'))
    expect(await answerOf(bot, message({ MsgType: 'image', PicUrl: '', MediaId: 'm' }))).toEqual(
      reply.text('message image'),
    )
    expect(await answerOf(bot, message({ MsgType: 'event', Event: 'subscribe', EventKey: '' }))).toEqual(
      reply.text('welcome'),
    )
    expect(await answerOf(bot, click('A'))).toEqual(reply.text('event CLICK'))
  })

  test('by the key of an event', async () => {
    const bot = new Bot()
      .on('event:CLICK', 'HELP', () => 'help')
      .on('event:CLICK', [/^SHOP_/, 'STORE'], (ctx) => `shop ${ctx.message.EventKey}`)
      .on('event:CLICK', () => 'other')
    expect(await answerOf(bot, click('HELP'))).toEqual(reply.text('help'))
    expect(await answerOf(bot, click('HELPER'))).toEqual(reply.text('other'))
    expect(await answerOf(bot, click('SHOP_7'))).toEqual(reply.text('shop SHOP_7'))
    expect(await answerOf(bot, click('STORE'))).toEqual(reply.text('shop STORE'))
  })

  test('by what is said: exactly, or by a regular expression', async () => {
    const bot = new Bot()
      .hears('1+1?', () => '2')
      .hears(/^天气 (?<city>.+)$/g, (ctx) => `${ctx.match.groups?.['city']}：晴`)
    expect(await answerOf(bot, text('1+1?'))).toEqual(reply.text('2'))
    expect(await answerOf(bot, text('11'))).toBeUndefined()
    expect(await answerOf(bot, text('天气 杭州'))).toEqual(reply.text('杭州：晴'))
    expect(await answerOf(bot, text('天气 杭州'))).toEqual(reply.text('杭州：晴'))
  })

  test('kinds that nobody knows reach use()', async () => {
    const bot = new Bot().use((ctx) => ctx.kind)
    expect(await answerOf(bot, message({ MsgType: 'hologram' }))).toEqual(reply.text('message:hologram'))
    expect(await answerOf(bot, message({ MsgType: 'event', Event: 'tea_time' }))).toEqual(
      reply.text('event:tea_time'),
    )
  })

  test('a wrong filter says what would have been right', () => {
    const on = (filter: string) => () => call(new Bot(), 'on', filter, () => '')
    expect(on('message:txt')).toThrow(/message:<text\|image/)
    expect(on('event:click')).toThrow(/'event:CLICK'/)
    expect(on('mesage')).toThrow(/'message', 'event'/)
  })
})

describe('middleware', () => {
  test('wraps what comes behind it', async () => {
    const order: string[] = []
    const bot = new Bot()
      .use(async (_ctx, next) => {
        order.push('before')
        await next()
        order.push('after')
      })
      .on(
        'message:text',
        async (_ctx, next) => {
          order.push('inner')
          await next()
        },
        () => {
          order.push('innermost')
          return 'done'
        },
      )
    expect(await answerOf(bot, text('x'))).toEqual(reply.text('done'))
    expect(order).toEqual(['before', 'inner', 'innermost', 'after'])
  })

  test('next() twice is an error, not a second run', async () => {
    const handled = vi.fn<() => void>()
    const bot = new Bot()
      .use(async (_ctx, next) => {
        await next()
        await next()
      })
      .use(handled)
    await expect(answerOf(bot, text('x'))).rejects.toThrow(/next\(\) was called twice/)
    expect(handled).toHaveBeenCalledOnce()
  })
})

describe('answering', () => {
  const article: Article = { Title: '明前龙井', Url: 'https://example.com/tea' }

  test.each([
    ['a string', '你好', reply.text('你好')],
    ['a list of articles', [article], reply.news([article])],
    ['a picture', reply.image('m'), { MsgType: 'image', Image: { MediaId: 'm' } }],
    [
      'music',
      reply.music({ Title: 't', ThumbMediaId: 'm' }),
      { MsgType: 'music', Music: { Title: 't', ThumbMediaId: 'm' } },
    ],
    [
      'an agent',
      reply.transferToAgent('a@b'),
      { MsgType: 'transfer_customer_service', TransInfo: { KfAccount: 'a@b' } },
    ],
    ['empty text', '', undefined],
    ['an empty list', [], undefined],
    ['nothing', undefined, undefined],
  ])('%s', async (_what, content, expected) => {
    expect(
      await answerOf(
        new Bot().use(() => content),
        text('x'),
      ),
    ).toEqual(expected)
    expect(
      await answerOf(
        new Bot().use((ctx) => (content === undefined ? undefined : ctx.reply(content))),
        text('x'),
      ),
    ).toEqual(expected)
  })

  test('articles fill in what was left out and are counted', () => {
    expect(reply.news([article])).toEqual({
      MsgType: 'news',
      ArticleCount: 1,
      Articles: {
        item: [{ Title: '明前龙井', Description: '', PicUrl: '', Url: 'https://example.com/tea' }],
      },
    })
  })

  test.each([[42], [{ text: 'x' }], [{ MsgType: 'image' }], [[1, 2]]])(
    '%j cannot be sent, and says so',
    async (content) => {
      const bot = new Bot().use((ctx) => call(ctx, 'reply', content))
      await expect(answerOf(bot, text('x'))).rejects.toThrow(/cannot be sent/)
    },
  )

  test('several texts become one', async () => {
    const bot = new Bot().use((ctx) => {
      ctx.reply('one')
      return ctx.reply('two')
    })
    expect(await answerOf(bot, text('x'))).toEqual(reply.text('one\n\ntwo'))
  })

  test('what does not fit into one reply is refused by its receipt, and the first one stays', async () => {
    const receipts: Receipt[] = []
    const bot = new Bot().use((ctx) => {
      receipts.push(ctx.reply('one'), ctx.reply(reply.image('m')), ctx.reply('字'.repeat(682)))
    })
    expect(await answerOf(bot, text('x'))).toEqual(reply.text('one'))
    expect(receipts.map(({ outcome }) => outcome)).toEqual([
      undefined,
      { via: 'none', reason: 'noRight' },
      { via: 'none', reason: 'noRight' },
    ])
  })
})

describe('errors', () => {
  test('catch() gets what was thrown and may answer', async () => {
    const cause = new Error('boom')
    const seen = vi.fn<(error: HandlerError) => void>()
    const bot = new Bot()
      .use(() => {
        throw cause
      })
      .catch((error, ctx) => {
        seen(error)
        return `sorry, ${ctx.openid}`
      })
    expect(await answerOf(bot, text('x'))).toEqual(reply.text('sorry, oKitUser000000000000000000001'))
    expect(seen.mock.calls[0]?.[0]).toBeInstanceOf(HandlerError)
    expect(seen.mock.calls[0]?.[0].cause).toBe(cause)
  })

  test('ctx.api without a client says how to get one', async () => {
    const bot = new Bot().use((ctx) => void ctx.api)
    await expect(answerOf(bot, text('x'))).rejects.toThrow(/createClient/)
  })
})

test('handlers see the type that their filter names', () => {
  new Bot()
    .on('message:text', (ctx) => expectTypeOf(ctx.message).toEqualTypeOf<MessageOf<'text'>>() && undefined)
    .on('event:SCAN', (ctx) => expectTypeOf(ctx.message.Ticket).toEqualTypeOf<string>() && undefined)
    .on('message', (ctx) => expectTypeOf(ctx.message.MsgId).toEqualTypeOf<string>() && undefined)
    .hears(/x/, (ctx) => expectTypeOf(ctx.match).toEqualTypeOf<RegExpExecArray>() && undefined)
    .use((ctx) => {
      if (ctx.has('message:location')) expectTypeOf(ctx.message.Location_X).toEqualTypeOf<number>()
    })
})
