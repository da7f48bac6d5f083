/** What strikes a push on its way to the bot, or the answer to a call of the API. */
export type FaultEffect =
  /** The answer comes so much later. */
  | { type: 'delay'; ms: number }
  /** No connection; to a call of the API HTTP 502 without a body. */
  | { type: 'drop' }
  /** The connection breaks after the request has gone out: the work is done, the answer lost. */
  | { type: 'reset' }
  /** Half of the answer. */
  | { type: 'half' }
  /** push: the TLS handshake fails. */
  | { type: 'tls' }
  /** push: the second half of the request comes so much later. */
  | { type: 'slow'; ms: number }
  /** push: it is sent twice at the same time, with the same MsgId; the first answer counts. */
  | { type: 'duplicate' }
  /** push: the next push of the account overtakes it; without one it goes after 2 seconds. */
  | { type: 'reorder' }
  /** api: this errcode. */
  | { type: 'error'; errcode: number }
  /** api: this HTTP status, 500 to 599, without a body. */
  | { type: 'status'; status: number }
  /** api: a gateway's error page, HTTP 502. */
  | { type: 'html' }
  /** api: HTTP 200 without a body. */
  | { type: 'empty' }

/** `GET /_sim/v1/faults` */
export interface FaultRule {
  id: string
  enabled: boolean
  /** `push`: towards the bot; `api`: answers of the API. */
  direction: 'push' | 'api'
  /** Push kinds (`text`, `event:CLICK`, `*`) or API paths (prefix). Left out: all. */
  match?: string
  /** 0 to 1, drawn from `seed`. Left out: 1. */
  probability?: number
  /** Left out: no end. */
  times?: number
  seed?: number
  effect: FaultEffect
  /** Hits so far. */
  hits: number
}
