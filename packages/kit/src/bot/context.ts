import { kindOf, MAX_TEXT_BYTES, type Message, type Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import { type Filter, type Filtered, passes } from './filters.ts'
import { type Outcome, Receipt, type StreamReceipt } from '../delivery/receipt.ts'
import type { RunView } from '../delivery/run-view.ts'
import { merge } from '../delivery/texts.ts'
import type { StreamOptions } from '../text/stream-options.ts'
import { Line } from './line.ts'
import { isStream, type ReplyContent, type TextStream, toReply } from './reply.ts'

/** One message on its way through the handlers. */
export class Context<M extends Message = Message> {
  /** What was pushed, typed, with WeChat's own names. */
  readonly message: M
  readonly #api: Api | undefined
  readonly #run: RunView | undefined
  #reply: Reply | undefined
  #receipt: Receipt | undefined
  #line: Line | undefined

  constructor(message: M, api?: Api, run?: RunView) {
    this.message = message
    this.#api = api
    this.#run = run
  }

  /** Who wrote: the person's id on this account. */
  get openid(): string {
    return this.message.FromUserName
  }

  /** `message:text`, `event:CLICK`, …; also for kinds that this version does not know. */
  get kind(): string {
    return kindOf(this.message)
  }

  /** The typed API client of the account. @throws ConfigError where none was given to the callback */
  get api(): Api {
    if (this.#api === undefined) {
      throw new ConfigError({
        zh: 'ctx.api：没有给这个回调配 API 客户端，请把 `api: createClient({ … }).api` 传给 createCallback',
        en: 'ctx.api: this callback has no API client; pass `api: createClient({ … }).api` to createCallback',
      })
    }
    return this.#run?.api ?? this.#api
  }

  /** Narrows the context: `if (ctx.has('message:text')) ctx.message.Content`. */
  has<F extends Filter>(filter: F): this is Context<Filtered<F>> {
    return passes(filter, this.message)
  }

  /** 1 for the first run of a message; more where it was taken over from a process that died. */
  get attempt(): number {
    return this.#run?.attempt ?? 1
  }

  /** Until when the answer can be a passive reply: milliseconds since 1970. Later it goes by other ways, if there are any. */
  get deadline(): number {
    return this.#run?.deadline ?? Number.POSITIVE_INFINITY
  }

  /** Aborted when this run is of no more use: a newer message or a stop word came, or another process goes on with it. */
  get signal(): AbortSignal {
    return this.#run?.signal ?? NEVER_ABORTED
  }

  /**
   * Answers the message (被动回复). Returning the same from a handler does it too. Of several replies the first is passive,
   * and the others are sent as customer-service messages (客服消息) where the callback's `delivery` knows that they may be;
   * else texts are joined into one. The receipt tells how each went.
   *
   * A stream goes in a few messages while it is written, where they may be sent, and else when it is there; what does not
   * fit is kept for the person's next message. The handler may end before its stream; what is said later waits for it.
   *
   * @throws HandlerError for what is no reply. A stream that fails rejects `said`, or fails the handler if nobody asks
   */
  reply(stream: TextStream, options?: StreamOptions): StreamReceipt
  reply(content: ReplyContent | TextStream | Receipt): Receipt
  reply(content: ReplyContent | TextStream | Receipt, options?: StreamOptions): Receipt {
    if (isStream(content)) return this.#stream(content, options)
    const next = toReply(content)
    if (next === undefined) return NOTHING
    return this.#line !== undefined && this.#line.isBusy
      ? this.#line.follow(() => this.#add(next))
      : this.#add(next)
  }

  #add(next: Reply): Receipt {
    const outbox = this.#run?.outbox
    if (outbox !== undefined) return outbox.add(next)
    if (this.#reply === undefined) {
      this.#reply = next
      return (this.#receipt ??= new Receipt())
    }
    const both = merge(this.#reply, next, MAX_TEXT_BYTES)
    if (both !== undefined) {
      this.#reply = both
      return (this.#receipt ??= new Receipt())
    }
    const refused = new Receipt()
    refused.settle({ via: 'none', reason: 'noRight' })
    return refused
  }

  #stream(stream: TextStream, options: StreamOptions = {}): StreamReceipt {
    const outbox = this.#run?.outbox ?? { add: (next: Reply) => this.#add(next), room: async () => NO_ROOM }
    this.#line ??= new Line()
    return this.#line.stream(outbox, stream, { ...this.#run?.outbox?.streams, ...options })
  }

  /** For the bot: whether a stream is under way. */
  get isStreaming(): boolean {
    return this.#line?.isBusy === true
  }

  /** For the bot: resolves when all streams have been handed over, rejects as they do; undefined where there was none. */
  streamed(): Promise<void> | undefined {
    return this.#line?.empty()
  }

  /** The reply so far, or the first of several. */
  get replied(): Reply | undefined {
    return this.#run?.outbox?.first ?? this.#reply
  }

  /** Whether a customer-service message (客服消息) can be sent to this person now: the right, and what is left of the allowance. */
  async canPush(): Promise<boolean> {
    return (await this.#run?.outbox?.canPush()) ?? false
  }

  /** For the callback: what became of the replies that were collected. */
  settle(outcome: Outcome): void {
    this.#receipt?.settle(outcome)
  }
}

/** Without a plan there is one passive reply, and no way for the rest. */
const NO_ROOM = { messages: 0, passiveBytes: MAX_TEXT_BYTES, pushBytes: MAX_TEXT_BYTES, linkBytes: 0 }
const NOTHING = new Receipt()
NOTHING.settle({ via: 'none', reason: 'empty' })
const NEVER_ABORTED = new AbortController().signal
