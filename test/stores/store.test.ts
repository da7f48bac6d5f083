/** The promises of a store, kept by all of them. PostgreSQL and Redis are real servers. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, redisStore } from 'yingwu'
import { type Server, startPostgres, startRedis } from '../support/servers.ts'
import { openStore, type StoreKind } from '../support/stores.ts'
import { until } from '../support/wait.ts'

const MINUTE = 60_000
const KINDS: StoreKind[] = ['memory', 'file', 'sqlite', 'postgres', 'redis']

describe.each(KINDS)('%s', (kind) => {
  let place = ''
  let server: Server | undefined
  let folder = ''
  let lastKey = 0
  const newKey = () => `key:${(lastKey += 1)}`
  const open = () => openStore(kind, place)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yingwu-store-'))
    if (kind === 'postgres') server = await startPostgres()
    if (kind === 'redis') server = await startRedis()
    place = server?.url ?? join(folder, 'store')
  }, 400_000)

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  test('gives back what was put, with the time it still lives', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    expect(await store.get(key)).toBeUndefined()
    const value = JSON.stringify({ 名: '鹦鹉 😀', quote: `'"\\\n`, long: 'x'.repeat(100_000) })
    expect(await store.put(key, value, { ttlMs: MINUTE })).toBe(true)
    const entry = await store.get(key)
    expect(entry?.value).toBe(value)
    expect(entry?.ttlMs).toBeGreaterThan(MINUTE / 2)
    expect(entry?.ttlMs).toBeLessThanOrEqual(MINUTE)
    expect(await store.get(`${key}0`)).toBeUndefined()
  })

  test('an empty value is a value', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    expect(await store.put(key, '', { ttlMs: MINUTE })).toBe(true)
    expect(await store.get(key)).toMatchObject({ value: '' })
    expect(await store.put(key, 'x', { ttlMs: MINUTE, if: 'absent' })).toBe(false)
    expect(await store.put(key, 'x', { ttlMs: MINUTE, if: { value: '' } })).toBe(true)
    expect(await store.delete(key, { if: { value: '' } })).toBe(false)
  })

  test('puts only where nothing is', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    expect(await store.put(key, 'first', { ttlMs: MINUTE, if: 'absent' })).toBe(true)
    expect(await store.put(key, 'second', { ttlMs: MINUTE, if: 'absent' })).toBe(false)
    expect(await store.get(key)).toMatchObject({ value: 'first' })
    expect(await store.put(key, 'third', { ttlMs: MINUTE })).toBe(true)
    expect(await store.get(key)).toMatchObject({ value: 'third' })
  })

  test('compares and sets: value and time', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    expect(await store.put(key, 'b', { ttlMs: MINUTE, if: { value: 'a' } })).toBe(false)
    expect(await store.get(key)).toBeUndefined()
    await store.put(key, 'a', { ttlMs: MINUTE })
    expect(await store.put(key, 'b', { ttlMs: 10 * MINUTE, if: { value: 'A' } })).toBe(false)
    expect(await store.put(key, 'b', { ttlMs: 10 * MINUTE, if: { value: 'a' } })).toBe(true)
    const entry = await store.get(key)
    expect(entry?.value).toBe('b')
    expect(entry?.ttlMs).toBeGreaterThan(9 * MINUTE)
  })

  test('compares and deletes', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    expect(await store.delete(key)).toBe(false)
    await store.put(key, 'a', { ttlMs: MINUTE })
    expect(await store.delete(key, { if: { value: 'b' } })).toBe(false)
    expect(await store.delete(key, { if: { value: 'a' } })).toBe(true)
    expect(await store.get(key)).toBeUndefined()
    await store.put(key, 'a', { ttlMs: MINUTE })
    expect(await store.delete(key)).toBe(true)
    expect(await store.delete(key)).toBe(false)
  })

  test('an entry that has ended is absent for every call', async () => {
    await using opened = open()
    const { store } = opened
    const keys = [newKey(), newKey(), newKey(), newKey()]
    const [a = '', b = '', c = '', d = ''] = keys
    for (const key of keys) await store.put(key, 'old', { ttlMs: 1 })
    await until(async () => (await store.get(d)) === undefined, 'it has ended')
    expect(await store.get(a)).toBeUndefined()
    expect(await store.delete(b)).toBe(false)
    expect(await store.put(c, 'new', { ttlMs: MINUTE, if: { value: 'old' } })).toBe(false)
    expect(await store.put(c, 'new', { ttlMs: MINUTE, if: 'absent' })).toBe(true)
    expect(await store.get(c)).toMatchObject({ value: 'new' })
  })

  test('lists the keys that begin so, and only those that live', async () => {
    await using opened = open()
    const { store } = opened
    const prefix = `${newKey()}%_*?[x]\\:`
    for (const name of ['一', 'b c', '*', 'ended']) await store.put(prefix + name, 'x', { ttlMs: MINUTE })
    await store.put(prefix.replace('%', 'y'), 'x', { ttlMs: MINUTE })
    await store.put(prefix.toUpperCase(), 'x', { ttlMs: MINUTE })
    await store.delete(`${prefix}ended`)
    const keys = await store.list(prefix)
    expect(keys.sort()).toEqual(['一', 'b c', '*'].map((name) => prefix + name).sort())
    expect(await store.list(`${prefix}none`)).toEqual([])
  })

  test('lists thousands', async () => {
    await using opened = open()
    const { store } = opened
    const prefix = `${newKey()}:`
    const names = Array.from({ length: 2500 }, (_, index) => `${prefix}${index}`)
    await Promise.all(names.map((name) => store.put(name, 'x', { ttlMs: MINUTE })))
    expect((await store.list(prefix)).sort()).toEqual(names.sort())
  })

  test('a new put begins a new life', async () => {
    await using opened = open()
    const { store } = opened
    const [short, long] = [newKey(), newKey()]
    for (const key of [short, long]) await store.put(key, 'a', { ttlMs: 50 })
    await store.put(long, 'a', { ttlMs: MINUTE })
    await until(async () => (await store.get(short)) === undefined, 'the other one has ended')
    expect(await store.get(long)).toMatchObject({ value: 'a' })
  })

  test('of fifty that put at once, one succeeds', async () => {
    await using opened = open()
    const { store } = opened
    const key = newKey()
    const names = Array.from({ length: 50 }, (_, index) => `name-${index}`)
    const outcomes = await Promise.all(
      names.map((name) => store.put(key, name, { ttlMs: MINUTE, if: 'absent' })),
    )
    const winner = names[outcomes.indexOf(true)]
    expect(outcomes.filter((won) => won)).toEqual([true])
    expect(await store.get(key)).toMatchObject({ value: winner })
  })

  test('thousands of entries that ended leave nothing in the way', async () => {
    await using opened = open()
    const { store } = opened
    const prefix = newKey()
    for (let index = 0; index < 3000; index += 1) await store.put(`${prefix}:${index}`, 'x', { ttlMs: 1 })
    const key = newKey()
    await store.put(key, 'here', { ttlMs: MINUTE })
    expect(await store.get(key)).toMatchObject({ value: 'here' })
    expect(await store.get(`${prefix}:0`)).toBeUndefined()
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses to keep for %d ms',
    async (ttlMs) => {
      await using opened = open()
      await expect(opened.store.put(newKey(), 'x', { ttlMs })).rejects.toThrow(ConfigError)
    },
  )

  // A process's memory is its own.
  if (kind === 'memory') return

  test('eight processes count together without losing one', async () => {
    await using opened = open()
    const key = newKey()
    const counters = Array.from({ length: 8 }, () =>
      fork(new URL('counter.ts', import.meta.url), [kind, place, key, '200'], {
        execArgv: ['--conditions=yingwu:source', '--disable-warning=ExperimentalWarning'],
      }),
    )
    const codes = await Promise.all(counters.map(async (counter) => (await once(counter, 'exit'))[0]))
    expect(codes).toEqual(Array(8).fill(0))
    expect(await opened.store.get(key)).toMatchObject({ value: '1600' })
  }, 120_000)
})

test('Redis through a client in the manner of node-redis', async () => {
  await using server = await startRedis()
  const client = new Redis(server.url)
  const store = redisStore({ sendCommand: ([name = '', ...args]) => client.call(name, ...args) })
  expect(await store.put('key', 'a', { ttlMs: MINUTE, if: 'absent' })).toBe(true)
  expect(await store.put('key', 'b', { ttlMs: MINUTE, if: { value: 'a' } })).toBe(true)
  expect(await store.get('key')).toMatchObject({ value: 'b' })
  expect(await store.delete('key', { if: { value: 'b' } })).toBe(true)
  client.disconnect()
}, 400_000)
