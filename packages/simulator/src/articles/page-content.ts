/**
 * The content of an article as our own page may show it: nothing passes that is not named here, every tag is written
 * anew and closed again. The policy of the page forbids scripts besides.
 */
import type { World } from '../world/world.ts'
import { addressOf, escapeAttribute, ownPicturePath } from './clean-content.ts'
import { type Attribute, type HtmlToken, scanHtml } from './scan-html.ts'

const TAGS = new Set(
  'p br section div span strong b em i u s del ins sub sup small big mark blockquote pre code ul ol li dl dt dd table thead tbody tfoot tr th td caption h1 h2 h3 h4 h5 h6 a img hr figure figcaption center font ruby rt rp'.split(
    ' ',
  ),
)
const EMPTY = new Set(['br', 'hr', 'img'])
/** Numbers and words that only lay out. */
const PLAIN = new Set(['colspan', 'rowspan', 'align', 'color', 'alt', 'dir', 'start'])
/** A declaration that could load something or leave its place. */
const BAD_STYLE =
  /url\s*\(|image|expression|\\|@|[<>]|\/\*|^\s*(?:position|z-index|behavior|-moz-binding)\s*:/i

export function toPageContent(world: World, content: string): string {
  const open: string[] = []
  const written = scanHtml(content).map((token) => {
    if (token.type === 'text') return token.raw.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    if (!TAGS.has(token.name)) return ''
    if (token.type === 'end') return close(open, token.name)
    const tag = startTag(world, token)
    if (tag !== '' && !EMPTY.has(token.name)) open.push(token.name)
    return tag
  })
  return written.join('') + endTags(open.toReversed())
}

/** Closes what was opened since, too; an end without a beginning is left out. */
function close(open: string[], name: string): string {
  const place = open.lastIndexOf(name)
  return place < 0 ? '' : endTags(open.splice(place).toReversed())
}

const endTags = (names: readonly string[]) => names.map((name) => `</${name}>`).join('')

function startTag(world: World, { name, attributes }: Extract<HtmlToken, { type: 'start' }>): string {
  if (name === 'img') {
    const path = ownPicturePath(world, addressOf(attributes))
    if (path === undefined) return ''
    const alt = { name: 'alt', value: valueOf(attributes, 'alt') }
    return toTag(name, [{ name: 'src', value: path }, alt, ...styleOf(attributes)])
  }
  const kept = [...attributes.filter(({ name }) => PLAIN.has(name)), ...styleOf(attributes)]
  const link = URL.parse(valueOf(attributes, 'href'))
  if (name === 'a' && link && /^https?:$/.test(link.protocol)) kept.push({ name: 'href', value: link.href })
  return toTag(name, kept)
}

function toTag(name: string, attributes: readonly Attribute[]): string {
  return `<${name}${attributes.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join('')}>`
}

function styleOf(attributes: readonly Attribute[]): Attribute[] {
  const declarations = valueOf(attributes, 'style').split(';')
  const safe = declarations.filter((one) => one.trim() !== '' && !BAD_STYLE.test(one))
  return safe.length === 0 ? [] : [{ name: 'style', value: safe.join(';') }]
}

function valueOf(attributes: readonly Attribute[], wanted: string): string {
  return attributes.find(({ name }) => name === wanted)?.value ?? ''
}
