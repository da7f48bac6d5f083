/** Days of Beijing, by which WeChat counts quotas and statistics. There is no summer time: UTC+8 all year. */

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AHEAD_MS = 8 * HOUR_MS

/** Number of the day, counted from 1970-01-01. */
export function beijingDay(time: number): number {
  return Math.floor((time + AHEAD_MS) / DAY_MS)
}

/** Full hours since midnight, 0 to 23. */
export function beijingHour(time: number): number {
  return Math.floor((time + AHEAD_MS) / HOUR_MS) - beijingDay(time) * 24
}

/** `2026-01-05` of a day's number. */
export function toDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The number of a day written `YYYY-MM-DD`; undefined for anything else, such as 30 February. */
export function fromDate(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  const day = time / DAY_MS
  return Number.isNaN(time) || toDate(day) !== text ? undefined : day
}

/** When a day begins, ms. */
export function startOfDay(day: number): number {
  return day * DAY_MS - AHEAD_MS
}

/** The first day of the month after that of a day. */
export function monthAfter(day: number): number {
  const date = new Date(day * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS
}
