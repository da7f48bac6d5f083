/** Calls of the API, and what the contract has to say about them. */
import type { AccountKind } from '@yingwu/protocol'
import type { Bilingual } from './world.ts'

/** One API call: `GET /_sim/v1/calls`, newest first. */
export interface Call {
  id: number
  appid: string | null
  at: number
  durationMs: number
  method: string
  path: string
  /** Whence it came. */
  clientIp: string
  /** Contract id such as `message.customSend`; null when no endpoint matches. */
  endpoint: string | null
  query: { [name: string]: string }
  requestBody: string
  status: number
  errcode: number
  responseBody: string
  rid: string | null
}

/** One call of the contract: `GET /_sim/v1/endpoints`. */
export interface EndpointInfo {
  /** `message.customSend` */
  id: string
  /** Group of the reference, such as `custom-message`, and its title. */
  group: string
  groupTitle: Bilingual
  method: string
  path: string
  title: Bilingual
  accounts: readonly AccountKind[]
  /** A page of this simulator. */
  reference: string
}

/** `GET /_sim/v1/calls/{id}`: a call, and what the contract has to say about it. */
export interface CallDetail {
  call: Call
  endpoint: EndpointInfo | null
  /** The errcode in words; null where the call went well or the code is unknown. */
  meaning: Bilingual | null
  /** Where the request differs from the contract; empty where it cannot be told. */
  problems: CallProblem[]
}

export interface CallProblem {
  /** `button[0].name`; empty for the request as a whole. */
  path: string
  /** `unknown`: the member is not in the contract and is ignored. */
  rule: string
  text: Bilingual
}

/** `GET /_sim/v1/accounts/{appid}/quotas`: calls with a limit or made today. */
export interface QuotaUse {
  endpoint: string
  used: number
  /** Calls a day; null: none is published. */
  limit: number | null
}

/** `POST /_sim/v1/accounts/{appid}/quotas`: counters back to 0, as after midnight. */
export interface QuotaReset {
  /** All calls when left out. */
  endpoint?: string
}

/** `GET /_sim/v1/accounts/{appid}/tokens`: the living ones first, then those that died in the last day. */
export interface TokenList {
  tokens: {
    token: string
    /** Which call hands it out: `cgi-bin/token` or `cgi-bin/stable_token`. */
    store: 'get' | 'stable'
    /** overlapping: replaced already, lives on for some minutes. */
    state: 'current' | 'overlapping' | 'expired' | 'replaced'
    /** When it stops working, or stopped. */
    endsAt: number
  }[]
  tickets: { ticket: string; type: string; expiresAt: number }[]
}
