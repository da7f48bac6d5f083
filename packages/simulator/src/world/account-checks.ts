/** What an account, its switches and its callback may look like. */
import {
  ACCOUNT_KINDS,
  type AccountKind,
  ENCRYPTION_MODES,
  type EncryptionMode,
  isAccountKind,
} from '@yingwu/protocol'
import {
  array,
  boolean,
  type Check,
  fits,
  integer,
  isRecord,
  literal,
  nullable,
  number,
  object,
  optional,
  string,
} from '../check.ts'
import { DEFAULT_SWITCHES } from '../control/default-switches.ts'
import type { Agent, AccountSwitches, Bilingual, CallbackConfig, Verification } from '../control/types.ts'
import { type AccountRecord, APP_ID, APP_ID_RULE } from './accounts.ts'
import { ipAllowListCheck } from './ip-allow-list.ts'
import { quotaTableCheck } from './quotas.ts'
import { autoReplyCheck } from './auto-reply-check.ts'
import { conditionalMenuCheck, menuCheck, menuIdCheck } from './menu-checks.ts'

/** First rule of the configuration page that is broken. */
export function wrongSetting(
  callback: CallbackConfig,
  { kind }: { kind: AccountKind },
): Bilingual | undefined {
  const { url, token, encodingAESKey, mode } = callback
  if (!isHttpUrl(url)) {
    return {
      zh: 'URL 必须以 http:// 或 https:// 开头，且是完整的地址',
      en: 'The URL must be complete and begin with http:// or https://',
    }
  }
  if (hasCredentials(url)) {
    return {
      zh: 'URL 里不能有用户名和密码',
      en: 'The URL must not carry a user name or a password',
    }
  }
  if (!/^[A-Za-z0-9]{3,32}$/.test(token)) {
    return { zh: 'Token 必须是 3 到 32 位字母或数字', en: 'The token must be 3 to 32 letters and digits' }
  }
  if (mode !== 'plain' && kind === 'sandbox') {
    return { zh: '测试号只有明文模式', en: 'A test account has plain mode only' }
  }
  if (mode !== 'plain' && !/^[A-Za-z0-9]{43}$/.test(encodingAESKey)) {
    return {
      zh: 'EncodingAESKey 必须是 43 位字母或数字',
      en: 'The EncodingAESKey must be 43 letters and digits',
    }
  }
  return undefined
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}

/** They would stand in every log. */
function hasCredentials(url: string): boolean {
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
}

export const switchesCheck: Check<AccountSwitches> = object<AccountSwitches>({
  pushAttempts: literal(3, 4),
  pushTimeoutMs: integer(100, 60_000),
  voiceRecognition: boolean,
  noticeWording: literal('client', 'manual'),
  oldProfileFields: boolean,
  allowance: literal('current', 'june2021', 'before2021'),
  strictUserAgent: boolean,
  oauthRefusal: literal('redirect', 'close'),
  draftBox: boolean,
  publishResult: literal('done', 'originality', 'failed', 'refused'),
  originality: literal('original', 'reprint', 'forbidden'),
  contentType: literal('wechat', 'json'),
  errmsgStyle: literal('rid', 'hint', 'hintOnly'),
  errorsCount: boolean,
  allowListFor: literal('tokens', 'all'),
  markFailAfter: integer(0, 1000),
  secretFrozen: boolean,
})

/** Documents from before a switch existed lack it: the import gives it its default. */
const storedSwitchesCheck: Check<AccountSwitches> = {
  schema: switchesCheck.schema,
  problem: (value, at) =>
    switchesCheck.problem(isRecord(value) ? { ...DEFAULT_SWITCHES, ...value } : value, at),
}

export const kindCheck: Check<AccountKind> = {
  problem(value, at) {
    if (isAccountKind(value)) return null
    return `${at} must be one of ${Object.keys(ACCOUNT_KINDS).join(', ')}`
  },
  schema: { enum: Object.keys(ACCOUNT_KINDS) },
}

export const modeCheck: Check<EncryptionMode> = literal(...ENCRYPTION_MODES)

/** A host as 网页授权域名 takes it, with a port for local use and a path. */
export const domainsCheck: Check<string[]> = array(
  string({
    pattern: /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:\d+)?(\/[^\s?#]*)?$/,
    says: 'a host such as shop.example.cn, without http://',
  }),
  { max: 20 },
)

const bilingualCheck = object<Bilingual>({ zh: string(), en: string() })

const callbackMembers = object<CallbackConfig>({
  url: string(),
  token: string(),
  encodingAESKey: string(),
  mode: modeCheck,
  format: literal('xml', 'json'),
  enabled: boolean,
})

/** One that can be pushed to. A kind that came later may forbid its mode; that is no reason to refuse it. */
const callbackCheck: Check<CallbackConfig> = {
  schema: callbackMembers.schema,
  problem(value, at) {
    const found = callbackMembers.problem(value, at)
    if (found !== null || !fits(callbackMembers, value)) return found
    const wrong = wrongSetting(value, { kind: 'verifiedService' })
    return wrong ? `${at}: ${wrong.en}` : null
  },
}

const verificationCheck = object<Verification>({
  verified: boolean,
  at: number(),
  steps: array(
    object<Verification['steps'][number]>({
      name: literal('settings', 'connect', 'status', 'body'),
      state: literal('passed', 'failed', 'skipped'),
      text: bilingualCheck,
      bytes: optional(string()),
    }),
  ),
})

const agentCheck = object<Agent>({
  account: string(),
  nickname: string(),
  id: string(),
  avatar: nullable(string()),
  online: literal(0, 1, 2, 3),
  wx: nullable(string()),
  invitation: nullable(
    object<NonNullable<Agent['invitation']>>({ wx: string(), expiresAt: number(), rejected: boolean }),
  ),
})

export const accountCheck = object<AccountRecord>({
  appid: string({ pattern: APP_ID, says: APP_ID_RULE }),
  secret: string({ min: 1 }),
  ghId: string({ min: 1 }),
  alias: string(),
  name: string(),
  intro: string(),
  kind: kindCheck,
  callback: nullable(callbackCheck),
  verification: nullable(verificationCheck),
  switches: storedSwitchesCheck,
  markFail: optional(object<AccountRecord['markFail']>({ failures: integer(), until: nullable(number()) })),
  oauthDomains: domainsCheck,
  jsDomains: domainsCheck,
  menu: nullable(menuCheck),
  menuid: nullable(menuIdCheck),
  conditionalMenus: array(conditionalMenuCheck),
  autoReply: autoReplyCheck,
  kfAccounts: array(agentCheck),
  ipAllowList: ipAllowListCheck,
  quotas: quotaTableCheck,
  credentials: object<AccountRecord['credentials']>({ token: string(), encodingAESKey: string() }),
})
