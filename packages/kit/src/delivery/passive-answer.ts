/** What the deliveries of one message are answered with, once: the passive reply, a placeholder, or `success`. */
import { kindOf, type Reply } from '@yingwu/protocol'
import type { Answer } from '../run/answered.ts'
import type { Handed } from './keeper.ts'
import type { Given } from './parts.ts'
import { passiveReplyOf } from './passive-reply.ts'
import { showTyping } from './typing.ts'
import type { Work } from './work.ts'

/** A first reply is not held back for longer, in case the handler ends with it. */
const EARLY_MS = 100
/** WeChat hangs up on a delivery. */
export const WINDOW_MS = 5000

/** What deliveries are to be answered with, when the handlers have ended. */
interface Closing {
  own: Reply | undefined
  count: number
  handed: Handed[]
  isAsked: boolean
}

export class PassiveAnswer {
  readonly ready: Promise<Given>
  readonly #work: Work
  readonly #resolve: (given: Given) => void
  #closing: Promise<void> | undefined
  #answer: Answer | undefined
  #cancelEarly: (() => void) | undefined
  #hideTyping: (() => void) | undefined

  constructor(work: Work) {
    this.#work = work
    const { promise, resolve } = Promise.withResolvers<Given>()
    this.ready = promise
    this.#resolve = resolve
  }

  /** undefined: there is none, or none yet. */
  get answer(): Answer | undefined {
    return this.#answer
  }

  /** Deliveries have their answer, or are getting it: what comes now goes other ways. */
  get isClosed(): boolean {
    return this.#closing !== undefined
  }

  /** Deliveries get `success`. */
  acknowledge(): Promise<void> {
    return this.#closeOnce(() => this.#close(undefined, 0))
  }

  /** Deliveries get the placeholder; false if they have, or wait for, something else. */
  async postpone(text: string): Promise<boolean> {
    const { keeper, encode } = this.#work.order
    if (keeper === undefined || this.isClosed) {
      await this.#closing
      return false
    }
    const reply = await keeper.placeholder(text).catch(() => undefined)
    // Without the store nobody would find the answer: the delivery waits on.
    if (reply === undefined) return false
    await this.#closeOnce(() => this.#close(encode(reply), 0))
    return true
  }

  /** A reply has come in: it goes after the answer, or soon becomes it. */
  added(): void {
    const { parts, sender, isEnded } = this.#work
    if (this.#closing !== undefined) void this.#closing.then(() => sender.send())
    else if (parts.ability.canPush === true && !isEnded) this.#answerEarly()
  }

  /** The handlers have ended; deliveries that still wait get what there is. */
  finish(): Promise<void> {
    this.#cancelEarly?.()
    return this.#closeOnce(() => this.#answerNow())
  }

  /** Another process had answered. */
  resume(answer: Answer | undefined): void {
    this.#answer = answer
    this.#closing = Promise.resolve()
    this.#resolve({ answer })
  }

  /** Deliveries get nothing from this run, if they have not got it yet. */
  give(given: Given): void {
    this.#cancelEarly?.()
    this.#resolve(given)
  }

  /** No sign of work any more. */
  end(): void {
    this.#hideTyping?.()
  }

  #answerEarly(): void {
    const { parts, entries } = this.#work
    this.#cancelEarly ??= parts.clock.setTimeout(() => {
      const [reply] = entries.replies
      if (reply === undefined || this.#work.isEnded) return
      void this.#closeOnce(() => this.#close(this.#work.order.encode(reply), 1))
    }, EARLY_MS)
  }

  #closeOnce(close: () => Promise<void>): Promise<void> {
    this.#closing ??= close().catch((error: unknown) => {
      const { parts, order } = this.#work
      const { message } = order
      parts.observer.failed?.({ message, kind: kindOf(message), error })
      this.#resolve('gone')
    })
    return this.#closing
  }

  /** Answers deliveries before the handlers have ended. Stored before it is sent. */
  async #close(answer: Answer | undefined, count: number): Promise<void> {
    const { parts, order, opening, sender } = this.#work
    await order.claim.keepMessage(order.message)
    if (!(await order.claim.write({ state: 'closed', answer }))) return
    this.#settle(answer, count)
    const { api, ability, clock } = parts
    if (api !== undefined && ability.canPush === true && !this.#work.isEnded) {
      this.#hideTyping = showTyping(api, clock, opening.openid)
    }
    void sender.send()
  }

  async #answerNow(): Promise<void> {
    const { entries, order } = this.#work
    const { claim, message, encode } = order
    const { own, count, reply, handed } = await passiveReplyOf(this.#work)
    const answer = reply && encode(reply)
    const left = entries.replies.slice(count)
    if (left.length > 0) await claim.keepMessage(message)
    const state = left.length > 0 ? 'closed' : 'done'
    const isAsked = await this.#isAskedElsewhere()
    const isOurs = await claim.write({ state, answer, ...(left.length > 0 && { left }) })
    if (!isOurs) return
    const isKept = await this.#isKept({ own, count, handed, isAsked })
    this.#settle(answer, isKept ? 0 : count)
  }

  /** Whether another process told the person to ask again: it may have, once the first deliveries were given up. */
  async #isAskedElsewhere(): Promise<boolean> {
    const { keeper, claim } = this.#work.order
    const isAsked = keeper !== undefined && this.#isLate() && (await claim.isAsked())
    if (isAsked) keeper.opened()
    return isAsked
  }

  /** Sees to what is kept, and whether our own answer has to be, since nobody may read it here. */
  async #isKept({ own, count, handed, isAsked }: Closing): Promise<boolean> {
    const { order, opening, entries } = this.#work
    const { keeper } = order
    if (keeper === undefined) return false
    if (this.#isHeard() && !isAsked) {
      const given = keeper.continues === undefined ? handed : [{ id: keeper.continues, count }]
      await keeper.handedOver(given).catch(() => {})
      return false
    }
    // Nobody waits any more, or another process gave the placeholder: what was kept before stays, too.
    if (own === undefined || opening.trigger === undefined) return false
    await keeper.keep([own])
    entries.settle(count, { via: 'kept' })
    return true
  }

  #settle(answer: Answer | undefined, count: number): void {
    const { sender, entries } = this.#work
    this.#answer = answer
    sender.follow(answer)
    this.#resolve({ answer })
    entries.settle(count, this.#isHeard() ? { via: 'passive' } : { via: 'none', reason: 'noRight' })
  }

  #isLate(): boolean {
    const { parts, order } = this.#work
    return parts.clock.now() - order.arrived > parts.settings.budgetMs
  }

  /** WeChat may still ask. */
  #isHeard(): boolean {
    const { parts, order } = this.#work
    return parts.clock.now() - order.arrived <= parts.settings.deliveries * WINDOW_MS
  }
}
