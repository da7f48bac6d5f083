/** Several replies in one, and the links and quotes around them. */
import { MAX_TEXT_BYTES, type Reply } from '@yingwu/protocol'

/** One text of both, as WeChat's limit allows; undefined where they do not go together. */
export function merge(one: Reply, other: Reply): Reply | undefined {
  if (one.MsgType !== 'text' || other.MsgType !== 'text') return undefined
  const Content = `${one.Content}\n\n${other.Content}`
  return Buffer.byteLength(Content) <= MAX_TEXT_BYTES ? { MsgType: 'text', Content } : undefined
}

/** As many replies from the first on as one can hold, and how many those are. */
export function mergeFirst(replies: readonly Reply[]): { reply: Reply; count: number } | undefined {
  const [first] = replies
  if (first === undefined) return undefined
  let reply = first
  let count = 1
  for (const next of replies.slice(1)) {
    const both = merge(reply, next)
    if (both === undefined) break
    reply = both
    count += 1
  }
  return { reply, count }
}

/** 菜单消息的链接: a tap sends `word` and the id (`bizmsgmenuid`). */
export function continueLink(id: string, word: string, shown: string): string {
  return `<a href="weixin://bizmsgmenu?msgmenucontent=${word}&msgmenuid=${id}">${shown}</a>`
}

const QUOTED_CHARACTERS = 30

/** What the person asked, short. */
export function quote(question: string): string {
  const characters = Array.from(question.replaceAll(/\s+/g, ' ').trim())
  const isLong = characters.length > QUOTED_CHARACTERS
  return isLong ? `${characters.slice(0, QUOTED_CHARACTERS).join('')}…` : characters.join('')
}
