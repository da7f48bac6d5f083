/** Inside one line of Markdown: emphasis, code, links. Every expression here takes time in proportion to the line. */

export interface MarkdownOptions {
  /**
   * What a link becomes. `text`: `name (address)`, where WeChat makes the address tappable itself. `tap`: `<a href>`, for
   * http and https only. Whatever this says, `<a` in the Markdown itself is only ever shown, never a link.
   */
  links?: 'text' | 'tap'
}

const CODE_OR_LINK =
  /`([^`\n]+)`|!?\[([^[\]\n]{0,300})\]\(((?:[^()\s]|\([^()\s]{0,200}\)){1,1000})(?:\s"[^"\n]{0,200}")?\)/g
const AUTO_LINK = /<(https?:\/\/[^\s<>]+)>/g
const EMPHASIS = [
  /\*\*\*([^*\n]+)\*\*\*/g,
  /\*\*([^\n]+?)\*\*/g,
  /(?<!\w)__([^\n]+?)__(?!\w)/g,
  /~~([^~\n]+)~~/g,
  /(?<![\w*])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])/g,
  /(?<!\w)_([^_\s](?:[^_\n]*[^_\s])?)_(?!\w)/g,
]
const ESCAPED = /\\([!#()*+\-.>[\\\]_`{|}~])/g

/** Stand in for escaped characters until the marks are gone; no text holds them. */
const STAND_IN = 0xfdd0
const STAND_INS = /[\ufdd0-\ufdef]/g
const ESCAPABLE = '!#()*+-.>[\\]_`{|}~'

/** One line as WeChat should show it. */
export function toInline(line: string, options: MarkdownOptions = {}): string {
  const text = line.replaceAll(ESCAPED, (_, character: string) =>
    String.fromCharCode(STAND_IN + ESCAPABLE.indexOf(character)),
  )
  let shown = ''
  // Our own links stand between the pieces, which are made harmless each as a whole.
  let piece = ''
  let from = 0
  const add = (link: string) => {
    shown += withoutLinks(unescape(piece)) + unescape(link)
    piece = ''
  }
  for (const { 0: whole, 1: code, 2: name = '', 3: address = '', index } of text.matchAll(CODE_OR_LINK)) {
    piece += toPlain(text.slice(from, index))
    from = index + whole.length
    if (code !== undefined) piece += code
    else if (options.links === 'tap' && /^https?:\/\//i.test(address)) add(toTappable(toPlain(name), address))
    else piece += toReadable(toPlain(name), address)
  }
  piece += toPlain(text.slice(from))
  add('')
  return shown
}

function toTappable(name: string, address: string): string {
  const href = withoutLinks(address).replaceAll(/["<>]/g, encodeURIComponent)
  return `<a href="${href}">${withoutLinks(name === '' ? address : name)}</a>`
}

function toReadable(name: string, address: string): string {
  return name === '' || name === address ? address : `${name} (${address})`
}

function toPlain(text: string): string {
  let plain = text.replaceAll(AUTO_LINK, '$1').replaceAll(/<br\s?\/?>/gi, '\n')
  for (const marks of EMPHASIS) plain = plain.replaceAll(marks, '$1')
  return plain
}

function unescape(text: string): string {
  return text.replaceAll(STAND_INS, (character) => ESCAPABLE[character.charCodeAt(0) - STAND_IN] ?? character)
}

/**
 * Shows `<a href=…>` instead of obeying it: `<` becomes its full-width twin. WeChat's clients know no `&lt;`; it would be
 * shown as it stands.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll(/<(?=\s?\/?\s?a(?![a-z\d]))/gi, '＜')
}
