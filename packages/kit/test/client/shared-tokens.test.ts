/** Several processes with one store. Each client here stands for a process: nothing but the store connects them. */
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createClient } from '../../src/client/client.ts'
import type { CallHooks } from '../../src/client/hooks.ts'
import type { TokenKind } from '../../src/client/tokens.ts'
import { createJsSdk } from '../../src/js-sdk.ts'
import { systemRandom } from '../../src/random.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import type { Store } from '../../src/stores/store.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { APP_ID, APP_SECRET, createFakeWeChat } from '../support/fake-wechat.ts'
import { failureOf } from '../support/set-up.ts'

const TOKEN = '/cgi-bin/stable_token'
const INFO = '/cgi-bin/get_current_selfmenu_info'
const HOUR = 3600_000
const LEASE = `lease:token:stable:${APP_ID}`

function setUpProcesses() {
  const clock = createFakeClock()
  const wechat = createFakeWeChat({ clock })
  wechat.on(INFO, () => ({ is_menu_open: 0 }))
  const store = memoryStore({ clock })
  const start = (options: { store?: Store; tokens?: TokenKind; hooks?: CallHooks } = {}) =>
    createClient({
      appId: APP_ID,
      appSecret: APP_SECRET,
      fetch: wechat.fetch,
      clock,
      store,
      ...options,
    })
  /** Lets WeChat's next answer to a request for a token wait. */
  const holdTokens = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wechat.on(TOKEN, async () => {
      await promise
      const token = `held-${wechat.tokens.length}`
      wechat.tokens.push(token)
      return { access_token: token, expires_in: 7200 }
    })
    return resolve
  }
  return { clock, wechat, store, start, holdTokens }
}

const call = (client: { call: ReturnType<typeof createClient>['call'] }) =>
  client.call({ method: 'GET', path: INFO })

test('eight processes that begin at once fetch one token', async () => {
  const { clock, wechat, start, holdTokens } = setUpProcesses()
  const release = holdTokens()
  const tokens = Promise.all(Array.from({ length: 8 }, () => start().token()))
  await clock.advance(500)
  release()
  await clock.advance(100)
  expect(new Set(await tokens)).toEqual(new Set([wechat.tokens[0]]))
  expect(wechat.received(TOKEN)).toHaveLength(1)
})

test('a process that begins later takes the token from the store, for as long as it still lives', async () => {
  const { clock, wechat, start } = setUpProcesses()
  const first = await start().token()
  await clock.advance(HOUR)
  const late = start()
  expect(await late.token()).toBe(first)
  await clock.advance(HOUR - 1)
  expect(await late.token()).toBe(first)
  await clock.advance(1)
  expect(await late.token()).toBe(wechat.tokens.at(-1))
  expect(wechat.tokens).toHaveLength(2)
})

test('a refused token is replaced by one fetch, and all calls succeed', async () => {
  const { clock, wechat, start } = setUpProcesses()
  const processes = Array.from({ length: 8 }, () => start())
  for (const one of processes) await call(one)
  for (const token of wechat.tokens) wechat.kill(token, 40001)
  const calls = Promise.all(processes.map(call))
  await clock.advance(200)
  expect(await calls).toHaveLength(8)
  expect(wechat.tokens).toHaveLength(2)
})

test('whoever hears late that a token was refused takes the one that is there', async () => {
  const { wechat, start } = setUpProcesses()
  const [quick, late] = [start(), start()]
  await call(quick)
  await call(late)
  wechat.kill(wechat.tokens[0] ?? '', 42001)
  await call(quick)
  await call(late)
  expect(wechat.tokens).toHaveLength(2)
})

test('one process renews early, the others find its token', async () => {
  const { clock, wechat, start } = setUpProcesses()
  const processes = Array.from({ length: 8 }, () => start())
  for (const one of processes) await one.token()
  // From 5 to 4 minutes before the end, each at a moment of its own.
  await clock.advance(2 * HOUR - 301_000)
  for (let second = 0; second < 62; second += 1) {
    await clock.advance(1000)
    await Promise.all(processes.map((one) => one.token()))
  }
  await clock.advance(100)
  const tokens = await Promise.all(processes.map((one) => one.token()))
  expect(new Set(tokens)).toEqual(new Set([wechat.tokens[1]]))
  expect(wechat.tokens).toHaveLength(2)
})

test('takes over from a process that died while it fetched', async () => {
  const { clock, wechat, store, start } = setUpProcesses()
  await store.put(LEASE, 'the dead one', { ttlMs: 3000, if: 'absent' })
  const token = start().token()
  await clock.advance(2900)
  expect(wechat.received(TOKEN)).toHaveLength(0)
  await clock.advance(200)
  expect(await token).toBe(wechat.tokens[0])
})

test('waits for a process that fetches slowly but lives', async () => {
  const { clock, wechat, start, holdTokens } = setUpProcesses()
  const release = holdTokens()
  const slow = start().token()
  await clock.advance(100)
  const waiting = start().token()
  await clock.advance(9000)
  expect(wechat.received(TOKEN)).toHaveLength(1)
  release()
  await clock.advance(100)
  expect(await waiting).toBe(await slow)
  expect(wechat.received(TOKEN)).toHaveLength(1)
})

test('a call does not wait for others longer than its own time', async () => {
  const { clock, store, start } = setUpProcesses()
  await store.put(LEASE, 'somebody', { ttlMs: HOUR })
  const failure = failureOf(call(start()))
  await clock.advance(10_000)
  expect(await failure).toMatchObject({ reason: 'timeout' })
  await clock.advance(20_000)
  expect(clock.waiting).toBe(0)
})

test('a fetch that failed lets the next process try at once', async () => {
  const { clock, wechat, start } = setUpProcesses()
  wechat.on(TOKEN, () => ({ errcode: 40125, errmsg: 'invalid appsecret' }))
  expect(await failureOf(start().token())).toMatchObject({ code: 40125 })
  wechat.on(TOKEN, () => ({ access_token: 'better', expires_in: 7200 }))
  expect(await start().token()).toBe('better')
  await clock.advance(0)
  expect(clock.waiting).toBe(0)
})

test('looks again once it has the lease: another process may have fetched between look and lease', async () => {
  const { wechat, store, start } = setUpProcesses()
  let looks = 0
  const get: Store['get'] = async (key) => {
    const entry = await store.get(key)
    looks += 1
    if (looks === 1) await store.put(key, 'just fetched', { ttlMs: HOUR })
    return entry
  }
  expect(await start({ store: { ...store, get } }).token()).toBe('just fetched')
  expect(wechat.received(TOKEN)).toHaveLength(0)
})

test('who lost the lease in a long sleep does not overwrite the newer token', async () => {
  const { clock, wechat, store, start, holdTokens } = setUpProcesses()
  const release = holdTokens()
  const sleeper = start().token()
  await clock.advance(0)
  await store.put(`token:stable:${APP_ID}`, 'newer', { ttlMs: HOUR })
  release()
  expect(await sleeper).toBe('newer')
  expect(await store.get(`token:stable:${APP_ID}`)).toMatchObject({ value: 'newer' })
  expect(wechat.received(TOKEN)).toHaveLength(1)
})

test('stable and classic tokens are kept apart', async () => {
  const { wechat, start } = setUpProcesses()
  const stable = await start().token()
  const classic = await start({ tokens: 'classic' }).token()
  expect(classic).not.toBe(stable)
  expect(await start({ tokens: 'classic' }).token()).toBe(classic)
  expect(wechat.tokens).toEqual([stable, classic])
})

test('a store that fails does not stop the calls: the process helps itself, and says so', async () => {
  const { clock, wechat, start } = setUpProcesses()
  const errors: Error[] = []
  const down = new Error('ECONNREFUSED')
  const fail = () => Promise.reject(down)
  const client = start({
    store: { get: fail, put: fail, delete: fail, list: fail },
    hooks: { onStoreError: (error) => errors.push(error) },
  })
  await call(client)
  expect(errors.map(({ message }) => message)).toEqual(['ECONNREFUSED'])
  expect(wechat.tokens).toHaveLength(1)
  wechat.kill(await client.token(), 40001)
  await call(client)
  expect(wechat.tokens).toHaveLength(2)
  expect(errors).toHaveLength(1)
  await clock.advance(11_000)
  wechat.kill(await client.token(), 40001)
  await call(client)
  expect(errors).toHaveLength(2)
})

test('what a driver hangs on its error does not reach the log', async () => {
  const { clock, wechat, store, start } = setUpProcesses()
  const errors: Error[] = []
  const client = start({
    store: {
      ...store,
      put: (key, value, options) =>
        key.startsWith('lease:')
          ? store.put(key, value, options)
          : Promise.reject(Object.assign(new Error(`ERR in SET ${value}`), { command: { args: [value] } })),
    },
    hooks: { onStoreError: (error) => errors.push(error) },
  })
  const token = await client.token()
  expect(errors.map(({ message }) => message)).toEqual(['ERR in SET ***'])
  expect(inspect(errors, { showHidden: true, depth: 9 })).not.toContain(token)
  expect(wechat.tokens).toEqual([token])
  await clock.advance(3000)
  expect(clock.waiting).toBe(0)
})

test('a store that hangs costs two seconds once, and a hook that throws costs nothing', async () => {
  const { clock, wechat, start } = setUpProcesses()
  const hang = () => new Promise<never>(() => {})
  const onStoreError = () => {
    throw new Error('no log either')
  }
  const client = start({ store: { get: hang, put: hang, delete: hang, list: hang }, hooks: { onStoreError } })
  const done = call(client)
  await clock.advance(2000)
  expect(await done).toEqual({ is_menu_open: 0 })
  expect(wechat.tokens).toHaveLength(1)
})

test('goes back to the store once it is well again', async () => {
  const { clock, wechat, store, start } = setUpProcesses()
  let isDown = true
  const orDown = <T>(act: () => Promise<T>) => (isDown ? Promise.reject(new Error('down')) : act())
  const shaky: Store = {
    get: (key) => orDown(() => store.get(key)),
    put: (...args) => orDown(() => store.put(...args)),
    delete: (...args) => orDown(() => store.delete(...args)),
    list: (...args) => orDown(() => store.list(...args)),
  }
  const client = start({ store: shaky })
  await call(client)
  isDown = false
  await clock.advance(10_000)
  const shared = await start().token()
  wechat.kill(wechat.tokens[0] ?? '', 40001)
  await call(client)
  expect(await client.token()).toBe(shared)
  expect(wechat.tokens).toHaveLength(2)
})

test('the store is not asked for each call', async () => {
  const { store, start } = setUpProcesses()
  let asked = 0
  const counted: Store = {
    get: (key) => {
      asked += 1
      return store.get(key)
    },
    put: (...args) => store.put(...args),
    delete: (...args) => store.delete(...args),
    list: (...args) => store.list(...args),
  }
  const client = start({ store: counted })
  await call(client)
  const before = asked
  for (let index = 0; index < 100; index += 1) await call(client)
  expect(asked).toBe(before)
})

test('tickets of the JS-SDK are shared the same way', async () => {
  const { clock, wechat, store, start } = setUpProcesses()
  const TICKET = '/cgi-bin/ticket/getticket'
  wechat.on(TICKET, () => ({ errcode: 0, errmsg: 'ok', ticket: 'ticket-1', expires_in: 7200 }))
  const pages = Array.from({ length: 8 }, () =>
    createJsSdk({ client: start(), store, clock, random: systemRandom }).config('https://www.example.com/'),
  )
  await clock.advance(300)
  expect(await Promise.all(pages)).toHaveLength(8)
  expect(wechat.received(TICKET)).toHaveLength(1)
  expect(await store.get(`ticket:jsapi:${APP_ID}`)).toMatchObject({ value: 'ticket-1' })
})
