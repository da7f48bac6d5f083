import {
  emptyWireRecord,
  isWireRecord,
  isXmlRecord,
  type WireRecord,
  type WireValue,
  type XmlRecord,
  type XmlValue,
} from '../wire.ts'
import { element, type Tags, tagsOf } from '../xml/write.ts'

/**
 * The language in which messages, events and replies are declared.
 *
 * `string`: text. `integer`, `decimal`: bare numbers. `time`: Unix seconds. `id`: a 64-bit integer, kept as its
 * digits. A record nests; a one-element tuple is an element that repeats. A name that ends in `?` may be absent.
 */
export type FieldKind = 'string' | 'integer' | 'decimal' | 'time' | 'id'
export type Field = FieldKind | FieldTable | readonly [FieldKind | FieldTable]
export interface FieldTable {
  readonly [name: string]: Field
}

type Value<F> = F extends 'string' | 'id'
  ? string
  : F extends FieldKind
    ? number
    : F extends readonly [infer Item]
      ? Value<Item>[]
      : FieldsOf<F>

/** The TypeScript type of what a table declares. */
export type FieldsOf<T> = {
  -readonly [K in keyof T as K extends `${string}?` ? never : K]: Value<T[K]>
} & {
  -readonly [K in keyof T as K extends `${infer Name}?` ? Name : never]?: Value<T[K]>
}

interface CompiledField {
  readonly name: string
  readonly required: boolean
  readonly field: Field
  readonly tags: Tags
}

/** A table made ready for use: by exact name and, as the manual's spelling varies, by lower-case name. */
export interface Shape {
  readonly fields: readonly CompiledField[]
  readonly byName: ReadonlyMap<string, CompiledField>
  readonly byLowerName: ReadonlyMap<string, CompiledField>
}

const SHAPES = new WeakMap<FieldTable, Shape>()

export function shapeOf(table: FieldTable): Shape {
  const known = SHAPES.get(table)
  if (known !== undefined) return known
  const fields = Object.entries(table).map(([key, field]) => {
    const name = key.replace(/\?$/, '')
    return { name, required: !key.endsWith('?'), field, tags: tagsOf(name) }
  })
  const shape: Shape = {
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    byLowerName: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  }
  SHAPES.set(table, shape)
  return shape
}

/**
 * Types the fields that a table declares and keeps all others as they came. WeChat's own samples leave required
 * fields out now and then, so that absence is no error: text becomes '', a list becomes empty, a number NaN.
 */
export function readFields(shape: Shape, record: XmlRecord, trim: boolean): { [name: string]: WireValue } {
  const out = emptyWireRecord()
  for (const key in record) {
    const value = record[key]
    if (value === undefined) continue
    const field = shape.byName.get(key) ?? shape.byLowerName.get(key.toLowerCase())
    if (field === undefined || out[field.name] !== undefined) {
      out[key] = value
      continue
    }
    const typed = readValue(field.field, value, trim)
    if (typed !== undefined) out[field.name] = typed
  }
  for (const field of shape.fields) {
    if (field.required && out[field.name] === undefined) out[field.name] = absent(field.field)
  }
  return out
}

function readValue(field: Field, value: XmlValue, trim: boolean): WireValue {
  if (isList(field)) {
    const items = Array.isArray(value) ? value : isBlank(value) ? [] : [value]
    return items.map((item) => readValue(field[0], item, trim) ?? absent(field[0]))
  }
  if (typeof field === 'object')
    return isXmlRecord(value) ? readFields(shapeOf(field), value, trim) : undefined
  const text = Array.isArray(value) ? value[0] : value
  if (typeof text !== 'string') return undefined
  if (field === 'string') return trim ? text.trim() : text
  const digits = text.trim()
  if (field === 'id') return digits
  return digits === '' || !Number.isFinite(Number(digits)) ? undefined : Number(digits)
}

/** Puts fields into the order of the table, ids back into digits; undeclared ones follow. */
export function writeFields(shape: Shape, values: WireRecord): { [name: string]: WireValue } {
  const out = emptyWireRecord()
  for (const { name, field } of shape.fields) out[name] = writeValue(field, values[name])
  for (const name in values) if (!shape.byName.has(name)) out[name] = values[name]
  return out
}

/** The same as XML, without a record in between. @throws ProtocolError -40011, as `writeXml` */
export function writeFieldsAsXml(shape: Shape, values: WireRecord): string {
  let children = ''
  let declared = 0
  for (const { name, field, tags } of shape.fields) {
    const value = values[name]
    if (value === undefined) continue
    children += element(name, writeValue(field, value), tags)
    declared++
  }
  if (Object.keys(values).length === declared) return `<xml>${children}</xml>`
  for (const name in values) if (!shape.byName.has(name)) children += element(name, values[name])
  return `<xml>${children}</xml>`
}

function writeValue(field: Field, value: WireValue): WireValue {
  if (value === undefined) return undefined
  if (isList(field))
    return isList(value) ? value.map((item) => writeValue(field[0], item)) : writeValue(field[0], value)
  if (typeof field === 'object') return isWireRecord(value) ? writeFields(shapeOf(field), value) : value
  if (typeof value !== 'string') return value
  if (field === 'id') return /^\d+$/.test(value) ? BigInt(value) : value
  return value
}

function absent(field: Field): WireValue {
  if (isList(field)) return []
  if (typeof field === 'object') return readFields(shapeOf(field), {}, false)
  return field === 'string' || field === 'id' ? '' : Number.NaN
}

function isBlank(value: XmlValue): boolean {
  return typeof value === 'string' && value.trim() === ''
}

function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value)
}
