/** One gesture of one person, from the control API to the push engine. */
import type { WireRecord, WireValue } from '@yingwu/protocol'
import { isRecord } from '../check.ts'
import type { Action, ActionResult } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { writeComment } from './comment.ts'
import { follow, lookUp, scan, unfollow } from './follow.ts'
import { type Acted, type Hand, NOTHING, report } from './hand.ts'
import { tapMenu } from './menu.ts'
import { shareArticle } from './share.ts'
import { refuseTemplates, rejectNotices, subscribe } from './subscribe.ts'
import {
  sendContact,
  sendFile,
  sendLink,
  sendLocation,
  sendPicture,
  sendSticker,
  sendText,
  sendVideo,
  sendVoice,
} from './messages.ts'

export async function act(hand: Hand, action: Action): Promise<Acted> {
  switch (action.type) {
    case 'follow':
      return follow(hand, action.scene === undefined ? undefined : lookUp(hand, { scene: action.scene }))
    case 'unfollow':
      return unfollow(hand)
    case 'scan':
      return scan(hand, action)
    case 'text':
      return sendText(hand, action)
    case 'image':
      return sendPicture(hand, action)
    case 'voice':
      return sendVoice(hand, action)
    case 'video':
    case 'shortvideo':
      return sendVideo(hand, action.type, action)
    case 'location':
      return sendLocation(hand, action)
    case 'link':
      return sendLink(hand, action)
    case 'file':
      return sendFile(hand, action)
    case 'sticker':
      return sendSticker(hand)
    case 'contact':
      return sendContact(hand, action)
    case 'menu':
      return tapMenu(hand, action)
    case 'comment':
      return writeComment(hand, action)
    case 'share':
      return shareArticle(hand, action)
    case 'subscribe':
      return subscribe(hand, action)
    case 'rejectNotices':
      return rejectNotices(hand, action)
    case 'refuseTemplates':
      return refuseTemplates(hand, action)
    case 'reportLocation': {
      if (!hand.fan.subscribed) return NOTHING
      const { latitude = 39.908722, longitude = 116.397499, precision = 65 } = action
      return report(hand, 'LOCATION', { Latitude: latitude, Longitude: longitude, Precision: precision })
    }
    default:
      return report(hand, action.event, toWireFields(action.fields ?? {}, 'fields'), action.event)
  }
}

/** Waits for the pushes to end (or not), and tells what came of them. */
export async function toResult({ pushes, messages, open }: Acted, wait: boolean): Promise<ActionResult> {
  const answers = wait ? await Promise.all(pushes.map(({ done }) => done)) : []
  return {
    push: pushes[0]?.push ?? null,
    pushes: pushes.map(({ push }) => push),
    messages: [...messages, ...answers.filter((message) => message !== null)],
    ...(open !== undefined && { open }),
  }
}

const NAME = /^[A-Za-z_][\w.-]{0,63}$/
const HEAD = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event']
const MAX_DEPTH = 8

/** JSON to what the wire can carry: text, numbers, objects and lists of these. */
function toWireFields(fields: { [name: string]: unknown }, at: string, depth = 1): WireRecord {
  const wire: { [name: string]: WireValue } = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!NAME.test(name) || (depth === 1 && HEAD.includes(name))) {
      throw new Problem(400, 'bad_request', `${at}.${name}: not a name for a field of one's own`)
    }
    wire[name] = toWireValue(value, `${at}.${name}`, depth)
  }
  return wire
}

function toWireValue(value: unknown, at: string, depth: number): WireValue {
  if (depth > MAX_DEPTH) throw new Problem(400, 'bad_request', `fields may nest at most ${MAX_DEPTH} levels`)
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (Array.isArray(value)) return value.map((item) => toWireValue(item, at, depth + 1))
  if (isRecord(value)) return toWireFields(value, at, depth + 1)
  throw new Problem(400, 'bad_request', `${at} must be text, a number, an object or a list of these`)
}
