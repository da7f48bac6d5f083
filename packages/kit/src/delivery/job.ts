/** The life of one run: from the claim to the last of its replies. */
import { kindOf, type Message, type Reply, triggerOf } from '@yingwu/protocol'
import { Context } from '../bot/context.ts'
import { toReply } from '../bot/reply.ts'
import type { Answer } from '../run/answered.ts'
import type { Letter } from '../run/mailbox.ts'
import type { Opening } from './allowance.ts'
import { Entries } from './entries.ts'
import type { Handed } from './keeper.ts'
import type { Given, JobOrder, JobParts } from './parts.ts'
import type { NotSent, Receipt } from './receipt.ts'
import type { Outbox, RunView } from './run-view.ts'
import { Sender } from './sender.ts'
import { mergeFirst } from './texts.ts'
import { showTyping } from './typing.ts'

/** A first reply is not held back for longer, in case the handler ends with it. */
const EARLY_MS = 100
/** WeChat hangs up on a delivery. */
const WINDOW_MS = 5000

export class Job implements Letter, Outbox, RunView {
  readonly ready: Promise<Given>
  readonly opening: Opening
  readonly #parts: JobParts
  readonly #order: JobOrder
  readonly #resolve: (given: Given) => void
  readonly #abort = new AbortController()
  readonly #entries: Entries
  readonly #sender: Sender
  #message: Message
  #isEnded = false
  #closing: Promise<void> | undefined
  #answer: Answer | undefined
  /** Somebody else goes on with it. */
  #isHandedOver = false
  #first: Reply | undefined
  #cancelEarly: (() => void) | undefined
  #hideTyping: (() => void) | undefined

  constructor(parts: JobParts, order: JobOrder) {
    const { message, arrived, claim } = order
    this.#parts = parts
    this.#order = order
    this.#message = message
    this.opening = { openid: message.FromUserName, trigger: triggerOf(message), at: arrived }
    const { promise, resolve } = Promise.withResolvers<Given>()
    this.ready = promise
    this.#resolve = resolve
    this.#entries = new Entries((outcome) =>
      parts.observer.delivered?.({ message, kind: kindOf(message), outcome }),
    )
    this.#sender = new Sender(parts, order, this.opening, this.#entries)
    claim.onLost = () => this.#stop('replaced', 'lost')
  }

  // === What handlers see

  get outbox(): Outbox {
    return this
  }

  get attempt(): number {
    return this.#order.claim.attempt
  }

  get deadline(): number {
    const { settings, ability } = this.#parts
    const waits = ability.canPush === true ? 0 : settings.deliveries - 1
    return this.#order.arrived + waits * WINDOW_MS + settings.budgetMs
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get first(): Reply | undefined {
    return this.#first
  }

  add(reply: Reply): Receipt {
    this.#first ??= reply
    const receipt = this.#entries.add(reply)
    if (this.#closing !== undefined) void this.#closing.then(() => this.#sender.send())
    else if (this.#parts.ability.canPush === true && !this.#isEnded) this.#answerEarly()
    return receipt
  }

  canPush(): Promise<boolean> {
    return this.#parts.pusher.canPush(this.opening)
  }

  // === What deliveries ask for

  /** Deliveries get `success`; the answer goes by other ways. */
  acknowledge(): Promise<void> {
    return this.#closeOnce(() => this.#close(undefined, 0))
  }

  /** Deliveries get the placeholder; the answer is kept for the person's next message. */
  async postpone(text: string): Promise<void> {
    const { keeper, encode } = this.#order
    if (keeper === undefined || this.#closing !== undefined) return await this.#closing
    const reply = await keeper.placeholder(text).catch(() => undefined)
    // Without the store nobody would find the answer: the delivery waits on.
    if (reply === undefined) return
    await this.#closeOnce(() => this.#close(encode(reply), 0))
    if (keeper.continues !== undefined) this.#abort.abort()
  }

  // === The mailbox

  replace(): void {
    this.#stop('replaced', { answer: undefined })
  }

  absorb(older: Letter): boolean {
    if (!(older instanceof Job)) return false
    const [before, own] = [textOf(older.#message), textOf(this.#message)]
    if (before === undefined || own === undefined) return false
    this.#message = { ...this.#message, Content: `${before}\n${own}` }
    return true
  }

  /** This process ends: somebody else goes on. */
  async release(): Promise<void> {
    this.#stop('closed', 'gone')
    await this.#order.claim.release()
  }

  // === Its life

  /** Goes on with what another process acknowledged, and did not finish. */
  resume(): void {
    const { before } = this.#order.claim
    this.#answer = before.answer
    this.#closing = Promise.resolve()
    this.#resolve({ answer: before.answer })
  }

  /** Runs the handlers when it may, and sees to all replies. */
  async run(mayRun: boolean | Promise<boolean>): Promise<void> {
    const { claim, keeper } = this.#order
    try {
      if (await mayRun) await this.#handle()
      this.#isEnded = true
      this.#cancelEarly?.()
      await this.#closeOnce(() => this.#answerNow())
      await this.#sender.end()
      if (this.#isHandedOver) return
      await keeper?.close().catch(() => {})
      await claim.end()
      await claim.write({ state: 'done', answer: this.#answer })
    } catch (error) {
      this.#entries.end({ via: 'none', reason: 'failed', error })
      throw error
    } finally {
      this.#hideTyping?.()
      // Nobody waits for ever; if there was an answer, this comes too late to change it.
      this.#resolve('gone')
    }
  }

  async #handle(): Promise<void> {
    const { bot, api, apology, observer } = this.#parts
    const { claim, keeper } = this.#order
    const earlier =
      claim.before.left ?? (keeper?.continues !== undefined ? await keeper.earlier(this.signal) : undefined)
    if (earlier !== undefined || keeper?.continues !== undefined) {
      for (const reply of earlier ?? []) this.#entries.add(reply)
      return
    }
    const message = this.#message
    const ctx = new Context(message, api, this)
    try {
      await bot.handle(ctx)
    } catch (error) {
      observer.failed?.({ message, kind: ctx.kind, error })
      const sorry = ctx.kind === 'event:unsubscribe' ? undefined : toReply(apology)
      if (this.#closing === undefined)
        this.#entries.settle(this.#entries.size, { via: 'none', reason: 'replaced' })
      if (sorry !== undefined) this.#entries.add(sorry)
    }
  }

  #answerEarly(): void {
    this.#cancelEarly ??= this.#parts.clock.setTimeout(() => {
      const [reply] = this.#entries.replies
      if (reply === undefined || this.#isEnded) return
      void this.#closeOnce(() => this.#close(this.#order.encode(reply), 1))
    }, EARLY_MS)
  }

  /** Deliveries are answered once. */
  #closeOnce(close: () => Promise<void>): Promise<void> {
    this.#closing ??= close().catch((error: unknown) => {
      const { observer } = this.#parts
      observer.failed?.({ message: this.#message, kind: kindOf(this.#message), error })
      this.#resolve('gone')
    })
    return this.#closing
  }

  /** Answers deliveries before the handlers have ended. Stored before it is sent. */
  async #close(answer: Answer | undefined, count: number): Promise<void> {
    const { claim, message } = this.#orderNow()
    await claim.keepMessage(message)
    if (!(await claim.write({ state: 'closed', answer }))) return
    this.#give(answer, count)
    const { api, ability, clock } = this.#parts
    if (api !== undefined && ability.canPush === true && !this.#isEnded) {
      this.#hideTyping = showTyping(api, clock, this.opening.openid)
    }
    void this.#sender.send()
  }

  /** The handlers have ended, and deliveries still wait. */
  async #answerNow(): Promise<void> {
    const { claim, keeper, message, encode } = this.#orderNow()
    const { count, reply: own } = await this.#passive()
    const withEarlier =
      this.opening.trigger === undefined ? undefined : await keeper?.withEarlier(own).catch(() => undefined)
    const { reply, handed } = withEarlier ?? { reply: own, handed: [] }
    const answer = reply && encode(reply)
    const left = this.#entries.replies.slice(count)
    if (left.length > 0) await claim.keepMessage(message)
    const state = left.length > 0 ? 'closed' : 'done'
    const isOurs = await claim.write({ state, answer, ...(left.length > 0 && { left }) })
    if (!isOurs) return
    await this.#afterAnswer(own, count, handed)
    this.#give(answer, count)
  }

  async #afterAnswer(own: Reply | undefined, count: number, handed: Handed[]): Promise<void> {
    const { keeper, arrived } = this.#order
    if (keeper === undefined) return
    const given = keeper.continues === undefined ? handed : [{ id: keeper.continues, count }]
    await keeper.handedOver(given).catch(() => {})
    if (keeper.continues !== undefined) return
    const isLate = this.#parts.clock.now() - arrived > this.#parts.settings.budgetMs
    if (own === undefined || !isLate || this.opening.trigger === undefined) return
    // Nobody waits any more, or another process gave the placeholder.
    if (!this.#isHeard() || (await keeper.isAwaited())) {
      await keeper.keep([own])
      this.#entries.settle(count, { via: 'kept' })
    }
  }

  /** What goes into the passive reply, and how many of our replies that is. */
  async #passive(): Promise<{ reply: Reply | undefined; count: number }> {
    const { pusher } = this.#parts
    const { replies } = this.#entries
    const [first] = replies
    if (first === undefined || replies.length === 1) return { reply: first, count: replies.length }
    const canSendRest = (await pusher.left(this.opening).catch(() => 0)) >= replies.length - 1
    return canSendRest ? { reply: first, count: 1 } : (mergeFirst(replies) ?? { reply: first, count: 1 })
  }

  #give(answer: Answer | undefined, count: number): void {
    this.#answer = answer
    this.#sender.follow(answer)
    this.#resolve({ answer })
    this.#entries.settle(count, this.#isHeard() ? { via: 'passive' } : { via: 'none', reason: 'noRight' })
  }

  /** WeChat may still ask. */
  #isHeard(): boolean {
    const { clock, settings } = this.#parts
    return clock.now() - this.#order.arrived <= settings.deliveries * WINDOW_MS
  }

  #stop(reason: NotSent, given: Given): void {
    this.#isHandedOver ||= given === 'lost' || given === 'gone'
    this.#abort.abort()
    this.#cancelEarly?.()
    this.#entries.end({ via: 'none', reason })
    this.#resolve(given)
  }

  #orderNow(): JobOrder {
    return { ...this.#order, message: this.#message }
  }
}

function textOf(message: Message): string | undefined {
  return message.MsgType === 'text' && 'Content' in message && typeof message.Content === 'string'
    ? message.Content
    : undefined
}
