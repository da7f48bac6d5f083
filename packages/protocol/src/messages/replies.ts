import type { FieldTable } from './fields.ts'

/** 被动回复用户消息: everything that can be answered to a push, by `MsgType`. */
export const REPLIES = {
  /** 文本. At most 2,048 bytes of UTF-8; more makes WeChat show its failure notice. */
  text: { Content: 'string' },
  /** 图片. Temporary or permanent material; animated GIFs are not shown. */
  image: { Image: { MediaId: 'string' } },
  /** 语音 */
  voice: { Voice: { MediaId: 'string' } },
  /** 视频. The material must have passed WeChat's check. */
  video: { Video: { MediaId: 'string', 'Title?': 'string', 'Description?': 'string' } },
  /** 音乐 */
  music: {
    Music: {
      'Title?': 'string',
      'Description?': 'string',
      'MusicUrl?': 'string',
      /** Preferred on Wi-Fi. */
      'HQMusicUrl?': 'string',
      /** Required by the manual; accounts exist where it can be left out. */
      'ThumbMediaId?': 'string',
    },
  },
  /** 图文. One article in answer to a message, up to eight in answer to an event. */
  news: {
    ArticleCount: 'integer',
    Articles: { item: [{ Title: 'string', Description: 'string', PicUrl: 'string', Url: 'string' }] },
  },
  /** 将消息转发到客服 */
  transfer_customer_service: { 'TransInfo?': { KfAccount: 'string' } },
} as const satisfies Record<string, FieldTable>

export type ReplyType = keyof typeof REPLIES

export function isReplyType(name: string): name is ReplyType {
  return Object.hasOwn(REPLIES, name)
}

/** Bytes of UTF-8 that a text reply or customer-service text may have. */
export const MAX_TEXT_BYTES = 2048
