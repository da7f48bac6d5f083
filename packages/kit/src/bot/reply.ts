import { isReplyType, REPLIES, type Reply, type ReplyOf } from '@yingwu/protocol'
import { Receipt } from '../delivery/receipt.ts'
import { HandlerError } from './handler-error.ts'

/** 图文: one article of a news reply. What is left out is empty. */
export interface Article {
  Title: string
  /** Shown only when the reply has a single article. */
  Description?: string
  /** JPG or PNG; 360×200 suits the first, 200×200 the others. */
  PicUrl?: string
  Url?: string
}

/** What a handler may return, and {@link Context.reply} take. Empty text, an empty list and nothing mean: no answer. */
export type ReplyContent = string | readonly Article[] | Reply

/**
 * A text that is still being written, such as a model's: an async generator, or what `for await` takes. Its messages are
 * cut and sent as {@link StreamOptions} say.
 */
export type TextStream = AsyncIterable<string>

export function isStream(content: unknown): content is TextStream {
  return typeof content === 'object' && content !== null && Symbol.asyncIterator in content
}

/** Passive replies that are more than text. */
export const reply = {
  text: (Content: string): ReplyOf<'text'> => ({ MsgType: 'text', Content }),
  /** `mediaId` of temporary or permanent material. */
  image: (MediaId: string): ReplyOf<'image'> => ({ MsgType: 'image', Image: { MediaId } }),
  voice: (MediaId: string): ReplyOf<'voice'> => ({ MsgType: 'voice', Voice: { MediaId } }),
  video: (MediaId: string, about: { Title?: string; Description?: string } = {}): ReplyOf<'video'> => ({
    MsgType: 'video',
    Video: { MediaId, ...about },
  }),
  music: (Music: ReplyOf<'music'>['Music']): ReplyOf<'music'> => ({ MsgType: 'music', Music }),
  /** WeChat shows one article in answer to a message, up to eight in answer to an event. */
  news: (articles: readonly Article[]): ReplyOf<'news'> => ({
    MsgType: 'news',
    ArticleCount: articles.length,
    Articles: {
      item: articles.map(({ Title, Description = '', PicUrl = '', Url = '' }) => ({
        Title,
        Description,
        PicUrl,
        Url,
      })),
    },
  }),
  /** 转接人工客服: hands this very message to the human agents, or to one of them. */
  transferToAgent: (KfAccount?: string): ReplyOf<'transfer_customer_service'> => ({
    MsgType: 'transfer_customer_service',
    ...(KfAccount === undefined ? {} : { TransInfo: { KfAccount } }),
  }),
}

/**
 * The passive reply for what a handler gave; undefined for none.
 *
 * @throws HandlerError for anything that is no reply, such as a number or an object without `MsgType`
 */
export function toReply(content: unknown): Reply | undefined {
  if (content === undefined || content === null || content === '') return undefined
  if (typeof content === 'string') return reply.text(content)
  if (Array.isArray(content) && content.every(isArticle)) {
    return content.length === 0 ? undefined : reply.news(content)
  }
  if (isReply(content)) return content
  if (content instanceof Receipt) return undefined
  const given = describe(content)
  throw new HandlerError({
    zh: `处理函数返回了 ${given}，发不出去。请返回字符串、图文列表 [{ Title, Description, PicUrl, Url }]，或 reply.image(…)、reply.music(…) 等`,
    en: `A handler returned ${given}, which cannot be sent. Return a string, a list of articles [{ Title, Description, PicUrl, Url }], or reply.image(…), reply.music(…) and the like`,
  })
}

function isArticle(value: unknown): value is Article {
  return typeof value === 'object' && value !== null && 'Title' in value && typeof value.Title === 'string'
}

/** A known type that has its own members; what is inside them is TypeScript's business. */
function isReply(value: unknown): value is Reply {
  if (typeof value !== 'object' || value === null || !('MsgType' in value)) return false
  if (typeof value.MsgType !== 'string' || !isReplyType(value.MsgType)) return false
  return Object.keys(REPLIES[value.MsgType]).every((name) => name.endsWith('?') || name in value)
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  if (Array.isArray(value)) return '[…]'
  return `{ ${Object.keys(value).slice(0, 8).join(', ')} }`
}
