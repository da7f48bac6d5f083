import type { AllowanceTable } from '@yingwu/protocol'
import type { Order } from '../run/mailbox.ts'

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
    order,
  } = options
  return { budgetMs, deliveries, placeholder, continueWord, allowance, stopWords, maxRuns, maxQueued, order }
}
