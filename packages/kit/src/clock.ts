/** Where time comes from, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once after so many milliseconds; the answer cancels it. */
  setTimeout(run: () => void, ms: number): () => void
}

export const systemClock: Clock = {
  now: Date.now,
  setTimeout(run, ms) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
