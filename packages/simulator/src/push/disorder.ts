/** Pushes that the network hands over in another order: one is held back until the next of its account has gone out. */
import type { Clock } from '../clock.ts'

/** Without another push it goes after this long. */
const LONGEST_MS = 2000

export interface Disorder {
  /** Resolves when another push of the account has gone out, or after 2 seconds. */
  hold(appid: string): Promise<void>
  /** A push of the account has gone out. */
  passed(appid: string): void
}

export function createDisorder(clock: Clock): Disorder {
  const held = new Map<string, Set<() => void>>()
  return {
    hold: (appid) =>
      new Promise((resolve) => {
        const waiting = held.get(appid) ?? new Set<() => void>()
        held.set(appid, waiting)
        const go = () => {
          cancel()
          waiting.delete(go)
          resolve()
        }
        const cancel = clock.setTimeout(go, LONGEST_MS)
        waiting.add(go)
      }),
    passed(appid) {
      for (const go of held.get(appid) ?? []) go()
    },
  }
}
