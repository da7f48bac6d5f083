import type { Bilingual } from '../errors.ts'

/**
 * Why a login did not come about. All but `refused` end the same way for the user: open the link again.
 *
 * - `refused`: the user said no, or left the consent page
 * - `foreign-state`: the login was not begun by this browser, or the state was forged
 * - `expired-state`: the user took more than 10 minutes
 * - `used-state`: the state served another login already
 * - `used-code`: 40163, the code was exchanged already, for example before a reload of the page
 * - `expired-code`: 42003, more than 5 minutes old
 * - `invalid-code`: 40029, made up, expired, or of another account
 */
export type OAuthFailure =
  | 'refused'
  | 'foreign-state'
  | 'expired-state'
  | 'used-state'
  | 'used-code'
  | 'expired-code'
  | 'invalid-code'

const TEXTS: Readonly<Record<OAuthFailure, Bilingual>> = {
  refused: { zh: '用户没有同意授权', en: 'the user did not agree' },
  'foreign-state': {
    zh: '登录不是从这个浏览器发起的，请重新打开链接',
    en: 'the login was not begun by this browser: open the link again',
  },
  'expired-state': {
    zh: '授权超过 10 分钟，请重新打开链接',
    en: 'the login took more than 10 minutes: open the link again',
  },
  'used-state': {
    zh: '这次授权已经用过，请重新打开链接',
    en: 'this login was used already: open the link again',
  },
  'used-code': { zh: '授权码已经用过，请重新打开链接', en: 'the code was used already: open the link again' },
  'expired-code': { zh: '授权码已过期，请重新打开链接', en: 'the code has expired: open the link again' },
  'invalid-code': {
    zh: '授权码无效、已过期或属于别的账号，请重新打开链接',
    en: 'the code is invalid, expired or of another account: open the link again',
  },
}

/** A login (网页授权) that did not come about, in words that a user may see. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError'
  readonly reason: OAuthFailure
  /** For the page that tells the user. */
  readonly explanation: Bilingual

  constructor(reason: OAuthFailure, options?: ErrorOptions) {
    const explanation = TEXTS[reason]
    super(`网页授权：${explanation.zh} / web authorization: ${explanation.en}`, options)
    this.reason = reason
    this.explanation = explanation
  }
}
