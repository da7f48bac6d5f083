/** 消息分析: what people wrote to the account, by kind, and how much each of them wrote. */
import { toDate } from '../../../beijing.ts'
import type { StatRow } from '../../../world/statistics.ts'
import type { ApiCall, Handler, Handlers } from '../../call.ts'
import { alike, lastReady, people, type Period, periodOf, rowsOf, times } from './period.ts'

/** `msg_type` by MsgType. The service counts no places (location). */
const KINDS: { readonly [MsgType: string]: number } = {
  text: 1,
  image: 2,
  voice: 3,
  video: 4,
  shortvideo: 4,
  link: 6,
}

/** What one `ref_date` stands for: the first day and the days after it. */
interface Unit {
  maxDays: number
  /** First day of the unit that the day belongs to. */
  startOf: (day: number) => number
}

const DAY: Unit = { maxDays: 7, startOf: (day) => day }
/** Day 0 was a Thursday. */
const WEEK: Unit = { maxDays: 30, startOf: (day) => day - ((day + 3) % 7) }
const MONTH: Unit = { maxDays: 30, startOf: (day) => day - Number(toDate(day).slice(8)) + 1 }

function byKind(unit: Unit): Handler {
  return (call) => ({
    list: alike(messagesOf(call, unit), 'day', 'scene').map(({ first, rows }) => ({
      ref_date: toDate(first.day),
      user_source: 0,
      msg_type: first.scene,
      msg_user: people(rows),
      msg_count: times(rows),
    })),
  })
}

const byHour: Handler = (call) => ({
  list: alike(countedIn(call, periodOf(call, 1)), 'day', 'hour', 'scene').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    ref_hour: first.hour * 100,
    user_source: 0,
    msg_type: first.scene,
    msg_user: people(rows),
    msg_count: times(rows),
  })),
})

/** People by how much they wrote: 1 to 5 messages, 6 to 10, more. Those who wrote nothing have no row. */
function distribution(unit: Unit): Handler {
  return (call) => {
    const byPerson = alike(messagesOf(call, unit), 'day', 'openid').map(({ first, rows }) => ({
      ...first,
      scene: intervalOf(times(rows)),
    }))
    return {
      list: alike(byPerson, 'day', 'scene').map(({ first, rows }) => ({
        ref_date: toDate(first.day),
        user_source: 0,
        count_interval: first.scene,
        msg_user: people(rows),
      })),
    }
  }
}

function intervalOf(messages: number): number {
  if (messages <= 5) return 1
  return messages <= 10 ? 2 : 3
}

/**
 * The messages of the units that begin within the period, each at the first day of its unit. A week or month reaches
 * beyond the period, as far as there are numbers.
 */
function messagesOf(call: ApiCall, { maxDays, startOf }: Unit): StatRow[] {
  const { from, to } = periodOf(call, maxDays)
  const end = startOf(to) === to && startOf(to + 1) === to + 1 ? to : lastReady(call)
  return countedIn(call, { from, to: end })
    .map((row) => ({ ...row, hour: 0, day: startOf(row.day) }))
    .filter(({ day }) => day >= from && day <= to)
}

/** `scene` becomes `msg_type`. */
function countedIn(call: ApiCall, period: Period): StatRow[] {
  return rowsOf(call, 'message', period).flatMap((row) => {
    const kind = KINDS[row.about]
    return kind === undefined ? [] : [{ ...row, scene: kind }]
  })
}

export const MESSAGE_DATA: Handlers = {
  'datacube.upstreamMsg': byKind(DAY),
  'datacube.upstreamMsgHour': byHour,
  'datacube.upstreamMsgWeek': byKind(WEEK),
  'datacube.upstreamMsgMonth': byKind(MONTH),
  'datacube.upstreamMsgDist': distribution({ ...DAY, maxDays: 15 }),
  'datacube.upstreamMsgDistWeek': distribution(WEEK),
  'datacube.upstreamMsgDistMonth': distribution(MONTH),
}
