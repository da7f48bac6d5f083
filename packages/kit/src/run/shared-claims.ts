/** Claims in a store, for several processes and for restarts. */
import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { type Random, randomHex } from '../random.ts'
import type { Store } from '../stores/store.ts'
import { type Claims, type Found, memoryClaims } from './claims.ts'
import { type HeldClaim, holdClaim, lifeOf } from './held-claim.ts'
import { type RunRecord, toLateMessage, toRecord } from './record.ts'

export interface SharedClaimsOptions {
  store: Store
  appId: string
  clock: Clock
  random: Random
  /** The store failed, and this process goes on by itself. */
  onStoreError: (error: unknown) => void
}

/**
 * A process that was not heard of for so long is dead; shorter than one wait of WeChat, so that the next delivery can
 * take over.
 */
const LEASE_MS = 4000
const BEAT_MS = 1000
/** After so many beats the records of long runs are written again, long before they end. */
const BEATS_PER_RENEWAL = 200
/** Deliveries are counted, and what was agreed on is known, for so long. */
const COUNT_MS = 120_000
/** Longer keys are shortened; PostgreSQL cannot index a text of some KiB. */
const LONG_KEY = 200

export function sharedClaims({ store, appId, clock, random, onStoreError }: SharedClaimsOptions): Claims {
  const me = randomHex(random, 8)
  const held = new Set<HeldClaim>()
  /** What was handled while the store failed. */
  const alone = memoryClaims(() => clock.now())
  let hasFailed = false
  let cancelBeat: (() => void) | undefined
  let beats = 0
  const nameOf = (what: 'run' | 'late' | 'seen' | 'asked' | 'alive', key: string) =>
    `${what}:${appId}:${shorten(key)}`

  async function attempt<T>(act: () => Promise<T>, inStead: () => T | Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      hasFailed = true
      onStoreError(error)
      return await inStead()
    }
  }

  /** One sign of life for all that is held, however much it is; a run that ends within a second needs none. */
  function beatLater() {
    cancelBeat ??= clock.setTimeout(() => {
      cancelBeat = undefined
      if (held.size === 0) return
      // One that fails is made up for by the next; if none gets through, somebody else takes over.
      store.put(nameOf('alive', me), '', { ttlMs: LEASE_MS }).catch(() => {})
      beats += 1
      if (beats % BEATS_PER_RENEWAL === 0) for (const one of held) void one.renew()
      beatLater()
    }, BEAT_MS)
  }

  /** Its holder gave it up, or was not heard of for too long: neither by this record nor by a sign of life. */
  async function isAbandoned(record: RunRecord, ttlMs: number): Promise<boolean> {
    if (record.owner === '') return true
    if (lifeOf(record) - ttlMs <= LEASE_MS) return false
    return (await store.get(nameOf('alive', record.owner))) === undefined
  }

  function hold(key: string, record: RunRecord, value: string): Found {
    const claim = holdClaim({
      store,
      runKey: nameOf('run', key),
      lateKey: nameOf('late', key),
      key,
      record,
      value,
      attempt,
      isAsked: () => isAsked(key, 'answered'),
      remember: ({ state, answer }) => alone.remember(key, state, answer),
      onEnd: (one) => held.delete(one),
    })
    held.add(claim)
    beatLater()
    return { type: 'claimed', claim }
  }

  async function claim(key: string, isNew: boolean): Promise<Found> {
    const runKey = nameOf('run', key)
    const fresh: RunRecord = { state: 'running', owner: me, attempt: 1 }
    const value = JSON.stringify(fresh)
    const takeIt = () => store.put(runKey, value, { ttlMs: lifeOf(fresh), if: 'absent' })
    if (isNew && (await takeIt())) return hold(key, fresh, value)
    // What others have is looked at often, and seldom free.
    const entry = await store.get(runKey)
    if (!entry) return !isNew && (await takeIt()) ? hold(key, fresh, value) : { type: 'busy' }
    const record = toRecord(entry.value)
    if (!record) return { type: 'busy' }
    if (record.state === 'done') return { type: 'settled', record }
    if (!(await isAbandoned(record, entry.ttlMs)))
      return record.state === 'closed' ? { type: 'settled', record } : { type: 'busy' }
    const next: RunRecord = { ...record, owner: me, attempt: record.attempt + 1 }
    const text = JSON.stringify(next)
    const isOurs = await store.put(runKey, text, { ttlMs: lifeOf(next), if: { value: entry.value } })
    return isOurs ? hold(key, next, text) : { type: 'busy' }
  }

  /** Whether the person was told to ask again: what was said first counts, for all processes. */
  function isAsked(key: string, word: 'asked' | 'answered'): Promise<boolean> {
    const name = nameOf('asked', key)
    return attempt(
      async () => {
        const isFirst = await store.put(name, word, { ttlMs: COUNT_MS, if: 'absent' })
        return (isFirst ? word : (await store.get(name))?.value) === 'asked'
      },
      () => false,
    )
  }

  async function countDelivery(key: string): Promise<number> {
    for (;;) {
      const old = await store.get(nameOf('seen', key))
      const next = Number(old?.value ?? 1) + 1
      const condition = old ? { value: old.value } : ('absent' as const)
      if (await store.put(nameOf('seen', key), String(next), { ttlMs: COUNT_MS, if: condition })) return next
    }
  }

  return {
    isShared: true,
    async claim(key, isNew) {
      if (hasFailed) {
        const found = await alone.claim(key, isNew)
        if (found.type === 'settled') return found
      }
      return await attempt(
        () => claim(key, isNew),
        () => (isNew ? alone.claim(key, isNew) : { type: 'busy' }),
      )
    },
    countDelivery: (key) =>
      attempt(
        () => countDelivery(key),
        () => 0,
      ),
    async look(key) {
      const entry = await store.get(nameOf('run', key))
      return entry && toRecord(entry.value)
    },
    ask: (key) => isAsked(key, 'asked'),
    remember: alone.remember,
    async late() {
      const keys = await store.list(`late:${appId}:`)
      const entries = await Promise.all(keys.map((key) => store.get(key)))
      return entries.flatMap((entry) => (entry && toLateMessage(entry.value)) ?? [])
    },
    async forget(key) {
      await store.delete(nameOf('late', key))
    },
    close() {
      cancelBeat?.()
      held.clear()
    },
  }
}

function shorten(key: string): string {
  return key.length <= LONG_KEY ? key : createHash('sha256').update(key).digest('base64url')
}
