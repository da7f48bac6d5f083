/** Answering with a stream, by what the context allows. */
import { describe, expect, test } from 'vitest'
import { decodeMessage, encodeMessage, parseXml, type Reply } from '@yingwu/protocol'
import { Bot, Context, type HandlerResult, memoryStore, type Outcome, session } from '../src/index.ts'
import { Receipt } from '../src/delivery/receipt.ts'
import { text } from './support/wechat.ts'

async function* inDeltas(whole: string, size = 9) {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size)
}

const VIA: Outcome = { via: 'push' }

interface Stage {
  /** How many messages can go now; 0: none may be pushed. */
  messages: number
  linkBytes?: number
  pushBytes?: number
}

/** A context whose replies go out one by one, as the delivery plan's do. */
function contextOf({ messages, linkBytes = 0, pushBytes = 2048 }: Stage) {
  const given: string[] = []
  const receipts: Receipt[] = []
  const outbox = {
    first: undefined,
    streams: {},
    add(reply: Reply, more = '') {
      given.push(('Content' in reply ? reply.Content : reply.MsgType) + more)
      const receipt = new Receipt()
      receipts.push(receipt)
      return receipt
    },
    canPush: async () => messages > 0,
    room: async () => ({ messages, passiveBytes: 2048, pushBytes, linkBytes }),
  }
  const run = { attempt: 1, deadline: 0, signal: new AbortController().signal, outbox }
  const ctx = new Context(decodeMessage(parseXml(encodeMessage(text('说吧')))), undefined, run)
  return { ctx, given, receipts }
}

const SENTENCE = '**鹦鹉**学舌，说个没完没了。'
const PLAIN = '鹦鹉学舌，说个没完没了。'

describe('ctx.reply(stream)', () => {
  test('where messages may be pushed: early, in few, as readable text', async () => {
    const { ctx, given } = contextOf({ messages: 6 })
    const said = await ctx.reply(inDeltas(SENTENCE.repeat(100)), { firstAfter: 30 }).said
    expect(given[0]).toBe(PLAIN)
    expect(given.length).toBeLessThanOrEqual(5)
    expect(given.join('')).toBe(PLAIN.repeat(100))
    expect(said).toBe(PLAIN.repeat(100))
  })

  test('where they may not: when all is there, in pieces that fit', async () => {
    const { ctx, given } = contextOf({ messages: 0, linkBytes: 100 })
    await ctx.reply(inDeltas(SENTENCE.repeat(100))).said
    expect(given.join('')).toBe(PLAIN.repeat(100))
    expect(given).toHaveLength(2)
  })

  test('no more messages than the allowance holds; the last one says that something follows', async () => {
    const { ctx, given } = contextOf({ messages: 3, linkBytes: 100 })
    const said = await ctx.reply(inDeltas(PLAIN.repeat(60)), { bytes: 400, more: '【未完】' }).said
    expect(given.map((one) => one.endsWith('【未完】'))).toEqual(given.map((_, index) => index === 2))
    expect(given.length).toBeGreaterThan(4)
    expect(given.join('').replace('【未完】', '')).toBe(PLAIN.repeat(60))
    expect(said).toBe(PLAIN.repeat(60))
  })

  test('only the first message has to fit into a passive reply', async () => {
    const { ctx, given } = contextOf({ messages: 6, pushBytes: 6000, linkBytes: 100 })
    await ctx.reply(inDeltas('字'.repeat(7900))).said
    expect(given).toHaveLength(5)
    expect(Buffer.byteLength(given[0] ?? '')).toBeLessThanOrEqual(2048)
    expect(given.join('')).toBe('字'.repeat(7900))
  })

  test('each message goes through moderation before it goes out', async () => {
    const { ctx, given } = contextOf({ messages: 6 })
    const before = async (piece: string) => piece.replaceAll('鹦鹉', '＊＊')
    const said = await ctx.reply(inDeltas(PLAIN), { before, markdown: false }).said
    expect(given).toEqual(['＊＊学舌，说个没完没了。'])
    expect(said).toBe(given[0])
  })

  test('what moderation made longer is cut again', async () => {
    const { ctx, given } = contextOf({ messages: 6 })
    await ctx.reply(inDeltas('短。'), { before: () => '长'.repeat(1000) }).said
    expect(given.map((one) => one.length)).toEqual([682, 318])
  })

  test('the receipt tells the way of the message that fared worst', async () => {
    const { ctx, receipts } = contextOf({ messages: 0 })
    const receipt = ctx.reply(inDeltas(PLAIN.repeat(100)))
    await receipt.said
    receipts[0]?.settle({ via: 'passive' })
    expect(receipt.outcome).toBeUndefined()
    receipts[1]?.settle({ via: 'kept' })
    expect(await receipt.settled).toEqual({ via: 'kept' })
  })

  test('an empty stream says nothing', async () => {
    const { ctx, given } = contextOf({ messages: 6 })
    const receipt = ctx.reply(inDeltas(''))
    expect(await receipt.settled).toEqual({ via: 'none', reason: 'empty' })
    expect(given).toEqual([])
  })

  test('what is said after a stream waits for its end', async () => {
    const { ctx, given, receipts } = contextOf({ messages: 6 })
    const stream = ctx.reply(inDeltas(PLAIN))
    const after = ctx.reply('完了')
    void ctx.reply(inDeltas('再来。'))
    await stream.said
    await ctx.streamed()
    expect(given).toEqual([PLAIN, '完了', '再来。'])
    receipts[1]?.settle(VIA)
    expect(await after.settled).toEqual(VIA)
  })
})

describe('a handler', () => {
  async function answersOf(
    handler: (ctx: Context) => HandlerResult | Promise<HandlerResult>,
    bot = new Bot(),
  ) {
    const { ctx, given } = contextOf({ messages: 6 })
    await bot.use(handler).handle(ctx)
    return given
  }

  test('may return a stream, or a promise of one', async () => {
    expect(await answersOf(() => inDeltas(PLAIN))).toEqual([PLAIN])
    expect(await answersOf(async () => inDeltas(PLAIN))).toEqual([PLAIN])
  })

  test('may be an async generator', async () => {
    const handler = async function* (ctx: Context) {
      yield `${ctx.openid.slice(0, 4)}，`
      yield '你好。'
    }
    expect(await answersOf(handler)).toEqual(['oKit，你好。'])
  })

  test('in front of it next() resolves when the stream has ended', async () => {
    const seen: string[] = []
    const bot = new Bot().use(async (_ctx, next) => {
      await next()
      seen.push('after')
    })
    const handler = async function* () {
      yield '一。'
      seen.push('stream')
    }
    expect(await answersOf(handler, bot)).toEqual(['一。'])
    expect(seen).toEqual(['stream', 'after'])
  })

  test('that streams keeps its session to the end', async () => {
    const store = memoryStore()
    const bot = new Bot().use(session({ store, initial: () => ({ said: 0 }) }))
    bot.on('message', async function* (ctx) {
      yield '一。'
      const memory = await ctx.session
      memory.said += 1
      yield `第 ${memory.said} 次。`
    })
    const answers: string[] = []
    for (let message = 0; message < 2; message += 1) {
      const { ctx, given } = contextOf({ messages: 6 })
      await bot.handle(ctx)
      answers.push(...given)
    }
    expect(answers).toEqual(['一。第 1 次。', '一。第 2 次。'])
  })

  test('that streams may itself pass on: what the next one says comes after', async () => {
    const bot = new Bot().use(async function* (_ctx, next) {
      yield '甲。'
      await next()
      yield '乙。'
    })
    expect(await answersOf(() => inDeltas('丙。'), bot)).toEqual(['甲。乙。', '丙。'])
  })

  test('fails with its stream, after what came before was said', async () => {
    const broken = async function* () {
      yield '半句'
      throw new Error('boom')
    }
    const { ctx, given } = contextOf({ messages: 6 })
    await expect(new Bot().use(broken).handle(ctx)).rejects.toThrow(/boom/)
    expect(given).toEqual(['半句'])
  })

  test('that asks what was said deals with the failure', async () => {
    const handler = async (ctx: Context) => {
      const broken = new ReadableStream<string>({
        start: (controller) => controller.error(new Error('boom')),
      })
      return await ctx.reply(broken).said.catch(() => '连不上')
    }
    expect(await answersOf(handler)).toEqual(['连不上'])
  })

  test('whose stream holds no text learns what to do', async () => {
    const { ctx } = contextOf({ messages: 6 })
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue({ choices: [] })
        controller.close()
      },
    })
    await expect(new Bot().use(() => stream).handle(ctx)).rejects.toThrow(/object instead of text/)
  })
})

test('types: streams of text alone, and a receipt that knows what was said', () => {
  const { ctx } = contextOf({ messages: 6 })
  const numbers = async function* () {
    yield 1
  }
  // @ts-expect-error a reply that is no stream has nothing to wait for
  expect(ctx.reply('话').said).toBeUndefined()
  // @ts-expect-error numbers are no text
  new Bot().on('message:text', numbers)
  // @ts-expect-error numbers are no text
  expect(ctx.reply(numbers())).toBeDefined()
})

describe('without a plan', () => {
  const contentOf = (reply: Reply | undefined) => (reply?.MsgType === 'text' ? reply.Content : '')

  test('a stream becomes the one passive reply', async () => {
    const ctx = new Context(decodeMessage(parseXml(encodeMessage(text('说吧')))))
    await new Bot().use(() => inDeltas(SENTENCE)).handle(ctx)
    expect(ctx.replied).toEqual({ MsgType: 'text', Content: PLAIN })
  })

  test('what is too long for it says that it is not all, and so does the receipt', async () => {
    const ctx = new Context(decodeMessage(parseXml(encodeMessage(text('说吧')))))
    const receipt = ctx.reply(inDeltas(SENTENCE.repeat(100)))
    await receipt.said
    ctx.settle({ via: 'passive' })
    expect(await receipt.settled).toEqual({ via: 'none', reason: 'noRight' })
    expect(contentOf(ctx.replied)).toMatch(/^鹦鹉学舌[^]*\n……（未完）$/)
    expect(Buffer.byteLength(contentOf(ctx.replied))).toBeLessThanOrEqual(2048)
  })
})
