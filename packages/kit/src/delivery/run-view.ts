import type { Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import type { StreamOptions } from '../text/stream-options.ts'
import type { Receipt } from './receipt.ts'

/** What a context knows of the run it belongs to. */
export interface RunView {
  readonly attempt: number
  readonly deadline: number
  readonly signal: AbortSignal
  /** The client in whose calls customer-service messages are counted. */
  readonly api?: Api | undefined
  /** Where replies go at once; without one they are collected until the handlers have ended. */
  readonly outbox?: Outbox | undefined
}

export interface Outbox {
  readonly first: Reply | undefined
  /** For streams that were given no options, or not all. */
  readonly streams: StreamOptions
  /**
   * `more`: this text ends in it and in a link, and whatever is added behind it is kept for the person's next message. Only
   * where {@link Room.linkBytes} are left.
   */
  add(reply: Reply, more?: string): Receipt
  canPush(): Promise<boolean>
  room(): Promise<Room>
}

/** What still fits. */
export interface Room {
  /** Messages that can go while the handler goes on; 0 where nothing may be pushed. */
  messages: number
  /** Of UTF-8, in a passive reply and in a customer-service message. */
  passiveBytes: number
  pushBytes: number
  /** What the link to the rest takes; 0 where nothing can be kept. */
  linkBytes: number
}
