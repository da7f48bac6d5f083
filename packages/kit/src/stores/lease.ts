/** Being the only one, among all processes of a store, for as long as one lives. */
import type { Clock } from '../clock.ts'
import { type Random, randomHex } from '../random.ts'
import type { Store } from './store.ts'

export interface Lease {
  /** Lets the next one in. */
  release(): Promise<void>
}

export interface LeaseOptions {
  clock: Clock
  /** Makes the holder's id. */
  random: Random
  /** Milliseconds after the holder's death until somebody else may take over; it is renewed in thirds of that. */
  ttlMs: number
}

/**
 * Takes the lease if it is free. A holder that was stopped for longer than `ttlMs` has lost it without knowing: what it
 * writes in the end has to be a compare-and-set.
 */
export async function takeLease(
  store: Store,
  key: string,
  { clock, random, ttlMs }: LeaseOptions,
): Promise<Lease | undefined> {
  const me = randomHex(random, 16)
  if (!(await store.put(key, me, { ttlMs, if: 'absent' }))) return undefined
  let cancel = beatLater()

  function beatLater() {
    return clock.setTimeout(() => {
      cancel = beatLater()
      // A beat that fails is made up for by the next; if none gets through, the lease ends.
      store.put(key, me, { ttlMs, if: { value: me } }).catch(() => {})
    }, ttlMs / 3)
  }

  return {
    async release() {
      cancel()
      await store.delete(key, { if: { value: me } })
    },
  }
}
