/**
 * 数据统计: what happened, counted. One row stands for everything alike that one person did within one hour, so that a
 * program that talks for years fills little memory and every question of datacube can still be answered.
 */
import { array, integer, literal, number, object, string } from '../check.ts'
import { beijingDay, beijingHour } from '../beijing.ts'
import type { WorldClock } from '../clock.ts'

/** What is counted; its time is that of the world's clock. */
export type StatEvent =
  /**
   * `source` is `user_source` of getusersummary: 0 other, 1 search, 17 profile card, 30 QR code, 57 an article … `openid` is
   * empty for the people of a crowd, who are counted together.
   */
  | { type: 'follow' | 'unfollow'; appid: string; openid: string; source: number }
  | { type: 'message'; appid: string; openid: string; msgType: string }
  /** `scene` of a read: 0 chat with the account, 1 friends, 2 moments, 4 history, 5 other, 6 look, 7 search. */
  | ArticleEvent<'read'>
  /** `scene` of a share: 1 friend, 2 moments, 255 other. */
  | ArticleEvent<'share'>
  /** One request to the account's server and the milliseconds until it ended. */
  | { type: 'interface'; appid: string; failed: boolean; ms: number }

export interface ArticleEvent<Type> {
  type: Type
  appid: string
  openid: string
  msgDataId: string
  /** Number of the article within its message, from 1. */
  index: number
  scene: number
}

const TYPES = ['follow', 'unfollow', 'message', 'read', 'share', 'interface'] as const
export type StatType = (typeof TYPES)[number]

export interface StatRow {
  appid: string
  /** Number of the Beijing day, counted from 1970-01-01. */
  day: number
  hour: number
  type: StatType
  /** msgType of a message, `msgDataId_index` of an article, else empty. */
  about: string
  /** `source` or `scene`, else 0. */
  scene: number
  /** Empty for `interface`. */
  openid: string
  count: number
  /** Of `interface`: requests that failed, milliseconds in all and of the longest. */
  failed: number
  ms: number
  maxMs: number
}

export interface Statistics {
  /** `at`: when it happened, ms of the world's clock; now when left out. */
  record(event: StatEvent, at?: number): void
  /** The rows of some days, both ends included, in order of their time. */
  rows(appid: string, type: StatType, from: number, to: number): StatRow[]
  export(): StatRow[]
  import(rows: readonly StatRow[]): void
}

export function createStatistics({ clock }: { clock: WorldClock }): Statistics {
  /** By account, day, and what is alike. */
  const accounts = new Map<string, Map<number, Map<string, StatRow>>>()

  function rowOf(wanted: StatRow): StatRow {
    const { appid, day, hour, type, about, scene, openid } = wanted
    const days = accounts.get(appid) ?? new Map<number, Map<string, StatRow>>()
    accounts.set(appid, days)
    const rows = days.get(day) ?? new Map<string, StatRow>()
    days.set(day, rows)
    const key = `${hour} ${type} ${scene} ${about} ${openid}`
    const row = rows.get(key) ?? wanted
    rows.set(key, row)
    return row
  }

  const all = () =>
    [...accounts.values()].flatMap((days) => [...days.values()].flatMap((rows) => [...rows.values()]))

  return {
    record(event, at = clock.now()) {
      const row = rowOf(toRow(event, at))
      row.count += 1
      if (event.type !== 'interface') return
      row.failed += event.failed ? 1 : 0
      row.ms += event.ms
      row.maxMs = Math.max(row.maxMs, event.ms)
    },
    rows(appid, type, from, to) {
      const days = [...(accounts.get(appid) ?? [])].filter(([day]) => day >= from && day <= to)
      return days
        .flatMap(([, rows]) => [...rows.values()].filter((row) => row.type === type))
        .toSorted((one, other) => one.day - other.day || one.hour - other.hour)
    },
    export: all,
    import(rows) {
      accounts.clear()
      for (const row of rows) rowOf(row)
    },
  }
}

function toRow(event: StatEvent, time: number): StatRow {
  const row: StatRow = {
    appid: event.appid,
    day: beijingDay(time),
    hour: beijingHour(time),
    type: event.type,
    about: '',
    scene: 0,
    openid: '',
    count: 0,
    failed: 0,
    ms: 0,
    maxMs: 0,
  }
  switch (event.type) {
    case 'follow':
    case 'unfollow':
      return { ...row, openid: event.openid, scene: event.source }
    case 'message':
      return { ...row, openid: event.openid, about: event.msgType }
    case 'read':
    case 'share':
      return {
        ...row,
        openid: event.openid,
        about: `${event.msgDataId}_${event.index}`,
        scene: event.scene,
      }
    default:
      return row
  }
}

export const statisticsCheck = array(
  object<StatRow>({
    appid: string(),
    day: number({ integer: true }),
    hour: integer(0, 23),
    type: literal(...TYPES),
    about: string(),
    scene: integer(),
    openid: string(),
    count: integer(1),
    failed: integer(),
    ms: number({ min: 0 }),
    maxMs: number({ min: 0 }),
  }),
)
