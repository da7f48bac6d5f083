/** Messages of one person at the same time: their order, the stop word, and too many at once. */
import { describe, expect, test } from 'vitest'
import { Bot, type CallbackOptions, type DeliveryOptions } from 'yingwu'
import { createScenario } from '../support/scenario.ts'

/** A bot that takes two seconds for each message, and notes when it begins and ends. */
async function stage(
  delivery: DeliveryOptions,
  kind: 'verifiedService' | 'subscription' = 'verifiedService',
) {
  const log: string[] = []
  const overloads: boolean[] = []
  const bot = new Bot().on('message:text', async (ctx) => {
    const { Content } = ctx.message
    log.push(`+${Content}`)
    await scene.sleep(2)
    log.push(`${ctx.signal.aborted ? '×' : '-'}${Content}`)
    return `答${Content}`
  })
  const callback: Partial<CallbackOptions> = {
    kind,
    delivery,
    observer: { overloaded: ({ isQueued }) => overloads.push(isQueued) },
  }
  const scene = await createScenario(bot, { kind, callback })
  await scene.client.api.ip.api()
  return {
    ...scene,
    log,
    overloads,
    /** All at once, each half a second after the other. */
    write: async (...contents: string[]) => {
      const done = contents.map(async (content, index) => {
        if (index > 0) await scene.sleep(index * 0.5)
        return await scene.simulator.act(scene.openid, { type: 'text', content })
      })
      await scene.clock.advance(30_000)
      return await Promise.all(done)
    },
  }
}

describe('order', () => {
  test('left out: in parallel', async () => {
    const { write, log } = await stage({})
    await write('一', '二')
    expect(log).toEqual(['+一', '+二', '-一', '-二'])
  })

  test('queue: one after the other', async () => {
    const { write, log, phone } = await stage({ order: 'queue' })
    await write('一', '二', '三')
    expect(log).toEqual(['+一', '-一', '+二', '-二', '+三', '-三'])
    expect(phone().filter((line) => line.startsWith('account'))).toEqual([
      'account: 答一',
      'account: 答二',
      'account: 答三',
    ])
  })

  test('latest: a newer message aborts the older one, whose answer is dropped', async () => {
    const { write, log, phone } = await stage({ order: 'latest' })
    await write('一', '二')
    expect(log).toEqual(['+一', '+二', '×一', '-二'])
    expect(phone()).toEqual(['fan: 一', 'fan: 二', 'account: 答二'])
  })

  test('merge: texts that wait become one', async () => {
    const { write, log, phone } = await stage({ order: 'merge' })
    await write('一', '二', '三')
    expect(log).toEqual(['+一', '-一', '+二\n三', '-二\n三'])
    expect(phone().filter((line) => line.startsWith('account'))).toEqual([
      'account: 答一',
      'account: 答二\n三',
    ])
  })
})

test('a stop word aborts what is under way, and is handled itself', async () => {
  const { write, log, phone } = await stage({ order: 'queue', stopWords: ['停'] })
  await write('一', '二', '停')
  expect(log).toEqual(['+一', '+停', '×一', '-停'])
  expect(phone()).toEqual(['fan: 一', 'fan: 二', 'fan: 停', 'account: 答停'])
})

describe('too many at once', () => {
  test('where pushes are allowed they wait in line, are acknowledged at once, and are answered', async () => {
    const { write, phone, overloads } = await stage({ maxRuns: 1 })
    const done = await write('一', '二', '三')
    expect(done.map(({ push }) => push?.durationMs)).toEqual([2000, 0, 0])
    expect(phone().slice(-3)).toEqual(['account: 答一', 'account: 答二', 'account: 答三'])
    expect(overloads).toEqual([true, true])
  })

  test('where they are not, or the line is full, they are answered with success, and not handled', async () => {
    const { write, log, overloads } = await stage({ maxRuns: 1 }, 'subscription')
    const done = await write('一', '二')
    expect(done.map(({ push }) => push?.outcome)).toEqual(['replied', 'silent'])
    expect(log).toEqual(['+一', '-一'])
    expect(overloads).toEqual([false])
    const full = await stage({ maxRuns: 1, maxQueued: 1 })
    await full.write('一', '二', '三')
    expect(full.log).toEqual(['+一', '-一', '+二', '-二'])
  })
})

describe('closing', () => {
  test('runs that are under way are finished', async () => {
    const { simulator, openid, callback, clock, phone } = await stage({})
    const done = simulator.act(openid, { type: 'text', content: '一' })
    await clock.settle()
    const closed = callback.close()
    await clock.advance(5000)
    await closed
    await done
    expect(phone()).toEqual(['fan: 一', 'account: 答一'])
  })

  test('what takes too long is handed over: the next delivery is for another process', async () => {
    const { simulator, openid, callback, clock } = await stage({})
    const done = simulator.act(openid, { type: 'text', content: '一' })
    await clock.settle()
    await Promise.all([callback.close(1000), clock.advance(1000)])
    await clock.advance(30_000)
    const { push } = await done
    expect(push?.attempts[0]).toMatchObject({ verdict: 'status', durationMs: 1000 })
  })
})
