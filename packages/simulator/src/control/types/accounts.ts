/** An account: its server, its switches, its verification. */
import type { AccountKind, DataFormat, EncryptionMode } from '@yingwu/protocol'
import type { Agent } from './agents.ts'
import type { MarkFail } from './mark-fail.ts'
import type { AutoReply, ConditionalMenu, MenuButton } from './menus.ts'
import type { Bilingual } from './world.ts'

/** 服务器配置: where and how pushes are sent. */
export interface CallbackConfig {
  url: string
  token: string
  encodingAESKey: string
  mode: EncryptionMode
  /** Official Accounts get XML. */
  format: DataFormat
  /** 启用 / 停用. Disabled: nothing is pushed. */
  enabled: boolean
}

/** Fidelity settings of one account, each where WeChat's manual is silent or has changed over time. */
export interface AccountSwitches {
  /** Requests per push in all, the first included. Field reports say 3; the manual can be read as 4. */
  pushAttempts: 3 | 4
  /** Real milliseconds the receiver has for its complete answer. */
  pushTimeoutMs: number
  /** 语音识别: fills `Recognition`. */
  voiceRecognition: boolean
  /** Wording of the grey notice: what clients print, or what the manual says. */
  noticeWording: 'client' | 'manual'
  /** `sex`, `province`, `city`, `country` filled as before 2021-10-20, so that old tutorials show data. */
  oldProfileFields: boolean
  /** Which table of customer-service allowances holds. */
  allowance: 'current' | 'june2021' | 'before2021'
  /** Authorization URLs must come from a user agent with `MicroMessenger`. */
  strictUserAgent: boolean
  /** Refusing the consent page: back to the page with `state` only (old clients) or just close (new clients). */
  oauthRefusal: 'redirect' | 'close'
  /** 草稿箱 is on, as everywhere since 2022. Off: `material/add_news` and `update_news` of old still work. */
  draftBox: boolean
  /** How 发布 and its review end. */
  publishResult: 'done' | 'originality' | 'failed' | 'refused'
  /** What the originality check (原创校验) says of articles that are broadcast. */
  originality: 'original' | 'reprint' | 'forbidden'
  /** Content-Type of API answers: WeChat's own, different for each family of paths, or a bare `application/json`. */
  contentType: 'wechat' | 'json'
  /** What follows the text of an error: `rid: …`, `hint: […] rid: …`, or `hint: […]` alone as in years past. */
  errmsgStyle: 'rid' | 'hint' | 'hintOnly'
  /** Calls that fail count towards the daily quota, too. */
  errorsCount: boolean
  /** Which calls the IP allow list guards: those that hand out tokens, or all. */
  allowListFor: 'tokens' | 'all'
  /** MarkFail: after so many failed pushes in a row WeChat sends nothing for a minute. 0: never; the real number is not known. */
  markFailAfter: number
  /** 冻结 AppSecret: tokens that were handed out go on working, new ones are refused (40243). */
  secretFrozen: boolean
}

/** `GET /_sim/v1/accounts` */
export interface Account {
  appid: string
  secret: string
  /** 原始ID, `gh_` and 12 hex digits: `ToUserName` of pushes. */
  ghId: string
  /** 微信号 */
  alias: string
  name: string
  intro: string
  kind: AccountKind
  callback: CallbackConfig | null
  /** Result of the newest verification; null before the first one. */
  verification: Verification | null
  switches: AccountSwitches
  markFail: MarkFail
  /** 网页授权域名: hosts (port included for local use). Empty on a local simulator: every loopback host is admitted. */
  oauthDomains: string[]
  /** JS接口安全域名 */
  jsDomains: string[]
  /** The default menu; null where there is none. */
  menu: MenuButton[] | null
  /** Of the default menu; changes each time it is made anew. */
  menuid: string | null
  /** 个性化菜单, newest first: the first whose rule fits a person is theirs. */
  conditionalMenus: ConditionalMenu[]
  /** 自动回复 as the console stores it. It is only told, nobody is answered by it: a connected server switches it off. */
  autoReply: AutoReply
  kfAccounts: Agent[]
  /** IP白名单: addresses and segments such as `203.0.113.0/24`. Empty: all. */
  ipAllowList: string[]
  /** Calls a day by contract id, such as `user.info`, where they are not to be the published ones. */
  quotas: { [endpointId: string]: number }
}

/** `PATCH /_sim/v1/accounts/{appid}`: any subset. */
export interface AccountPatch {
  name?: string
  intro?: string
  kind?: AccountKind
  switches?: Partial<AccountSwitches>
  oauthDomains?: string[]
  jsDomains?: string[]
  /** Replaces all rules. */
  autoReply?: AutoReply
  ipAllowList?: string[]
  /** Replaces the whole table. */
  quotas?: { [endpointId: string]: number }
  /** Switches pushing on or off without a new verification. */
  enabled?: boolean
}

/** `POST /_sim/v1/accounts/{appid}/tokens` */
export type TokenChange = { expire: true } | { replace: true } | { revoke: true }

/** `POST /_sim/v1/accounts/{appid}/secret` */
export interface NewSecret {
  /** 32 hex digits; made up where left out. */
  secret?: string
}

/** `PUT /_sim/v1/accounts/{appid}/callback` → answer. */
export interface Verification {
  verified: boolean
  at: number
  steps: VerificationStep[]
}

export interface VerificationStep {
  name: 'settings' | 'connect' | 'status' | 'body'
  state: 'passed' | 'failed' | 'skipped'
  /** Cause and remedy of a failure, or what was seen. */
  text: Bilingual
  /** First 512 bytes received, as hex pairs, when the body was wrong. */
  bytes?: string
}
