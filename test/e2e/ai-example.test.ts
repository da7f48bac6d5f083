/** The AI example on the phone, against its local model, without sockets and without waiting. */
import { describe, expect, test } from 'vitest'
import { type AccountKind, decodeMessage, encodeMessage, parseXml } from '@yingwu/protocol'
import { createFakeClock } from '@yingwu/simulator'
import { type CallbackOptions, type Clock, Context, memoryStore, type Store } from 'yingwu'
import { createAiBot } from '../../examples/ai/ai-bot.ts'
import { createLocalModel } from '../../examples/ai/local-model.ts'
import { createModel } from '../../examples/ai/model.ts'
import { wordList } from '../../examples/ai/moderation.ts'
import { eventsOf } from '../../examples/ai/sse.ts'
import { createScenario } from '../support/scenario.ts'

interface BotOptions {
  perSecond?: number
  store?: Store
  kind?: AccountKind
  callback?: Partial<CallbackOptions>
}

/** A bot that talks to the local model; both live on the clock of the scenario. */
async function startBot({ perSecond = Infinity, store = memoryStore(), ...options }: BotOptions = {}) {
  const clock: Clock = {
    now: () => scenario.clock.now(),
    setTimeout: (run, ms) => scenario.clock.setTimeout(run, ms),
  }
  const local = createLocalModel({ perSecond, clock })
  const model = createModel({
    url: 'http://model.test/v1',
    model: 'local',
    fetch: (url, init) => local(new Request(url, init)),
  })
  const bot = createAiBot({ model, moderation: wordList(['赌博']), store, clock })
  const scenario = await createScenario(bot, options)
  return { ...scenario, says: (content: string, seconds = 0) => scenario.says(content, seconds) }
}

async function collect(stream: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const one of stream) all.push(one)
  return all
}

describe('the AI example', () => {
  test('answers, as readable text, and remembers', async () => {
    const { says, phone } = await startBot()
    await says('你好')
    await says('我叫小鹦')
    await says('我叫什么？')
    expect(phone()).toEqual([
      'fan: 你好',
      'account: 收到：你好。这是你的第 1 句话。',
      'fan: 我叫小鹦',
      'account: 收到：我叫小鹦。这是你的第 2 句话。',
      'fan: 我叫什么？',
      'account: 你叫小鹦。',
    ])
  })

  test('remembers after a restart, and forgets when asked', async () => {
    const store = memoryStore()
    const before = await startBot({ store })
    await before.says('我叫小鹦')
    const after = await startBot({ store })
    expect(after.openid).toBe(before.openid)
    await after.says('我叫什么？')
    await after.says('重新开始')
    await after.says('我叫什么？')
    expect(after.phone().filter((line) => line.startsWith('account'))).toEqual([
      'account: 你叫小鹦。',
      'account: 好的，我们从头开始。',
      'account: 你还没有告诉我。',
    ])
  })

  test('a slow model: the answer comes on a later delivery, once', async () => {
    const { says, phone } = await startBot({ perSecond: 3 })
    await says('你好', 16)
    expect(phone()).toEqual(['fan: 你好', 'account: 收到：你好。这是你的第 1 句话。'])
  })

  test('two questions at once are both remembered', async () => {
    const { simulator, clock, openid, says, phone } = await startBot({ perSecond: 10 })
    const both = Promise.all([
      simulator.act(openid, { type: 'text', content: '我叫小鹦' }),
      simulator.act(openid, { type: 'text', content: '好' }),
    ])
    await clock.advance(16_000)
    await both
    await says('几句了？', 10)
    expect(phone().at(-1)).toBe('account: 收到：几句了？。这是你的第 3 句话。')
  })

  test('a process that dies in mid-answer: the next one answers the same message, and remembers it once', async () => {
    const clock = createFakeClock()
    const store = memoryStore({ clock })
    // Its timers have ended with it; nothing renews what it held.
    const stopped: Clock = { now: () => clock.now(), setTimeout: () => () => {} }
    const moderation = wordList([])
    const answer = async function* (messages: readonly unknown[]) {
      yield `这是第 ${messages.length / 2} 句。`
    }
    const dying = {
      answer: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }),
    }
    const head = { ToUserName: 'gh_0123456789ab', FromUserName: 'oFan', CreateTime: 1_790_000_000 }
    const say = async (bot: ReturnType<typeof createAiBot>, MsgId: string) => {
      const push = encodeMessage({ ...head, MsgType: 'text', Content: '你好', MsgId }, 'xml')
      const ctx = new Context(decodeMessage(parseXml(push)))
      await bot.handle(ctx)
      return ctx.replied
    }
    void say(createAiBot({ model: dying, moderation, store, clock: stopped }), '1')
    const next = createAiBot({ model: { answer }, moderation, store: { ...store }, clock })
    const answered = say(next, '1')
    await clock.advance(11_000)
    expect(await answered).toMatchObject({ Content: '这是第 1 句。' })
    expect(await say(next, '2')).toMatchObject({ Content: '这是第 2 句。' })
  })

  test('takes speech and pictures; says so when it did not hear', async () => {
    const { simulator, openid, phone } = await startBot()
    await simulator.act(openid, { type: 'voice', recognition: '今天星期几' })
    await simulator.act(openid, { type: 'voice' })
    await simulator.act(openid, { type: 'image' })
    expect(phone().filter((line) => line.startsWith('account'))).toEqual([
      'account: 收到：今天星期几。这是你的第 1 句话。',
      'account: 没有听清，请打字告诉我。',
      'account: 我看到了一张图片。',
    ])
  })

  test('hands over to a person, and is silent until that is over', async () => {
    const { simulator, openid, says, phone } = await startBot()
    const replyTo = async (content: string) => (await says(content)).push?.attempts[0]?.plainReply
    expect(await replyTo('转人工')).toContain('transfer_customer_service')
    expect(await replyTo('在吗')).toContain('transfer_customer_service')
    expect(phone().filter((line) => line.startsWith('account'))).toEqual([])
    await says('结束人工')
    await says('在吗')
    expect(simulator.messages(openid).length).toBe(6)
    expect(phone().at(-1)).toBe('account: 收到：在吗。这是你的第 1 句话。')
  })

  test('moderates questions and answers', async () => {
    const { says, phone } = await startBot()
    await says('怎么赌博')
    expect(phone().at(-1)).toBe('account: 这个话题我不能聊，换一个吧。')
    expect(await wordList(['赌博']).after('不要赌博。')).toBe('不要＊＊。')
  })

  test('a refusal of the model is a failure without its words', async () => {
    const model = createModel({
      url: 'http://model.test/v1',
      model: 'x',
      key: 'sk-secret',
      fetch: async () => new Response('bad key sk-secret', { status: 401 }),
    })
    const failure = await collect(model.answer([], new AbortController().signal)).catch(String)
    expect(failure).toBe('Error: The model answered HTTP 401')
  })
})

const answersOf = (phone: string[]) =>
  phone.filter((line) => line.startsWith('account: ')).map((line) => line.slice(9))

describe('with the delivery plan', () => {
  test('a long answer of a slow model comes in a few messages, the first one early, complete and in order', async () => {
    const kind = 'verifiedService'
    const { says, phone, clock } = await startBot({ perSecond: 100, kind, callback: { kind } })
    const done = says('写2500字', 6)
    await done
    expect(answersOf(phone())).toHaveLength(1)
    await clock.advance(30_000)
    const answers = answersOf(phone())
    expect(answers.length).toBeLessThanOrEqual(5)
    expect(answers.length).toBeGreaterThan(2)
    const text = answers.join('')
    expect(text).toHaveLength(2500)
    expect(text).toMatch(/^第 1 句，鹦鹉学舌说个没完。第 2 句/)
    await says('几句了', 20)
    expect(phone().at(-1)).toContain('第 2 句话')
  })

  test('an account that may not push gives it on its way of continuation', async () => {
    const kind = 'subscription'
    const { says, phone } = await startBot({ perSecond: 40, kind, callback: { kind } })
    await says('写900字', 40)
    const [placeholder] = answersOf(phone())
    expect(placeholder).toContain('weixin://bizmsgmenu')
    await says('继续', 5)
    await says('继续', 5)
    const text = answersOf(phone()).slice(1).join('')
    expect(text).toContain('第 1 句')
    expect(text).toContain('第 50 句')
  })
})

describe('server-sent events', () => {
  const inBytes = (text: string, size: number) => {
    const bytes = Buffer.from(text)
    return new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size))
        controller.close()
      },
    })
  }

  test.each([1, 2, 3, 1000])('are read however they are cut: %d bytes at a time', async (size) => {
    const stream = ': comment\r\n\r\ndata: 你好\r\n\r\nevent: x\ndata:a\ndata: b\n\ndata: [DONE]'
    expect(await collect(eventsOf(inBytes(stream, size)))).toEqual(['你好', 'a\nb', '[DONE]'])
  })

  test('a line without end is refused', async () => {
    const endless = eventsOf(inBytes('x'.repeat(1_100_000), 10_000))
    await expect(collect(endless)).rejects.toThrow(/no event stream/)
  })
})
