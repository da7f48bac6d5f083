/** 接口分析: how the account's server answered the pushes. Every attempt counts, retries included. */
import { toDate } from '../../../beijing.ts'
import type { StatRow } from '../../../world/statistics.ts'
import type { Handler, Handlers } from '../../call.ts'
import { alike, periodOf, rowsOf, times } from './period.ts'

const byDay: Handler = (call) => ({
  list: alike(rowsOf(call, 'interface', periodOf(call, 30)), 'day').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    ...performance(rows),
  })),
})

const byHour: Handler = (call) => ({
  list: alike(rowsOf(call, 'interface', periodOf(call, 1)), 'day', 'hour').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    ref_hour: first.hour * 100,
    ...performance(rows),
  })),
})

function performance(rows: readonly StatRow[]) {
  return {
    callback_count: times(rows),
    fail_count: rows.reduce((sum, { failed }) => sum + failed, 0),
    total_time_cost: Math.round(rows.reduce((sum, { ms }) => sum + ms, 0)),
    max_time_cost: Math.round(Math.max(0, ...rows.map(({ maxMs }) => maxMs))),
  }
}

export const CALLBACK_DATA: Handlers = {
  'datacube.interfaceSummary': byDay,
  'datacube.interfaceSummaryHour': byHour,
}
