/** Fills a template in: the rules of its fields, and the card that comes out. */
import type { TemplateCard } from '../world/messages.ts'

/** What a sender gave for one field. */
export interface FieldValue {
  value: string
  /** `#RRGGBB`, or empty. */
  color: string
}

export interface Filling {
  content: string
  /** Text of the account's own: nothing is required, colours are kept. */
  isOwn: boolean
}

/** The rows of a card, or the name of the first field whose value is refused. */
export function fillIn(
  { content, isOwn }: Filling,
  data: ReadonlyMap<string, FieldValue>,
): { rows: TemplateCard['rows'] } | { refused: string } {
  const rows: TemplateCard['rows'] = []
  for (const line of content.split('\n').filter((text) => text.trim() !== '')) {
    const names = [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
    const refused = isOwn ? undefined : names.find((name) => !isFine(name, data.get(name)?.value ?? ''))
    if (refused !== undefined) return { refused }
    const row = toRow(line, data)
    if (row.value !== '') rows.push(isOwn ? row : { ...row, color: '' })
  }
  return { rows }
}

const PLACEHOLDER = /\{\{(\w+)\.DATA\}\}/g
/** 时间：{{keyword2.DATA}} */
const LABELLED = /^([^{}]*?)\s*[:：]\s*(\{\{\w+\.DATA\}\}.*)$/

/** A line that is no label with a value stands whole in the value. */
function toRow(line: string, data: ReadonlyMap<string, FieldValue>): TemplateCard['rows'][number] {
  const [, label = '', rest = line] = LABELLED.exec(line) ?? []
  const first = new RegExp(PLACEHOLDER.source).exec(rest)?.[1] ?? ''
  const value = rest.replaceAll(PLACEHOLDER, (_, name: string) => data.get(name)?.value ?? '')
  return { label, value: value.trim(), color: data.get(first)?.color ?? '' }
}

const DATE = String.raw`(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})`
const TIME = String.raw`([01]?\d|2[0-4]):[0-5]\d(:[0-5]\d)?`
const MOMENT = String.raw`(${DATE}( ?${TIME})?|${TIME})`

/** By the name without its number. */
const RULES: { [rule: string]: (value: string) => boolean } = {
  thing: (value) => lengthOf(value) <= 20,
  number: (value) => /^-?\d+(\.\d+)?$/.test(value) && value.length <= 32,
  letter: (value) => /^[A-Za-z]{1,32}$/.test(value),
  symbol: (value) => lengthOf(value) <= 5 && /^[\p{P}\p{S}]+$/u.test(value),
  character_string: (value) => /^[\x20-\x7e]{1,32}$/.test(value),
  time: (value) => new RegExp(`^${MOMENT}( ?[~-] ?${MOMENT})?$`).test(value),
  date: (value) => new RegExp(`^${DATE}( ?${TIME})?( ?~ ?${DATE}( ?${TIME})?)?$`).test(value),
  amount: (value) => /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u.test(value),
  phone_number: (value) => /^[\d+\-() ]{1,17}$/.test(value),
  car_number: (value) =>
    /^\p{Script=Han}?[A-Za-z0-9]{4,7}\p{Script=Han}?$/u.test(value) && lengthOf(value) <= 8,
  name: (value) => /^(?=.*\p{Script=Han})[\p{Script=Han}·]{1,10}$|^[A-Za-z\p{P}\p{S} ]{1,20}$/u.test(value),
  phrase: (value) => /^\p{Script=Han}{1,5}$/u.test(value),
  const: (value) => lengthOf(value) <= 20,
}

function isFine(name: string, value: string): boolean {
  const rule = RULES[name.replace(/\d+$/, '')]
  return value.trim() !== '' && (rule?.(value) ?? true)
}

/** In characters, as people count them: limits of the wire are in none of UTF-16's units. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}
