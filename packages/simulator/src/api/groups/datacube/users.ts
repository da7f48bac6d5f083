/** 用户分析: who came and went, and how many there are. */
import { toDate } from '../../../beijing.ts'
import type { ApiCall, Handler, Handlers } from '../../call.ts'
import { alike, periodOf, rowsOf, times } from './period.ts'

/** One row for each day and way in which people came; those who left stand at source 0. */
const userSummary: Handler = (call) => {
  const period = periodOf(call, 7)
  const rows = [...rowsOf(call, 'follow', period), ...rowsOf(call, 'unfollow', period)]
  const list = alike(
    rows.map((row) => ({ ...row, hour: 0 })),
    'day',
    'scene',
  ).map(({ first, rows: same }) => ({
    ref_date: toDate(first.day),
    user_source: first.scene,
    new_user: times(same.filter(({ type }) => type === 'follow')),
    cancel_user: times(same.filter(({ type }) => type === 'unfollow')),
  }))
  return { list }
}

const userCumulate: Handler = (call) => {
  const { from, to } = periodOf(call, 7)
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return {
    list: days.map((day) => ({
      ref_date: toDate(day),
      user_source: 0,
      cumulate_user: followersAtEndOf(call, day),
    })),
  }
}

/** Counted back from now: what came and went since then is known. */
export function followersAtEndOf(call: ApiCall, day: number): number {
  const { world, account } = call
  const since = { from: day + 1, to: Infinity }
  const now = world.fans.of(account.appid).filter(({ subscribed }) => subscribed).length
  return Math.max(0, now - times(rowsOf(call, 'follow', since)) + times(rowsOf(call, 'unfollow', since)))
}

export const USER_DATA: Handlers = {
  'datacube.userSummary': userSummary,
  'datacube.userCumulate': userCumulate,
}
