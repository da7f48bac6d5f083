/** The days that a statistics call asks about, and the counted rows of those days. */
import { beijingDay, beijingHour, fromDate } from '../../../beijing.ts'
import type { StatRow, StatType } from '../../../world/statistics.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, text } from '../../call.ts'

/** Numbers of the first and the last day, both included. */
export interface Period {
  from: number
  to: number
}

/** At this hour in Beijing the numbers of yesterday are ready. */
const READY_HOUR = 8

/** 61500 for what is no date, 61501 for too many days or a day that is not over, 61503 for yesterday before 8:00. */
export function periodOf(call: ApiCall, maxDays: number): Period {
  const [from, to] = [fromDate(text(call.body, 'begin_date')), fromDate(text(call.body, 'end_date'))]
  if (from === undefined || to === undefined) throw new ApiError(61500)
  const today = beijingDay(call.world.clock.now())
  if (from > to || to - from >= maxDays || to >= today) throw new ApiError(61501)
  if (to > lastReady(call)) throw new ApiError(61503)
  return { from, to }
}

/** The newest day whose numbers are ready. */
export function lastReady({ world }: ApiCall): number {
  const now = world.clock.now()
  return beijingDay(now) - (beijingHour(now) < READY_HOUR ? 2 : 1)
}

export function rowsOf({ world, account }: ApiCall, type: StatType, { from, to }: Period): StatRow[] {
  return world.statistics.rows(account.appid, type, from, to)
}

/** Rows that agree in these members, ordered by day, hour, scene and what they are about. */
export interface Alike {
  /** What they agree in. */
  first: StatRow
  rows: StatRow[]
}

export function alike(rows: readonly StatRow[], ...members: (keyof StatRow)[]): Alike[] {
  const sorted = rows.toSorted(inOrder)
  const groups = Map.groupBy(sorted, (row) => members.map((member) => row[member]).join(' '))
  return [...groups.values()].flatMap((group) => (group[0] ? [{ first: group[0], rows: group }] : []))
}

function inOrder(one: StatRow, other: StatRow): number {
  return (
    one.day - other.day ||
    one.hour - other.hour ||
    one.scene - other.scene ||
    (one.about < other.about ? -1 : Number(one.about > other.about))
  )
}

/** How many different people. */
export function people(rows: readonly StatRow[]): number {
  return new Set(rows.map(({ openid }) => openid)).size
}

/** How many times. */
export function times(rows: readonly StatRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
