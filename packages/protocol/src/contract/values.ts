/** What kind of value something is, in the words of the contract. */
import { Buffer } from 'node:buffer'
import type { FieldSpec } from './field.ts'

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** On the wire numbers and switches may be texts, and texts may be numbers. */
export function isOfType(field: FieldSpec, value: unknown, isWire: boolean): boolean {
  if (field.format === 'int64') return isInteger(value) || isDigits(value)
  return TYPES[field.type](value, isWire)
}

const TYPES: Record<FieldSpec['type'], (value: unknown, isWire: boolean) => boolean> = {
  string: (value, isWire) => typeof value === 'string' || (isWire && typeof value === 'number'),
  integer: (value, isWire) => isInteger(value) || (isWire && isDigits(value)),
  number: (value, isWire) => Number.isFinite(value) || (isWire && /^-?\d+(\.\d+)?$/.test(String(value))),
  boolean: (value, isWire) =>
    typeof value === 'boolean' || (isWire && /^(true|false|0|1)$/.test(String(value))),
  'integer|string': (value) => typeof value === 'string' || isInteger(value),
  'string[]': (value) => isListOf(value, (item) => typeof item === 'string'),
  'integer[]': (value, isWire) => isListOf(value, (item) => isInteger(item) || (isWire && isDigits(item))),
  'object[]': (value) => isListOf(value, isRecord),
  map: (value) => isRecord(value) && isListOf(Object.values(value), isRecord),
  object: isRecord,
  file: isRecord,
  any: () => true,
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isItem(item))
}

/** UTF-8 bytes of a text, bytes of a file; undefined when the size cannot be told. */
export function byteLength(value: unknown): number | undefined {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (value instanceof Uint8Array) return value.byteLength
  if (value instanceof Blob) return value.size
  return isRecord(value) && 'data' in value ? byteLength(value.data) : undefined
}

function isInteger(value: unknown): boolean {
  return Number.isInteger(value) || typeof value === 'bigint'
}

function isDigits(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+$/.test(value)
}
