import { Seen } from '../run/seen.ts'

/** Distinct signed requests remembered per generation. */
const KEEP_STAMPS = 5_000

/**
 * Refuses what was signed long ago, and a signed URL that comes back with another message: in plain mode the
 * signature does not cover the body, so that whoever saw one URL could send anything with it. A retry of the same
 * message is no attack, whether it carries the old stamp or a new one.
 */
export class FreshnessGuard {
  readonly #maxAgeSeconds: number
  readonly #stamps: Seen
  /** The timestamp in hand and its seconds: on a busy account many pushes share theirs. */
  #timestamp = ''
  #seconds = Number.NaN

  /** 0 switches the guard off. */
  constructor(maxAgeSeconds: number) {
    this.#maxAgeSeconds = maxAgeSeconds
    // A stamp is accepted from so long before our clock to so long after.
    this.#stamps = new Seen({ ms: 2 * maxAgeSeconds * 1000, limit: KEEP_STAMPS })
  }

  /** Whether the stamp lies within the window around now. */
  isFresh(timestamp: string, nowMs: number): boolean {
    if (this.#maxAgeSeconds === 0) return true
    if (timestamp !== this.#timestamp) {
      this.#timestamp = timestamp
      this.#seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
    }
    return Math.abs(nowMs / 1000 - this.#seconds) <= this.#maxAgeSeconds
  }

  /** Remembers which message a stamp came with; false if it came with another one before. */
  admits(stamp: string, runKey: string, nowMs: number): boolean {
    if (this.#maxAgeSeconds === 0) return true
    const message = this.#stamps.fingerprint(runKey)
    return (this.#stamps.see(stamp, message, nowMs) ?? message) === message
  }
}
