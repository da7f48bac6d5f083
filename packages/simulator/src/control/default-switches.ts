/** What a new account does where WeChat leaves room. Apart from the account, so that a page can compare. */
import type { AccountSwitches } from './types.ts'

export const DEFAULT_SWITCHES: AccountSwitches = {
  pushAttempts: 3,
  pushTimeoutMs: 5000,
  voiceRecognition: true,
  noticeWording: 'client',
  oldProfileFields: false,
  allowance: 'current',
  strictUserAgent: false,
  oauthRefusal: 'redirect',
  draftBox: true,
  publishResult: 'done',
  originality: 'original',
  contentType: 'wechat',
  errmsgStyle: 'rid',
  errorsCount: true,
  allowListFor: 'tokens',
  markFailAfter: 0,
  secretFrozen: false,
}
