import type { ReplyType } from '@yingwu/protocol'
import { Recent } from '../recent.ts'

/** What a message is answered with: the passive reply, written but not yet encrypted. */
export interface Answer<Body = string> {
  readonly type: ReplyType
  readonly body: Body
}

/** An answer as it is sent. Bytes lie outside the heap, so that remembering a thousand is no work for its collector. */
export type AnswerBytes = Answer<Buffer<ArrayBuffer>>

/** What is known of a message that was handled. */
export interface Handled<A = Answer> {
  /** undefined: there was none, or it was forgotten. */
  answer: A | undefined
}

/** WeChat's deliveries of one message span 15 s; a minute leaves room for its queues. */
const KEEP_MS = 60_000
/** Messages per generation that are known to be handled; some 100 bytes each. */
const KEEP_KEYS = 10_000
/** Answers, some KiB each. A retry comes within seconds. */
const KEEP_ANSWERS = 1_000

/** Remembers which messages this process has handled, and the newest answers, in bounded memory. */
export class Answered<A = Answer> {
  readonly #handled = new Recent<Handled<A>>({ ms: KEEP_MS, limit: KEEP_KEYS })
  /** Those whose answer is kept, as a ring: the newest takes the place of the oldest. */
  readonly #ring: Handled<A>[] = []
  #next = 0

  get(key: string): Handled<A> | undefined {
    return this.#handled.get(key)
  }

  keep(key: string, answer: A | undefined, now: number): void {
    const handled = { answer }
    this.#handled.set(key, handled, now)
    if (answer === undefined) return
    const oldest = this.#ring[this.#next]
    if (oldest !== undefined) oldest.answer = undefined
    this.#ring[this.#next] = handled
    this.#next = (this.#next + 1) % KEEP_ANSWERS
  }
}
