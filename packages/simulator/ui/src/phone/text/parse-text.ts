/**
 * A text as WeChat's client understands it: `<a>` is the only tag, bare addresses are links, phone numbers can
 * be called, QQ codes and bracket words are faces. Everything else is plain text, whatever it looks like.
 */
import { splitFaces } from '@yingwu/protocol'
import { emojiOf } from './emoji.ts'

export type Piece =
  | { type: 'text'; text: string }
  | { type: 'face'; name: string; emoji: string }
  | { type: 'link'; url: string; text: string }
  /** weixin://bizmsgmenu: a tap sends `content` as if typed. */
  | { type: 'menu'; content: string; id: string; text: string }
  | { type: 'miniprogram'; appid: string; pagepath: string; text: string }
  | { type: 'phone'; text: string }

const URL_PATTERN = /https?:\/\/[^\s<>"'“”‘’，。！？；：、（）《》【】]+/g
/** Mobile, landline with its area code, and 400 numbers, as people write them. */
const PHONE_PATTERN = /(?<![\d.-])(?:1[3-9]\d{9}|0\d{2,3}-?\d{3,4}[ -]?\d{4}|400-?\d{3}-?\d{4})(?![\d.-])/g
const CLOSE = '</a>'

/** `anchors`: false for what a person typed; only an account's text may hold links of its own. */
export function parseText(content: string, anchors: boolean): Piece[] {
  return anchors ? parseAnchors(content) : parsePlain(content)
}

function parseAnchors(content: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let end = -1
  let close = -1
  for (
    let open = content.indexOf('<a ');
    open >= 0;
    open = content.indexOf('<a ', Math.max(open + 1, from))
  ) {
    // Looked for again only once passed: hostile text stays linear.
    if (end < open) end = content.indexOf('>', open)
    if (close < end) close = content.indexOf(CLOSE, end)
    if (end < 0 || close < 0) break
    if (content.lastIndexOf('<', end) !== open) continue
    const anchor = toAnchor(content.slice(open + 2, end), content.slice(end + 1, close))
    if (!anchor) continue
    pieces.push(...parsePlain(content.slice(from, open)), anchor)
    from = close + CLOSE.length
  }
  return [...pieces, ...parsePlain(content.slice(from))]
}

function toAnchor(attributes: string, text: string): Piece | null {
  const values = readAttributes(attributes)
  const appid = values.get('data-miniprogram-appid')
  if (appid !== undefined)
    return { type: 'miniprogram', appid, pagepath: values.get('data-miniprogram-path') ?? '', text }
  const href = values.get('href') ?? ''
  if (/^https?:\/\//i.test(href)) return { type: 'link', url: href, text }
  if (!/^weixin:\/\/bizmsgmenu\?/i.test(href)) return null
  const query = new URLSearchParams(href.slice(href.indexOf('?') + 1))
  return { type: 'menu', content: query.get('msgmenucontent') ?? '', id: query.get('msgmenuid') ?? '', text }
}

function readAttributes(text: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const [, name, double, single] of text.matchAll(/([\w-]{1,40})\s?=\s?(?:"([^"]*)"|'([^']*)')/g))
    if (name) values.set(name.toLowerCase(), (double ?? single ?? '').replaceAll('&amp;', '&'))
  return values
}

function parsePlain(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(URL_PATTERN)) {
    const url = match[0].replace(/[.,!?;:)\]]+$/, '')
    pieces.push(...parsePhones(text.slice(from, match.index)), { type: 'link', url, text: url })
    from = match.index + url.length
  }
  return [...pieces, ...parsePhones(text.slice(from))]
}

function parsePhones(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { 0: number, index } of text.matchAll(PHONE_PATTERN)) {
    pieces.push(...parseFaces(text.slice(from, index)), { type: 'phone', text: number })
    from = index + number.length
  }
  return [...pieces, ...parseFaces(text.slice(from))]
}

function parseFaces(text: string): Piece[] {
  return splitFaces(text).flatMap((piece) =>
    'text' in piece ? parseBrackets(piece.text) : [toFace(piece.name, piece.code)],
  )
}

function parseBrackets(text: string): Piece[] {
  return text.split(/(\[[^[\]]{1,5}\])/).flatMap((part) => {
    if (part === '') return []
    return part.startsWith('[') && part.endsWith(']')
      ? [toFace(part.slice(1, -1), part)]
      : [{ type: 'text', text: part }]
  })
}

function toFace(name: string, written: string): Piece {
  const emoji = emojiOf(name)
  return emoji ? { type: 'face', name, emoji } : { type: 'text', text: written }
}
