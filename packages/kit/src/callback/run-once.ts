import type { ReplyType } from '@yingwu/protocol'
import { Recent } from '../recent.ts'

/** What a message is answered with: the passive reply, written but not yet encrypted. */
export interface Answer {
  readonly type: ReplyType
  readonly body: string
}

/** The outcome of handling one message, the same for every delivery of it. */
export type Run = Promise<Answer | undefined>

/** WeChat's deliveries of one message span 15 s; a minute leaves room for its queues. */
const KEEP_MS = 60_000
/** Messages per generation that are known to be handled; some 100 bytes each. */
const KEEP_KEYS = 10_000
/** Answers per generation, some KiB each. A retry comes within seconds. */
const KEEP_ANSWERS = 1_000

/**
 * Handles each message once. The first delivery starts the run; each further delivery of the same message joins it,
 * while it is under way and for a minute after. In a burst of more than some hundred messages a second an answer may be
 * forgotten sooner: the retry is then answered with `success`, but still not handled again. In the memory of this
 * process.
 */
export class RunOnce {
  readonly #running = new Map<string, Run>()
  readonly #handled = new Recent<true>({ ms: KEEP_MS, limit: KEEP_KEYS })
  readonly #answers = new Recent<Answer>({ ms: KEEP_MS, limit: KEEP_ANSWERS })
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Joins the run of this key, or starts it. `isFirst` tells which. */
  join(key: string, start: () => Run): { run: Run; isFirst: boolean } {
    const running = this.#running.get(key)
    if (running !== undefined) return { run: running, isFirst: false }
    if (this.#handled.get(key)) return { run: Promise.resolve(this.#answers.get(key)), isFirst: false }

    const run = this.#finish(key, start)
    this.#running.set(key, run)
    return { run, isFirst: true }
  }

  async #finish(key: string, start: () => Run): Run {
    try {
      const answer = await start()
      const now = this.#now()
      this.#handled.set(key, true, now)
      if (answer !== undefined) this.#answers.set(key, answer, now)
      return answer
    } finally {
      this.#running.delete(key)
    }
  }

  /** Runs under way. */
  get size(): number {
    return this.#running.size
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values())
  }
}
