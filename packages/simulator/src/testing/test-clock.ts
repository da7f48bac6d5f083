/**
 * The clock of a test. The bot may take it for its own timers; then a handler of twelve seconds takes none.
 *
 * A fake clock moves by itself only while WeChat waits for the bot, and only when nothing else happens: the bot waits
 * for a timer of this clock, or has been silent for so long that its time is up.
 */
import { type Clock, systemClock } from '../clock.ts'
import type { Simulator } from '../simulator.ts'
import { type Duration, toMilliseconds } from './duration.ts'
import type { FakeClock } from './fake-clock.ts'
import { hasGrown, pause, takeCensus } from './real-work.ts'

export interface TestClock extends Clock {
  /** Moves time on. With a fake clock every timer that falls due runs, in order; with a real one the world's clock jumps. */
  advance(duration: Duration): Promise<void>
}

/** A test clock, and how to wait by it. */
export interface Timing {
  clock: TestClock
  /** To be called before something happens: timers that the bot sets from now on are what it waits for. */
  begin(): void
  /** Waits for what WeChat and the bot do, moving a fake clock where they wait for it. */
  wait<T>(work: Promise<T>): Promise<T>
  /** Moves a fake clock while the bot has timers, at most so far, until something is found; a real one is waited for. */
  waitFor<T>(find: () => T | undefined, duration: Duration): Promise<T | undefined>
}

export interface FakeTimingOptions {
  base: FakeClock
  /** Pushes that have not ended. */
  pushes: () => number
  /** Requests that the bot works at. */
  requests: () => number
  /** Calls of the API that have no answer yet. */
  calls: () => number
  /** Real milliseconds that a bot may be silent without waiting for the clock. */
  patienceMs: number
  /** Real time, for patience. */
  real?: Clock
}

/** Turns of the event loop, each with a pause of a millisecond, after which nothing happens but by the clock. */
const QUIET_ROUNDS = 20

export function fakeTiming(options: FakeTimingOptions): Timing {
  const { base, pushes, requests, calls, patienceMs, real = systemClock } = options
  const timers = new Set<number>()
  let lastTimer = 0
  let begunAt = 0
  let before = takeCensus()

  const clock: TestClock = {
    now: () => base.now(),
    setTimeout(run, ms) {
      const id = ++lastTimer
      timers.add(id)
      const cancel = base.setTimeout(() => {
        timers.delete(id)
        run()
      }, ms)
      return () => {
        timers.delete(id)
        cancel()
      }
    },
    async advance(duration) {
      await base.advance(toMilliseconds(duration))
    },
  }

  /** The bot has set a timer. One from before may be tomorrow's job. */
  const hasTimer = () => [...timers].some((id) => id > begunAt)

  /** Nobody works, or whoever works waits for the clock and does nothing else. */
  function waitsForClock(): boolean {
    if (requests() === 0) return true
    return (calls() > 0 || hasTimer()) && !hasGrown(before)
  }

  /** Gives false when it is done, true when only the clock can help. */
  async function isStuck(isDone: () => boolean, waits: () => boolean, patience: number): Promise<boolean> {
    const since = real.now()
    for (let round = 0; ; round++) {
      await base.settle()
      if (isDone()) return false
      if (round >= QUIET_ROUNDS && (waits() || real.now() - since >= patience)) return true
      await pause()
    }
  }

  return {
    clock,
    begin() {
      if (pushes() > 0) return
      begunAt = lastTimer
      before = takeCensus()
    },
    async wait(work) {
      let isDone = false
      void work
        .catch(() => {})
        .finally(() => {
          isDone = true
        })
      let patience = patienceMs
      while (await isStuck(() => isDone, waitsForClock, patience)) {
        // Patience ends once: from then on time simply passes.
        if (!waitsForClock()) patience = 0
        if (!(await base.next())) break
      }
      return work
    },
    async waitFor(find, duration) {
      const end = base.now() + toMilliseconds(duration)
      // A timer at the end, so that no step goes beyond it.
      const cancel = base.setTimeout(() => {}, end - base.now())
      let found: ReturnType<typeof find>
      const isFound = () => {
        found ??= find()
        return found !== undefined
      }
      try {
        while (await isStuck(isFound, () => !hasGrown(before), patienceMs)) {
          if (!hasTimer() || base.now() >= end || !(await base.next())) break
        }
        return found
      } finally {
        cancel()
      }
    },
  }
}

export function realTiming(simulator: Simulator): Timing {
  return {
    clock: {
      ...systemClock,
      async advance(duration) {
        simulator.clock.change({ advanceSeconds: toMilliseconds(duration) / 1000 })
        await new Promise((resolve) => setImmediate(resolve))
      },
    },
    begin() {},
    wait: (work) => work,
    waitFor(find, duration) {
      return new Promise((resolve, reject) => {
        const cancel = systemClock.setTimeout(() => end(() => resolve(undefined)), toMilliseconds(duration))
        const unsubscribe = simulator.on(look)
        function look() {
          try {
            const found = find()
            if (found !== undefined) end(() => resolve(found))
          } catch (error) {
            end(() => reject(error))
          }
        }
        function end(settle: () => void) {
          cancel()
          unsubscribe()
          settle()
        }
        look()
      })
    },
  }
}
