import { withoutLinks } from './inline-markdown.ts'

/** Everything of ASCII that may mean something in an address or in markup, and space of any kind. */
const MEANING = /[^\w\-.~\u0080-\uffff]|\s/g

/**
 * 菜单消息的链接: a tap sends `content` as if typed, with `id` as `bizmsgmenuid`. WeChat's client decodes the address. 汉字
 * stay as they are, as in most bots: so the link is right for a client that does not decode, and takes a third of the bytes.
 */
export function toMenuLink(content: string, id: string, shown: string = content): string {
  const address = `weixin://bizmsgmenu?msgmenucontent=${encode(content)}&msgmenuid=${encode(id)}`
  return `<a href="${address}">${withoutLinks(shown)}</a>`
}

function encode(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(MEANING, (character) =>
      Array.from(
        Buffer.from(character),
        (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      ).join(''),
    )
}
