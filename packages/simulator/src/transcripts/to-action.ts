/** Back from a push to the gesture that makes it. Pushes that no person causes are null. */
import { isRecord } from '../check.ts'
import type { Action, PhoneMessage } from '../control/types.ts'

export interface PushedFields {
  [name: string]: unknown
}

const HEAD = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event', 'MsgId'])

/** What the platform tells an account by itself, or the account and its agents bring about. */
const NOT_BY_PEOPLE = new Set([
  'TEMPLATESENDJOBFINISH',
  'MASSSENDJOBFINISH',
  'PUBLISHJOBFINISH',
  'subscribe_msg_sent_event',
  'kf_create_session',
  'kf_close_session',
  'kf_switch_session',
])

/** `bubble`: what the person sees of it, where the phone still has it. */
export function toAction(fields: PushedFields, bubble?: PhoneMessage): Action | null {
  if (fields['MsgType'] === 'event') return toGesture(fields)
  const found = (bubble && fromBubble(bubble)) ?? fromMessage(fields)
  const bizmsgmenuid = textOf(fields, 'bizmsgmenuid')
  return found?.type === 'text' && bizmsgmenuid !== '' ? { ...found, bizmsgmenuid } : found
}

/** A bubble tells what the wire does not: a sticker, the words of a voice without recognition. */
export function fromBubble(bubble: PhoneMessage): Action | null {
  switch (bubble.type) {
    case 'text':
      return { type: 'text', content: bubble.content }
    case 'image':
      return { type: 'image' }
    case 'voice': {
      const { seconds, recognition } = bubble
      return { type: 'voice', seconds, ...(recognition !== null && { recognition }) }
    }
    case 'video':
    case 'shortvideo':
      return { type: bubble.type }
    case 'location': {
      const { latitude, longitude, scale, label } = bubble
      return { type: 'location', latitude, longitude, scale, label }
    }
    case 'link': {
      const { title, description, url } = bubble
      return { type: 'link', title, description, url }
    }
    case 'file':
      return { type: 'file', title: bubble.title, size: bubble.size }
    case 'sticker':
      return { type: 'sticker' }
    case 'contact':
      return { type: 'contact', nickname: bubble.nickname }
    default:
      return null
  }
}

function fromMessage(fields: PushedFields): Action | null {
  const type = textOf(fields, 'MsgType')
  switch (type) {
    case 'text': {
      const content = textOf(fields, 'Content')
      return content === '' ? null : { type, content }
    }
    case 'image':
    case 'video':
    case 'shortvideo':
      return { type }
    case 'voice': {
      const recognition = textOf(fields, 'Recognition')
      return { type, ...(recognition !== '' && { recognition }) }
    }
    case 'location':
      return {
        type,
        latitude: numberOf(fields, 'Location_X'),
        longitude: numberOf(fields, 'Location_Y'),
        scale: Math.min(28, Math.max(1, Math.round(numberOf(fields, 'Scale')))),
        label: textOf(fields, 'Label'),
      }
    case 'link':
      return {
        type,
        title: textOf(fields, 'Title'),
        description: textOf(fields, 'Description'),
        url: textOf(fields, 'Url'),
      }
    case 'file':
      return { type, title: textOf(fields, 'Title'), size: numberOf(fields, 'FileTotalLen') }
    default:
      return null
  }
}

function toGesture(fields: PushedFields): Action | null {
  const event = textOf(fields, 'Event')
  const key = textOf(fields, 'EventKey')
  switch (event) {
    case 'subscribe': {
      const scene = key.replace(/^qrscene_/, '')
      return { type: 'follow', ...(scene !== '' && { scene }) }
    }
    case 'unsubscribe':
      return { type: 'unfollow' }
    case 'SCAN':
      return key === '' ? toEvent(event, fields) : { type: 'scan', scene: key }
    case 'CLICK':
      return { type: 'menu', key }
    case 'VIEW':
      return { type: 'menu', url: key }
    case 'LOCATION':
      return {
        type: 'reportLocation',
        latitude: numberOf(fields, 'Latitude'),
        longitude: numberOf(fields, 'Longitude'),
        precision: numberOf(fields, 'Precision'),
      }
    case 'subscribe_msg_popup_event':
      return toAnswer(fields['SubscribeMsgPopupEvent']) ?? toEvent(event, fields)
    case 'subscribe_msg_change_event': {
      const templateIds = noticesIn(fields['SubscribeMsgChangeEvent']).map(({ id }) => id)
      return templateIds.length > 0 ? { type: 'rejectNotices', templateIds } : toEvent(event, fields)
    }
    default:
      return NOT_BY_PEOPLE.has(event) ? null : toEvent(event, fields)
  }
}

/** By its fields, so that the menu with the button need not exist where the story is told again. */
function toEvent(event: string, fields: PushedFields): Action | null {
  if (event === '') return null
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !HEAD.has(name)))
  return { type: 'event', event, ...(Object.keys(own).length > 0 && { fields: own }) }
}

interface Notice {
  id: string
  status: string
}

/** The popup, where all its templates were answered alike. */
function toAnswer(group: unknown): Action | undefined {
  const notices = noticesIn(group)
  const [first] = notices
  if (!first || notices.some(({ status }) => status !== first.status)) return undefined
  return {
    type: 'subscribe',
    templateIds: notices.map(({ id }) => id),
    status: first.status === 'accept' ? 'accept' : 'reject',
  }
}

function noticesIn(group: unknown): Notice[] {
  const list = isRecord(group) ? group['List'] : undefined
  const items: unknown[] = Array.isArray(list) ? list : [list]
  return items
    .filter((item) => isRecord(item))
    .map((item) => ({ id: textOf(item, 'TemplateId'), status: textOf(item, 'SubscribeStatusString') }))
}

function textOf(fields: PushedFields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function numberOf(fields: PushedFields, name: string): number {
  const value = Number(fields[name])
  return Number.isFinite(value) ? value : 0
}
