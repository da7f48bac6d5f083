import { ProtocolError } from '../errors.ts'
import { emptyRecord, type XmlRecord, type XmlValue } from '../wire.ts'
import { checkWellFormed, isDelicate } from './delicate.ts'
import { type ElementName, nameOf, NO_NAME } from './names.ts'

/** A message nests four deep; whoever sends more is not WeChat. */
const MAX_DEPTH = 32
const MAX_ELEMENTS = 20_000

const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\dA-Fa-f]{1,6}));/y
const NAMED: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
// Characters that XML 1.0 forbids, even in CDATA.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const SPACE = /^[ \t\n]*$/
const ATTRIBUTE = /[ \t\n]+([A-Za-z_][\w.-]*)[ \t\n]*=[ \t\n]*(?:"[^"<&]*"|'[^'<&]*')/y

/**
 * Reads `<xml>…</xml>` as WeChat writes it: elements, text, CDATA, the five named and the numeric references.
 * Text and CDATA are the same thing; white space around a CDATA section and between elements means nothing; an
 * element that repeats becomes a list; every leaf stays text. An XML declaration, comments and attributes are passed
 * over: WeChat writes none of them, but a widespread client numbers the articles of its replies, `<item id="0">`.
 *
 * Anything else is refused: DTDs, other entities, processing instructions, text beside elements,
 * forbidden characters, more than 32 levels or 20,000 elements. Takes time linear in the length of the text.
 *
 * @throws ProtocolError -40002, with the position
 */
export function parseXml(text: string): XmlRecord {
  checkWellFormed(text)
  if (!isDelicate(text)) return new Scanner(text).document()
  const forbidden = FORBIDDEN.exec(text)
  if (forbidden !== null) throw unreadable('a control character', forbidden.index)
  return new Scanner(text.replaceAll(/\r\n?/g, '\n')).document()
}

class Scanner {
  readonly #text: string
  #position = 0
  #elements = 0
  /** Of the element that was opened last. */
  #last = NO_NAME

  constructor(text: string) {
    this.#text = text
  }

  document(): XmlRecord {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#position = 1
    if (this.#text.startsWith('<?xml ', this.#position)) this.#skipPast('?>', 'XML declaration')
    this.#skipBlank()
    this.#expect('<')
    const root = this.#name()
    if (root.text !== 'xml') throw this.#error(`the root element is <${root.text}>, not <xml>`)
    const value = this.#element(root, 1)
    this.#skipBlank()
    if (this.#position < this.#text.length) throw this.#error('something follows </xml>')
    if (typeof value === 'string') {
      if (!isBlank(value)) throw this.#error('<xml> holds text instead of elements')
      return emptyRecord()
    }
    return value
  }

  /** From behind the name in the opening tag to behind the closing tag. */
  #element(name: ElementName, depth: number): string | XmlRecord {
    if (depth > MAX_DEPTH) throw this.#error(`more than ${MAX_DEPTH} levels`)
    if (++this.#elements > MAX_ELEMENTS) throw this.#error(`more than ${MAX_ELEMENTS} elements`)
    const leaf = this.#leaf(name)
    if (leaf !== undefined) return leaf
    this.#skipAttributes()
    this.#skipSpace()
    if (this.#text.startsWith('/>', this.#position)) {
      this.#position += 2
      return ''
    }
    this.#expect('>')
    const content = this.#content(depth)
    if (!this.#text.startsWith(name.text, this.#position)) {
      throw this.#error(`<${name.text}> is closed by another tag`)
    }
    this.#position += name.text.length
    this.#skipSpace()
    this.#expect('>')
    return content
  }

  /**
   * The short way through `><![CDATA[…]]></name>` and `>…</name>`, as nearly every element is written; undefined for
   * all others, which take the long way from the same place.
   */
  #leaf(name: ElementName): string | undefined {
    const text = this.#text
    if (text.startsWith('><![CDATA[', this.#position)) {
      const start = this.#position + 10
      const end = text.indexOf(']]>', start)
      if (end === -1 || !text.startsWith(name.closeSection, end)) return undefined
      this.#position = end + name.closeSection.length
      return text.slice(start, end)
    }
    if (text.charCodeAt(this.#position) !== 0x3e) return undefined
    const end = text.indexOf('<', this.#position)
    if (end === -1 || !text.startsWith(name.close, end)) return undefined
    this.#position++
    const characters = this.#characters(end)
    this.#position = end + name.close.length
    return characters
  }

  /** Up to and past the `</` that ends the element. */
  #content(depth: number): string | XmlRecord {
    const text = this.#text
    let children: XmlRecord | undefined
    let value = ''
    let tail = ''
    let hasSection = false
    for (;;) {
      const next = text.indexOf('<', this.#position)
      if (next === -1) throw this.#error('the text ends inside an element')
      if (next > this.#position) tail += this.#characters(next)
      if (text.startsWith('![CDATA[', next + 1)) {
        const end = text.indexOf(']]>', next + 9)
        if (end === -1) throw this.#error('a CDATA section does not end')
        // White space in front of the first section is layout; between two sections it is content.
        if (hasSection || !isBlank(tail)) value += tail
        value += text.slice(next + 9, end)
        tail = ''
        hasSection = true
        this.#position = end + 3
        continue
      }
      if (text.startsWith('!--', next + 1)) {
        this.#comment(next)
        continue
      }
      this.#position = next + 1
      if (text.charCodeAt(this.#position) === 0x2f) {
        this.#position++
        break
      }
      if (hasSection || !isBlank(tail)) throw this.#error('text stands beside elements')
      tail = ''
      const name = this.#name()
      children ??= emptyRecord()
      add(children, name.text, this.#element(name, depth + 1))
      // Nearly always there is a line feed between two elements, and no other white space.
      if (text.charCodeAt(this.#position) === 0x0a) this.#position++
    }
    if (children === undefined) return hasSection && isBlank(tail) ? value : value + tail
    if (hasSection || !isBlank(tail)) throw this.#error('text stands beside elements')
    return children
  }

  #characters(end: number): string {
    const start = this.#position
    this.#position = end
    // The line feed between two elements.
    if (end === start + 1 && this.#text.charCodeAt(start) === 0x0a) return '\n'
    const raw = this.#text.slice(start, end)
    if (raw.includes(']]>')) throw unreadable(']]> outside a CDATA section', start)
    if (!raw.includes('&')) return raw
    let text = ''
    let from = 0
    // One reference at a time: replaceAll would collect millions of them before the first is refused.
    for (let at = raw.indexOf('&'); at !== -1; at = raw.indexOf('&', from)) {
      REFERENCE.lastIndex = at
      const reference = REFERENCE.exec(raw)
      if (reference === null) throw unreadable('an entity other than the five of XML', start + at)
      const [all, named, decimal, hex] = reference
      const character = named === undefined ? toCharacter(decimal, hex) : (NAMED[named] ?? '')
      if (FORBIDDEN.test(character)) throw unreadable('a reference to a forbidden character', start + at)
      text += raw.slice(from, at) + character
      from = at + all.length
    }
    return text + raw.slice(from)
  }

  #comment(start: number): void {
    const end = this.#text.indexOf('--', start + 4)
    if (end === -1 || this.#text[end + 2] !== '>') throw this.#error('a comment does not end')
    this.#position = end + 3
  }

  /**
   * The name of an element. Messages of one kind have their elements in the same order, so that the name which followed
   * the last one before is tried first: comparing costs a fraction of making a new text and finding it among all names.
   */
  #name(): ElementName {
    const { follower } = this.#last
    if (follower !== undefined && this.#text.startsWith(follower.text, this.#position)) {
      const end = this.#position + follower.text.length
      if (!continuesName(this.#text.charCodeAt(end))) {
        this.#position = end
        this.#last = follower
        return follower
      }
    }
    const name = nameOf(this.#newName())
    if (name.isKept) this.#last.follower = name
    this.#last = name
    return name
  }

  #newName(): string {
    const start = this.#position
    if (!startsName(this.#text.charCodeAt(start))) {
      throw this.#error(this.#text[start] === '!' ? 'a DTD is not allowed' : 'a tag name is missing')
    }
    let end = start + 1
    while (continuesName(this.#text.charCodeAt(end))) end++
    this.#position = end
    return this.#text.slice(start, end)
  }

  #expect(character: string): void {
    if (this.#text[this.#position] !== character) {
      const found = this.#text[this.#position]
      throw this.#error(
        `'${character}' expected, ${found === undefined ? 'the text ends' : `'${found}' found`}`,
      )
    }
    this.#position++
  }

  #skipAttributes(): void {
    if (this.#text.charCodeAt(this.#position) === 0x3e) return
    const names = new Set<string>()
    for (;;) {
      ATTRIBUTE.lastIndex = this.#position
      const name = ATTRIBUTE.exec(this.#text)?.[1]
      if (name === undefined) return
      if (names.has(name)) throw this.#error(`the attribute ${name} twice`)
      names.add(name)
      this.#position = ATTRIBUTE.lastIndex
    }
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#position)
      if (code !== 0x20 && code !== 0x0a && code !== 0x09) return
      this.#position++
    }
  }

  /** White space and comments outside the root. */
  #skipBlank(): void {
    for (;;) {
      this.#skipSpace()
      if (!this.#text.startsWith('<!--', this.#position)) return
      this.#comment(this.#position)
    }
  }

  #skipPast(mark: string, what: string): void {
    const end = this.#text.indexOf(mark, this.#position)
    if (end === -1) throw this.#error(`the ${what} does not end`)
    this.#position = end + mark.length
  }

  #error(what: string): ProtocolError {
    return unreadable(what, this.#position)
  }
}

/** `[A-Za-z_]` */
function startsName(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

/** `[\w.-]` */
function continuesName(code: number): boolean {
  return startsName(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e
}

function isBlank(text: string): boolean {
  return text === '' || text === '\n' || SPACE.test(text)
}

/** The character of a numeric reference; a forbidden one where the number names none. */
function toCharacter(decimal: string | undefined, hex: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\0'
}

function add(record: XmlRecord, name: string, value: XmlValue): void {
  const present = record[name]
  if (present === undefined) record[name] = value
  else if (Array.isArray(present)) present.push(value)
  else record[name] = [present, value]
}

function unreadable(what: string, position: number): ProtocolError {
  return new ProtocolError(-40002, `${what} (at character ${position})`)
}
