/** The rules of a store over a map: for memory, and for what a file's records add up to. */
import type { DeleteOptions, Entry, PutOptions } from './store.ts'

export interface Put extends PutOptions {
  key: string
  value: string
  /** When it is done: milliseconds since 1970. */
  at: number
}

export interface Delete extends DeleteOptions {
  key: string
  at: number
}

/** One entry as it is kept. */
export interface Kept {
  key: string
  value: string
  endsAt: number
}

export interface Entries {
  get(key: string, now: number): Entry | undefined
  put(put: Put): boolean
  delete(given: Delete): boolean
  /** Of those that have not ended. */
  keys(prefix: string, now: number): string[]
  /** All that have not ended. */
  alive(now: number): Kept[]
  /** How many there are, with some that have ended. */
  size(): number
}

/** Below this many, looking for ended ones is not worth it. */
const FEW = 64

export function createEntries(): Entries {
  const map = new Map<string, Kept>()
  let sweepAt = FEW

  const find = (key: string, now: number) => {
    const entry = map.get(key)
    return entry && entry.endsAt > now ? entry : undefined
  }

  function sweep(now: number) {
    for (const { key, endsAt } of map.values()) if (endsAt <= now) map.delete(key)
    // Doubling keeps the cost of a put constant on average.
    sweepAt = Math.max(FEW, map.size * 2)
  }

  return {
    get(key, now) {
      const entry = find(key, now)
      return entry && { value: entry.value, ttlMs: entry.endsAt - now }
    },
    put({ key, value, at, ttlMs, if: condition }) {
      const old = find(key, at)?.value
      if (condition === 'absent' ? old !== undefined : condition && old !== condition.value) return false
      map.set(key, { key, value, endsAt: at + ttlMs })
      if (map.size > sweepAt) sweep(at)
      return true
    },
    delete({ key, at, if: condition }) {
      const old = find(key, at)?.value
      if (old === undefined || (condition && old !== condition.value)) return false
      return map.delete(key)
    },
    keys(prefix, now) {
      const keys: string[] = []
      for (const { key, endsAt } of map.values()) if (endsAt > now && key.startsWith(prefix)) keys.push(key)
      return keys
    },
    size: () => map.size,
    alive: (now) => [...map.values()].filter(({ endsAt }) => endsAt > now),
  }
}
