/** 群发: what was broadcast to whom, what became of it, and how fast an account sends. */
import { beijingDay, toDate } from '../beijing.ts'
import { array, boolean, integer, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { PhoneContent } from '../control/types.ts'
import { type Article, articleCheck } from './articles.ts'
import { contentCheck } from './messages.ts'

export const BROADCAST_STATES = ['sending', 'sent', 'failed', 'deleted'] as const

export interface Broadcast {
  /** `msg_id`, digits. */
  msgId: string
  appid: string
  /** `clientmsgid`, or a digest of content and addressees where the sender left it out. */
  clientMsgId: string
  submittedAt: number
  /** When the same `clientmsgid` was refused last; 0: never. */
  refusedAt: number
  state: (typeof BROADCAST_STATES)[number]
  /** API call that ordered it. */
  callId: number
  /** Of all who were addressed, followers or not. */
  total: number
  /** Who was left after filtering. */
  recipients: string[]
  /** One bubble after another; empty for articles. */
  contents: PhoneContent[]
  articles: Article[]
  /** Bundle that the articles come from; empty for other kinds. */
  mediaId: string
  /** `msg_data_id`; empty for other kinds. */
  msgDataId: string
  ignoresReprint: boolean
}

export type NewBroadcast = Omit<Broadcast, 'msgId' | 'submittedAt' | 'refusedAt' | 'state'>

export interface Broadcasts {
  add(broadcast: NewBroadcast): Broadcast
  find(appid: string, msgId: string): Broadcast | undefined
  byMsgDataId(appid: string, msgDataId: string): Broadcast | undefined
  /** The one that used a `clientmsgid` in the last 24 hours. */
  recent(appid: string, clientMsgId: string): Broadcast | undefined
  /** How many reach each person in the present month of Beijing; people without any are left out. */
  receivedThisMonth(appid: string): Map<string, number>
  sentToday(appid: string): number
  /** 0 (fast, the default) to 4. */
  speedOf(appid: string): number
  setSpeed(appid: string, speed: number): void
  export(): BroadcastsDocument
  import(saved: BroadcastsDocument): void
}

export interface BroadcastsDocument {
  list: Broadcast[]
  speeds: { appid: string; speed: number }[]
}

/** Ten thousand messages a minute, by `speed`. */
export const REAL_SPEEDS = [80, 60, 45, 30, 10] as const
export const MONTHLY_PER_PERSON = 4
const SAME_CLIENT_ID_MS = 24 * 3600 * 1000
/** Above 2^31, as the service's own: receivers that keep 32 bits shall notice. */
const LOWEST_ID = 2 ** 31

export function createBroadcasts({ clock }: { clock: WorldClock }): Broadcasts {
  let list: Broadcast[] = []
  const speeds = new Map<string, number>()
  const today = () => beijingDay(clock.now())
  /** A broadcast that failed has reached nobody. */
  const counted = (appid: string) =>
    list.filter((broadcast) => broadcast.appid === appid && broadcast.state !== 'failed')

  function nextId(): string {
    const byTime = LOWEST_ID + Math.floor(clock.now() / 1000)
    return String(Math.max(byTime, Number(list.at(-1)?.msgId ?? 0) + 1))
  }

  return {
    add(given) {
      const broadcast: Broadcast = {
        msgId: nextId(),
        submittedAt: clock.now(),
        refusedAt: 0,
        state: 'sending',
        ...given,
      }
      list.push(broadcast)
      return broadcast
    },
    find: (appid, msgId) => list.find((one) => one.appid === appid && one.msgId === msgId),
    byMsgDataId: (appid, msgDataId) => list.find((one) => one.appid === appid && one.msgDataId === msgDataId),
    recent: (appid, clientMsgId) =>
      list.findLast(
        (one) =>
          one.appid === appid &&
          one.clientMsgId === clientMsgId &&
          clock.now() - one.submittedAt < SAME_CLIENT_ID_MS,
      ),
    receivedThisMonth(appid) {
      const month = monthOf(today())
      const received = new Map<string, number>()
      for (const { submittedAt, recipients } of counted(appid)) {
        if (monthOf(beijingDay(submittedAt)) !== month) continue
        for (const openid of recipients) received.set(openid, (received.get(openid) ?? 0) + 1)
      }
      return received
    },
    sentToday: (appid) =>
      counted(appid).filter(({ submittedAt }) => beijingDay(submittedAt) === today()).length,
    speedOf: (appid) => speeds.get(appid) ?? 0,
    setSpeed: (appid, speed) => void speeds.set(appid, speed),
    export: () => ({ list, speeds: [...speeds].map(([appid, speed]) => ({ appid, speed })) }),
    import(saved) {
      list = saved.list
      speeds.clear()
      for (const { appid, speed } of saved.speeds) speeds.set(appid, speed)
    },
  }
}

/** `2026-01` */
function monthOf(day: number): string {
  return toDate(day).slice(0, 7)
}

export const broadcastsCheck = object<BroadcastsDocument>({
  list: array(
    object<Broadcast>({
      msgId: string({ pattern: /^\d+$/, says: 'digits' }),
      appid: string(),
      clientMsgId: string(),
      submittedAt: number(),
      refusedAt: number(),
      state: literal(...BROADCAST_STATES),
      callId: integer(),
      total: integer(),
      recipients: array(string()),
      contents: array(contentCheck),
      articles: array(articleCheck),
      mediaId: string(),
      msgDataId: string(),
      ignoresReprint: boolean,
    }),
  ),
  speeds: array(object<BroadcastsDocument['speeds'][number]>({ appid: string(), speed: integer(0, 4) })),
})
