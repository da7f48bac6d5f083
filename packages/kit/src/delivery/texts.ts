/** Several replies in one, and the links and quotes around them. */
import type { Reply } from '@yingwu/protocol'
import { toMenuLink } from '../text/menu-link.ts'

/** One text of both, of so many bytes at most; undefined where they do not go together. */
export function merge(one: Reply, other: Reply, bytes: number): Reply | undefined {
  if (one.MsgType !== 'text' || other.MsgType !== 'text') return undefined
  const Content = `${one.Content}\n\n${other.Content}`
  return Buffer.byteLength(Content) <= bytes ? { MsgType: 'text', Content } : undefined
}

/** As many replies from the first on as one can hold, and how many those are. */
export function mergeFirst(
  replies: readonly Reply[],
  bytes: number,
): { reply: Reply; count: number } | undefined {
  const [first] = replies
  if (first === undefined) return undefined
  let reply = first
  let count = 1
  for (const next of replies.slice(1)) {
    const both = merge(reply, next, bytes)
    if (both === undefined) break
    reply = both
    count += 1
  }
  return { reply, count }
}

/** What fetches an answer, or the rest of one: the id is its question's. */
export function continueLink(id: string, word: string): string {
  return toMenuLink(word, id, `点这里${word}`)
}

const QUOTED_CHARACTERS = 30

/** What the person asked, short. */
export function quote(question: string): string {
  const characters = Array.from(question.replaceAll(/\s+/g, ' ').trim())
  const isLong = characters.length > QUOTED_CHARACTERS
  return isLong ? `${characters.slice(0, QUOTED_CHARACTERS).join('')}…` : characters.join('')
}
