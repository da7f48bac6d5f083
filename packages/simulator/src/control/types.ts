/**
 * Everything that travels over the control API (`/_sim/v1`), as JSON. The phone, the push log and tests in any
 * language read these shapes; nothing else leaves the simulator. Times are milliseconds of the simulator's clock
 * unless a name says otherwise; durations are real milliseconds.
 */
import type { AccountKind, DataFormat, EncryptionMode } from '@yingwu/protocol'
import type { ApiResults } from '@yingwu/protocol/contract'
import type { FaultEffect } from './types/faults.ts'
import type { MarkFail, NotSent } from './types/mark-fail.ts'

export type * from './types/fault-presets.ts'
export type * from './types/faults.ts'
export type * from './types/health.ts'
export type * from './types/mark-fail.ts'
export type * from './types/panel.ts'
export type * from './types/phone.ts'
import type { FollowerCount, PersonaId, ScriptRun } from './types/followers.ts'

export type * from './types/followers.ts'
export type * from './types/run.ts'
export type * from './types/transcripts.ts'

/** `GET /_sim/v1/health` */
export interface Health {
  ok: true
  version: string
}

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

/** 客服 */
export interface Agent {
  /** 完整客服帐号, `name@alias` */
  account: string
  nickname: string
  id: string
  avatar: string | null
  /** 0 offline, 1 on the web, 2 on the phone, 3 on both. */
  online: 0 | 1 | 2 | 3
  /** 微信号 of the person behind it; null while nobody is bound. */
  wx: string | null
  /** The newest invitation that was not accepted. */
  invitation: { wx: string; expiresAt: number; rejected: boolean } | null
}

/** What an agent does: `POST /_sim/v1/accounts/{appid}/agents/{kf_account}/actions`. */
export type AgentAction =
  /** Accepts an open invitation; binds a person where there is none yet. */
  | { type: 'online'; status?: 1 | 2 | 3 }
  | { type: 'offline' }
  /** Declines the invitation. */
  | { type: 'reject' }
  /** 接入: takes this person, or who has waited longest. */
  | { type: 'take'; openid?: string }
  | { type: 'say'; openid: string; content: string }
  /** 转接 */
  | { type: 'handOver'; openid: string; to: string }
  | { type: 'close'; openid: string }

/** Answer of an agent's action. */
export interface AgentState {
  agent: Agent
  /** Whom the agent serves. */
  sessions: { openid: string; since: number }[]
  /** The events that were pushed. */
  pushes: Push[]
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
export type TokenChange = { expire: true } | { replace: true }

/** `POST /_sim/v1/accounts/{appid}/secret` */
export interface NewSecret {
  /** 32 hex digits; made up where left out. */
  secret?: string
}

/** `GET /_sim/v1/accounts/{appid}/templates`: what the console would show. */
export interface TemplateBook {
  /** 模板消息 */
  templates: { id: string; title: string; content: string }[]
  /** 订阅通知. `type`: 2 一次性, 3 长期. */
  notices: { id: string; title: string; content: string; type: 2 | 3 }[]
  /** The one template of 一次性订阅消息. */
  onceTemplateId: string
}

/** `POST /_sim/v1/accounts/{appid}/templates`: text of a test account's own. */
export interface NewTemplate {
  title: string
  /** With placeholders such as `{{keyword1.DATA}}`. */
  content: string
}

/** A button of a custom menu, with the names of `menu/create`. */
export interface MenuButton {
  type?: string
  name: string
  key?: string
  url?: string
  media_id?: string
  appid?: string
  pagepath?: string
  article_id?: string
  sub_button?: MenuButton[]
}

/** A menu for some people, with the names of `menu/addconditional`. */
export interface ConditionalMenu {
  menuid: string
  matchrule: MatchRule
  button: MenuButton[]
}

/** Whom a conditional menu is for. All that is there must fit. */
export interface MatchRule {
  tag_id?: number
  client_platform_type?: Fan['platform']
  language?: string
}

export type AutoReply = ApiResults['autoreply.get']

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

export interface Bilingual {
  zh: string
  en: string
}

/** A person with a phone. `openid` is theirs on this account. */
export interface Fan {
  openid: string
  appid: string
  unionid: string
  nickname: string
  /** An `http` URL on the simulator, or empty. */
  headimgurl: string
  /** 1 男, 2 女, 0 未知 */
  sex: 0 | 1 | 2
  province: string
  city: string
  country: string
  language: string
  /** `client_platform_type` of conditional menus: 1 iOS, 2 Android, 3 others. */
  platform: 1 | 2 | 3
  subscribed: boolean
  /** Unix seconds of the newest follow, 0 if never. */
  subscribeTime: number
  /** `user/info` spelling, such as ADD_SCENE_SEARCH, ADD_SCENE_QR_CODE. */
  subscribeScene: string
  qrScene: string
  remark: string
  /** 标签, oldest first. */
  tagIds: number[]
  /** 黑名单: nothing this person does reaches the account, and no broadcast reaches them. */
  blacklisted: boolean
  /** 拒收: template messages of the account end in `failed:user block`. */
  refusesTemplates: boolean
  /** 快照页: this person's consent gives a virtual account. */
  snapshot: boolean
  /** Which odd person this is; left out for everybody else. */
  persona?: PersonaId
  /** What the customer-service allowance still has for this person, soonest to expire first. */
  allowance: { trigger: AllowanceTrigger; remaining: number | null; expiresAt: number }[]
  /** The account is composing (对方正在输入). */
  typing: boolean
}

export type AllowanceTrigger = 'message' | 'menu' | 'follow' | 'scan' | 'payment'

/** `POST /_sim/v1/fans` */
export interface NewFans {
  appid?: string
  /** 1 when left out. */
  count?: number
  nickname?: string
  /** Follow at once (pushes `subscribe`). */
  follow?: boolean
  snapshot?: boolean
  /** 1 (iOS) when left out. */
  platform?: Fan['platform']
  /** `zh_CN` when left out. */
  language?: string
}

/** What a person does: `POST /_sim/v1/fans/{openid}/actions`. */
export type Action =
  | { type: 'follow'; scene?: string | number }
  | { type: 'unfollow' }
  | { type: 'text'; content: string; bizmsgmenuid?: string }
  /** `data` is the file in base64; left out: a sample picture. */
  | { type: 'image'; data?: string; contentType?: string }
  | { type: 'voice'; recognition?: string; seconds?: number; data?: string; format?: string }
  | { type: 'video' | 'shortvideo'; data?: string; contentType?: string }
  | { type: 'location'; latitude?: number; longitude?: number; scale?: number; label?: string }
  | { type: 'link'; title?: string; description?: string; url?: string }
  /** 文件: undocumented message kind without a MediaId. */
  | { type: 'file'; title?: string; size?: number }
  /** A custom sticker: WeChat pushes the "unsupported" notice as text. */
  | { type: 'sticker' }
  /**
   * Taps a menu button: `key` (or `url`, `name`) names it. Buttons that open a scanner, camera, album or map take
   * what the person picked there.
   */
  | {
      type: 'menu'
      key?: string
      url?: string
      name?: string
      scanResult?: string
      pictures?: number
      latitude?: number
      longitude?: number
      label?: string
    }
  /** Scans a parametric QR code, by scene or by ticket. */
  | { type: 'scan'; scene?: string | number; ticket?: string }
  /** Answers the popup of 订阅通知 for these templates (`priTmplId`); `accept` when `status` is left out. `scene`: 1 page, 2 article. */
  | { type: 'subscribe'; templateIds: string[]; status?: 'accept' | 'reject'; scene?: 0 | 1 | 2 }
  /** Switches notices off in the settings of 服务通知. */
  | { type: 'rejectNotices'; templateIds: string[] }
  /** 拒收 template messages of the account; `refuse: false` takes them again. */
  | { type: 'refuseTemplates'; refuse?: boolean }
  /** 上报地理位置 */
  | { type: 'reportLocation'; latitude?: number; longitude?: number; precision?: number }
  /** 写留言 below a published article. `index` from 0 as in the calls of `comment/*`, 0 when left out. */
  | { type: 'comment'; msgDataId: string; index?: number; content: string }
  /** 分享 a published article, to a friend when `to` is left out. `index` from 0, 0 when left out. */
  | { type: 'share'; msgDataId: string; index?: number; to?: 'friend' | 'moments' | 'other' }
  /** Any event by name with its own fields: for what has no gesture of its own. */
  | { type: 'event'; event: string; fields?: { [name: string]: unknown } }

export type ActionType = Action['type']

/** Answer of an action. */
export interface ActionResult {
  /** null where nothing is pushed (no callback, a menu button without event). */
  push: Push | null
  /** All pushes, when a gesture makes more than one (a photo button: the event, then the image). */
  pushes: Push[]
  /** What appeared on the phone because of it, own bubbles first. */
  messages: PhoneMessage[]
  /** A page to open, for `view` buttons. */
  open?: string
}

/** One thing on a phone's chat page. */
export type PhoneMessage = {
  /** Grows by one per simulator, so that it orders all phones. */
  id: number
  appid: string
  openid: string
  at: number
  /** Who speaks: the person, the account, or the platform itself (grey line). */
  from: 'fan' | 'account' | 'system'
  /** How it came: the person's gesture, a passive reply, a customer-service message, a broadcast, a template or subscription message, the platform. */
  via: 'fan' | 'reply' | 'custom' | 'broadcast' | 'template' | 'platform'
  /** Push that carried it or answered with it. */
  pushId: number | null
  /** API call that sent it. */
  callId: number | null
  /** 客服: in whose name. */
  agent: { nickname: string; avatar: string | null } | null
} & PhoneContent

export type PhoneContent =
  | { type: 'text'; content: string }
  | { type: 'image'; mediaId: string; url: string }
  | { type: 'voice'; mediaId: string; url: string; seconds: number; recognition: string | null }
  | {
      type: 'video' | 'shortvideo'
      mediaId: string
      url: string
      thumbUrl: string
      title: string
      description: string
    }
  | { type: 'music'; title: string; description: string; url: string; hqUrl: string; thumbUrl: string }
  | { type: 'news'; articles: { title: string; description: string; url: string; picUrl: string }[] }
  | { type: 'location'; latitude: number; longitude: number; scale: number; label: string }
  | { type: 'link'; title: string; description: string; url: string }
  | { type: 'file'; title: string; size: number }
  | { type: 'sticker' }
  | { type: 'msgmenu'; head: string; list: { id: string; content: string }[]; tail: string }
  /** 模板消息, 订阅通知: a card with a title and lines of label and value. `url` empty: a tap opens nothing. */
  | {
      type: 'template'
      title: string
      rows: { label: string; value: string; color: string }[]
      url: string
      miniprogram: { appid: string; pagepath: string } | null
      /** It stands in 服务通知 and not in the account's chat: 订阅通知, 一次性订阅消息. */
      place?: 'notices'
    }
  | { type: 'miniprogrampage'; title: string; appid: string; pagepath: string; thumbUrl: string }
  /** Grey line of the platform. `code` says which. */
  | { type: 'notice'; code: 'failed' | 'unfollowed' | 'agent'; content: string }

/** One push with all its attempts: `GET /_sim/v1/pushes`, newest first. */
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

/** `POST /_sim/v1/js-sdk/config`: what a page gave `wx.config`. */
export interface JsConfig {
  /** `location.href` of the page. What follows `#` is not signed. */
  url: string
  appId: string
  timestamp: number | string
  nonceStr: string
  signature: string
  jsApiList?: string[]
}

/** Its answer. */
export interface JsConfigVerdict {
  ok: boolean
  /** As `wx.ready` and `wx.error` hear it: `config:ok`, `config:invalid signature`, … */
  errMsg: string
  /** What differs and what to do, in one sentence. */
  text: Bilingual
  checks: JsConfigCheck[]
  /** What should have been signed, with the ticket in it. null where the account or domain is refused already. */
  expected: { string1: string; signature: string } | null
}

export interface JsConfigCheck {
  name: 'appId' | 'domain' | 'url' | 'ticket' | 'nonceStr' | 'timestamp' | 'signature'
  /** `unknown`: the signature is wrong in a way that does not tell. */
  state: 'ok' | 'bad' | 'unknown'
  /** The right value; of `signature` the one received. */
  value: string
  /** What is wrong with it; null where nothing is. */
  text: Bilingual | null
}

/** `POST /_sim/v1/fans/{openid}/uploads` */
export interface PageUpload {
  /** The picture in base64, at most 10 MiB. */
  data: string
  contentType?: string
}

export interface UploadedFile {
  /** Temporary media of the account, valid for 3 days. */
  mediaId: string
}

/** `GET /_sim/v1/accounts/{appid}/codes` */
export interface ScanCode {
  ticket: string
  scene: string
  /** null: permanent. */
  expiresAt: number | null
  /** What the code's squares say. */
  url: string
}

/** `GET /_sim/v1/articles/{slug}` */
export interface ShownArticle {
  appid: string
  msgDataId: string
  /** From 0, as `comment` and `share` take it. */
  index: number
  title: string
  digest: string
  /** Who may comment. */
  comments: 'all' | 'fans' | 'closed'
  deleted: boolean
}

/** One call of the contract: `GET /_sim/v1/endpoints`. */
export interface EndpointInfo {
  /** `message.customSend` */
  id: string
  /** Group of the reference, such as `custom-message`, and its title. */
  group: string
  groupTitle: string
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

/** `POST /_sim/v1/pushes/{id}/replay` */
export interface Replay {
  /** In whose name; left out: the same person. */
  openid?: string
  /** Fields to change; null takes one away. */
  fields?: { [name: string]: string | number | null }
}

/** `GET`, `POST /_sim/v1/clock` */
export interface ClockState {
  /** Simulator time, ms. */
  now: number
  /** How far it is ahead of real time, ms. */
  aheadMs: number
  speed: number
  paused: boolean
}

export type ClockChange =
  | { advanceSeconds: number }
  | { paused: boolean }
  | { speed: number }
  | { real: true }

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

/** `GET /_sim/v1/events`: server-sent events; `event:` is the key, `data:` the value. */
export interface SimEvents {
  /** First thing on every connection, and again after a reset or an import. */
  snapshot: {
    accounts: Account[]
    /** The first 200 people: a page is not sent a million. `GET /_sim/v1/followers` has them all. */
    fans: Fan[]
    /** How many there are in all. */
    fanCount: number
    clock: ClockState
    version: string
  }
  account: Account
  fan: Fan
  /** People were made up: once for the whole crowd, not one by one. */
  followers: FollowerCount
  /** A script began, went on by a hundredth, or ended. */
  script: ScriptRun
  message: PhoneMessage
  /** New, or grown by an attempt; the whole push each time. */
  push: Push
  call: Call
  clock: ClockState
}

/** `GET`, `PUT /_sim/v1/state`: opaque to others, complete to us. */
export interface StateDocument {
  yingwu: 'simulator-state'
  version: 1
  [part: string]: unknown
}

/** Any error of the control API: `{error: {…}}` with a 4xx status. */
export interface ControlError {
  error: { code: string; message: string }
}
