/** 粉丝: who there is. */
import type { PersonaId } from './followers.ts'

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
