import { kindOf, type Message, type Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import { type Filter, type Filtered, passes } from './filters.ts'
import { HandlerError } from './handler-error.ts'
import { type ReplyContent, toReply } from './reply.ts'

/** One message on its way through the handlers. */
export class Context<M extends Message = Message> {
  /** What was pushed, typed, with WeChat's own names. */
  readonly message: M
  readonly #api: Api | undefined
  #reply: Reply | undefined

  constructor(message: M, api?: Api) {
    this.message = message
    this.#api = api
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
    return this.#api
  }

  /** Narrows the context: `if (ctx.has('message:text')) ctx.message.Content`. */
  has<F extends Filter>(filter: F): this is Context<Filtered<F>> {
    return passes(filter, this.message)
  }

  /**
   * Answers the message (被动回复). Returning the same from a handler does it too.
   *
   * @throws HandlerError on the second reply: WeChat takes one per message. Send more by `ctx.api.message.customSend`.
   */
  reply(content: ReplyContent): void {
    const next = toReply(content)
    if (next === undefined) return
    if (this.#reply !== undefined) {
      throw new HandlerError({
        zh: `ctx.reply：${this.kind} 已经有回复了。一条消息只能被动回复一次，其余请用 ctx.api.message.customSend 发送`,
        en: `ctx.reply: ${this.kind} has its reply already. WeChat takes one per message; send further ones with ctx.api.message.customSend`,
      })
    }
    this.#reply = next
  }

  /** The reply so far. */
  get replied(): Reply | undefined {
    return this.#reply
  }
}
