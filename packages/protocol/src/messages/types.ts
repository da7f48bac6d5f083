import type { WireRecord } from '../wire.ts'
import type { EVENTS, EventName } from './events.ts'
import type { FieldsOf } from './fields.ts'
import type { HEAD, MESSAGES, MessageType } from './inbound.ts'
import type { REPLIES, ReplyType } from './replies.ts'

type Head = Omit<FieldsOf<typeof HEAD>, 'MsgType'>

/** A message of one type, such as `MessageOf<'text'>`. Fields that WeChat adds one day are there, untyped. */
export type MessageOf<T extends MessageType> = Head & { MsgType: T } & FieldsOf<(typeof MESSAGES)[T]>

/** An event of one name, such as `EventOf<'CLICK'>`. */
export type EventOf<E extends EventName> = Head & { MsgType: 'event'; Event: E } & FieldsOf<
    (typeof EVENTS)[E]
  >

/** A message or event that this version does not know. Its fields are text, as they came. */
export type UnknownMessage = Head & { MsgType: string; Event?: string; MsgId?: string } & WireRecord

/** Anything WeChat pushes. */
export type Message =
  | { [T in MessageType]: MessageOf<T> }[MessageType]
  | { [E in EventName]: EventOf<E> }[EventName]
  | UnknownMessage

/** A passive reply of one type, without its addresses. */
export type ReplyOf<T extends ReplyType> = { MsgType: T } & FieldsOf<(typeof REPLIES)[T]>

/** Any passive reply, without its addresses. */
export type Reply = { [T in ReplyType]: ReplyOf<T> }[ReplyType]

/** `message:text`, `event:CLICK`, …: the words by which handlers choose. */
export type MessageKind = `message:${MessageType}` | `event:${EventName}`
