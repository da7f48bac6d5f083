import type { ReplyType } from '@yingwu/protocol'
import { Seen } from './seen.ts'

/** What a message is answered with: the passive reply, written but not yet encrypted. */
export interface Answer {
  readonly type: ReplyType
  readonly body: string
}

/** What is known of a message that was handled. */
export interface Handled {
  /** undefined: there was none, or it was forgotten. */
  readonly answer: Answer | undefined
}

/** WeChat's deliveries of one message span 15 s; a minute leaves room for its queues. */
const KEEP_MS = 60_000
/** Messages per generation that are known to be handled. */
const KEEP_KEYS = 10_000
/** Of answers, some hundred bytes each. A retry comes within seconds. */
const KEEP_BYTES = 2 * 1024 * 1024

const NO_ANSWER = -1

/** Remembers which messages this process has handled, and the newest answers, in memory of a fixed size. */
export class Answered {
  readonly #handled = new Seen({ ms: KEEP_MS, limit: KEEP_KEYS })
  readonly #answers = new Answers()

  get(key: string): Handled | undefined {
    const number = this.#handled.get(key)
    return number === undefined ? undefined : { answer: this.#answers.get(number) }
  }

  keep(key: string, answer: Answer | undefined, now: number): void {
    this.#handled.set(key, answer === undefined ? NO_ANSWER : this.#answers.add(answer), now)
  }
}

/** So many at most, in a ring: the newest takes the place of the oldest. */
const RING = 4096
const MAX_NUMBER = 0x7fffffff
const BYTES_PER_UNIT = 2

/**
 * The newest answers as bytes, one behind the other in one piece of memory, over and over. As objects they would live
 * just long enough for the collector to move each of them twice. In UTF-16, as texts are held: UTF-8 would be worked out
 * for every answer, though nearly none is ever asked for.
 */
class Answers {
  readonly #bytes = Buffer.alloc(KEEP_BYTES)
  readonly #types: ReplyType[] = []
  readonly #numbers = new Int32Array(RING).fill(NO_ANSWER)
  readonly #starts = new Float64Array(RING)
  readonly #lengths = new Int32Array(RING)
  #last = NO_ANSWER
  /** Of all bytes that were ever taken. */
  #end = 0

  /** Its number; {@link NO_ANSWER} where it is too large to be remembered. */
  add({ type, body }: Answer): number {
    const length = body.length * BYTES_PER_UNIT
    if (length > KEEP_BYTES) return NO_ANSWER
    // In one piece: where the rest of the memory does not do, it begins anew.
    const rest = KEEP_BYTES - (this.#end % KEEP_BYTES)
    const start = rest < length ? this.#end + rest : this.#end
    this.#bytes.write(body, start % KEEP_BYTES, 'utf16le')
    this.#end = start + length
    this.#last = this.#last === MAX_NUMBER ? 0 : this.#last + 1
    const place = this.#last % RING
    this.#types[place] = type
    this.#numbers[place] = this.#last
    this.#starts[place] = start
    this.#lengths[place] = length
    return this.#last
  }

  get(number: number): Answer | undefined {
    const place = number % RING
    const type = this.#types[place]
    const start = this.#starts[place]
    const length = this.#lengths[place]
    if (type === undefined || start === undefined || length === undefined) return undefined
    if (this.#numbers[place] !== number || this.#end - start > KEEP_BYTES) return undefined
    const at = start % KEEP_BYTES
    return { type, body: this.#bytes.toString('utf16le', at, at + length) }
  }
}
