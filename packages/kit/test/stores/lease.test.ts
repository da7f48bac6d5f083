import { expect, test } from 'vitest'
import { systemRandom } from '../../src/random.ts'
import { takeLease } from '../../src/stores/lease.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import { createFakeClock } from '../support/fake-clock.ts'

function setUp() {
  const clock = createFakeClock()
  const store = memoryStore({ clock })
  const take = () => takeLease(store, 'lease', { clock, random: systemRandom, ttlMs: 3000 })
  return { clock, store, take }
}

test('is held by one for as long as that one lives', async () => {
  const { clock, take } = setUp()
  const lease = await take()
  for (let minute = 0; minute < 60; minute += 1) {
    await clock.advance(60_000)
    expect(await take()).toBeUndefined()
  }
  await lease?.release()
  expect(clock.waiting).toBe(0)
  expect(await take()).toBeDefined()
})

test('is not given back by somebody who lost it', async () => {
  const { store, take } = setUp()
  const lease = await take()
  await store.put('lease', 'somebody else', { ttlMs: 3000 })
  await lease?.release()
  expect(await store.get('lease')).toMatchObject({ value: 'somebody else' })
})

test('is not taken back by a late sign of life', async () => {
  const { clock, store, take } = setUp()
  const lease = await take()
  await store.put('lease', 'somebody else', { ttlMs: 60_000 })
  await clock.advance(10_000)
  expect(await store.get('lease')).toEqual({ value: 'somebody else', ttlMs: 50_000 })
  await lease?.release()
})
