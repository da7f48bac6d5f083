/** 记录 over the control API: what people did and what the account answered, as one readable JSON file. */
import type { Action } from './actions.ts'
import type { PhoneMessage } from './messages.ts'
import type { Verdict } from './pushes.ts'

/** A transcript: a story of one or more people, recorded by hand and told again as a test. */
export interface Transcript {
  yingwu: 'transcript'
  version: 1
  name: string
  /** Who takes part, by alias. Nobody's openid stands in the file: each is somebody new when it is told again. */
  fans: { [alias: string]: TranscriptFan }
  steps: TranscriptStep[]
}

export interface TranscriptFan {
  nickname: string
  /** Follows already when the story begins. Left out: not yet. */
  follows?: boolean
  /** `zh_CN` when left out. */
  language?: string
}

export interface TranscriptStep {
  /** Alias of who acts. */
  fan: string
  action: Action
  /** Seconds of the simulator's clock since the step before; left out below one. */
  after?: number
  /**
   * What the account's side puts on the phones, in its order; empty: silence. Only members that stand here are compared.
   * Left out: whatever comes is fine.
   */
  expect?: ExpectedMessage[]
  /** Whatever comes is fine, this time. */
  ignore?: boolean
  /** Seconds that late answers may take once WeChat is done with the step; left out: what the replay says, 10. */
  within?: number
}

/**
 * A message as `PhoneMessage` has it, without ids, files and times: `{"type": "text", "content": "你好", "via": "reply"}`.
 * In place of any text may stand `{"matches": "订单 \\d+"}`, a regular expression. A push that failed without a grey
 * notice is `{"type": "failure", "verdict": "timeout"}`.
 */
export interface ExpectedMessage {
  /** On whose phone, by alias; left out: on that of who acted. */
  to?: string
  [member: string]: unknown
}

/** What came, as a transcript would tell it. */
export interface ShownMessage {
  type: PhoneMessage['type'] | 'failure'
  via?: PhoneMessage['via']
  /** Of a failure; `notSent`: not even tried (MarkFail). */
  verdict?: Verdict | 'notSent'
  [member: string]: unknown
}

/** `GET /_sim/v1/transcripts` */
export interface TranscriptList {
  /** Since when pushes and messages are meant for the next transcript; null: nothing is being recorded. */
  recording: TranscriptMark | null
  /** By name. */
  transcripts: TranscriptSummary[]
}

/** Where a recording began. */
export interface TranscriptMark {
  at: number
  /** The newest push and the newest message on any phone at that time. */
  push: number
  message: number
}

export interface TranscriptSummary {
  name: string
  fans: string[]
  steps: number
  /** A replay that is under way; the event `replay` tells how it goes on. */
  replay: { done: number; of: number } | null
}

/** `POST /_sim/v1/transcripts` */
export interface NewTranscript {
  name: string
  /** Only these people; everybody when left out. */
  openids?: string[]
  /**
   * `recording`: since `POST /_sim/v1/recording`, and ends it; `log`: everything that is kept of pushes and messages.
   * Left out: the recording where one is on.
   */
  from?: 'recording' | 'log'
  appid?: string
}

/** `POST /_sim/v1/transcripts/import`: a push log of a real server. */
export interface PushLogImport {
  name: string
  /** Lines of any log that hold bodies of pushes, XML or JSON. */
  text: string
  /** For bodies that are encrypted. */
  appid?: string
  encodingAESKey?: string
}

/** Its answer. */
export interface ImportedPushLog {
  transcript: Transcript
  /** Bodies that could not be read. */
  unreadable: number
}

/** `POST /_sim/v1/replays` */
export interface NewReplay {
  /** A transcript that the simulator keeps. */
  name?: string
  /** Or one that is sent along. */
  transcript?: Transcript
  /** Of which account; the first when left out. */
  appid?: string
  /** Moves the world's clock on by the time between the steps. `false` when left out: the steps follow at once. */
  clock?: boolean
  /** Seconds that late answers may take where a step does not say; 10 when left out. */
  within?: number
  /**
   * Seconds of the simulator's clock after the last step in which a message too many still counts as a difference, 600 at
   * most; 1 when left out, as a call that was on its way takes milliseconds.
   */
  grace?: number
}

/** The event `replay` of `GET /_sim/v1/events`: after each step, and when a replay has ended. */
export interface ReplayProgress {
  /** Of the transcript. */
  name: string
  /** Steps that have been taken. */
  done: number
  of: number
  /** `false`: it is over; its report is the answer of `POST /_sim/v1/replays`. */
  running: boolean
}

/** The event `transcripts`: one was kept or forgotten, or a recording began or ended. */
export interface TranscriptCount {
  /** How many are kept; `GET /_sim/v1/transcripts` lists them. */
  count: number
}

/** Its answer: how each step went. */
export interface ReplayReport {
  name: string
  /** Nothing differed. */
  passed: boolean
  steps: StepReport[]
  /** Real milliseconds, those after the last step included. */
  durationMs: number
  /** The transcript with what came this time, for who finds it better. */
  accepted: Transcript
}

export interface StepReport {
  /** Alias of who acted. */
  fan: string
  action: Action
  /** `ignored`: nothing was expected in particular. */
  state: 'passed' | 'failed' | 'ignored'
  /** What came, in order, beside what was expected. */
  lines: ReplayLine[]
  /** Why the step could not be taken. */
  problem: string | null
  durationMs: number
}

export interface ReplayLine {
  /** On whose phone, by alias. */
  to: string
  state: 'same' | 'different' | 'missing' | 'extra'
  expected: ExpectedMessage | null
  got: ShownMessage | null
}

/** `GET /_sim/v1/pushes/{id}/test` */
export interface PushTest {
  /** A test for vitest with `@yingwu/simulator/testing`. */
  code: string
}
