import type { AccountKind, EncryptionMode, Message, ReplyType } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import type { Bot } from '../bot/bot.ts'
import type { Clock } from '../clock.ts'
import type { DeliveryOptions } from '../delivery/options.ts'
import type { Outcome } from '../delivery/receipt.ts'
import type { Random } from '../random.ts'
import type { Store } from '../stores/store.ts'

/** What the console's 服务器配置 says, and what the bot does with it. */
export interface CallbackOptions {
  bot: Bot
  /** AppID; it is part of every encrypted message and is checked there. */
  appId: string
  /** 令牌: 3 to 32 letters and digits. */
  token: string
  /**
   * 消息加解密方式. Decides what is accepted: in `safe` mode a clear push is refused. `safe` where a key is given,
   * else `plain`. Compatible mode also takes clear pushes and is no safer than plain.
   */
  mode?: EncryptionMode
  /** 消息加解密密钥: 43 letters and digits. */
  encodingAESKey?: string
  /** The key before a change; pushes on their way still carry it, and get their answer with it. */
  previousEncodingAESKey?: string
  /** Client for `ctx.api`. */
  api?: Api
  /** Seconds that a push's timestamp may lie away from our clock; 300 where left out, 0 switches the check off. */
  maxAgeSeconds?: number
  /** What a person is told when a handler fails. Left out: nothing, as WeChat's own notice is worse. */
  apology?: string
  /** For logs and metrics. */
  observer?: CallbackObserver
  /**
   * What kind of account it is, and so whether it may send customer-service messages (客服消息). Given this or `delivery`,
   * late answers are delivered by the plan; given neither, WeChat's deliveries wait for the handler, and nothing else
   * is done.
   */
  kind?: AccountKind | undefined
  /** How late answers and several replies reach people. */
  delivery?: DeliveryOptions | undefined
  /**
   * Where runs are shared, so that each message is handled once by all processes with this store, and what was
   * acknowledged is finished after a crash. Default: this process's memory.
   */
  store?: Store | undefined
  clock?: Clock
  random?: Random | undefined
}

/** Hears of everything that happens at the callback. Must not throw. */
export interface CallbackObserver {
  /**
   * A delivery was answered: by a reply of this type, or by `success`. `isFirst` is false for one that joined a run;
   * `ms` is from its arrival to the answer.
   */
  answered?(event: {
    message: Message
    kind: string
    answer: ReplyType | 'success'
    isFirst: boolean
    ms: number
  }): void
  /** Nothing was handled. The reason is for the log, never for the caller; it holds no secret. */
  refused?(event: { status: number; reason: string }): void
  /** A handler failed; the person got the apology or nothing. */
  failed?(event: { message: Message; kind: string; error: unknown }): void
  /** What became of one reply. Only with `delivery`, `kind` or `store`. */
  delivered?(event: { message: Message; kind: string; outcome: Outcome }): void
  /** There were too many runs: the message waits for one to end and is answered by a push, or it is not handled at all. */
  overloaded?(event: { message: Message; kind: string; isQueued: boolean }): void
  /** The store failed or did not answer: this process goes on by itself, and others may do the same work again. */
  storeFailed?(event: { error: unknown }): void
  /** Something WeChat may not show, such as a text of more than 2,048 bytes. It was sent as it is. */
  warned?(event: { message: Message; kind: string; warning: string }): void
}
