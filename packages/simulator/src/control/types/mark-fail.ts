/** MarkFail 自动屏蔽: what WeChat does to a server that keeps failing. */
import type { Bilingual } from './world.ts'

/** How near an account is to it. Counted only where the switch `markFailAfter` is set. */
export interface MarkFail {
  /** Pushes in a row that failed with all their attempts; an answer sets it back to 0. */
  failures: number
  /** Nothing is pushed before this instant; null: pushes are sent. */
  until: number | null
}

/** `POST /_sim/v1/accounts/{appid}/mark-fail`: marks the account now, for a minute, or takes the mark away. */
export type MarkFailChange = { mark: true } | { lift: true }

/** `notSent` of a push. */
export interface NotSent {
  reason: 'markFail'
  /** When pushes are sent again. */
  until: number
  explanation: Bilingual
}
