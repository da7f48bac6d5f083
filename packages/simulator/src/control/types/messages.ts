/** What stands in a chat. */

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
  /** 个人名片 */
  | { type: 'contact'; nickname: string }
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
