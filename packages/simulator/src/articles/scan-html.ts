/**
 * Takes HTML apart as browsers do, as far as it takes to throw parts of it away. Never fails, whatever comes, and looks
 * at every character a fixed number of times.
 */

export interface Attribute {
  /** In lower case. */
  name: string
  /** With its character references undone. */
  value: string
}

export type HtmlToken =
  | { type: 'text'; raw: string }
  /** `raw` is the tag as written. */
  | { type: 'start'; raw: string; name: string; attributes: Attribute[] }
  | { type: 'end'; raw: string; name: string }

/** What is in them is no markup; it is left out together with the tag. */
const RAW_TEXT = new Set(
  'script style iframe noscript noembed noframes textarea title xmp template plaintext'.split(' '),
)

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)/y
const QUOTE_OR_END = /["'>]/g
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/g
/** Comments, `<!doctype>`, `<?xml ?>`, CDATA: all that a browser takes for a comment. */
const COMMENT = /<!--[\s\S]*?(?:-->|$)|<[!?/][^>]*(?:>|$)/y

export function scanHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = []
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    if (next !== at) {
      const end = next < 0 ? html.length : next
      tokens.push({ type: 'text', raw: html.slice(at, end) })
      at = end
      continue
    }
    const tag = match(TAG, html, at)
    if (tag) {
      const [head, slash = '', written = ''] = tag
      const name = written.toLowerCase()
      const end = endOfTag(html, at + head.length)
      // A tag that never ends takes the rest with it, as in a browser.
      if (end === undefined) break
      const raw = html.slice(at, end)
      tokens.push(
        slash === '/'
          ? { type: 'end', raw, name }
          : { type: 'start', raw, name, attributes: attributesOf(raw.slice(head.length, -1)) },
      )
      at = slash === '' && RAW_TEXT.has(name) ? endOfRawText(html, end, name) : end
      continue
    }
    const comment = match(COMMENT, html, at)
    if (!comment) tokens.push({ type: 'text', raw: '<' })
    at += comment?.[0].length ?? 1
  }
  return tokens
}

/** Text with its character references undone, tags left out. */
export function textOf(html: string): string {
  const words = scanHtml(html).map((token) => {
    if (token.type === 'text') return token.raw
    return /^(p|div|section|br|li|h\d|tr)$/.test(token.name) ? ' ' : ''
  })
  return undoReferences(words.join('')).replaceAll(/\s+/g, ' ').trim()
}

function attributesOf(text: string): Attribute[] {
  return [...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single, bare]) => ({
    name: name.toLowerCase(),
    value: undoReferences(double ?? single ?? bare ?? ''),
  }))
}

/** Behind the next `>` that stands in no quotes. */
function endOfTag(html: string, from: number): number | undefined {
  QUOTE_OR_END.lastIndex = from
  for (let found = QUOTE_OR_END.exec(html); found; found = QUOTE_OR_END.exec(html)) {
    if (found[0] === '>') return found.index + 1
    const closing = html.indexOf(found[0], found.index + 1)
    if (closing < 0) return undefined
    QUOTE_OR_END.lastIndex = closing + 1
  }
  return undefined
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function endOfRawText(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}[^>]*>`, 'gi')
  end.lastIndex = from
  return end.exec(html) ? end.lastIndex : html.length
}

const NAMED: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const HIGHEST = 0x10ffff

function undoReferences(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));?/gi,
    (all, hex, digits, name) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? all
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(digits)
      return code <= HIGHEST ? String.fromCodePoint(code) : all
    },
  )
}
