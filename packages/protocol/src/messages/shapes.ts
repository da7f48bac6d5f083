import { EVENTS } from './events.ts'
import { type FieldTable, type Shape, shapeOf } from './fields.ts'
import { EVENT_HEAD, HEAD, MESSAGES } from './inbound.ts'
import { REPLIES } from './replies.ts'

const MESSAGE_SHAPES = shapes(HEAD, MESSAGES)
const EVENT_SHAPES = shapes(EVENT_HEAD, EVENTS)
const REPLY_SHAPES = shapes(HEAD, REPLIES)
const UNKNOWN_MESSAGE = shapeOf({ ...HEAD, 'MsgId?': 'id' })
const UNKNOWN_EVENT = shapeOf(EVENT_HEAD)
const UNKNOWN_REPLY = shapeOf(HEAD)

/** All that is declared of a message, whether or not this version knows its type. */
export function shapeOfMessage(MsgType: string): Shape {
  return MESSAGE_SHAPES.get(MsgType) ?? UNKNOWN_MESSAGE
}

export function shapeOfEvent(Event: string): Shape {
  return EVENT_SHAPES.get(Event) ?? UNKNOWN_EVENT
}

export function shapeOfReply(MsgType: string): Shape {
  return REPLY_SHAPES.get(MsgType) ?? UNKNOWN_REPLY
}

function shapes(head: FieldTable, tables: Record<string, FieldTable>): ReadonlyMap<string, Shape> {
  return new Map(Object.entries(tables).map(([name, table]) => [name, shapeOf({ ...head, ...table })]))
}
