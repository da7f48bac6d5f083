/** An answer is ready in one process at the moment when another one tells the person to ask again. */
import { createFakeClock, createSimulator, seededRandom } from '@yingwu/simulator'
import { expect, test } from 'vitest'
import { Bot, createCallback, fetchHandler, memoryStore, type Store } from 'yingwu'
import { clientOf } from '../support/client-of.ts'

const token = 'parrot2026'
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const ARTICLE = { Title: '文章', Description: '', PicUrl: '', Url: 'https://example.com/a' }

interface Case {
  /** How long the handler takes for 问, and for 再问. */
  ms: number
  again?: number
  /** Of the store's speed. */
  seed: number
  replies: 0 | 1 | 2
}

/** Three processes, one delivery of each message for each, over a store that takes up to 40 ms for everything. */
async function stage({ ms, again = ms, seed, replies }: Case) {
  const clock = createFakeClock()
  const sleep = (time: number) => new Promise<void>((resolve) => clock.setTimeout(resolve, time))
  const store = slow(memoryStore({ clock }), seed, sleep)
  const receivers: ((request: Request) => Promise<Response>)[] = []
  let turn = 0
  const simulator = createSimulator({
    clock,
    random: seededRandom(7),
    kind: 'subscription',
    receiver(request) {
      const receive = receivers[turn++ % receivers.length]
      if (receive === undefined) throw new Error('nobody listens')
      return receive(request)
    },
  })
  const { appid: appId } = simulator.account()
  const { api } = clientOf(simulator, clock)
  for (let count = 0; count < 3; count++) {
    const bot = new Bot().on('message:text', async (ctx) => {
      const { Content } = ctx.message
      if (Content !== '问' && Content !== '再问') return `收到${Content}`
      await sleep(Content === '问' ? ms : again)
      if (replies > 0) ctx.reply('答')
      if (replies > 1) ctx.reply([ARTICLE])
      return undefined
    })
    const callback = createCallback({
      bot,
      api,
      appId,
      token,
      encodingAESKey,
      clock,
      store,
      kind: 'subscription',
    })
    receivers.push(fetchHandler(callback))
  }
  const connected = simulator.connect({ url: 'http://bot.test/wechat', token, encodingAESKey, mode: 'safe' })
  await Promise.all([connected, clock.advance(1000)])
  turn = 0
  const openid = simulator.fans()[0]?.openid ?? ''
  return {
    /** Says it, and waits. */
    say: async (content: string, seconds: number, bizmsgmenuid?: string | null) => {
      const acted = simulator.act(openid, { type: 'text', content, ...(bizmsgmenuid && { bizmsgmenuid }) })
      for (let second = 0; second < seconds; second++) await clock.advance(1000)
      return (await acted).push?.MsgId
    },
    received: () =>
      simulator
        .messages(openid)
        .filter(({ from }) => from === 'account')
        .map((message) => ('content' in message ? message.content : message.type)),
  }
}

function slow(store: Store, seed: number, sleep: (ms: number) => Promise<void>): Store {
  const random = seededRandom(seed)
  async function slowly<T>(act: () => Promise<T>): Promise<T> {
    await sleep((random.bytes(1)[0] ?? 0) % 40)
    return await act()
  }
  return {
    get: (...args) => slowly(() => store.get(...args)),
    put: (...args) => slowly(() => store.put(...args)),
    delete: (...args) => slowly(() => store.delete(...args)),
    list: (...args) => slowly(() => store.list(...args)),
  }
}

/** Around the moment when a delivery is given up, in steps that are shorter than what is done then. */
function around(moment: number): Case[] {
  const times = Array.from({ length: 9 }, (_, step) => moment - 160 + step * 30)
  return times.flatMap((ms) =>
    [1, 2].flatMap((seed) => ([0, 1, 2] as const).map((replies) => ({ ms, seed, replies }))),
  )
}

const PLACEHOLDER = '这'
const WANTED = [[], ['答'], ['答', 'news']] as const

interface Outcome {
  placeholders: number
  /** What came, as one word, and what should have come. */
  told: string
  wanted: string
}

/** Texts by their first letters. */
function outcomeOf(one: Case, texts: string[]): Outcome {
  const received = texts.map((text) => (text === 'news' ? text : text.slice(0, 1)))
  const told = received.filter((first) => first !== PLACEHOLDER && first !== '收')
  const place = `${one.ms} ms, seed ${one.seed}:`
  return {
    placeholders: received.filter((first) => first === PLACEHOLDER).length,
    told: `${place} ${told.join(' ')}`,
    wanted: `${place} ${WANTED[one.replies].join(' ')}`,
  }
}

test('every reply reaches the person once, whoever was first', { timeout: 120_000 }, async () => {
  const outcomes: Outcome[] = []
  for (const one of around(14_500)) {
    const { say, received } = await stage(one)
    await say('问', 20)
    for (const word of ['继续', '继续', '好']) await say(word, 3)
    outcomes.push(outcomeOf(one, received()))
  }
  expect(outcomes.map(({ told }) => told)).toEqual(outcomes.map(({ wanted }) => wanted))
  // Now and then the one was first, now and then the other.
  expect(new Set(outcomes.map(({ placeholders }) => placeholders))).toEqual(new Set([0, 1]))
})

test('and so where the person had asked again', { timeout: 120_000 }, async () => {
  const outcomes: Outcome[] = []
  // Asked again after 17 seconds, and given up 14.5 seconds later.
  for (const one of around(31_500)) {
    const { say, received } = await stage(one)
    const id = await say('问', 17)
    await say('继续', 20, id)
    for (const word of ['继续', '继续', '好']) await say(word, 3)
    outcomes.push(outcomeOf(one, received()))
  }
  expect(outcomes.map(({ told }) => told)).toEqual(outcomes.map(({ wanted }) => wanted))
  expect(new Set(outcomes.map(({ placeholders }) => placeholders))).toEqual(new Set([1, 2]))
})

test('and so do answers that were kept before', { timeout: 120_000 }, async () => {
  const all: { asked: boolean; answers: number }[] = []
  for (const { ms: again, seed } of around(14_500).filter(({ replies }) => replies === 1)) {
    const { say, received } = await stage({ ms: 16_000, again, seed, replies: 1 })
    await say('问', 20)
    await say('再问', 20)
    for (const word of ['继续', '继续', '好']) await say(word, 3)
    const texts = received()
    const answers = texts.join('').split('答').length - 1
    all.push({ asked: texts.filter((text) => text.startsWith(PLACEHOLDER)).length === 2, answers })
  }
  expect(all.map(({ answers }) => answers)).toEqual(all.map(() => 2))
  expect(new Set(all.map(({ asked }) => asked))).toEqual(new Set([true, false]))
})
