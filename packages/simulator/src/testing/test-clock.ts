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
  /** Moves a fake clock timer by timer, at most so far, until something is found; a real one is waited for. */
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
const QUIET_ROUNDS = 10

export function fakeTiming(options: FakeTimingOptions): Timing {
  const { base, pushes, requests, calls, patienceMs, real = systemClock } = options
  const timers = new Set<number>()
  let lastTimer = 0
  let begunAt = 0

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
    advance: (duration) => base.advance(toMilliseconds(duration)),
  }

  /** Nobody works, or whoever works has set a timer. One from before may be tomorrow's job. */
  function waitsForClock(): boolean {
    return requests() === 0 || calls() > 0 || [...timers].some((id) => id > begunAt)
  }

  return {
    clock,
    begin() {
      if (pushes() === 0) begunAt = lastTimer
    },
    async wait(work) {
      let isDone = false
      void work
        .catch(() => {})
        .finally(() => {
          isDone = true
        })
      let patience = patienceMs
      let since = real.now()
      for (let round = 0; ; round++) {
        await base.settle()
        if (isDone) break
        const isQuiet = round >= QUIET_ROUNDS && (waitsForClock() || real.now() - since >= patience)
        if (!isQuiet) {
          await new Promise<void>((resolve) => real.setTimeout(resolve, 1))
          continue
        }
        // Patience ends once: from then on time simply passes.
        if (!waitsForClock()) patience = 0
        if (!(await base.next())) break
        round = 0
        since = real.now()
      }
      return work
    },
    async waitFor(find, duration) {
      const end = base.now() + toMilliseconds(duration)
      // A timer at the end, so that no step goes beyond it.
      const cancel = base.setTimeout(() => {}, end - base.now())
      let found = find()
      while (found === undefined && base.now() < end && (await base.next())) found = find()
      cancel()
      return found
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
