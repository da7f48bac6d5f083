/** What the bodies of the control API may look like. */
import {
  boolean,
  type Check,
  integer,
  isRecord,
  literal,
  number,
  object,
  oneMember,
  optional,
  string,
} from '../check.ts'
import type { NewCallback } from '../core.ts'
import { domainsCheck, kindCheck, modeCheck, switchesCheck } from '../world/account-checks.ts'
import { DEFAULT_SWITCHES } from '../world/accounts.ts'
import { ipAllowListCheck } from '../world/ip-allow-list.ts'
import { quotaTableCheck } from '../world/quotas.ts'
import { autoReplyCheck } from '../world/auto-reply-check.ts'
import type { AccountPatch, AccountSwitches, ClockChange, NewFans } from './types.ts'

/** Of the newcomers of one call. */
const MAX_FANS = 10_000
const TEN_YEARS_SECONDS = 10 * 365 * 24 * 3600

export const callbackCheck = object<NewCallback>({
  url: string({ min: 1, max: 2048 }),
  token: optional(string({ max: 64 })),
  encodingAESKey: optional(string({ max: 64 })),
  mode: optional(modeCheck),
  format: optional(literal('xml', 'json')),
  enabled: optional(boolean),
})

/** Some of the switches: each that is there must fit. */
const someSwitches: Check<Partial<AccountSwitches>> = {
  schema: { ...switchesCheck.schema, required: [] },
  problem: (value, at) =>
    isRecord(value)
      ? switchesCheck.problem({ ...DEFAULT_SWITCHES, ...value }, at)
      : `${at} must be an object`,
}

export const patchCheck = object<AccountPatch>({
  name: optional(string({ min: 1, max: 64 })),
  intro: optional(string({ max: 500 })),
  kind: optional(kindCheck),
  switches: optional(someSwitches),
  oauthDomains: optional(domainsCheck),
  jsDomains: optional(domainsCheck),
  autoReply: optional(autoReplyCheck),
  ipAllowList: optional(ipAllowListCheck),
  quotas: optional(quotaTableCheck),
  enabled: optional(boolean),
})

export const newFansCheck = object<NewFans>({
  appid: optional(string()),
  count: optional(integer(1, MAX_FANS)),
  nickname: optional(string({ max: 64 })),
  follow: optional(boolean),
  snapshot: optional(boolean),
  platform: optional(literal(1, 2, 3)),
  language: optional(string({ pattern: /^[a-z]{2}(_[A-Z]{2})?$/, says: 'a language such as zh_CN or en' })),
})

export const clockCheck = oneMember<ClockChange>(
  {
    advanceSeconds: number({ min: 0, max: TEN_YEARS_SECONDS }),
    paused: boolean,
    speed: number({ above: 0, max: 100_000 }),
    real: literal(true),
  },
  '{"advanceSeconds": 60}',
)
