/** 短key: long data kept under a short key for at most 30 days. */
import { number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export interface ShortKey {
  key: string
  appid: string
  longData: string
  createdAt: number
  expiresAt: number
}

export interface ShortKeys {
  create(appid: string, longData: string, lifetimeMs: number): ShortKey
  /** undefined for one that is unknown, expired or another account's. */
  find(appid: string, key: string): ShortKey | undefined
  export(): ShortKey[]
  import(keys: readonly ShortKey[]): void
}

const LENGTH = 15

export function createShortKeys({ clock, random }: { clock: WorldClock; random: Random }): ShortKeys {
  const keys = new Map<string, ShortKey>()

  return {
    create(appid, longData, lifetimeMs) {
      const now = clock.now()
      const short: ShortKey = {
        key: random.text(LENGTH, ALPHANUMERIC),
        appid,
        longData,
        createdAt: now,
        expiresAt: now + lifetimeMs,
      }
      keys.set(short.key, short)
      return short
    },
    find(appid, key) {
      const short = keys.get(key)
      if (!short || short.appid !== appid) return undefined
      if (short.expiresAt > clock.now()) return short
      keys.delete(key)
      return undefined
    },
    export: () => [...keys.values()],
    import(saved) {
      keys.clear()
      for (const short of saved) keys.set(short.key, short)
    },
  }
}

export const shortKeyCheck = object<ShortKey>({
  key: string({ min: 1 }),
  appid: string(),
  longData: string(),
  createdAt: number(),
  expiresAt: number(),
})
