/** The kinds of messages that an account sends by itself, as they stand on the phone. */
import { MAX_TEXT_BYTES } from '@yingwu/protocol'
import type { PhoneContent } from '../../../control/types.ts'
import { toMediaPath } from '../../../push/media-path.ts'
import { toNews, toPreview } from '../../../sends/news.ts'
import type { Media, MediaType } from '../../../world/media.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, record, records, text } from '../../call.ts'

const MAX_MENU_ENTRIES = 10
const BYTES_PER_SECOND = 1600

/** The member that `msgtype` names; any other is left alone. */
export function contentOf(call: ApiCall): PhoneContent {
  const msgtype = text(call.body, 'msgtype')
  return toContent(call, msgtype, record(call.body, msgtype))
}

/** @throws ApiError 40008 for a kind that does not exist, or the error of its fields */
export function toContent(
  call: ApiCall,
  msgtype: string,
  message: { [member: string]: unknown },
): PhoneContent {
  const read = Object.hasOwn(READERS, msgtype) ? READERS[msgtype] : undefined
  if (!read) throw new ApiError(40008)
  return read(message, call)
}

type Reader = (message: { [member: string]: unknown }, call: ApiCall) => PhoneContent

const READERS: { [msgtype: string]: Reader } = {
  text(message) {
    const content = text(message, 'content')
    if (content === '') throw new ApiError(44004)
    if (Buffer.byteLength(content) > MAX_TEXT_BYTES) throw new ApiError(45002)
    return { type: 'text', content }
  },
  image(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['image'])
    return { type: 'image', mediaId: media.id, url: toMediaPath(media.id) }
  },
  voice(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['voice'])
    const seconds = Math.min(60, Math.max(1, Math.round(media.bytes.length / BYTES_PER_SECOND)))
    return { type: 'voice', mediaId: media.id, url: toMediaPath(media.id), seconds, recognition: null }
  },
  video(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['video'])
    const thumbId = text(message, 'thumb_media_id')
    const shownId = thumbId === '' ? media.thumbId : thumbOf(call, thumbId).id
    return {
      type: 'video',
      mediaId: media.id,
      url: toMediaPath(media.id),
      thumbUrl: shownId === null ? '' : toMediaPath(shownId),
      title: text(message, 'title'),
      description: text(message, 'description'),
    }
  },
  music(message, call) {
    const [url, hqUrl] = [text(message, 'musicurl'), text(message, 'hqmusicurl')]
    if (url === '' || hqUrl === '') throw new ApiError(61451)
    return {
      type: 'music',
      title: text(message, 'title'),
      description: text(message, 'description'),
      url,
      hqUrl,
      thumbUrl: toMediaPath(thumbOf(call, text(message, 'thumb_media_id')).id),
    }
  },
  news(message) {
    const articles = records(message, 'articles') ?? []
    if (articles.length === 0) throw new ApiError(44003)
    if (articles.length > 1) throw new ApiError(45008)
    return {
      type: 'news',
      articles: articles.map((article) => ({
        title: text(article, 'title'),
        description: text(article, 'description'),
        url: text(article, 'url'),
        picUrl: text(article, 'picurl'),
      })),
    }
  },
  msgmenu(message, { account }) {
    if (account.kind === 'sandbox') throw new ApiError(48008)
    const list = (records(message, 'list') ?? []).map((entry) => ({
      id: text(entry, 'id'),
      content: text(entry, 'content'),
    }))
    if (list.length === 0 || list.length > MAX_MENU_ENTRIES) throw new ApiError(45098)
    if (list.some(({ id, content }) => id === '' || content === '')) throw new ApiError(61451)
    return { type: 'msgmenu', head: text(message, 'head_content'), list, tail: text(message, 'tail_content') }
  },
  miniprogrampage(message, call) {
    const [appid, pagepath] = [text(message, 'appid'), text(message, 'pagepath')]
    if (appid === '') throw new ApiError(40166)
    if (pagepath === '') throw new ApiError(40165)
    return {
      type: 'miniprogrampage',
      title: text(message, 'title'),
      appid,
      pagepath,
      thumbUrl: toMediaPath(thumbOf(call, text(message, 'thumb_media_id')).id),
    }
  },
  mpnews(message, { world, account }) {
    const mediaId = text(message, 'media_id')
    if (mediaId === '') throw new ApiError(41006)
    const bundle = world.articles.find(account.appid, mediaId)
    if (!bundle) throw new ApiError(40007)
    if (bundle.articles.length > 1) throw new ApiError(45008)
    return toPreview(world, bundle)
  },
  mpnewsarticle(message, { world, account }) {
    const publication = world.publications.find(account.appid, text(message, 'article_id'))
    if (!publication || publication.deleted.length === publication.articles.length) throw new ApiError(53600)
    return toNews(world, publication)
  },
  wxcard() {
    throw new ApiError(40073, 'invalid card id: cards are not emulated (yingwu simulator)')
  },
}

/** 40007 for one that is not there, has expired, or is of another type. */
export function mediaOf({ world, account }: ApiCall, id: string, types: MediaType[]): Media {
  if (id === '') throw new ApiError(41006)
  const media = world.media.find(account.appid, id)
  if (typeof media === 'string' || !types.includes(media.type)) throw new ApiError(40007)
  return media
}

const thumbOf = (call: ApiCall, id: string) => mediaOf(call, id, ['thumb', 'image'])
