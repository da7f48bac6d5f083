import type { DataFormat } from '../accounts.ts'
import { writeWireJson } from '../json.ts'
import { isWireRecord, type WireRecord } from '../wire.ts'
import { writeFields, writeFieldsAsXml } from './fields.ts'
import { shapeOfEvent, shapeOfMessage, shapeOfReply } from './shapes.ts'
import type { Reply } from './types.ts'

/** Who a reply goes from and to, and when (Unix seconds). */
export type Addresses = {
  ToUserName: string
  FromUserName: string
  CreateTime: number
}

/** Writes a push in the manual's order of fields. Fields that no table declares follow. */
export function encodeMessage(
  fields: WireRecord & { MsgType: string; Event?: string },
  format: DataFormat = 'xml',
): string {
  const { MsgType, Event = '' } = fields
  const shape = MsgType === 'event' ? shapeOfEvent(Event) : shapeOfMessage(MsgType)
  return format === 'xml' ? writeFieldsAsXml(shape, fields) : writeWireJson(writeFields(shape, fields))
}

/** Writes a passive reply. */
export function encodeReply(reply: Reply & Addresses, format: DataFormat = 'xml'): string {
  const shape = shapeOfReply(reply.MsgType)
  if (format === 'xml') return writeFieldsAsXml(shape, reply)
  const ordered = writeFields(shape, reply)
  // In JSON the wrapper element of a list disappears.
  const articles = ordered['Articles']
  const flat = isWireRecord(articles) ? { ...ordered, Articles: articles['item'] } : ordered
  return writeWireJson(flat)
}
