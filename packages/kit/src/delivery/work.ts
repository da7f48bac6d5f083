/** What the parts of one run share. */
import type { Opening } from './allowance.ts'
import type { Entries } from './entries.ts'
import type { JobOrder, JobParts } from './parts.ts'
import type { Sender } from './sender.ts'

export interface Work {
  readonly parts: JobParts
  /** Its message grows where texts that wait are joined. */
  order: JobOrder
  readonly opening: Opening
  readonly entries: Entries
  readonly sender: Sender
  /** The handlers have ended. */
  isEnded: boolean
}
