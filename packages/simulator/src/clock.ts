/**
 * Two clocks. The base clock is real time (or a test's fake): deadlines of pushes run on it, so that a jump in the
 * simulated world never kills a push in flight. The world clock stands on top of it and can be moved, paused and
 * sped up: every validity limit (tokens, codes, media, allowances) reads it.
 */
import type { ClockChange, ClockState } from './control/types.ts'

/** Time as a parameter. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `run` once after `ms`; the answer cancels it. */
  setTimeout(run: () => void, ms: number): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(run, ms) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export interface WorldClock {
  now(): number
  /** Runs `run` when the world reaches `time`; jobs that fall due in a jump run in order of their time. */
  at(time: number, run: () => void): () => void
  state(): ClockState
  change(change: ClockChange): void
  /** Puts back a state that `state()` gave: the same distance from real time, or the same instant when paused. */
  restore(state: ClockState): void
  /** Forgets every job. */
  stop(): void
}

interface Job {
  time: number
  run: () => void
}

/** Longest delay a timer of the platform can hold. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export function createWorldClock(base: Clock, onChange: (state: ClockState) => void = () => {}): WorldClock {
  let anchor = { base: base.now(), world: base.now(), speed: 1, paused: false }
  let jobs: Job[] = []
  let cancelTimer: (() => void) | undefined

  const now = () =>
    anchor.paused ? anchor.world : Math.round(anchor.world + (base.now() - anchor.base) * anchor.speed)

  const state = (): ClockState => ({
    now: now(),
    aheadMs: now() - base.now(),
    speed: anchor.speed,
    paused: anchor.paused,
  })

  function moveTo(world: number, changes: { speed?: number; paused?: boolean } = {}) {
    anchor = { ...anchor, ...changes, base: base.now(), world }
  }

  function runDue(until: number) {
    let next = jobs[0]
    while (next && next.time <= until) {
      jobs.shift()
      if (next.time > now()) moveTo(next.time)
      next.run()
      next = jobs[0]
    }
  }

  function arm() {
    cancelTimer?.()
    cancelTimer = undefined
    const next = jobs[0]
    if (!next || anchor.paused) return
    const wait = Math.max(0, Math.ceil((next.time - now()) / anchor.speed))
    cancelTimer = base.setTimeout(
      () => {
        runDue(now())
        arm()
      },
      Math.min(wait, LONGEST_TIMER_MS),
    )
  }

  return {
    now,
    state,
    at(time, run) {
      const job = { time, run }
      const later = jobs.findIndex((other) => other.time > time)
      jobs.splice(later < 0 ? jobs.length : later, 0, job)
      arm()
      return function cancel() {
        jobs = jobs.filter((other) => other !== job)
        arm()
      }
    },
    change(change) {
      if ('advanceSeconds' in change) {
        const target = now() + change.advanceSeconds * 1000
        runDue(target)
        moveTo(Math.max(target, now()))
      } else if ('paused' in change) moveTo(now(), { paused: change.paused })
      else if ('speed' in change) moveTo(now(), { speed: change.speed })
      else moveTo(base.now(), { speed: 1, paused: false })
      arm()
      onChange(state())
    },
    restore(saved) {
      moveTo(saved.paused ? saved.now : base.now() + saved.aheadMs, {
        speed: saved.speed,
        paused: saved.paused,
      })
      arm()
      onChange(state())
    },
    stop() {
      jobs = []
      cancelTimer?.()
    },
  }
}
