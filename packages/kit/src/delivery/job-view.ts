/** What handlers see of their run, and where their replies go in. */
import type { Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import { type PassiveAnswer, WINDOW_MS } from './passive-answer.ts'
import type { Receipt } from './receipt.ts'
import type { Outbox, Room, RunView } from './run-view.ts'
import type { StreamOptions } from '../text/stream-options.ts'
import type { Work } from './work.ts'

export class JobView implements RunView, Outbox {
  readonly signal: AbortSignal
  readonly #work: Work
  readonly #passive: PassiveAnswer
  #first: Reply | undefined
  #api: Api | undefined

  constructor(work: Work, passive: PassiveAnswer, signal: AbortSignal) {
    this.#work = work
    this.#passive = passive
    this.signal = signal
  }

  get outbox(): Outbox {
    return this
  }

  get attempt(): number {
    return this.#work.order.claim.attempt
  }

  get deadline(): number {
    const { parts, order } = this.#work
    const waits = parts.ability.canPush === true ? 0 : parts.settings.deliveries - 1
    return order.arrived + waits * WINDOW_MS + parts.settings.budgetMs
  }

  get api(): Api | undefined {
    return (this.#api ??= this.#work.parts.pusher.counting(this.#work.opening))
  }

  get first(): Reply | undefined {
    return this.#first
  }

  get streams(): StreamOptions {
    return this.#work.parts.settings.streams
  }

  add(reply: Reply, more?: string): Receipt {
    this.#first ??= reply
    const receipt = this.#work.entries.add(reply, more)
    this.#passive.added()
    return receipt
  }

  canPush(): Promise<boolean> {
    return this.#work.parts.pusher.canPush(this.#work.opening)
  }

  async room(): Promise<Room> {
    const { parts, opening, entries, order } = this.#work
    const { passive, push } = parts.settings.textBytes
    const left = await parts.pusher.left(opening)
    const ways = left === 0 ? 0 : left + (this.#passive.isClosed ? 0 : 1)
    const keeper = opening.trigger === undefined ? undefined : order.keeper
    return {
      messages: Math.max(0, ways - entries.size),
      passiveBytes: passive,
      pushBytes: push,
      linkBytes: keeper?.linkBytes ?? 0,
    }
  }
}
