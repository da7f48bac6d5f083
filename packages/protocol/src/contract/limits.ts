/** The limits of one value that has the right type already. */
import type { FieldSpec } from './field.ts'
import { byteLength } from './values.ts'

export interface BrokenLimit {
  rule:
    | 'enum'
    | 'const'
    | 'pattern'
    | 'format'
    | 'formats'
    | 'minLength'
    | 'maxLength'
    | 'minBytes'
    | 'maxBytes'
    | 'min'
    | 'max'
    | 'minItems'
    | 'maxItems'
  limit: unknown
  given: unknown
  message: string
}

export interface LimitOptions {
  isWire: boolean
  kindOf: ((file: unknown) => string | undefined) | undefined
}

export function brokenLimits(
  field: FieldSpec,
  value: unknown,
  { isWire, kindOf }: LimitOptions,
): BrokenLimit[] {
  return [
    ...brokenChoices(field, value, isWire),
    ...brokenForms(field, value),
    ...(field.type === 'file' ? brokenFile(field, value, kindOf?.(value)) : []),
    ...brokenSizes(field, value),
  ]
}

function brokenChoices(field: FieldSpec, value: unknown, isWire: boolean): BrokenLimit[] {
  const isSame = (one: unknown) => one === value || (isWire && String(one) === String(value))
  const broken: BrokenLimit[] = []
  if (field.enum && !field.enum.some((one) => isSame(one))) {
    broken.push({
      rule: 'enum',
      limit: field.enum,
      given: value,
      message: `must be one of ${field.enum.join(', ')}`,
    })
  }
  if (field.const !== undefined && !isSame(field.const)) {
    broken.push({ rule: 'const', limit: field.const, given: value, message: `must be ${field.const}` })
  }
  return broken
}

function brokenForms(field: FieldSpec, value: unknown): BrokenLimit[] {
  if (typeof value !== 'string') return []
  const broken: BrokenLimit[] = []
  if (field.pattern !== undefined && !new RegExp(field.pattern).test(value)) {
    broken.push({
      rule: 'pattern',
      limit: field.pattern,
      given: value,
      message: `must match ${field.pattern}`,
    })
  }
  if (!isFormatted(field.format, value)) {
    broken.push({ rule: 'format', limit: field.format, given: value, message: `must be ${field.format}` })
  }
  return broken
}

function brokenFile({ formats }: FieldSpec, value: unknown, kind: string | undefined): BrokenLimit[] {
  if (byteLength(value) === 0) return [{ rule: 'minBytes', limit: 1, given: 0, message: 'is empty' }]
  if (formats === undefined || kind === undefined || formats.split('|').includes(kind)) return []
  const message = `is ${kind}, must be ${formats.replaceAll('|', ' or ')}`
  return [{ rule: 'formats', limit: formats, given: kind, message }]
}

function isFormatted(format: FieldSpec['format'], value: string): boolean {
  if (format === 'YYYY-MM-DD') return isDay(value)
  if (format !== 'json') return true
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function isDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`)
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
  )
}

function brokenSizes(field: FieldSpec, value: unknown): BrokenLimit[] {
  const broken: BrokenLimit[] = []
  for (const { rule, unit, sizeOf } of SIZES) {
    const limit = field[rule]
    if (limit === undefined) continue
    const size = sizeOf(value)
    const isLow = rule.startsWith('min')
    if (size === undefined || (isLow ? size >= limit : size <= limit)) continue
    const message = `is ${size}${unit}, ${isLow ? `at least ${limit} needed` : `at most ${limit} allowed`}`
    broken.push({ rule, limit, given: size, message })
  }
  return broken
}

interface Size {
  rule: 'minLength' | 'maxLength' | 'maxBytes' | 'min' | 'max' | 'minItems' | 'maxItems'
  unit: string
  sizeOf: (value: unknown) => number | undefined
}

const SIZES: Size[] = [
  { rule: 'minLength', unit: ' characters', sizeOf: characters },
  { rule: 'maxLength', unit: ' characters', sizeOf: characters },
  { rule: 'maxBytes', unit: ' bytes', sizeOf: byteLength },
  { rule: 'min', unit: '', sizeOf: Number },
  { rule: 'max', unit: '', sizeOf: Number },
  { rule: 'minItems', unit: ' items', sizeOf: items },
  { rule: 'maxItems', unit: ' items', sizeOf: items },
]

function characters(value: unknown): number | undefined {
  return typeof value === 'string' ? Array.from(value).length : undefined
}

function items(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined
}
