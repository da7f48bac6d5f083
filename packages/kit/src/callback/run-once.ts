import type { Reply } from '@yingwu/protocol'
import { Recent } from '../recent.ts'

/** The outcome of handling one message, the same for every delivery of it. */
export type Run = Promise<Reply | undefined>

/** WeChat's deliveries of one message span 15 s; a minute leaves room for its queues. */
const KEEP_MS = 60_000
/** Runs per generation. Bounds the memory in a burst: an echoed text keeps its whole push alive, some 2 KB of it. */
const KEEP_RUNS = 5_000

/**
 * Handles each message once. The first delivery starts the run; each further delivery of the same message joins it,
 * while it is under way and for a minute after. In the memory of this process.
 */
export class RunOnce {
  readonly #running = new Map<string, Run>()
  readonly #finished = new Recent<Reply | null>({ ms: KEEP_MS, limit: KEEP_RUNS })
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Joins the run of this key, or starts it. `isFirst` tells which. */
  join(key: string, start: () => Run): { run: Run; isFirst: boolean } {
    const running = this.#running.get(key)
    if (running !== undefined) return { run: running, isFirst: false }
    const finished = this.#finished.get(key)
    if (finished !== undefined) return { run: Promise.resolve(finished ?? undefined), isFirst: false }

    const run = start().then((reply) => {
      this.#finished.set(key, reply ?? null, this.#now())
      this.#running.delete(key)
      return reply
    })
    this.#running.set(key, run)
    return { run, isFirst: true }
  }

  /** Runs under way. */
  get size(): number {
    return this.#running.size
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }
}
