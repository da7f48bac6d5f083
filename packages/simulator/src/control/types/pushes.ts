/** Pushes, their attempts and verdicts. */
import type { NotSent } from './mark-fail.ts'
import type { Bilingual } from './world.ts'

/** One push with all its attempts: `GET /_sim/v1/pushes/{id}`, and `GET /_sim/v1/pushes`, newest first. */
export interface Push {
  /** #42 */
  id: number
  appid: string
  openid: string
  nickname: string
  at: number
  /** `text`, `event:subscribe`, … */
  kind: string
  /** One line for the list. */
  summary: string
  /** null on events: they have none. */
  MsgId: string | null
  /** Fields as pushed, before encryption. */
  fields: { [name: string]: unknown }
  /** Plain body as text, whatever the mode. */
  plainBody: string
  attempts: Attempt[]
  /** null while an attempt is under way. */
  outcome: Outcome | null
  /** The person's own bubble. */
  messageId: number | null
  /** What the reply became on the phone (bubble or grey line). */
  resultMessageId: number | null
  /** Real milliseconds from the first byte sent to the end of the last attempt. */
  durationMs: number | null
  /** The push of which this one is a replay. */
  replayOf?: number
  /** 钉住: it stays in the log however much comes after it. Left out where it is not. */
  pinned?: true
  /** The newest message on any phone when it began: puts both logs into one order. */
  afterMessage?: number
  /** Why WeChat sent nothing at all: there are no attempts then. */
  notSent?: NotSent
}

/**
 * A push as a list shows it, without what was sent and answered: `GET /_sim/v1/pushes?detail=rows` and the event stream.
 * `GET /_sim/v1/pushes/{id}` has the rest.
 */
export interface PushRow
  extends Pick<
    Push,
    | 'id'
    | 'appid'
    | 'openid'
    | 'nickname'
    | 'at'
    | 'kind'
    | 'summary'
    | 'MsgId'
    | 'outcome'
    | 'messageId'
    | 'resultMessageId'
    | 'durationMs'
    | 'replayOf'
    | 'pinned'
  > {
  attempts: AttemptRow[]
  /** WeChat sent nothing at all. */
  notSent?: true
}

export interface AttemptRow extends Pick<Attempt, 'n' | 'of' | 'verdict' | 'durationMs'> {
  /** Of the HTTP answer; null when there was none. */
  status: number | null
  /** `MsgType` of the reply; null when there was none. */
  reply: string | null
}

/** `GET /_sim/v1/pushes/found`: ids, newest first. */
export interface PushesFound {
  ids: number[]
}

export const OUTCOMES = ['replied', 'silent', 'failed'] as const

/** replied 已回复; silent 已收到，不回复 (`success` or empty); failed: no valid answer, see the last attempt's verdict. */
export type Outcome = (typeof OUTCOMES)[number]

/** In Tencent's own words of the interface alarm (接口报警) where it has one. */
export const VERDICTS = {
  waiting: { zh: '等待回复', en: 'Waiting' },
  replied: { zh: '已回复', en: 'Replied' },
  silent: { zh: '已收到，不回复', en: 'Received, silent' },
  timeout: { zh: '请求超时', en: 'Timed out' },
  dns: { zh: 'DNS 失败', en: 'DNS failed' },
  connect: { zh: '连接失败', en: 'No connection' },
  status: { zh: 'HTTP 状态错误', en: 'HTTP status' },
  invalid: { zh: '回复不合法', en: 'Invalid reply' },
} as const satisfies Record<string, Bilingual>

export type Verdict = keyof typeof VERDICTS

export interface Attempt {
  /** From 1. */
  n: number
  /** Of how many. */
  of: number
  startedAt: number
  /** Real; grows while waiting only in the browser. null while waiting. */
  durationMs: number | null
  verdict: Verdict
  /** Cause and remedy, for every verdict that is not a success. */
  explanation: Bilingual | null
  request: {
    method: 'POST'
    url: string
    query: { [name: string]: string }
    headers: { [name: string]: string }
    /** As sent: encrypted in safe mode. */
    body: string
  }
  response: {
    status: number
    headers: { [name: string]: string }
    /** As received, first 64 KiB. */
    body: string
    bytes: number
    /** First 256 bytes as hex pairs, when the reply is invalid. */
    hex?: string
  } | null
  /** Reply after decryption, when it was encrypted. */
  plainReply: string | null
  signature: AttemptSignature
  /** The reply field by field, in the order of checking. */
  checks: ReplyCheck[]
}

export interface AttemptSignature {
  /** Sorted inputs of the push's own signature; the token is among them. */
  inputs: string[]
  /** `msg_signature` in compatible and safe mode, else `signature`. */
  sent: string
  /** MsgSignature of an encrypted reply. */
  replyExpected: string | null
  replyGot: string | null
}

export interface ReplyCheck {
  field: string
  value: string
  state: 'ok' | 'warn' | 'bad'
  text: Bilingual
}
