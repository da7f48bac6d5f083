/**
 * A value that runs out (access token, ticket): fetched once by however many ask, in all processes that share the
 * store, and renewed before its end.
 */
import type { Clock } from '../clock.ts'
import { NetworkError } from '../errors.ts'
import type { Random } from '../random.ts'
import { type Lease, takeLease } from '../stores/lease.ts'
import type { Entry, Store } from '../stores/store.ts'
import { withFallback } from './fallback.ts'

export interface Expiring {
  /** The current value; waits only when there is none that still works. */
  get(): Promise<string>
  /** Gives this value up; does nothing when it has been replaced already. */
  invalidate(value: string): void
}

export interface Fetched {
  value: string
  /** Seconds it still lives. */
  expiresIn: number
}

export interface ExpiringOptions {
  /** The call it comes from, for errors. */
  endpoint: string
  /** Its name in the store, the same in all processes that share it. */
  key: string
  store: Store
  onStoreError?: ((error: Error) => void) | undefined
  /** Asks WeChat, whose answer is not to be trusted blindly. */
  fetch: () => Promise<Fetched>
  clock: Clock
  random: Random
}

/** WeChat hands out a new token during the last 5 minutes of the old one; asked earlier, it repeats the old one. */
const EARLY_MS = 300_000
/** Spreads the renewals of several processes over a minute, so that one comes first and the others find its result. */
const JITTER_MS = 60_000
/** After a renewal that failed, while the old value still works. */
const RETRY_MS = 10_000
/** A process that dies while it fetches holds up the others for so long. */
const LEASE_MS = 3000
/** While another process fetches, its result is looked for so often. */
const POLL_MS = 50
/** Longer than a fetch can take, its own time limit being 10 seconds as a rule. */
const PATIENCE_MS = 20_000
const LONGEST_LIFE_MS = 24 * 3600_000

interface Current {
  value: string
  renewAt: number
  endsAt: number
}

export function createExpiring(options: ExpiringOptions): Expiring {
  const { endpoint, key, fetch, clock, random } = options
  const store = withFallback(options.store, { clock, onStoreError: options.onStoreError })
  let current: Current | undefined
  /** The newest value that WeChat refused: the store may have it still. */
  let refused: string | undefined
  let renewal: Promise<string> | undefined

  function renew(): Promise<string> {
    renewal ??= findOrFetch().finally(() => {
      renewal = undefined
    })
    return renewal
  }

  async function findOrFetch(): Promise<string> {
    const stale = [refused, current?.value]
    const isNew = (entry: Entry | undefined) => entry !== undefined && !stale.includes(entry.value)
    const givenUpAt = clock.now() + PATIENCE_MS
    for (;;) {
      const found = await store.get(key)
      if (found && isNew(found)) return adopt(found.value, found.ttlMs)
      const lease = await takeLease(store, `lease:${key}`, { clock, random, ttlMs: LEASE_MS })
      if (lease) return await fetchAlone(lease, isNew)
      if (clock.now() >= givenUpAt) throw waitedInVain(endpoint)
      await new Promise<void>((resolve) => clock.setTimeout(resolve, POLL_MS * (0.5 + toFraction(random))))
    }
  }

  async function fetchAlone(lease: Lease, isNew: (entry: Entry | undefined) => boolean): Promise<string> {
    try {
      // The one who had the lease before may have been faster than our look.
      const old = await store.get(key)
      if (old && isNew(old)) return adopt(old.value, old.ttlMs)
      const askedAt = clock.now()
      const { value, expiresIn } = await fetch()
      if (typeof value !== 'string' || value === '' || !(expiresIn > 0)) throw emptyAnswer(endpoint)
      const endsAt = askedAt + Math.min(expiresIn * 1000, LONGEST_LIFE_MS)
      const ttlMs = Math.max(1, Math.floor(endsAt - clock.now()))
      const isStored = await store.put(key, value, { ttlMs, if: old ? { value: old.value } : 'absent' })
      // Whoever stored one meanwhile had taken over our lease: theirs is the newer one.
      const theirs = isStored ? undefined : await store.get(key)
      return theirs && isNew(theirs) ? adopt(theirs.value, theirs.ttlMs) : adopt(value, ttlMs)
    } finally {
      await lease.release()
    }
  }

  function adopt(value: string, ttlMs: number): string {
    const now = clock.now()
    const jitter = toFraction(random) * Math.min(JITTER_MS, ttlMs / 10)
    current = { value, renewAt: now + ttlMs - Math.min(EARLY_MS, ttlMs / 2) + jitter, endsAt: now + ttlMs }
    return value
  }

  function renewBehind(old: Current) {
    renew().catch(() => {
      // The old value still works; whoever asks after its end gets the error.
      old.renewAt = clock.now() + RETRY_MS
    })
  }

  return {
    async get() {
      if (!current || clock.now() >= current.endsAt) return await renew()
      if (clock.now() >= current.renewAt) renewBehind(current)
      return current.value
    },
    invalidate(value) {
      if (current?.value !== value) return
      refused = value
      current = undefined
    },
  }
}

/** From 0 to just below 1. */
function toFraction(random: Random): number {
  return (random(1)[0] ?? 0) / 256
}

function emptyAnswer(endpoint: string): NetworkError {
  return new NetworkError({
    endpoint,
    reason: 'answer',
    explanation: {
      zh: '失败：应答里没有所要的值，请检查接口地址',
      en: 'failed: the answer lacks what was asked for, check the API address',
    },
  })
}

function waitedInVain(endpoint: string): NetworkError {
  return new NetworkError({
    endpoint,
    reason: 'timeout',
    explanation: {
      zh: `超时：别的进程 ${PATIENCE_MS} 毫秒内没有取到，请查看它们的日志`,
      en: `timed out: other processes did not get it within ${PATIENCE_MS} ms, see their logs`,
    },
  })
}
