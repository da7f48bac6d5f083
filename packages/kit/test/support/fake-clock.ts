import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../../src/clock.ts'

export interface FakeClock extends Clock {
  /** Moves time on, runs what falls due, and lets promises settle. */
  advance(ms: number): Promise<void>
  /** Timers that still wait. */
  readonly waiting: number
}

export function createFakeClock(start = Date.UTC(2026, 10, 22)): FakeClock {
  let now = start
  let timers: { at: number; run: () => void }[] = []

  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    async advance(ms) {
      const until = now + ms
      await setImmediate()
      for (;;) {
        const next = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((other) => other !== next)
        now = next.at
        next.run()
        await setImmediate()
      }
      now = until
      await setImmediate()
    },
    get waiting() {
      return timers.length
    },
  }
}
