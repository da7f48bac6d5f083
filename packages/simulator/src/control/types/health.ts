/** How an account's server is doing. */
import type { Verdict } from './pushes.ts'

/** `GET /_sim/v1/accounts/{appid}/health`, counted in real time since the start or the last reset. */
export interface AccountHealth {
  /** The last 60 whole seconds, oldest first: one number for each. */
  seconds: {
    /** Pushes begun. */
    pushes: number[]
    /** Attempts after the first. */
    retries: number[]
    /** Attempts that failed, and pushes that MarkFail kept back. */
    failures: number[]
    /** API calls answered. */
    calls: number[]
    /** Of them, those with an errcode or a status other than 200. */
    errors: number[]
  }
  /** Of the last 5 minutes. */
  answers: Answers
  /** How the attempts of the last 5 minutes ended. */
  verdicts: { [V in Exclude<Verdict, 'waiting'>]: number }
  /** 接口报警, of the last hour. */
  alarms: { [A in Alarm]: number }
  /** Of the last hour. */
  total: { pushes: number; retries: number; calls: number; errors: number }
}

/** Real milliseconds that complete answers took, to within 4 %; null where there was none. */
export interface Answers {
  count: number
  p50: number | null
  p95: number | null
  p99: number | null
}

/** The items of WeChat's 接口报警, as far as they can happen here. */
export type Alarm = 'dns' | 'connect' | 'timeout' | 'reply' | 'markFail'
