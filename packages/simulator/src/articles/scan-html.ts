/** Takes HTML apart as browsers do, as far as it takes to throw parts of it away. Never fails, whatever comes. */

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

const TAG = /<(\/?)([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/y
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
    const [raw = '<', slash = '', name = '', rest = ''] = tag ?? []
    if (tag) {
      const lower = name.toLowerCase()
      tokens.push(
        slash === '/'
          ? { type: 'end', raw, name: lower }
          : { type: 'start', raw, name: lower, attributes: attributesOf(rest) },
      )
      at += raw.length
      if (slash === '' && RAW_TEXT.has(lower)) at = endOfRawText(html, at, lower)
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
