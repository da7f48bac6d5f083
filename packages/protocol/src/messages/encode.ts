import type { DataFormat } from '../accounts.ts'
import { writeWireJson } from '../json.ts'
import { isWireRecord, type WireRecord } from '../wire.ts'
import { fieldsOfKind, fieldsOfReply, kindOf } from './decode.ts'
import { type FieldTable, writeFields, writeFieldsAsXml } from './fields.ts'
import { HEAD } from './inbound.ts'
import type { Reply } from './types.ts'

/** Who a reply goes from and to, and when (Unix seconds). */
export type Addresses = {
  ToUserName: string
  FromUserName: string
  CreateTime: number
}

const TABLES = new Map<string, FieldTable>()

function tableOf(kind: string, own: FieldTable | undefined): FieldTable {
  let table = TABLES.get(kind)
  if (table === undefined) {
    table = kind.startsWith('event:') ? { ...HEAD, Event: 'string', ...own } : { ...HEAD, ...own }
    // Unknown kinds are not kept: their names come from outside and have no bound.
    if (own !== undefined) TABLES.set(kind, table)
  }
  return table
}

/** Writes a push in the manual's order of fields. Fields that no table declares follow. */
export function encodeMessage(
  fields: WireRecord & { MsgType: string; Event?: string },
  format: DataFormat = 'xml',
): string {
  const kind = kindOf(fields)
  const table = tableOf(kind, fieldsOfKind(kind))
  return format === 'xml' ? writeFieldsAsXml(table, fields) : writeWireJson(writeFields(table, fields))
}

/** Writes a passive reply. */
export function encodeReply(reply: Reply & Addresses, format: DataFormat = 'xml'): string {
  const table = tableOf(`reply:${reply.MsgType}`, fieldsOfReply(reply.MsgType))
  if (format === 'xml') return writeFieldsAsXml(table, reply)
  const ordered = writeFields(table, reply)
  // In JSON the wrapper element of a list disappears.
  const articles = ordered['Articles']
  const flat = isWireRecord(articles) ? { ...ordered, Articles: articles['item'] } : ordered
  return writeWireJson(flat)
}
