import { ProtocolError } from '../errors.ts'
import { textOf, type WireRecord, type WireValue, type XmlRecord } from '../wire.ts'
import { EVENTS, isEventName, officialEventName } from './events.ts'
import { type FieldTable, readFields } from './fields.ts'
import { isMessageType, MESSAGES } from './inbound.ts'
import { shapeOfEvent, shapeOfMessage, shapeOfReply } from './shapes.ts'
import type { Message } from './types.ts'

/**
 * Turns the record of a push into a typed message. Unknown types, events and fields pass through.
 *
 * @throws ProtocolError -40002 when it is no message at all: no sender, receiver, time or type
 */
export function decodeMessage(record: XmlRecord): Message {
  const MsgType = textOf(record, 'MsgType').trim()
  const message = MsgType === 'event' ? decodeEvent(record) : decodeByType(record, MsgType)
  if (!isMessage(message)) {
    const missing = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'].filter(
      (name) => !isPresent(message[name]),
    )
    throw new ProtocolError(-40002, `not a message: ${missing.join(', ')} missing`)
  }
  return message
}

function decodeByType(record: XmlRecord, MsgType: string): { [name: string]: WireValue } {
  const message = readFields(shapeOfMessage(MsgType), record, false)
  message['MsgType'] = MsgType
  return message
}

function decodeEvent(record: XmlRecord): { [name: string]: WireValue } {
  const Event = officialEventName(textOf(record, 'Event').trim())
  // Official samples pad the values of events with line feeds.
  const message = readFields(shapeOfEvent(Event), record, true)
  message['Event'] = Event
  return message
}

/** A reply as its sender wrote it: declared fields typed, no check beyond that. */
export function decodeReply(record: XmlRecord): WireRecord {
  // In JSON the wrapper element of a list disappears.
  const articles = record['Articles']
  const nested = Array.isArray(articles) ? { ...record, Articles: { item: articles } } : record
  return readFields(shapeOfReply(textOf(record, 'MsgType')), nested, false)
}

function isMessage(value: WireRecord): value is Message {
  return (
    isPresent(value['ToUserName']) &&
    isPresent(value['FromUserName']) &&
    isPresent(value['CreateTime']) &&
    isPresent(value['MsgType'])
  )
}

function isPresent(value: WireValue): boolean {
  return value !== undefined && value !== '' && !Number.isNaN(value)
}

/** `message:text`, `event:CLICK`; also for types that this version does not know. */
export function kindOf(message: { MsgType: string; Event?: string }): string {
  const [group, name = ''] =
    message.MsgType === 'event'
      ? (['event', message.Event] as const)
      : (['message', message.MsgType] as const)
  return KINDS[group].get(name) ?? `${group}:${name}`
}

/** Of all known names, so that the kind of a message need not be put together for each anew. */
const KINDS = {
  message: new Map(Object.keys(MESSAGES).map((name) => [name, `message:${name}`])),
  event: new Map(Object.keys(EVENTS).map((name) => [name, `event:${name}`])),
}

/** The table that declares a kind, for forms and checks; undefined for kinds that this version does not know. */
export function fieldsOfKind(kind: string): FieldTable | undefined {
  const [group, name = ''] = kind.split(':')
  if (group === 'event') return isEventName(name) ? EVENTS[name] : undefined
  return isMessageType(name) ? MESSAGES[name] : undefined
}

/**
 * 排重: what is the same in every delivery of one push and differs between any two pushes. Messages have an id;
 * events are told apart by sender, second, name and key. What grows with time comes before the sender: stores that sort
 * by key then write neighbours, not a page of the disk for each message.
 */
export function runKey(message: Message): string {
  const { ToUserName, FromUserName, CreateTime } = message
  const MsgId = 'MsgId' in message ? message.MsgId : undefined
  // Joined, as a key is kept: a template would be a tree of slices that keeps the whole body alive.
  if (MsgId) return [ToUserName, MsgId, FromUserName].join(' ')
  const Event = 'Event' in message ? message.Event : ''
  const EventKey = 'EventKey' in message && typeof message.EventKey === 'string' ? message.EventKey : ''
  return [ToUserName, CreateTime, FromUserName, Event, EventKey].join(' ')
}
