/** The answers that one run leaves for later, and those that it hands over. */
import type { Message, Reply } from '@yingwu/protocol'
import type { Clock } from '../clock.ts'
import { type Kept, type KeptAnswer, toQuestion } from './kept.ts'
import type { DeliverySettings } from './options.ts'
import { MORE } from '../text/chunks-of.ts'
import { continueLink, merge, quote } from './texts.ts'

/** One of an earlier answer's replies that went along with this run's answer. */
export interface Handed {
  id: string
  count: number
}

export interface Keeper {
  /** The earlier question that this message asks after. */
  readonly continues: string | undefined
  /** The placeholder with its link; opens the question, if it is not open yet. */
  placeholder(text: string): Promise<Reply>
  /** How long the link to the rest is. */
  readonly linkBytes: number
  /** A text that says, by `more` and a link, that its rest waits; as it is where that does not fit. */
  withLink(reply: Reply, bytes: number, more?: string): Reply
  /** From now on a tap finds the question, and waits for what is kept. */
  open(): Promise<void>
  /** Keeps replies for the next message. */
  keep(replies: readonly Reply[]): Promise<void>
  /** The replies of the earlier question, once it has been answered; undefined when nothing came, or `signal` ends it. */
  earlier(signal: AbortSignal): Promise<readonly Reply[] | undefined>
  /** Puts finished earlier answers in front of a reply, each under its question. */
  withEarlier(reply: Reply | undefined): Promise<{ reply: Reply | undefined; handed: Handed[] }>
  /** What was handed over is not given again. */
  handedOver(handed: readonly Handed[]): Promise<void>
  /** Another process opened the question. */
  opened(): void
  /** Nothing came of it. */
  close(): Promise<void>
}

const POLL_MS = 200

export function createKeeper(
  kept: Kept,
  message: Message,
  continues: string | undefined,
  { clock, settings }: { clock: Clock; settings: DeliverySettings },
): Keeper {
  const openid = message.FromUserName
  const asked = toQuestion(message)
  const id = continues ?? asked.id
  /** The question of this message itself. */
  let isOpen = false

  const link = continueLink(id, settings.continueWord)
  const { passive: limit } = settings.textBytes

  async function open(): Promise<void> {
    if (isOpen || continues !== undefined) return
    await kept.put(openid, asked)
    isOpen = true
  }

  const find = async () => (await kept.of(openid)).find((one) => one.id === id)

  return {
    continues,
    async placeholder(text) {
      await open()
      return { MsgType: 'text', Content: `${text}\n${link}` }
    },
    linkBytes: Buffer.byteLength(link),
    open,
    withLink(reply, bytes, more = MORE) {
      if (reply.MsgType !== 'text') return reply
      const Content = `${reply.Content}${more}${link}`
      return Buffer.byteLength(Content) <= bytes ? { MsgType: 'text', Content } : reply
    },
    async keep(replies) {
      // Those of an earlier answer have stayed where they were.
      if (continues === undefined) await kept.put(openid, { ...asked, replies })
    },
    async earlier(signal) {
      while (!signal.aborted) {
        const found = await find()
        if (found === undefined) return undefined
        if (found.replies !== undefined) return found.replies
        await new Promise<void>((resolve) => clock.setTimeout(resolve, POLL_MS))
      }
      return undefined
    },
    async withEarlier(own) {
      const isAlone = continues !== undefined || (own !== undefined && own.MsgType !== 'text')
      if (isAlone) return { reply: own, handed: [] }
      const finished = (await kept.of(openid)).filter(
        (one) => one.id !== id && (one.replies?.length ?? 0) > 0,
      )
      return collect(finished, own, limit)
    },
    async handedOver(handed) {
      for (const { id, count } of handed) await kept.take(openid, id, count)
    },
    opened() {
      isOpen = true
    },
    async close() {
      if (isOpen) await kept.take(openid, asked.id, 0)
    },
  }
}

/** Each under its question; as many as fit. */
function collect(finished: readonly KeptAnswer[], own: Reply | undefined, bytes: number) {
  const handed: Handed[] = []
  let earlier: Reply | undefined
  for (const { id, question, replies = [] } of finished) {
    let count = 0
    for (const reply of replies) {
      const titled = count === 0 && reply.MsgType === 'text' ? title(reply, question, bytes) : reply
      const both = earlier === undefined ? titled : merge(earlier, titled, bytes)
      if (both === undefined || (own !== undefined && merge(both, own, bytes) === undefined)) break
      earlier = both
      count += 1
    }
    if (count > 0) handed.push({ id, count })
  }
  if (earlier === undefined || own === undefined) return { reply: earlier ?? own, handed }
  return { reply: merge(earlier, own, bytes), handed }
}

function title(reply: Reply & { MsgType: 'text' }, question: string, bytes: number): Reply {
  const Content = `「${quote(question)}」\n${reply.Content}`
  return question === '' || Buffer.byteLength(Content) > bytes ? reply : { MsgType: 'text', Content }
}
