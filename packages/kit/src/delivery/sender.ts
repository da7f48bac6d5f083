/** Sends the replies that did not go passively: by customer-service messages within the allowance, or by keeping them. */
import type { Reply } from '@yingwu/protocol'
import type { Answer } from '../run/answered.ts'
import { pause } from '../run/within.ts'
import type { Opening } from './allowance.ts'
import type { Entries } from './entries.ts'
import type { JobOrder, JobParts } from './parts.ts'
import type { NotSent } from './receipt.ts'
import { mergeFirst } from './texts.ts'

/** The passive reply is on the phone before the next message is sent. */
const HEAD_START_MS = 500
/** It is certain that nothing was sent. */
const KEEPABLE: NotSent[] = ['noRight', 'noAllowance']

interface Next {
  reply: Reply
  count: number
  /** See `Entries`. */
  more: string | undefined
}

export class Sender {
  readonly #parts: JobParts
  readonly #order: JobOrder
  readonly #opening: Opening
  readonly #entries: Entries
  #sending: Promise<void> = Promise.resolve()
  #answer: Answer | undefined
  #startAt = 0
  #isEnded = false

  constructor(parts: JobParts, order: JobOrder, opening: Opening, entries: Entries) {
    this.#parts = parts
    this.#order = order
    this.#opening = opening
    this.#entries = entries
  }

  /** Deliveries got this; the rest follows it. */
  follow(answer: Answer | undefined): void {
    this.#answer = answer
    if (answer !== undefined) this.#startAt = this.#parts.clock.now() + HEAD_START_MS
  }

  /** No more replies come: all that wait can go, or be kept. */
  end(): Promise<void> {
    this.#isEnded = true
    return this.send()
  }

  /** One at a time, in order. Never rejects: a failure is the outcome of the replies. */
  send(): Promise<void> {
    this.#sending = this.#sending
      .then(() => this.#sendWaiting())
      .catch((error: unknown) => {
        // The store failed. Until the end there is another chance.
        if (this.#isEnded) this.#entries.end({ via: 'none', reason: 'failed', error })
      })
    return this.#sending
  }

  async #sendWaiting(): Promise<void> {
    const { pusher, clock } = this.#parts
    while (this.#entries.size > 0) {
      const left = await pusher.left(this.#opening)
      if (left === 0 || this.#next(left) === undefined) return await this.#keep()
      const wait = this.#startAt - clock.now()
      if (wait > 0) await pause(clock, wait)
      const next = this.#next(left)
      // The last one has to hold whatever still comes.
      if (next === undefined || (!this.#isEnded && left < 2 && next.more === undefined)) return
      const outcome = await pusher.send(this.#opening, await this.#withLink(next, left))
      if (outcome.via === 'none' && KEEPABLE.includes(outcome.reason)) return await this.#keep(outcome.reason)
      this.#entries.settle(next.count, outcome)
      await this.#noteSent(next.count)
    }
  }

  /** One reply; several in one when the allowance is shorter than the line. undefined: the rest is to be kept. */
  #next(left: number): Next | undefined {
    const replies = this.#entries.now
    const { push } = this.#parts.settings.textBytes
    const isShort = this.#isEnded && replies.length > left
    const [first] = replies
    if (first === undefined) return undefined
    const { reply, count } = (isShort && mergeFirst(replies, push)) || { reply: first, count: 1 }
    return { reply, count, more: this.#entries.moreAt(count - 1) }
  }

  /** The last one that can go tells where the rest is. */
  async #withLink({ reply, count, more }: Next, left: number): Promise<Reply> {
    const isLast = more !== undefined || (this.#isEnded && left === 1 && this.#entries.size > count)
    const { keeper } = this.#order
    if (!isLast || keeper === undefined || this.#opening.trigger === undefined) return reply
    await keeper.open()
    return keeper.withLink(reply, this.#parts.settings.textBytes.push, more)
  }

  async #noteSent(count: number): Promise<void> {
    const { keeper, claim } = this.#order
    if (keeper?.continues !== undefined) await keeper.handedOver([{ id: keeper.continues, count }])
    const left = this.#entries.replies
    if (this.#isEnded && left.length > 0) await claim.write({ state: 'closed', answer: this.#answer, left })
  }

  /** They cannot be sent: they wait for the person's next message, if one can be answered. */
  async #keep(reason?: NotSent): Promise<void> {
    if (!this.#isEnded) return
    const { keeper } = this.#order
    const { replies } = this.#entries
    if (keeper === undefined || this.#opening.trigger === undefined) {
      const why = reason ?? (this.#parts.ability.canPush === true ? 'noAllowance' : 'noRight')
      return this.#entries.settle(replies.length, { via: 'none', reason: why })
    }
    await keeper.keep(replies)
    this.#entries.settle(replies.length, { via: 'kept' })
  }
}
