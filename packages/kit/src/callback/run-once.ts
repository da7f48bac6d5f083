import type { ReplyType } from '@yingwu/protocol'
import { Recent } from '../recent.ts'

/** What a message is answered with: the passive reply, written but not yet encrypted. */
export interface Answer {
  readonly type: ReplyType
  readonly body: string
}

/** The outcome of handling one message, the same for every delivery of it. */
export type Run = Promise<Answer | undefined>

/** What is known of a message that was handled. */
interface Handled {
  /** undefined: there was none, or it was forgotten. */
  answer: Answer | undefined
}

/** WeChat's deliveries of one message span 15 s; a minute leaves room for its queues. */
const KEEP_MS = 60_000
/** Messages per generation that are known to be handled; some 100 bytes each. */
const KEEP_KEYS = 10_000
/** Answers, some KiB each. A retry comes within seconds. */
const KEEP_ANSWERS = 2_000

/**
 * Handles each message once. The first delivery starts the run; each further delivery of the same message joins it,
 * while it is under way and for a minute after. In a burst of more than some hundred messages a second an answer may be
 * forgotten sooner: the retry is then answered with `success`, but still not handled again. In the memory of this
 * process.
 */
export class RunOnce {
  readonly #running = new Map<string, Run>()
  readonly #handled = new Recent<Handled>({ ms: KEEP_MS, limit: KEEP_KEYS })
  /** Those whose answer is kept, as a ring: the newest takes the place of the oldest. */
  readonly #answered: Handled[] = []
  #next = 0
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Joins the run of this key, or starts it. `isFirst` tells which. */
  join(key: string, start: () => Run): { run: Run; isFirst: boolean } {
    const running = this.#running.get(key)
    if (running !== undefined) return { run: running, isFirst: false }
    const handled = this.#handled.get(key)
    if (handled !== undefined) return { run: Promise.resolve(handled.answer), isFirst: false }

    const run = this.#finish(key, start)
    this.#running.set(key, run)
    return { run, isFirst: true }
  }

  async #finish(key: string, start: () => Run): Run {
    try {
      const answer = await start()
      const handled = { answer }
      this.#handled.set(key, handled, this.#now())
      if (answer !== undefined) this.#keepAnswer(handled)
      return answer
    } finally {
      this.#running.delete(key)
    }
  }

  #keepAnswer(handled: Handled): void {
    const oldest = this.#answered[this.#next]
    if (oldest !== undefined) oldest.answer = undefined
    this.#answered[this.#next] = handled
    this.#next = (this.#next + 1) % KEEP_ANSWERS
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
