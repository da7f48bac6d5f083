/** The answers that one run leaves for later, and those that it hands over. */
import { MAX_TEXT_BYTES, type Message, type Reply } from '@yingwu/protocol'
import type { Clock } from '../clock.ts'
import { type Kept, type KeptAnswer, toQuestion } from './kept.ts'
import type { DeliverySettings } from './options.ts'
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
  /** Keeps replies for the next message. */
  keep(replies: readonly Reply[]): Promise<void>
  /** The replies of the earlier question, once it has been answered; undefined when nothing came, or `signal` ends it. */
  earlier(signal: AbortSignal): Promise<readonly Reply[] | undefined>
  /** Puts finished earlier answers in front of a reply, each under its question. */
  withEarlier(reply: Reply | undefined): Promise<{ reply: Reply | undefined; handed: Handed[] }>
  /** What was handed over is not given again. */
  handedOver(handed: readonly Handed[]): Promise<void>
  /** Whether another process, not this run, told the person to ask again. */
  isAwaited(): Promise<boolean>
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
  let isOpen = continues !== undefined

  const find = async () => (await kept.of(openid)).find((one) => one.id === id)

  return {
    continues,
    async placeholder(text) {
      isOpen = true
      if (continues === undefined) await kept.put(openid, asked)
      const link = continueLink(id, settings.continueWord, `点这里${settings.continueWord}`)
      return { MsgType: 'text', Content: `${text}\n${link}` }
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
      return collect(finished, own)
    },
    async handedOver(handed) {
      for (const { id, count } of handed) await kept.take(openid, id, count)
    },
    async isAwaited() {
      const found = isOpen ? undefined : await find()
      return found !== undefined && found.replies === undefined
    },
    async close() {
      if (isOpen && continues === undefined) await kept.take(openid, id, 0)
    },
  }
}

/** Each under its question; as many as fit. */
function collect(finished: readonly KeptAnswer[], own: Reply | undefined) {
  const handed: Handed[] = []
  let earlier: Reply | undefined
  for (const { id, question, replies = [] } of finished) {
    let count = 0
    for (const reply of replies) {
      const titled = count === 0 && reply.MsgType === 'text' ? title(reply, question) : reply
      const both = earlier === undefined ? titled : merge(earlier, titled)
      if (both === undefined || (own !== undefined && merge(both, own) === undefined)) break
      earlier = both
      count += 1
    }
    if (count > 0) handed.push({ id, count })
  }
  if (earlier === undefined || own === undefined) return { reply: earlier ?? own, handed }
  return { reply: merge(earlier, own), handed }
}

function title(reply: Reply & { MsgType: 'text' }, question: string): Reply {
  const Content = `「${quote(question)}」\n${reply.Content}`
  return question === '' || Buffer.byteLength(Content) > MAX_TEXT_BYTES ? reply : { MsgType: 'text', Content }
}
