import { type AllowanceTable, MAX_TEXT_BYTES } from '@yingwu/protocol'
import { ConfigError } from '../errors.ts'
import type { Order } from '../run/mailbox.ts'
import type { StreamOptions } from '../text/stream-options.ts'

/** How answers reach people. Each member has a default; `{}` alone switches the plan on. */
export interface DeliveryOptions {
  /**
   * Whether the account may send customer-service messages (客服消息). Default: what `kind` says; without `kind`, `'ask'`:
   * the first handler that takes long shows the typing state, and WeChat's answer to that (48001 or not) tells.
   */
  push?: boolean | 'ask' | undefined
  /**
   * Milliseconds from the arrival of a delivery until it has to be answered. Default 4,500: WeChat waits 5 seconds, and
   * the way there and back is part of them.
   */
  budgetMs?: number | undefined
  /** How often WeChat delivers a message; default 3. The last one gets the placeholder. */
  deliveries?: number | undefined
  /**
   * What a person is told when the last delivery ends before the answer is there, and no message may be pushed; a link to
   * fetch the answer follows it. `false`: nothing, and WeChat shows its failure notice.
   */
  placeholder?: string | false | undefined
  /** What a tap on the link sends, and what may be typed in its stead; default 继续. */
  continueWord?: string | undefined
  /**
   * How many bytes of UTF-8 one text holds, where the plan joins and cuts texts: passive replies and customer-service
   * messages. Default 2,048 each, at least 512. WeChat documents neither for good; raise `push` if your account takes more,
   * lower `passive` to 2,047 if that is what you measure.
   */
  textBytes?: { passive?: number | undefined; push?: number | undefined } | undefined
  /**
   * How streams become messages where `ctx.reply` is not told, or a handler returns the stream: moderation before each
   * message (`before`), Markdown, sizes.
   */
  streams?: StreamOptions | undefined
  /** Which table of allowances (客服消息下发规则) counts; default `current`. */
  allowance?: AllowanceTable | undefined
  /**
   * Messages of one person: in parallel (default, as WeChat delivers them), one after the other (`'queue'`), only the
   * newest (`'latest'`), or texts that wait joined into one (`'merge'`). Within one process.
   */
  order?: Order | undefined
  /** Text messages that abort what is under way for their sender; they are handled then as any other. Default: none. */
  stopWords?: readonly string[] | undefined
  /** Runs at the same time; default 10,000, some KiB each. */
  maxRuns?: number | undefined
  /** Messages that wait for one of those runs, where pushes are allowed; default 10,000. The others are not handled. */
  maxQueued?: number | undefined
}

/** Filled in. */
export type DeliverySettings = ReturnType<typeof toSettings>

export function toSettings(options: DeliveryOptions = {}) {
  const {
    budgetMs = 4500,
    deliveries = 3,
    placeholder = '这个问题要多想一会儿。',
    continueWord = '继续',
    allowance = 'current',
    stopWords = [],
    maxRuns = 10_000,
    maxQueued = 10_000,
    streams = {},
    order,
  } = options
  const { passive = MAX_TEXT_BYTES, push = MAX_TEXT_BYTES } = options.textBytes ?? {}
  checkTextBytes('passive', passive)
  checkTextBytes('push', push)
  const textBytes = { passive, push }
  const limits = { maxRuns, maxQueued, textBytes }
  return { budgetMs, deliveries, placeholder, continueWord, allowance, stopWords, order, streams, ...limits }
}

/** Less would hold little beside the link to the rest. */
const LEAST_BYTES = 512

function checkTextBytes(name: string, bytes: number): void {
  if (Number.isInteger(bytes) && bytes >= LEAST_BYTES) return
  throw new ConfigError({
    zh: `delivery.textBytes.${name}：应为不小于 ${LEAST_BYTES} 的整数，得到 ${bytes}`,
    en: `delivery.textBytes.${name}: must be a whole number of at least ${LEAST_BYTES}, not ${bytes}`,
  })
}
