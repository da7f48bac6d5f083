/** What is broadcast: bubbles, or articles that become pages. */
import type { PhoneContent } from '../../../control/types.ts'
import type { Bundle } from '../../../world/articles.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, record, text } from '../../call.ts'
import { mediaOf, toContent } from '../custom-message/contents.ts'
import { listOf } from './addressees.ts'

export type MassContent = { type: 'bubbles'; contents: PhoneContent[] } | { type: 'articles'; bundle: Bundle }

export function contentOf(call: ApiCall): MassContent {
  const msgtype = text(call.body, 'msgtype')
  const read = Object.hasOwn(READERS, msgtype) ? READERS[msgtype] : undefined
  if (!read) throw new ApiError(40008)
  return read(record(call.body, msgtype), call)
}

type Reader = (message: { [member: string]: unknown }, call: ApiCall) => MassContent

const MAX_PICTURES = 20

const READERS: { [msgtype: string]: Reader } = {
  text: (message, call) => bubbles(toContent(call, 'text', message)),
  image(message, call) {
    const list = record(call.body, 'images')
    const ids = listOf(list['media_ids']) ?? [text(message, 'media_id')]
    if (ids.length === 0) throw new ApiError(41006)
    if (ids.length > MAX_PICTURES) throw new ApiError(45008)
    const recommend = text(list, 'recommend')
    return bubbles(
      ...(recommend === '' ? [] : [toContent(call, 'text', { content: recommend })]),
      ...ids.map((media_id) => toContent(call, 'image', { media_id })),
    )
  },
  voice: (message, call) => bubbles(toContent(call, 'voice', message)),
  mpvideo(message, call) {
    const media = mediaOf(call, text(message, 'media_id'), ['video'])
    if (media.home !== 'broadcast') throw new ApiError(40007)
    const title = text(message, 'title') || media.title
    const description = text(message, 'description') || media.description
    return bubbles(toContent(call, 'video', { media_id: media.id, title, description }))
  },
  mpnews(message, { world, account }) {
    const mediaId = text(message, 'media_id')
    if (mediaId === '') throw new ApiError(41006)
    const bundle = world.articles.find(account.appid, mediaId)
    if (!bundle) throw new ApiError(40007)
    if (bundle.articles.length === 0) throw new ApiError(44003)
    return { type: 'articles', bundle }
  },
  wxcard: (message, call) => bubbles(toContent(call, 'wxcard', message)),
}

function bubbles(...contents: PhoneContent[]): MassContent {
  return { type: 'bubbles', contents }
}
