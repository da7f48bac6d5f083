/** Answers that wait for their person's next message, each with its question. */
import type { Message, Reply } from '@yingwu/protocol'
import { isObject, isReplies, parse } from '../run/record.ts'
import type { Store } from '../stores/store.ts'
import { quote } from './texts.ts'

export interface KeptAnswer {
  /** Of the question: its MsgId. Comes back as `bizmsgmenuid` when the link is tapped. */
  id: string
  question: string
  /** undefined: still being worked on. */
  replies?: readonly Reply[] | undefined
}

export interface Kept {
  /** Oldest first. */
  of(openid: string): Promise<KeptAnswer[]>
  /** Adds a question, or its answer; an answer that is there already is kept and the new one added to it. */
  put(openid: string, answer: KeptAnswer): Promise<void>
  /** What has been handed over: so many replies of this answer. The last one takes the question with it. */
  take(openid: string, id: string, count: number): Promise<void>
}

/** As long as WeChat's longest window. */
const KEEP_MS = 48 * 3600_000
/** The oldest go first: nobody asks that often without reading. */
const MOST = 20

export function createKept(store: Store, appId: string): Kept {
  const keyOf = (openid: string) => `kept:${appId}:${openid}`

  async function change(openid: string, act: (answers: KeptAnswer[]) => KeptAnswer[]): Promise<void> {
    for (;;) {
      const key = keyOf(openid)
      const text = (await store.get(key))?.value
      const next = act(toAnswers(text)).slice(-MOST)
      if (next.length === 0 && text === undefined) return
      const isDone =
        next.length === 0
          ? await store.delete(key, { if: { value: text ?? '' } })
          : await store.put(key, JSON.stringify(next), {
              ttlMs: KEEP_MS,
              if: text === undefined ? 'absent' : { value: text },
            })
      if (isDone) return
    }
  }

  return {
    of: async (openid) => toAnswers((await store.get(keyOf(openid)))?.value),
    put: (openid, { id, question, replies }) =>
      change(openid, (answers) => {
        const before = answers.find((one) => one.id === id)
        if (before === undefined) return [...answers, { id, question, replies }]
        const all = replies && [...(before.replies ?? []), ...replies]
        return answers.map((one) => (one === before ? { ...before, replies: all ?? before.replies } : one))
      }),
    take: (openid, id, count) =>
      change(openid, (answers) =>
        answers.flatMap((one) => {
          if (one.id !== id) return one
          const replies = one.replies?.slice(count)
          return replies === undefined || replies.length === 0 ? [] : { ...one, replies }
        }),
      ),
  }
}

/** For the link, and for the words above an answer that comes later. */
export function toQuestion(message: Message): Pick<KeptAnswer, 'id' | 'question'> {
  const MsgId = 'MsgId' in message && typeof message.MsgId === 'string' ? message.MsgId : ''
  const Event = 'Event' in message && typeof message.Event === 'string' ? message.Event : ''
  const id = MsgId === '' ? `${message.CreateTime}-${Event}` : MsgId
  const isText = 'Content' in message && typeof message.Content === 'string'
  return { id, question: isText ? quote(message.Content) : (NAMES[message.MsgType] ?? '') }
}

const NAMES: { [type: string]: string } = {
  image: '图片',
  voice: '语音',
  video: '视频',
  shortvideo: '视频',
  location: '位置',
  link: '链接',
}

function toAnswers(text: string | undefined): KeptAnswer[] {
  const value = text === undefined ? [] : parse(text)
  return Array.isArray(value) ? value.filter(isKept) : []
}

function isKept(value: unknown): value is KeptAnswer {
  if (!isObject(value)) return false
  const { id, question, replies } = value
  return (
    typeof id === 'string' && typeof question === 'string' && (replies === undefined || isReplies(replies))
  )
}
