/** Sessions: what a bot remembers of a follower between messages. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import { decodeMessage, encodeMessage, parseXml, type WireRecord } from '@yingwu/protocol'
import { Bot, ConfigError, Context, memoryStore, reply, session, type Store } from '../src/index.ts'
import { createFakeClock } from './support/fake-clock.ts'
import { message, text } from './support/wechat.ts'

const DAY = 24 * 3600_000

interface Memory {
  count: number
  name?: string | undefined
}

function newContext(push: WireRecord & { MsgType: string } = text('你好')): Context {
  return new Context(decodeMessage(parseXml(encodeMessage(push))))
}

async function answerOf(bot: Bot, push?: WireRecord & { MsgType: string }) {
  const ctx = newContext(push)
  await bot.handle(ctx)
  return ctx.replied
}

/** A store that counts and shows what is done to it. */
function watched(inner: Store): Store & { calls: string[] } {
  const calls: string[] = []
  return {
    ...inner,
    calls,
    get: (key) => {
      calls.push(`get ${key}`)
      return inner.get(key)
    },
    put: (key, value, options) => {
      if (key.startsWith('session:')) calls.push(`put ${value}`)
      return inner.put(key, value, options)
    },
    delete: (key, options) => {
      if (key.startsWith('session:')) calls.push('delete')
      return inner.delete(key, options)
    },
  }
}

function setUp(ttlMs = 30 * DAY) {
  const clock = createFakeClock()
  const store = watched(memoryStore({ clock }))
  const memory = () => session<Memory>({ store, clock, ttlMs, initial: () => ({ count: 0 }) })
  return { clock, store, memory }
}

function countingBot(memory: ReturnType<ReturnType<typeof setUp>['memory']>) {
  return new Bot().use(memory).on('message:text', async (ctx) => {
    const seen = await ctx.session
    return `${(seen.count += 1)}`
  })
}

describe('a session', () => {
  test('is remembered from message to message, for each follower by itself', async () => {
    const bot = countingBot(setUp().memory())
    expect(await answerOf(bot)).toEqual(reply.text('1'))
    expect(await answerOf(bot)).toEqual(reply.text('2'))
    expect(await answerOf(bot, text('你好', { FromUserName: 'oSomebodyElse' }))).toEqual(reply.text('1'))
    expect(await answerOf(bot, text('你好', { ToUserName: 'gh_other' }))).toEqual(reply.text('1'))
    expect(await answerOf(bot)).toEqual(reply.text('3'))
  })

  test('is not read by handlers that do not use it, and written only when changed', async () => {
    const { store, memory } = setUp()
    const bot = new Bot()
      .use(memory())
      .hears('look', async (ctx) => `${(await ctx.session).count}`)
      .hears('add', async (ctx) => {
        const seen = await ctx.session
        seen.count += 1
      })
      .on('message', () => 'none')
    await answerOf(bot, text('else'))
    expect(store.calls).toEqual([])
    await answerOf(bot, text('look'))
    expect(store.calls.filter((call) => !call.startsWith('get'))).toEqual([])
    await answerOf(bot, text('add'))
    expect(store.calls.at(-1)).toBe('put {"count":1}')
    const before = store.calls.length
    await answerOf(bot, text('look'))
    expect(store.calls.length).toBe(before + 1)
  })

  test('can be replaced and deleted by assigning', async () => {
    const { store, memory } = setUp()
    const bot = new Bot()
      .use(memory())
      .hears('set', (ctx) => {
        ctx.session = { count: 40, name: '小鹦' }
      })
      .hears('reset', async (ctx) => {
        ctx.session = null
        expect(await ctx.session).toEqual({ count: 0 })
      })
      .hears('delete', (ctx) => {
        ctx.session = undefined
      })
      .on('message:text', async (ctx) => JSON.stringify(await ctx.session))
    await answerOf(bot, text('set'))
    expect(await answerOf(bot)).toEqual(reply.text('{"count":40,"name":"小鹦"}'))
    await answerOf(bot, text('reset'))
    expect(store.calls.at(-1)).toBe('delete')
    expect(await answerOf(bot)).toEqual(reply.text('{"count":0}'))
    await answerOf(bot, text('set'))
    await answerOf(bot, text('delete'))
    expect(await answerOf(bot)).toEqual(reply.text('{"count":0}'))
  })

  test('what is changed after deleting is kept', async () => {
    const { memory } = setUp()
    const bot = new Bot()
      .use(memory())
      .hears('again', async (ctx) => {
        ctx.session = null
        const fresh = await ctx.session
        fresh.count = 7
      })
      .on('message:text', async (ctx) => `${(await ctx.session).count}`)
    await answerOf(bot, text('again'))
    expect(await answerOf(bot)).toEqual(reply.text('7'))
  })

  test('ends when its time is over; use in the second half renews it', async () => {
    const { clock, memory } = setUp(10 * DAY)
    const bot = countingBot(memory()).hears('look', () => 'unreached')
    const looking = new Bot().use(memory()).on('message', async (ctx) => `${(await ctx.session).count}`)
    await answerOf(bot)
    await clock.advance(6 * DAY)
    expect(await answerOf(looking)).toEqual(reply.text('1'))
    await clock.advance(9 * DAY)
    expect(await answerOf(looking)).toEqual(reply.text('1'))
    await clock.advance(10 * DAY)
    expect(await answerOf(looking)).toEqual(reply.text('0'))
  })

  test('keeps nothing of a handler that failed', async () => {
    const { memory } = setUp()
    const bot = new Bot()
      .use(memory())
      .hears('fail', async (ctx) => {
        const seen = await ctx.session
        seen.count = 99
        throw new Error('boom')
      })
      .on('message:text', async (ctx) => `${(await ctx.session).count}`)
    await expect(answerOf(bot, text('fail'))).rejects.toThrow(/boom/)
    expect(await answerOf(bot)).toEqual(reply.text('0'))
  })

  test('stored by an earlier version of the program begins anew where it does not fit', async () => {
    const { store, clock, memory } = setUp()
    await answerOf(countingBot(memory()))
    interface Newer {
      visits: string[]
    }
    const fits = (stored: unknown): stored is Newer =>
      typeof stored === 'object' && stored !== null && 'visits' in stored
    const bot = new Bot()
      .use(session<Newer>({ store, clock, initial: () => ({ visits: [] }), fits }))
      .on('message:text', async (ctx) => {
        const { visits } = await ctx.session
        return `${visits.push('x')}`
      })
    expect(await answerOf(bot)).toEqual(reply.text('1'))
    expect(await answerOf(bot)).toEqual(reply.text('2'))
  })

  test('after the handler is out of reach', async () => {
    const { memory } = setUp()
    let late: (() => Promise<unknown>) | undefined
    const bot = new Bot().use(memory()).on('message', (ctx) => {
      late = () => ctx.session
    })
    await answerOf(bot)
    await expect(late?.()).rejects.toThrow(/ended/)
  })
})

describe('messages of one follower at once', () => {
  test('lose no write, in one process', async () => {
    const { clock, memory } = setUp()
    const bot = new Bot().use(memory()).on('message:text', async (ctx) => {
      const seen = await ctx.session
      const count = seen.count
      await new Promise<void>((resolve) => clock.setTimeout(resolve, 1000))
      seen.count = count + 1
    })
    const all = Promise.all(Array.from({ length: 20 }, () => answerOf(bot)))
    await clock.advance(30_000)
    await all
    expect(await lookAt(bot, memory)).toBe(20)
  })

  test('lose no write, in several processes of one store', async () => {
    const { clock, store, memory } = setUp()
    // Two wrappings of one store are two processes: their queues know nothing of each other.
    const bots = [1, 2, 3].map(() =>
      new Bot()
        .use(session<Memory>({ store: { ...store }, clock, initial: () => ({ count: 0 }) }))
        .on('message:text', async (ctx) => {
          const seen = await ctx.session
          const count = seen.count
          await new Promise<void>((resolve) => clock.setTimeout(resolve, 500))
          seen.count = count + 1
        }),
    )
    const all = Promise.all(Array.from({ length: 12 }, (_, index) => answerOf(bots[index % 3] ?? new Bot())))
    await clock.advance(60_000)
    await all
    expect(await lookAt(new Bot(), memory)).toBe(12)
  })

  test('of different followers do not wait for each other', async () => {
    const { clock, memory } = setUp()
    const done: string[] = []
    const bot = new Bot().use(memory()).on('message:text', async (ctx) => {
      await ctx.session
      const ms = ctx.message.Content === 'slow' ? 60_000 : 10
      await new Promise<void>((resolve) => clock.setTimeout(resolve, ms))
      done.push(ctx.message.Content)
    })
    const slow = answerOf(bot, text('slow'))
    const fast = answerOf(bot, text('fast', { FromUserName: 'oOther' }))
    await clock.advance(1000)
    await fast
    expect(done).toEqual(['fast'])
    await clock.advance(60_000)
    await slow
  })

  test('do not wait for ever for one that hangs', async () => {
    const { clock, memory } = setUp()
    let release = () => {}
    const bot = new Bot().use(memory()).on('message:text', async (ctx) => {
      await ctx.session
      if (ctx.message.Content === 'hang') await new Promise<void>((resolve) => (release = resolve))
      return 'done'
    })
    const hanging = answerOf(bot, text('hang'))
    const waiting = answerOf(bot, text('wait')).catch(String)
    await clock.advance(121_000)
    expect(await waiting).toMatch(/120 s/)
    release()
    await hanging
    expect(await answerOf(bot, text('next'))).toEqual(reply.text('done'))
  })

  test('who stood still for too long does not overwrite what came since', async () => {
    const { clock, store, memory } = setUp()
    const bot = new Bot().use(memory()).on('message:text', async (ctx) => {
      const seen = await ctx.session
      // The lease ended, and another process has written.
      await store.put('session:gh_0123456789ab:oKitUser000000000000000000001', '{"count":50}', { ttlMs: DAY })
      seen.count += 1
    })
    await expect(answerOf(bot)).rejects.toThrow(/another one has changed the session/)
    expect(await lookAt(bot, memory)).toBe(50)
    expect(clock.waiting).toBe(0)
  })
})

async function lookAt(_bot: Bot, memory: ReturnType<typeof setUp>['memory']): Promise<number> {
  let count = -1
  await answerOf(
    new Bot().use(memory()).on('message', async (ctx) => {
      ;({ count } = await ctx.session)
    }),
  )
  return count
}

describe('what can be kept', () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  test.each([
    ['a date', { at: new Date() }, /ctx\.session\.at is a Date/],
    ['a map deep inside', { list: [{}, { map: new Map() }] }, /ctx\.session\.list\[1\]\.map is a Map/],
    ['no number', { rate: Number.NaN }, /ctx\.session\.rate is NaN/],
    ['a function', { run: () => {} }, /ctx\.session\.run is a function/],
    ['a big integer', { id: 1n }, /ctx\.session\.id is a bigint/],
    ['undefined in a list', { list: [undefined] }, /ctx\.session\.list\[0\] is undefined/],
    ['a circle', { circle }, /ctx\.session\.circle\.self is a circle/],
  ])('%s is refused, with its place', async (_what, value: object, pattern) => {
    const { store, clock } = setUp()
    const bot = new Bot()
      .use(session<Record<string, never>>({ store, clock, initial: () => ({}) }))
      .on('message', async (ctx) => {
        Object.assign(await ctx.session, value)
      })
    const failure: unknown = await answerOf(bot).catch((error: unknown) => error)
    expect(failure).toMatchObject({ cause: expect.any(ConfigError) })
    expect(String(failure)).toMatch(pattern)
  })

  test('optional members may be undefined', async () => {
    const { store, memory } = setUp()
    const bot = new Bot().use(memory()).on('message', async (ctx) => {
      Object.assign(await ctx.session, { count: 1, name: undefined })
    })
    await answerOf(bot)
    expect(store.calls.at(-1)).toBe('put {"count":1}')
  })
})

test('types: the session is there behind its plugin, and only there', () => {
  const { store, memory } = setUp()
  const plain = new Bot()
  // @ts-expect-error no session was added
  plain.on('message', async (ctx) => (await ctx.session).count)
  const bot = plain.use(memory())
  bot.on('message:text', async (ctx) => {
    expectTypeOf(await ctx.session).toEqualTypeOf<Memory>()
    expectTypeOf(ctx.message.Content).toEqualTypeOf<string>()
    // @ts-expect-error no such member
    void (await ctx.session).cuont
  })
  bot.hears(/a/, async (ctx) => {
    expectTypeOf(ctx.match).toEqualTypeOf<RegExpExecArray>()
    // @ts-expect-error not a Memory
    ctx.session = { count: 'many' }
  })
  bot.use(async (ctx, next) => {
    expectTypeOf(ctx.session).toEqualTypeOf<Promise<Memory>>()
    await next()
  })
  const wide: Bot = bot
  expect(wide).toBe(plain)
  // @ts-expect-error a Date does not survive JSON
  session<{ at: Date }>({ store, initial: () => ({ at: new Date() }) })
  expect(message({ MsgType: 'event' })).toBeDefined()
})
