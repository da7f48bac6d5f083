/** What the service does to the HTML of an article when it takes it in: no scripts, no pictures from elsewhere. */
import type { World } from '../world/world.ts'
import { type Attribute, type HtmlToken, scanHtml } from './scan-html.ts'

/** Elements that go, with what is in them where that is no markup. */
const REFUSED = new Set(
  'script style iframe object embed applet link meta base form input button textarea select frame frameset noscript template'.split(
    ' ',
  ),
)
const OWN_PATH = /^\/mmbiz_[a-z]+\/([\w-]{1,128})(?:\/|$)/
const WECHAT_HOST = /(?:^|\.)(?:qpic|qlogo)\.cn$/

/** The content as it is stored and read back. */
export function cleanContent(world: World, content: string): string {
  let [before, cleaned] = [content, cleanOnce(world, content)]
  // What was around a tag that went can be a tag now. It grows shorter each time.
  while (cleaned.length < before.length) [before, cleaned] = [cleaned, cleanOnce(world, cleaned)]
  return cleaned
}

function cleanOnce(world: World, content: string): string {
  return scanHtml(content)
    .map((token) => (token.type === 'text' ? token.raw : cleanTag(world, token)))
    .join('')
}

/** Whether a link would run as a script: such content is refused (45166). */
export function hasScriptLink(content: string): boolean {
  return scanHtml(content).some(
    (token) =>
      token.type === 'start' &&
      token.name === 'a' &&
      token.attributes.some(({ name, value }) => name === 'href' && isScript(value)),
  )
}

/** The path on this simulator of a picture that was uploaded to it; undefined for any other address. */
export function ownPicturePath(world: World, address: string): string | undefined {
  const found = URL.parse(address, world.url())
  const id = found && OWN_PATH.exec(found.pathname)?.[1]
  const media = id ? world.media.peek(id) : undefined
  return found && media?.contentType.startsWith('image/') ? found.pathname : undefined
}

function cleanTag(world: World, token: Exclude<HtmlToken, { type: 'text' }>): string {
  if (REFUSED.has(token.name)) return ''
  if (token.type === 'end') return token.raw
  const kept = token.attributes.filter((attribute) => isKept(attribute))
  if (token.name === 'img') {
    const source = addressOf(token.attributes)
    if (!ownPicturePath(world, source) && !isFromWeChat(source)) return ''
  }
  if (kept.length === token.attributes.length) return token.raw
  const attributes = kept.map(({ name, value }) => ` ${name}="${escapeAttribute(value)}"`).join('')
  return `<${token.name}${attributes}${token.raw.endsWith('/>') ? '/' : ''}>`
}

function isKept({ name, value }: Attribute): boolean {
  return name !== 'id' && !name.startsWith('on') && !isScript(value)
}

/** Of a picture; the service's own editor writes `data-src`. */
export function addressOf(attributes: readonly Attribute[]): string {
  const value = (wanted: string) => attributes.find(({ name }) => name === wanted)?.value.trim()
  return value('src') ?? value('data-src') ?? ''
}

function isFromWeChat(address: string): boolean {
  const { hostname = '' } = URL.parse(address.replace(/^\/\//, 'https://')) ?? {}
  return WECHAT_HOST.test(hostname)
}

function isScript(value: string): boolean {
  // Browsers skip control characters and blanks in a scheme.
  return /^(?:javascript|vbscript|data):/i.test(value.replaceAll(/[\p{Cc}\s]/gu, ''))
}

export function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
