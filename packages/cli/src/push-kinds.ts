/** Names of what can be pushed, and plausible contents of each. */
import {
  EVENTS,
  type Field,
  type FieldTable,
  fieldsOfKind,
  isEventName,
  isMessageType,
  MESSAGES,
  officialEventName,
} from '@yingwu/protocol'
import { nearest } from './nearest.ts'
import type { Convert, Fields } from './set-fields.ts'
import { UsageError } from './usage-error.ts'

export const PUSH_KINDS: readonly string[] = [...Object.keys(MESSAGES), ...Object.keys(EVENTS)]

/** `text`, `message:text`, `CLICK`, `event:click` → `message:text`, `event:CLICK`. @throws UsageError */
export function toKind(word: string): string {
  const name = word.replace(/^(message|event):/, '')
  const event = officialEventName(name)
  if (!word.startsWith('event:') && isMessageType(name)) return `message:${name}`
  if (!word.startsWith('message:') && isEventName(event)) return `event:${event}`
  // A name of one's own, said to be an event.
  if (word.startsWith('event:') && /^[A-Za-z_]\w*$/.test(name)) return `event:${name}`
  const guesses = nearest(name, PUSH_KINDS)
  throw new UsageError(
    `没有 ${word} 这种消息或事件${guesses.length > 0 ? `，是不是 ${guesses.join('、')}？` : ''}`,
    `there is no message or event ${word}${guesses.length > 0 ? `; did you mean ${guesses.join(', ')}?` : ''}`,
  )
}

/** What a push of this kind holds besides its head: required fields with samples. */
export function sampleFields(kind: string, now: number): Fields {
  return sampleRecord(fieldsOfKind(kind) ?? {}, now)
}

function sampleRecord(table: FieldTable, now: number): Fields {
  const required = Object.entries(table).filter(([name]) => !name.endsWith('?'))
  return Object.fromEntries(required.map(([name, field]) => [name, sample(name, field, now)]))
}

const SAMPLES: { readonly [name: string]: string | number } = {
  Content: '你好',
  EventKey: 'KEY',
  Status: 'success',
  MediaId: 'MEDIA_ID_OF_A_SAMPLE',
  ThumbMediaId: 'MEDIA_ID_OF_A_THUMB',
  PicUrl: 'http://mmbiz.qpic.cn/sample',
  Url: 'https://example.com/',
  Format: 'amr',
  Location_X: 39.9087,
  Location_Y: 116.3975,
  Latitude: 39.9087,
  Longitude: 116.3975,
  Label: '北京市东城区',
  Ticket: 'TICKET_OF_A_SAMPLE',
}

function sample(name: string, field: Field, now: number): unknown {
  if (typeof field === 'object') {
    return Array.isArray(field)
      ? field.map((item: Field) => sample(name, item, now))
      : sampleRecord(isTable(field) ? field : {}, now)
  }
  if (field === 'id') return `${now}0000`
  if (field === 'time') return Math.floor(now / 1000)
  const own = SAMPLES[name]
  if (field === 'string') return String(own ?? name)
  return typeof own === 'number' ? own : 1
}

function isTable(field: Field): field is FieldTable {
  return typeof field === 'object' && !Array.isArray(field)
}

/** Numbers where the kind's table has numbers; everything else is text. */
export function convertFor(kind: string): Convert {
  const table: FieldTable = { ...fieldsOfKind(kind), CreateTime: 'time' }
  return (text, path) => {
    const field = fieldAt(table, path)
    const isNumber = field === 'integer' || field === 'decimal' || field === 'time'
    if (!isNumber) return text
    if (text === '' || Number.isNaN(Number(text)))
      throw new UsageError(
        `${path.join('.')} 应为数字：${text}`,
        `${path.join('.')} must be a number: ${text}`,
      )
    return Number(text)
  }
}

function fieldAt(table: FieldTable, path: readonly string[]): Field | undefined {
  const [step = '', ...rest] = path
  const found = table[step] ?? table[`${step}?`]
  if (rest.length === 0 || found === undefined || typeof found === 'string') return found
  if (isTable(found)) return fieldAt(found, rest)
  const item = found[0]
  return typeof item === 'object' && rest.length > 1 ? fieldAt(item, rest.slice(1)) : item
}
