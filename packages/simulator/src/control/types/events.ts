/** The event stream: what happens, as the window and other programs read it. */
import type { Account } from './accounts.ts'
import type { Call } from './calls.ts'
import type { ClockState } from './clock.ts'
import type { Fan } from './fans.ts'
import type { FollowerCount, ScriptRun } from './followers.ts'
import type { PhoneMessage } from './messages.ts'
import type { PushRow } from './pushes.ts'
import type { ReplayProgress, TranscriptCount } from './transcripts.ts'
import type { SimEvents } from './world.ts'

/**
 * `GET /_sim/v1/events`: server-sent events; `event:` is the key, `data:` the value. What happens within 50 ms comes
 * together, lists in the order in which it happened; what changed several times meanwhile comes once, as it is then.
 */
export interface StreamEvents {
  /** First thing on every connection, and again after a reset or an import. */
  snapshot: SimEvents['snapshot']
  /**
   * The reader was too slow: everything that waited for it, more than 8 MiB, was dropped. What it had of logs and chats has
   * holes now and is to be read again; the rest stands here.
   */
  lagged: SimEvents['snapshot']
  account: Account
  fans: Fan[]
  /** People were made up: once for the whole crowd, not one by one. */
  followers: FollowerCount
  /** A script began, went on by a hundredth, or ended. */
  script: ScriptRun
  /** The list of transcripts, or whether something is recorded, has changed. */
  transcripts: TranscriptCount
  /** A replay began, took a step, or ended. */
  replay: ReplayProgress
  messages: PhoneMessage[]
  /** New, or grown by an attempt. With `?detail=full` whole pushes, as `GET /_sim/v1/pushes/{id}` answers them. */
  pushes: PushRow[]
  calls: Call[]
  clock: ClockState
}
