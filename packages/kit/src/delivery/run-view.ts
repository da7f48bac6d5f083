import type { Reply } from '@yingwu/protocol'
import type { Receipt } from './receipt.ts'

/** What a context knows of the run it belongs to. */
export interface RunView {
  readonly attempt: number
  readonly deadline: number
  readonly signal: AbortSignal
  /** Where replies go at once; without one they are collected until the handlers have ended. */
  readonly outbox?: Outbox | undefined
}

export interface Outbox {
  readonly first: Reply | undefined
  add(reply: Reply): Receipt
  canPush(): Promise<boolean>
}
