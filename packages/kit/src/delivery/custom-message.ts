/** A reply as a customer-service message. */
import type { Reply } from '@yingwu/protocol'
import type { ApiParams } from '@yingwu/protocol/contract'

export type CustomMessage = ApiParams['message.customSend']

/** undefined: there is no such customer-service message (handing over to human agents works passively alone). */
export function toCustomMessage(touser: string, reply: Reply): CustomMessage | undefined {
  switch (reply.MsgType) {
    case 'text':
      return { touser, msgtype: 'text', text: { content: reply.Content } }
    case 'image':
      return { touser, msgtype: 'image', image: { media_id: reply.Image.MediaId } }
    case 'voice':
      return { touser, msgtype: 'voice', voice: { media_id: reply.Voice.MediaId } }
    case 'video': {
      const { MediaId: media_id, Title: title, Description: description } = reply.Video
      return { touser, msgtype: 'video', video: { media_id, ...optional({ title, description }) } }
    }
    case 'music': {
      const {
        Title: title,
        Description: description,
        MusicUrl = '',
        HQMusicUrl,
        ThumbMediaId = '',
      } = reply.Music
      const addresses = {
        musicurl: MusicUrl,
        hqmusicurl: HQMusicUrl ?? MusicUrl,
        thumb_media_id: ThumbMediaId,
      }
      return { touser, msgtype: 'music', music: { ...addresses, ...optional({ title, description }) } }
    }
    case 'news':
      return toNews(touser, reply.Articles.item)
    default:
      return undefined
  }
}

type Items = Extract<Reply, { MsgType: 'news' }>['Articles']['item']

/** WeChat takes one article here; several become a text of links. */
function toNews(touser: string, items: Items): CustomMessage {
  const [first] = items
  if (items.length === 1 && first !== undefined) {
    const { Title: title, Description: description, Url: url, PicUrl: picurl } = first
    return { touser, msgtype: 'news', news: { articles: [{ title, description, url, picurl }] } }
  }
  const lines = items.map(({ Title, Url }) => (Url === '' ? Title : `<a href="${Url}">${Title}</a>`))
  return { touser, msgtype: 'text', text: { content: lines.join('\n') } }
}

function optional(members: { title: string | undefined; description: string | undefined }) {
  const { title, description } = members
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }) }
}
