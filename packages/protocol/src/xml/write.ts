import { ProtocolError } from '../errors.ts'
import type { WireRecord, WireValue } from '../wire.ts'
import { DELICATE, isDelicate, MAX_MATCHED } from './delicate.ts'
import { replaceEach } from './replace.ts'

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/**
 * Writes `<xml>…</xml>` in WeChat's own layout: text in CDATA, numbers bare, a line feed behind each child, lists as
 * repeated elements. Absent (`undefined`) fields are left out. Characters that XML forbids are dropped and lone
 * surrogates replaced, so that what is written can always be read.
 *
 * @throws ProtocolError -40011 for a number that is not finite
 */
export function writeXml(fields: WireRecord): string {
  return `<xml>${children(fields)}</xml>`
}

function children(fields: WireRecord): string {
  let xml = ''
  for (const name in fields) xml += element(name, fields[name])
  return xml
}

/** One child, with the line feed behind it; nothing for an absent value. */
export function element(name: string, value: WireValue, tags = tagsOf(name)): string {
  switch (typeof value) {
    case 'string':
      return tags.openText + section(value) + tags.closeText
    case 'number':
      if (!Number.isFinite(value)) throw new ProtocolError(-40011, `${name} is ${value}`)
      return tags.open + value + tags.close
    case 'bigint':
      return tags.open + value + tags.close
    case 'undefined':
      return ''
    default:
      return isList(value)
        ? value.map((item) => element(name, item)).join('')
        : tags.open + children(value) + tags.close
  }
}

export interface Tags {
  open: string
  close: string
  openText: string
  closeText: string
}

/** Made once for each name, for as many names as WeChat uses; what comes from outside could be without end. */
const TAGS = new Map<string, Tags>()
const MAX_TAGS = 2000

export function tagsOf(name: string): Tags {
  const known = TAGS.get(name)
  if (known !== undefined) return known
  const open = `<${name}>`
  const close = `</${name}>\n`
  const tags = { open, close, openText: `${open}<![CDATA[`, closeText: `]]>${close}` }
  if (TAGS.size < MAX_TAGS) TAGS.set(name, tags)
  return tags
}

const HARMLESS = String.raw`[^\ud800-\udfff${DELICATE}]*`
/** What may stand in a section, but for its end: whole surrogate pairs, and nothing delicate. */
const WRITABLE = new RegExp(String.raw`^${HARMLESS}(?:[\ud800-\udbff][\udc00-\udfff]${HARMLESS})*$`)

function section(text: string): string {
  if (text.length <= MAX_MATCHED && WRITABLE.test(text)) return split(text)
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  if (!isDelicate(wellFormed)) return split(wellFormed)
  return split(wellFormed.replaceAll(FORBIDDEN, '')).replaceAll('\r', ']]>&#13;<![CDATA[')
}

/** The end of a section inside one: between two sections. */
function split(text: string): string {
  return replaceEach(text, ']]>', ']]]]><![CDATA[>')
}

function isList(value: WireRecord | readonly WireValue[]): value is readonly WireValue[] {
  return Array.isArray(value)
}
