/**
 * Everything that travels over the control API (`/_sim/v1`), as JSON. The phone, the push log and tests in any
 * language read these shapes; nothing else leaves the simulator. Times are milliseconds of the simulator's clock
 * unless a name says otherwise; durations are real milliseconds.
 */
import type { AccountKind, DataFormat, EncryptionMode } from '@yingwu/protocol'

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
  /** 网页授权域名: hosts (port included for local use). Empty on a local simulator: every loopback host is admitted. */
  oauthDomains: string[]
  /** JS接口安全域名 */
  jsDomains: string[]
  menu: MenuButton[] | null
  kfAccounts: { account: string; nickname: string; id: string; avatar: string | null }[]
}

/** `PATCH /_sim/v1/accounts/{appid}`: any subset. */
export interface AccountPatch {
  name?: string
  intro?: string
  kind?: AccountKind
  switches?: Partial<AccountSwitches>
  oauthDomains?: string[]
  jsDomains?: string[]
  /** Switches pushing on or off without a new verification. */
  enabled?: boolean
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
  /** 快照页: this person's consent gives a virtual account. */
  snapshot: boolean
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
  /** 上报地理位置 */
  | { type: 'reportLocation'; latitude?: number; longitude?: number; precision?: number }
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
  /** Contract id such as `message.customSend`; null when no endpoint matches. */
  endpoint: string | null
  query: { [name: string]: string }
  requestBody: string
  status: number
  errcode: number
  responseBody: string
  rid: string | null
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
  /** delay: wait so long; drop: no connection; error: API answers this errcode. */
  effect: { type: 'delay'; ms: number } | { type: 'drop' } | { type: 'error'; errcode: number }
  /** Hits so far. */
  hits: number
}

/** `GET /_sim/v1/events`: server-sent events; `event:` is the key, `data:` the value. */
export interface SimEvents {
  /** First thing on every connection, and again after a reset or an import. */
  snapshot: { accounts: Account[]; fans: Fan[]; clock: ClockState; version: string }
  account: Account
  fan: Fan
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
