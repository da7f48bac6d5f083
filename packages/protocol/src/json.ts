import { ProtocolError } from './errors.ts'
import {
  emptyRecord,
  isWireRecord,
  isXmlRecord,
  type WireValue,
  type XmlRecord,
  type XmlValue,
} from './wire.ts'

const MAX_DEPTH = 32

/**
 * Reads a JSON push or reply into the record that {@link parseXml} gives for its XML twin: every leaf is text, and
 * numbers keep all their digits (`MsgId` exceeds 2^53).
 *
 * @throws ProtocolError -40002
 */
export function parseWireJson(text: string): XmlRecord {
  let parsed: unknown
  try {
    parsed = JSON.parse(text, (_name, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    )
  } catch (cause) {
    throw new ProtocolError(-40002, 'the text is not JSON', { cause })
  }
  const value = toXmlValue(parsed, 1)
  if (!isXmlRecord(value)) throw new ProtocolError(-40002, 'the JSON text is not an object')
  return value
}

function toXmlValue(value: unknown, depth: number): XmlValue {
  if (depth > MAX_DEPTH) throw new ProtocolError(-40002, `more than ${MAX_DEPTH} levels`)
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map((item) => toXmlValue(item, depth + 1))
  if (typeof value !== 'object' || value === null) return ''
  const record = emptyRecord()
  for (const [name, item] of Object.entries(value)) record[name] = toXmlValue(item, depth + 1)
  return record
}

/** Writes a record as compact JSON; 64-bit ids become numbers with all their digits. */
export function writeWireJson(value: WireValue): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map((item: WireValue) => writeWireJson(item)).join(',')}]`
  if (isWireRecord(value)) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined)
    return `{${members.map(([name, item]) => `${JSON.stringify(name)}:${writeWireJson(item)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}
