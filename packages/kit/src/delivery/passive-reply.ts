/** What goes into the passive reply, once the handlers have ended. */
import type { Reply } from '@yingwu/protocol'
import type { Handed } from './keeper.ts'
import { mergeFirst } from './texts.ts'
import type { Work } from './work.ts'

export interface PassiveReply {
  reply: Reply | undefined
  /** The part of it that is this run's, without a link to its rest, and how many of its replies that is. */
  own: Reply | undefined
  count: number
  /** The earlier answers in front of it. */
  handed: Handed[]
}

export async function passiveReplyOf(work: Work): Promise<PassiveReply> {
  const { order, opening } = work
  const { own, linked, count } = await ownReply(work)
  // Nobody sees what such a push is answered with.
  if (opening.trigger === undefined || order.keeper === undefined)
    return { reply: linked, own, count, handed: [] }
  const withEarlier = await order.keeper.withEarlier(linked).catch(() => ({ reply: linked, handed: [] }))
  return { ...withEarlier, own, count }
}

/** The first reply, where the others can be sent; else as many as it holds. */
async function ownReply({ parts, entries, opening, order }: Work) {
  const replies = entries.now
  const [first] = replies
  if (first === undefined || entries.size === 1) return { own: first, linked: first, count: replies.length }
  const limit = parts.settings.textBytes.passive
  const left = await parts.pusher.left(opening).catch(() => 0)
  const merged = left >= replies.length - 1 ? undefined : mergeFirst(replies, limit)
  const { reply: own, count } = merged ?? { reply: first, count: 1 }
  const isLast = left === 0 && entries.size > count && opening.trigger !== undefined
  const linked = isLast && order.keeper !== undefined ? order.keeper.withLink(own, limit) : own
  return { own, linked, count }
}
