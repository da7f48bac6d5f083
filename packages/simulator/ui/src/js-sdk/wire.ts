/**
 * What a page and the phone around it say to each other by postMessage. Both are strangers: each checks the other's
 * window and origin, and nothing that is said carries more than one call of `wx.*` and its answer.
 */

/** Marks our messages among those that pages send for themselves. */
export const MARK = 'yingwu-js-sdk'

/** Page to phone. `hello` comes once a page has loaded the SDK, and begins its session anew. */
export interface PageMessage {
  mark: typeof MARK
  /** Of the page; answers name it. */
  id: number
  /** `hello`, `config`, or the name of a call. */
  api: string
  params: { [name: string]: unknown }
  /** `location.href` and the title, which the phone cannot read by itself. */
  url: string
  title: string
}

/** Phone to page: the answer to a call, or (without an id) something that happened on the phone. */
export interface PhoneAnswer {
  mark: typeof MARK
  id: number | null
  /** The call that listens, such as `onMenuShareAppMessage`, where there is no id. */
  event?: string
  result: WxResult
}

export interface WxResult {
  errMsg: string
  [name: string]: unknown
}
