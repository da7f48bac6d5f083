/** The life of one run: from the claim to the last of its replies. */
import { kindOf, type Message, triggerOf } from '@yingwu/protocol'
import { Context } from '../bot/context.ts'
import { toReply } from '../bot/reply.ts'
import type { Letter } from '../run/mailbox.ts'
import { Entries } from './entries.ts'
import { JobView } from './job-view.ts'
import type { Given, JobOrder, JobParts } from './parts.ts'
import { PassiveAnswer } from './passive-answer.ts'
import type { NotSent } from './receipt.ts'
import { Sender } from './sender.ts'
import type { Work } from './work.ts'

export class Job implements Letter {
  readonly #work: Work
  readonly #passive: PassiveAnswer
  readonly #abort = new AbortController()
  /** Somebody else goes on with it. */
  #isHandedOver = false

  constructor(parts: JobParts, order: JobOrder) {
    const { message, arrived, claim } = order
    const opening = { openid: message.FromUserName, trigger: triggerOf(message), at: arrived }
    const entries = new Entries((outcome) =>
      parts.observer.delivered?.({ message, kind: kindOf(message), outcome }),
    )
    const sender = new Sender(parts, order, opening, entries)
    this.#work = { parts, order, opening, entries, sender, isEnded: false }
    this.#passive = new PassiveAnswer(this.#work)
    claim.onLost = () => this.#stop('replaced', 'lost')
  }

  // === What deliveries ask for

  get ready(): Promise<Given> {
    return this.#passive.ready
  }

  /** Deliveries get `success`; the answer goes by other ways. */
  acknowledge(): Promise<void> {
    return this.#passive.acknowledge()
  }

  /** Deliveries get the placeholder; the answer is kept for the person's next message. */
  async postpone(text: string): Promise<void> {
    const isPostponed = await this.#passive.postpone(text)
    if (isPostponed && this.#work.order.keeper?.continues !== undefined) this.#abort.abort()
  }

  // === The mailbox

  replace(): void {
    this.#stop('replaced', { answer: undefined })
  }

  absorb(older: Letter): boolean {
    if (!(older instanceof Job)) return false
    const { order } = this.#work
    const [before, own] = [textOf(older.#work.order.message), textOf(order.message)]
    if (before === undefined || own === undefined) return false
    this.#work.order = { ...order, message: { ...order.message, Content: `${before}\n${own}` } }
    return true
  }

  /** This process ends: somebody else goes on. */
  async release(): Promise<void> {
    this.#stop('closed', 'gone')
    await this.#work.order.claim.release()
  }

  // === Its life

  /** Goes on with what another process acknowledged, and did not finish. */
  resume(): void {
    this.#passive.resume(this.#work.order.claim.before.answer)
  }

  /** Runs the handlers when it may, and sees to all replies. */
  async run(mayRun: boolean | Promise<boolean>): Promise<void> {
    const { order, entries, sender } = this.#work
    const { claim, keeper } = order
    try {
      if (await mayRun) await this.#handle()
      this.#work.isEnded = true
      await this.#passive.finish()
      await sender.end()
      if (this.#isHandedOver) return
      await keeper?.close().catch(() => {})
      await claim.end()
      await claim.write({ state: 'done', answer: this.#passive.answer })
    } catch (error) {
      entries.end({ via: 'none', reason: 'failed', error })
      throw error
    } finally {
      this.#passive.end()
      // Nobody waits for ever; if there was an answer, this comes too late to change it.
      this.#passive.give('gone')
    }
  }

  async #handle(): Promise<void> {
    const { parts, order, entries } = this.#work
    const { claim, keeper, message } = order
    const { signal } = this.#abort
    const earlier =
      claim.before.left ?? (keeper?.continues !== undefined ? await keeper.earlier(signal) : undefined)
    if (earlier !== undefined || keeper?.continues !== undefined) {
      for (const reply of earlier ?? []) entries.add(reply)
      return
    }
    const { bot, api, apology, observer } = parts
    const ctx = new Context(message, api, new JobView(this.#work, this.#passive, signal))
    try {
      await bot.handle(ctx)
    } catch (error) {
      observer.failed?.({ message, kind: ctx.kind, error })
      const sorry = ctx.kind === 'event:unsubscribe' ? undefined : toReply(apology)
      if (!this.#passive.isClosed) entries.settle(entries.size, { via: 'none', reason: 'replaced' })
      if (sorry !== undefined) entries.add(sorry)
    }
  }

  #stop(reason: NotSent, given: Given): void {
    this.#isHandedOver ||= given === 'lost' || given === 'gone'
    this.#abort.abort()
    this.#work.entries.end({ via: 'none', reason })
    this.#passive.give(given)
  }
}

function textOf(message: Message): string | undefined {
  return message.MsgType === 'text' && 'Content' in message && typeof message.Content === 'string'
    ? message.Content
    : undefined
}
