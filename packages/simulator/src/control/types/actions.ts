/** What a person does on the phone, and what came of it. */
import type { PhoneMessage } from './messages.ts'
import type { Push } from './pushes.ts'

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
  /** 名片 of somebody else, by their nickname: WeChat pushes the "unsupported" notice here, too. */
  | { type: 'contact'; nickname?: string }
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
