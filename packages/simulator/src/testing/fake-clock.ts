/** A base clock for tests: time stands still until the test moves it. */
import type { Clock } from '../clock.ts'

export interface FakeClock extends Clock {
  /**
   * Moves time on by `ms`, runs the timers that fall due in order, and lets everything they started settle before
   * the next one.
   */
  advance(ms: number): Promise<void>
  /** Moves time to the next timer and runs it; `false` when there is none. */
  next(): Promise<boolean>
  /** Lets what is under way settle, without moving time. */
  settle(): Promise<void>
}

export function createFakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start
  let timers: { time: number; run: () => void }[] = []

  function takeDue(until: number) {
    const due = timers.filter((timer) => timer.time <= until).sort((a, b) => a.time - b.time)[0]
    if (due) timers = timers.filter((timer) => timer !== due)
    return due
  }

  async function settle() {
    for (let turn = 0; turn < 8; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
  }

  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { time: now + Math.max(0, ms), run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    settle,
    async next() {
      const due = takeDue(Number.POSITIVE_INFINITY)
      if (!due) return false
      now = Math.max(now, due.time)
      due.run()
      await settle()
      return true
    },
    async advance(ms) {
      const end = now + ms
      await settle()
      for (let due = takeDue(end); due; due = takeDue(end)) {
        now = Math.max(now, due.time)
        due.run()
        await settle()
      }
      // A timer's work may have moved time further.
      now = Math.max(now, end)
    },
  }
}
