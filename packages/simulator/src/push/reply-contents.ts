/** The fields of each type of reply, checked one by one on the way to what the phone shows. */
import { isXmlRecord, MAX_TEXT_BYTES, textOf, type XmlRecord, type XmlValue } from '@yingwu/protocol'
import type { PhoneContent } from '../control/types.ts'
import type { Media, MediaType } from '../world/media.ts'
import { misspelled, type Note } from './reply-notes.ts'

export interface ReplyContext {
  /** The push: the reply must swap these. */
  ToUserName: string
  FromUserName: string
  /** An event takes up to 8 articles, a message 1. */
  isEvent: boolean
  media: (id: string) => Media | 'expired' | 'missing'
  /** Where the phone loads a file from. */
  mediaUrl: (id: string) => string
}

const MAX_ARTICLES = 8

type Reader = (record: XmlRecord, note: Note, context: ReplyContext) => PhoneContent | null

/** What each type of reply must hold, and what the phone shows of it. */
export const CONTENTS: { [MsgType: string]: Reader } = {
  text(record, note) {
    const content = textOf(record, 'Content')
    const bytes = Buffer.byteLength(content)
    if (content === '') {
      const hint = misspelled(record, 'Content')
      note(
        'Content',
        '',
        'bad',
        `不能为空${hint.zh}；不回复请用 success`,
        `Must not be empty${hint.en}; to send nothing answer success`,
      )
    } else if (bytes > MAX_TEXT_BYTES) {
      note(
        'Content',
        content,
        'bad',
        `${bytes} 字节，超过 ${MAX_TEXT_BYTES}`,
        `${bytes} bytes, over ${MAX_TEXT_BYTES}`,
      )
    } else if (bytes === MAX_TEXT_BYTES) {
      note(
        'Content',
        content,
        'warn',
        '正好 2048 字节：有人测得上限是 2047',
        'Exactly 2048 bytes: some measured 2047 as the limit',
      )
    } else note('Content', content, 'ok', `${bytes} 字节`, `${bytes} bytes`)
    return { type: 'text', content }
  },
  image(record, note, context) {
    const id = checkMedia(record, ['Image', 'MediaId'], 'image', note, context)
    return { type: 'image', mediaId: id, url: context.mediaUrl(id) }
  },
  voice(record, note, context) {
    const id = checkMedia(record, ['Voice', 'MediaId'], 'voice', note, context)
    return {
      type: 'voice',
      mediaId: id,
      url: context.mediaUrl(id),
      seconds: secondsOf(context.media(id)),
      recognition: null,
    }
  },
  video(record, note, context) {
    const id = checkMedia(record, ['Video', 'MediaId'], 'video', note, context)
    const media = context.media(id)
    const thumbId = typeof media === 'string' ? null : media.thumbId
    return {
      type: 'video',
      mediaId: id,
      url: context.mediaUrl(id),
      thumbUrl: thumbId === null ? '' : context.mediaUrl(thumbId),
      title: textAt(record, ['Video', 'Title']),
      description: textAt(record, ['Video', 'Description']),
    }
  },
  music(record, note, context) {
    const music = record['Music']
    if (!isXmlRecord(music)) {
      note('Music', '', 'bad', '缺少 Music', 'Missing')
      return null
    }
    for (const field of ['Title', 'Description', 'MusicUrl', 'HQMusicUrl']) {
      if (music[field] !== undefined) note(`Music.${field}`, textOf(music, field), 'ok', '可选', 'Optional')
    }
    if (music['ThumbMediaId'] === undefined) {
      note(
        'Music.ThumbMediaId',
        '',
        'warn',
        '官方要求填写，部分账号可省略',
        'Required by the manual; some accounts may leave it out',
      )
    } else checkMedia(record, ['Music', 'ThumbMediaId'], 'thumb', note, context)
    const thumbId = textOf(music, 'ThumbMediaId')
    return {
      type: 'music',
      title: textOf(music, 'Title'),
      description: textOf(music, 'Description'),
      url: textOf(music, 'MusicUrl'),
      hqUrl: textOf(music, 'HQMusicUrl'),
      thumbUrl: thumbId === '' ? '' : context.mediaUrl(thumbId),
    }
  },
  news: readNews,
  transfer_customer_service(record, note, { isEvent }) {
    const agent = textAt(record, ['TransInfo', 'KfAccount'])
    if (agent !== '') note('TransInfo.KfAccount', agent, 'ok', '指定客服', 'This agent')
    if (isEvent)
      note(
        'MsgType',
        'transfer_customer_service',
        'warn',
        '只适用于消息，不适用于事件',
        'Meant for messages, not for events',
      )
    return null
  },
}

function readNews(record: XmlRecord, note: Note, { isEvent }: ReplyContext): PhoneContent | null {
  const articles = articlesOf(record['Articles'])
  const count = textOf(record, 'ArticleCount').trim()
  const allowed = isEvent ? MAX_ARTICLES : 1
  if (articles.length === 0) {
    note('Articles.item', '', 'bad', '缺少图文', 'No article')
    return null
  }
  if (!/^\d+$/.test(count))
    note('ArticleCount', count, 'bad', '应为图文条数', 'Must be the number of articles')
  else if (Number(count) > articles.length) {
    note(
      'ArticleCount',
      count,
      'bad',
      `多于实际的 ${articles.length} 条`,
      `More than the ${articles.length} that are there`,
    )
  } else if (Number(count) < articles.length) {
    note(
      'ArticleCount',
      count,
      'warn',
      `少于实际的 ${articles.length} 条，只取前面的`,
      `Fewer than the ${articles.length} that are there: the first ones count`,
    )
  } else note('ArticleCount', count, 'ok', '与条数一致', 'As many as there are')
  const shown = articles.slice(0, Math.min(Number(count) || articles.length, allowed))
  if (articles.length > allowed) {
    note(
      'Articles.item',
      String(articles.length),
      'warn',
      isEvent ? `最多 ${MAX_ARTICLES} 条，其余已截去` : '回复用户消息只能发 1 条图文，其余已截去',
      isEvent
        ? `At most ${MAX_ARTICLES}; the rest was cut`
        : 'In answer to a message only 1 article is sent; the rest was cut',
    )
  }
  for (const [index, article] of shown.entries()) {
    for (const field of ['Title', 'Description', 'PicUrl', 'Url']) {
      const at = `Articles.item[${index}].${field}`
      if (article[field] === undefined)
        note(at, '', 'bad', '缺少（可以为空，但要有）', 'Missing (it may be empty, but must be there)')
      else if (field === 'Title' && textOf(article, field) === '')
        note(at, '', 'bad', '不能为空', 'Must not be empty')
      else note(at, textOf(article, field), 'ok', '有', 'There')
    }
  }
  return {
    type: 'news',
    articles: shown.map((article) => ({
      title: textOf(article, 'Title'),
      description: textOf(article, 'Description'),
      url: textOf(article, 'Url'),
      picUrl: textOf(article, 'PicUrl'),
    })),
  }
}

/** XML wraps the list in `item`; JSON has the list itself. */
function articlesOf(value: XmlValue | undefined): XmlRecord[] {
  if (value === undefined || typeof value === 'string') return []
  if (Array.isArray(value)) return value.filter(isXmlRecord)
  const item = value['item']
  return item === undefined
    ? []
    : Array.isArray(item)
      ? item.filter(isXmlRecord)
      : isXmlRecord(item)
        ? [item]
        : []
}

function checkMedia(
  record: XmlRecord,
  path: [string, string],
  type: MediaType,
  note: Note,
  { media }: ReplyContext,
): string {
  const id = textAt(record, path)
  const field = path.join('.')
  const found = id === '' ? undefined : media(id)
  if (found === undefined) note(field, '', 'bad', '缺少', 'Missing')
  else if (found === 'missing')
    note(field, id, 'bad', '没有这个素材：请先用 media/upload 上传', 'No such media: upload it first')
  else if (found === 'expired')
    note(
      field,
      id,
      'bad',
      '素材已过期（3 天），请重新上传',
      'The media has expired (3 days): upload it again',
    )
  else if (!fitsType(found.type, type)) {
    note(
      field,
      id,
      'bad',
      `素材类型是 ${found.type}，应为 ${type}`,
      `The media is of type ${found.type}, not ${type}`,
    )
  } else note(field, id, 'ok', `存在，类型 ${found.type}`, `There, of type ${found.type}`)
  return id
}

/** A picture serves as a thumbnail too, as in life. */
function fitsType(got: MediaType, wanted: MediaType): boolean {
  return got === wanted || (wanted === 'thumb' && got === 'image')
}

function textAt(record: XmlRecord, [outer, inner]: [string, string]): string {
  const value = record[outer]
  return isXmlRecord(value) ? textOf(value, inner) : ''
}

/** About 1,600 bytes of AMR are one second. */
function secondsOf(media: Media | string): number {
  return typeof media === 'string' ? 1 : Math.min(60, Math.max(1, Math.round(media.bytes.length / 1600)))
}
