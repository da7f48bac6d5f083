/** What concerns the whole simulator. */
import type { Account } from './accounts.ts'
import type { Call } from './calls.ts'
import type { ClockState } from './clock.ts'
import type { Fan } from './fans.ts'
import type { FollowerCount, ScriptRun } from './followers.ts'
import type { PhoneMessage } from './messages.ts'
import type { Push } from './pushes.ts'
import type { ReplayProgress, TranscriptCount } from './transcripts.ts'

/** `GET /_sim/v1/health` */
export interface Health {
  ok: true
  version: string
}

export interface Bilingual {
  zh: string
  en: string
}

/** What `on` of a simulator in the same process tells, one thing at a time; over HTTP it comes as `StreamEvents`. */
export interface SimEvents {
  /** After a reset or an import. */
  snapshot: {
    accounts: Account[]
    /** The first 200 people: a page is not sent a million. `GET /_sim/v1/followers` has them all. */
    fans: Fan[]
    /** How many there are in all. */
    fanCount: number
    clock: ClockState
    version: string
  }
  account: Account
  fan: Fan
  /** People were made up: once for the whole crowd, not one by one. */
  followers: FollowerCount
  /** A script began, went on by a hundredth, or ended. */
  script: ScriptRun
  /** The list of transcripts, or whether something is recorded, has changed. */
  transcripts: TranscriptCount
  /** A replay began, took a step, or ended. */
  replay: ReplayProgress
  message: PhoneMessage
  /** New, or grown by an attempt; the whole push each time. */
  push: Push
  call: Call
  clock: ClockState
}

/** `GET`, `PUT /_sim/v1/state`: opaque to others, complete to us. */
export interface StateDocument {
  yingwu: 'simulator-state'
  version: 1
  [part: string]: unknown
}

/** Any error of the control API: `{error: {…}}` with a 4xx status. */
export interface ControlError {
  error: { code: string; message: string }
}
