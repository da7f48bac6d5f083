/** The store of runs is down, or hangs: people get their answers all the same. */
import { describe, expect, test } from 'vitest'
import { Bot, createCallback, memoryStore, type Store } from '../src/index.ts'
import { createFakeClock } from './support/fake-clock.ts'
import { ACCOUNT, deliver, NOW_SECONDS, text } from './support/wechat.ts'

function stage(broken: () => Promise<never>) {
  const clock = createFakeClock(NOW_SECONDS * 1000)
  const store = memoryStore({ clock })
  const errors: unknown[] = []
  let runs = 0
  let isDown = true
  const or = <T>(act: () => Promise<T>): Promise<T> => (isDown ? broken() : act())
  const shaky: Store = {
    get: (...args) => or(() => store.get(...args)),
    put: (...args) => or(() => store.put(...args)),
    delete: (...args) => or(() => store.delete(...args)),
    list: (...args) => or(() => store.list(...args)),
  }
  const bot = new Bot().on('message:text', async (ctx) => {
    runs += 1
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 100))
    return `答${ctx.message.Content}`
  })
  const callback = createCallback({
    ...ACCOUNT,
    mode: 'plain',
    bot,
    clock,
    store: shaky,
    kind: 'verifiedService',
    observer: { storeFailed: ({ error }) => errors.push(error) },
  })
  const push = text('问')
  return {
    errors,
    runs: () => runs,
    setDown: (value: boolean) => {
      isDown = value
    },
    ask: async () => {
      const { search, body } = deliver(push)
      const answer = callback.handle('POST', search, body)
      await clock.advance(5000)
      return (await answer).body
    },
    close: () => Promise.all([callback.close(0), clock.advance(5000)]),
  }
}

describe.each([
  ['refuses', () => Promise.reject(new Error('ECONNREFUSED'))],
  ['hangs', () => new Promise<never>(() => {})],
])('a store that %s', (_what, broken) => {
  test('is told once for each time, and a retry still gets the first answer', async () => {
    const { ask, runs, errors, close } = stage(broken)
    expect(await ask()).toContain('答问')
    expect(await ask()).toContain('答问')
    expect(runs()).toBe(1)
    expect(errors.length).toBeGreaterThan(0)
    await close()
  })

  test('goes away between the claim and the answer', async () => {
    const { ask, runs, setDown, close } = stage(broken)
    setDown(false)
    const answer = ask()
    await new Promise((resolve) => setImmediate(resolve))
    setDown(true)
    expect(await answer).toContain('答问')
    expect(await ask()).toContain('答问')
    expect(runs()).toBe(1)
    await close()
  })

  test('comes back', async () => {
    const { ask, runs, setDown, close } = stage(broken)
    expect(await ask()).toContain('答问')
    setDown(false)
    expect(await ask()).toContain('答问')
    expect(runs()).toBe(1)
    await close()
  })
})
