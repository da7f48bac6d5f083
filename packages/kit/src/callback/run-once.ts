import { type Answer, Answered } from '../run/answered.ts'

/** The outcome of handling one message, the same for every delivery of it. */
export type Given = Answer | undefined

/** A promise only where the handlers take their time: most answer at once. */
export type Run = Given | Promise<Given>

/**
 * Handles each message once. The first delivery starts the run; each further delivery of the same message joins it,
 * while it is under way and for a minute after. In a burst of more than some hundred messages a second an answer may be
 * forgotten sooner: the retry is then answered with `success`, but still not handled again. In the memory of this
 * process; `delivery/plan.ts` does it over a store.
 */
export class RunOnce {
  readonly #running = new Map<string, Promise<Given>>()
  readonly #answered = new Answered()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Joins the run of this key, or starts it. `isFirst` tells which. */
  join(key: string, start: () => Run): { run: Run; isFirst: boolean } {
    const running = this.#running.get(key)
    if (running !== undefined) return { run: running, isFirst: false }
    const handled = this.#answered.get(key)
    if (handled !== undefined) return { run: handled.answer, isFirst: false }

    const started = start()
    if (started instanceof Promise) {
      const run = this.#finish(key, started)
      this.#running.set(key, run)
      return { run, isFirst: true }
    }
    this.#answered.keep(key, started, this.#now())
    return { run: started, isFirst: true }
  }

  async #finish(key: string, started: Promise<Given>): Promise<Given> {
    try {
      const answer = await started
      this.#answered.keep(key, answer, this.#now())
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
