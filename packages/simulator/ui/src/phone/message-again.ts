/** What a message becomes when it is copied, and when it is sent once more. */
import type { Action, PhoneMessage } from '../../../src/control/types.ts'
import { phoneApi } from '../api/phone-api.ts'
import { toBase64 } from './files.ts'

/** null: nothing to copy. */
export function toCopyText(message: PhoneMessage): string | null {
  switch (message.type) {
    case 'text':
      return message.content
    case 'location':
      return `${message.label} ${message.latitude}, ${message.longitude}`
    case 'link':
      return message.url
    case 'voice':
      return message.recognition
    case 'msgmenu':
      return [message.head, ...message.list.map(({ content }) => content), message.tail].join('\n')
    default:
      return null
  }
}

/** The same content as a new message, with a MsgId of its own. */
export async function toAgain(message: PhoneMessage): Promise<Action | null> {
  switch (message.type) {
    case 'text':
      return { type: 'text', content: message.content }
    case 'image':
      return { type: 'image', ...(await fileOf(message.mediaId)) }
    case 'voice': {
      const { seconds, recognition } = message
      const { data, contentType = '' } = await fileOf(message.mediaId)
      const format = contentType === 'audio/mpeg' ? 'mp3' : contentType.replace('audio/', '')
      return {
        type: 'voice',
        seconds,
        ...(recognition !== null && { recognition }),
        ...(data !== undefined && { data, format }),
      }
    }
    case 'video':
    case 'shortvideo':
      return { type: message.type, ...(await fileOf(message.mediaId)) }
    case 'location': {
      const { type, latitude, longitude, scale, label } = message
      return { type, latitude, longitude, scale, label }
    }
    case 'link': {
      const { type, title, description, url } = message
      return { type, title, description, url }
    }
    case 'file':
      return { type: 'file', title: message.title, size: message.size }
    case 'sticker':
      return { type: 'sticker' }
    case 'contact':
      return { type: 'contact', nickname: message.nickname }
    default:
      return null
  }
}

/** Empty where the file is gone after its three days: the sample goes in its place. */
async function fileOf(mediaId: string): Promise<{ data?: string; contentType?: string }> {
  const blob = await phoneApi.media(mediaId)
  return blob ? { data: await toBase64(blob), contentType: blob.type } : {}
}
