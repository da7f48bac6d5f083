/** Two callbacks with one store, as two processes would have it, on a clock that stands still. */
import type { AccountKind } from '@yingwu/protocol'
import { createFakeClock, createSimulator, seededRandom } from '@yingwu/simulator'
import { expect, test } from 'vitest'
import { Bot, type Callback, createCallback, fetchHandler, memoryStore, type Store } from 'yingwu'
import { clientOf } from '../support/client-of.ts'

const token = 'parrot2026'
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

interface Process {
  callback: Callback
  receive: (request: Request) => Promise<Response>
  /** It does nothing any more, and its connections break. */
  kill: () => void
}

async function stage(kind: AccountKind | undefined, seconds: number) {
  const clock = createFakeClock()
  const store = memoryStore({ clock })
  const runs: string[] = []
  const processes: Process[] = []
  let writes = 0
  let turn = -1
  const simulator = createSimulator({
    clock,
    random: seededRandom(7),
    kind: kind ?? 'subscription',
    receiver(request) {
      turn += 1
      const process = processes[turn % processes.length]
      if (process === undefined) throw new Error('nobody listens')
      return process.receive(request)
    },
  })
  const { appid: appId } = simulator.account()

  function start(name: string): Process {
    const death = Promise.withResolvers<never>()
    death.promise.catch(() => {})
    let isDead = false
    const alive = <T>(act: () => Promise<T>) => (isDead ? new Promise<T>(() => {}) : act())
    const mortal: Store = {
      get: (...args) => alive(() => store.get(...args)),
      put(...args) {
        writes += 1
        return alive(() => store.put(...args))
      },
      delete: (...args) => alive(() => store.delete(...args)),
      list: (...args) => alive(() => store.list(...args)),
    }
    const bot = new Bot().on('message:text', async (ctx) => {
      runs.push(`${name} ${ctx.message.Content} ${ctx.attempt}`)
      await new Promise<void>((resolve) => clock.setTimeout(resolve, seconds * 1000))
      return isDead ? await new Promise<string>(() => {}) : `答${ctx.message.Content}`
    })
    const { api } = clientOf(simulator, clock)
    const callback = createCallback({ bot, api, appId, token, encodingAESKey, clock, store: mortal, kind })
    const receive = fetchHandler(callback)
    const process: Process = {
      callback,
      receive: (request) => Promise.race([receive(request), death.promise]),
      kill() {
        isDead = true
        processes.splice(processes.indexOf(process), 1)
        death.reject(new Error('killed'))
      },
    }
    processes.push(process)
    return process
  }

  const [a, b] = [start('A'), start('B')]
  await simulator.connect({ url: 'http://bot.test/wechat', token, encodingAESKey, mode: 'safe' })
  turn = -1
  const openid = simulator.fans()[0]?.openid ?? ''
  return {
    a,
    b,
    clock,
    simulator,
    store,
    runs,
    writes: () => writes,
    openid,
    start,
    phone: () =>
      simulator.messages(openid).map((message) => ('content' in message ? message.content : message.type)),
    ask: (content: string) => simulator.act(openid, { type: 'text', content }),
  }
}

test('deliveries that land on different processes share one run', async () => {
  const { clock, phone, runs, ask } = await stage(undefined, 6)
  const done = ask('问')
  await clock.advance(10_000)
  expect((await done).push?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'replied'])
  expect(runs).toEqual(['A 问 1'])
  expect(phone()).toEqual(['问', '答问'])
})

test('the owner dies: the next delivery takes over', async () => {
  const { a, clock, phone, runs, ask } = await stage(undefined, 2)
  const done = ask('问')
  await clock.advance(500)
  a.kill()
  await clock.advance(15_000)
  await done
  expect(runs).toEqual(['A 问 1', 'B 问 2'])
  expect(phone()).toEqual(['问', '答问'])
})

test('the owner dies after the acknowledgement: another process finishes and pushes', async () => {
  const { a, clock, phone, runs, ask } = await stage('verifiedService', 6)
  const done = ask('问')
  await clock.advance(5000)
  expect((await done).push?.outcome).toBe('silent')
  a.kill()
  await clock.advance(30_000)
  expect(runs).toEqual(['A 问 1', 'B 问 2'])
  expect(phone()).toEqual(['问', '答问'])
})

test('a run of an hour stays with its owner', async () => {
  const { clock, phone, runs, ask } = await stage('verifiedService', 3600)
  const done = ask('问')
  for (let minute = 0; minute < 61; minute++) await clock.advance(60_000)
  await done
  expect(runs).toEqual(['A 问 1'])
  expect(phone()).toEqual(['问', '答问'])
})

test('who has a hundred runs under way says once a second that it lives, not a hundred times', async () => {
  const { clock, simulator, runs, writes } = await stage('verifiedService', 60)
  const fans = await simulator.addFans({ count: 100, follow: true })
  const asked = fans.map((fan) => simulator.act(fan.openid, { type: 'text', content: '问' }))
  await clock.advance(10_000)
  await Promise.all(asked)
  const before = writes()
  await clock.advance(20_000)
  expect(runs).toHaveLength(100)
  // Both processes have some of them.
  expect(writes() - before).toBeLessThanOrEqual(2 * 21)
})

test('all die after the acknowledgement: a restart finishes', async () => {
  const { a, b, clock, phone, runs, ask, start } = await stage('verifiedService', 6)
  const done = ask('问')
  await clock.advance(5000)
  await done
  a.kill()
  b.kill()
  await clock.advance(3600_000)
  start('C')
  await clock.advance(30_000)
  expect(runs).toEqual(['A 问 1', 'C 问 2'])
  expect(phone()).toEqual(['问', '答问'])
  await clock.advance(3600_000)
  start('D')
  await clock.advance(30_000)
  expect(runs).toHaveLength(2)
})

test('the placeholder may come from another process than the answer', async () => {
  const { clock, phone, runs, ask, simulator, openid } = await stage('subscription', 20)
  const done = ask('问')
  await clock.advance(30_000)
  const { push } = await done
  expect(push?.outcome).toBe('replied')
  const more = simulator.act(openid, { type: 'text', content: '继续', bizmsgmenuid: push?.MsgId ?? '' })
  await clock.advance(1000)
  await more
  expect(runs).toEqual(['A 问 1'])
  expect(phone().slice(2)).toEqual(['继续', '答问'])
})

test('closing hands over at once', async () => {
  const { a, clock, phone, runs, ask } = await stage('verifiedService', 6)
  const done = ask('问')
  await clock.advance(5000)
  await done
  await Promise.all([a.callback.close(100), clock.advance(100)])
  a.kill()
  // The other process looks every five seconds.
  await clock.advance(12_000)
  expect(runs).toEqual(['A 问 1', 'B 问 2'])
  expect(phone()).toEqual(['问', '答问'])
})

test('nothing is left in the store but what must be', async () => {
  const { clock, store, ask } = await stage('verifiedService', 6)
  const done = ask('问')
  await clock.advance(30_000)
  await done
  expect((await store.list('')).map((key) => key.split(':')[0])).toEqual(['run', 'allowance'])
  await clock.advance(180_000)
  expect((await store.list('')).map((key) => key.split(':')[0])).toEqual(['allowance'])
})
