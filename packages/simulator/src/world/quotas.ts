/** 调用额度: how often each account called what today, in this minute, and how often its counters were reset this month. */
import { ENDPOINTS, type EndpointId, isEndpointId } from '@yingwu/protocol/contract'
import { beijingDay, toDate } from '../beijing.ts'
import { array, type Check, dictionary, fits, integer, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { QuotaUse } from '../control/types.ts'
import type { AccountRecord } from './accounts.ts'

/** Calls of one kind by one account. */
interface Counter {
  appid: string
  endpoint: string
  count: number
}

interface Resets {
  appid: string
  /** `2026-01`, in Beijing. */
  month: string
  count: number
}

export interface QuotasDocument {
  /** Beijing day of `counters`. */
  day: number
  counters: Counter[]
  resets: Resets[]
}

export interface Quotas {
  /** Counts a call, unless its quota is used up: `day` until midnight in Beijing, `minute` until the next minute. */
  take(account: AccountRecord, id: EndpointId): 'ok' | 'day' | 'minute'
  /** Takes a call back that shall not count. */
  giveBack(account: AccountRecord, id: EndpointId): void
  used(appid: string, id: EndpointId): number
  /** Sets the counter of one call, or of all, to 0. `limit`: the 10 resets of this month are used up. */
  reset(appid: string, id?: EndpointId): 'ok' | 'limit'
  /** The same at any time, for testers. */
  clear(appid: string, id?: EndpointId): void
  /** Calls with a limit, and all that were made today; most used first. */
  of(account: AccountRecord): QuotaUse[]
  export(): QuotasDocument
  import(document: QuotasDocument): void
}

/** The calls whose limit per minute is published. */
const PER_MINUTE: { readonly [Id in EndpointId]?: number } = { 'token.stable': 10_000 }
const RESETS_A_MONTH = 10
const ENDPOINT_IDS = Object.keys(ENDPOINTS).filter(isEndpointId)
const MINUTE_MS = 60_000

export function createQuotas({ clock }: { clock: WorldClock }): Quotas {
  let day = 0
  let counters = new Map<string, Counter>()
  let minute = 0
  let thisMinute = new Map<string, number>()
  let resets: Resets[] = []

  function turn() {
    const now = clock.now()
    const today = beijingDay(now)
    if (today !== day) {
      day = today
      counters.clear()
    }
    const nowMinute = Math.floor(now / MINUTE_MS)
    if (nowMinute !== minute) {
      minute = nowMinute
      thisMinute.clear()
    }
  }

  function counterOf(appid: string, id: EndpointId): Counter {
    turn()
    const key = `${appid} ${id}`
    let counter = counters.get(key)
    if (!counter) {
      counter = { appid, endpoint: id, count: 0 }
      counters.set(key, counter)
    }
    return counter
  }

  function clear(appid: string, id?: EndpointId) {
    for (const counter of counters.values()) {
      if (counter.appid === appid && (id === undefined || counter.endpoint === id)) counter.count = 0
    }
  }

  return {
    take(account, id) {
      const counter = counterOf(account.appid, id)
      if (counter.count >= (dailyLimit(account, id) ?? Number.POSITIVE_INFINITY)) return 'day'
      const perMinute = PER_MINUTE[id]
      if (perMinute !== undefined) {
        const key = `${account.appid} ${id}`
        const count = thisMinute.get(key) ?? 0
        if (count >= perMinute) return 'minute'
        thisMinute.set(key, count + 1)
      }
      counter.count += 1
      return 'ok'
    },
    giveBack(account, id) {
      const counter = counterOf(account.appid, id)
      counter.count = Math.max(0, counter.count - 1)
    },
    used: (appid, id) => counterOf(appid, id).count,
    reset(appid, id) {
      const month = toDate(beijingDay(clock.now())).slice(0, 7)
      const mine = resets.find((one) => one.appid === appid && one.month === month)
      if (mine && mine.count >= RESETS_A_MONTH) return 'limit'
      if (mine) mine.count += 1
      else resets = [...resets.filter((one) => one.appid !== appid), { appid, month, count: 1 }]
      clear(appid, id)
      return 'ok'
    },
    clear,
    of(account) {
      turn()
      return ENDPOINT_IDS.map((endpoint) => ({
        endpoint,
        used: counters.get(`${account.appid} ${endpoint}`)?.count ?? 0,
        limit: dailyLimit(account, endpoint),
      }))
        .filter(({ used, limit }) => used > 0 || limit !== null)
        .sort((a, b) => b.used - a.used)
    },
    export: () => ({ day, counters: [...counters.values()].filter(({ count }) => count > 0), resets }),
    import(document) {
      day = document.day
      counters = new Map(document.counters.map((one) => [`${one.appid} ${one.endpoint}`, one]))
      thisMinute = new Map()
      resets = document.resets
    },
  }
}

/** Calls a day: what a tester set, else the published number of the account's kind; null where none is published. */
export function dailyLimit({ kind, quotas }: AccountRecord, id: EndpointId): number | null {
  const { dailyQuota, sandboxDailyQuota } = ENDPOINTS[id]
  return quotas[id] ?? (kind === 'sandbox' ? (sandboxDailyQuota ?? dailyQuota) : dailyQuota)
}

export function minuteLimit(id: EndpointId): number | null {
  return PER_MINUTE[id] ?? null
}

const limits = dictionary(integer())

/** Limits by the ids of the contract. */
export const quotaTableCheck: Check<{ [endpointId: string]: number }> = {
  schema: limits.schema,
  problem(value, at) {
    const found = limits.problem(value, at)
    if (found !== null || !fits(limits, value)) return found
    const stray = Object.keys(value).find((id) => !isEndpointId(id))
    return stray === undefined ? null : `${at}.${stray}: no call has this id; they look like user.info`
  },
}

export const quotasCheck = object<QuotasDocument>({
  day: integer(),
  counters: array(object<Counter>({ appid: string(), endpoint: string(), count: integer() })),
  resets: array(object<Resets>({ appid: string(), month: string(), count: integer() })),
})
