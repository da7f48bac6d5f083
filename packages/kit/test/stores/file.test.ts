import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileStore } from '../../src/stores/file.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import type { PutOptions, Store } from '../../src/stores/store.ts'
import { createHandClock } from '../support/wechat.ts'

const MINUTE = 60_000
let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingwu-file-'))
  path = join(folder, 'data', 'tokens')
})
afterEach(() => rmSync(folder, { recursive: true }))

const files = () => readdirSync(join(folder, 'data'))

test('makes its folder, and only its owner may read the file', async () => {
  await fileStore(path).put('token', 'secret', { ttlMs: MINUTE })
  expect(files()).toEqual(['tokens.1'])
  expect(statSync(`${path}.1`).mode & 0o777).toBe(0o600)
})

test('a process that was killed in mid-write leaves the old value, and the others go on', async () => {
  const [mine, other] = [fileStore(path), fileStore(path)]
  await mine.put('token', 'old', { ttlMs: MINUTE })
  await mine.put('token', 'new', { ttlMs: MINUTE })
  // Cut off at every place of the last line.
  const whole = readFileSync(`${path}.1`)
  const start = whole.lastIndexOf('\n', whole.length - 2)
  for (let size = start; size < whole.length - 1; size += 1) {
    writeFileSync(`${path}.1`, whole)
    truncateSync(`${path}.1`, size)
    const fresh = fileStore(path)
    const { value } = (await fresh.get('token')) ?? {}
    expect(value).toBe('old')
    await fresh.put('after', String(size), { ttlMs: MINUTE })
    expect(await fileStore(path).get('after')).toMatchObject({ value: String(size) })
  }
  rmSync(`${path}.1`)
  expect(await other.get('token')).toBeUndefined()
})

test('lines that are none of ours are passed over', async () => {
  const store = fileStore(path)
  await store.put('a', '1', { ttlMs: MINUTE })
  appendFileSync(
    `${path}.1`,
    'null\n[]\n{"type":"put"}\n\n{"type":"put","key":1,"at":2}\n{"type":"other","key":"a","at":1}\nnoise',
  )
  expect(await store.put('b', '2', { ttlMs: MINUTE, if: 'absent' })).toBe(true)
  expect(await fileStore(path).get('a')).toMatchObject({ value: '1' })
  expect(await fileStore(path).get('b')).toMatchObject({ value: '2' })
})

test('a file that grows is begun anew, and a process that slept meanwhile finds its way', async () => {
  const [busy, sleeper] = [fileStore(path), fileStore(path)]
  await sleeper.put('kept', 'yes', { ttlMs: MINUTE })
  await sleeper.put('lease', 'me', { ttlMs: MINUTE })
  for (let index = 0; index < 5000; index += 1) await busy.put('lease', `other-${index}`, { ttlMs: MINUTE })
  expect(files()).toHaveLength(1)
  expect(files()[0]).not.toBe('tokens.1')
  expect(statSync(join(folder, 'data', files()[0] ?? '')).size).toBeLessThan(300_000)
  expect(await sleeper.put('lease', 'me', { ttlMs: MINUTE, if: { value: 'me' } })).toBe(false)
  expect(await sleeper.put('lease', 'me', { ttlMs: MINUTE, if: { value: 'other-4999' } })).toBe(true)
  expect(await busy.get('kept')).toMatchObject({ value: 'yes' })
})

test('a seal that nobody acted upon is acted upon by the next, and what was written after it does not count', async () => {
  const store = fileStore(path)
  await store.put('a', '1', { ttlMs: MINUTE })
  const at = Date.now()
  appendFileSync(`${path}.1`, `\n${JSON.stringify({ type: 'seal', id: 'x', at })}\n`)
  appendFileSync(
    `${path}.1`,
    `\n${JSON.stringify({ type: 'put', id: 'y', at, key: 'a', value: '2', ttlMs: MINUTE })}\n`,
  )
  // Somebody was killed while he began the next generation.
  writeFileSync(`${path}.0.draft`, 'half')
  expect(await fileStore(path).get('a')).toMatchObject({ value: '1' })
  expect(files()).toEqual(['tokens.2'])
  expect(await store.put('a', '3', { ttlMs: MINUTE, if: { value: '1' } })).toBe(true)
  expect(files()).toEqual(['tokens.2'])
})

test('a file that was taken away is begun anew', async () => {
  const store = fileStore(path)
  await store.put('a', '1', { ttlMs: MINUTE })
  rmSync(join(folder, 'data'), { recursive: true })
  expect(await store.get('a')).toBeUndefined()
  expect(await store.put('a', '2', { ttlMs: MINUTE, if: 'absent' })).toBe(true)
})

test('three processes with one file see what one memory would', async () => {
  const key = fc.constantFrom('a', 'b')
  const value = fc.constantFrom('1', '2', '3')
  const condition = fc.oneof(
    fc.constant<PutOptions['if']>(undefined),
    fc.constant<PutOptions['if']>('absent'),
    value.map((value): PutOptions['if'] => ({ value })),
  )
  const who = fc.nat(2)
  const step = fc.oneof(
    fc.record({ type: fc.constant('get'), who, key, value, if: condition, ms: fc.nat(50) }),
    fc.record({
      type: fc.constant('put'),
      who,
      key,
      value,
      if: condition,
      ms: fc.integer({ min: 1, max: 50 }),
    }),
    fc.record({ type: fc.constant('delete'), who, key, value, if: condition, ms: fc.nat(50) }),
    fc.record({ type: fc.constant('wait'), who, key, value, if: condition, ms: fc.nat(50) }),
  )
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const clock = createHandClock()
      const own = `${path}-${(run += 1)}`
      const stores = [0, 1, 2].map(() => fileStore(own, { clock }))
      const model = memoryStore({ clock })
      const seen: unknown[] = []
      const expected: unknown[] = []
      for (const { who, ...step } of steps) {
        if (step.type === 'wait') clock.advance(step.ms)
        seen.push(await act(stores[who] ?? model, step))
        expected.push(await act(model, step))
      }
      expect(seen).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

interface Step {
  type: string
  key: string
  value: string
  if: PutOptions['if']
  ms: number
}

async function act(store: Store, { type, key, value, if: condition, ms }: Step): Promise<unknown> {
  if (type === 'get' || type === 'wait') return await store.get(key)
  if (type === 'put') return await store.put(key, value, { ttlMs: ms, if: condition })
  return await store.delete(key, condition === 'absent' ? {} : { if: condition })
}
