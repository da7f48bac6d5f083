/**
 * 健康: what the account's server did in the last minute, second by second, and in the last hour. Counted as it happens, in
 * memory that does not grow; nothing of it is part of the state.
 */
import type { Clock } from '../clock.ts'
import type { AccountHealth, Alarm, Verdict } from '../control/types.ts'
import { addTo, count, createHistogram, type Histogram, percentile, totalOf } from './histogram.ts'

type Ended = Exclude<Verdict, 'waiting'>

export interface HealthBook {
  /** A push begins; `isSent` is false where MarkFail keeps it back. */
  push(appid: string, isSent: boolean): void
  /** An attempt has ended, from 1. */
  attempt(appid: string, attempt: { n: number; verdict: Ended; ms: number }): void
  call(appid: string, hasFailed: boolean): void
  of(appid: string): AccountHealth
  clear(): void
}

const SECONDS = 60
const MINUTES = 60
/** For answers and verdicts: long enough to be calm, short enough to show a change. */
const RECENT_MINUTES = 5

interface Second {
  at: number
  pushes: number
  retries: number
  failures: number
  calls: number
  errors: number
}

interface Minute extends Omit<Second, 'failures'> {
  verdicts: Record<Ended, number>
  markFail: number
  answers: Histogram
}

interface Book {
  seconds: Second[]
  minutes: Minute[]
}

export function createHealth({ base }: { base: Clock }): HealthBook {
  const books = new Map<string, Book>()

  /** The counters of this second and this minute; those of an earlier round of the ring are begun anew. */
  function now(appid: string): { second: Second; minute: Minute } {
    let book = books.get(appid)
    if (!book) {
      book = { seconds: [], minutes: [] }
      books.set(appid, book)
    }
    const second = Math.floor(base.now() / 1000)
    const minute = Math.floor(second / 60)
    return {
      second: slot(book.seconds, second, SECONDS + 1, newSecond),
      minute: slot(book.minutes, minute, MINUTES, newMinute),
    }
  }

  return {
    push(appid, isSent) {
      const { second, minute } = now(appid)
      second.pushes += 1
      minute.pushes += 1
      if (isSent) return
      second.failures += 1
      minute.markFail += 1
    },
    attempt(appid, { n, verdict, ms }) {
      const { second, minute } = now(appid)
      minute.verdicts[verdict] += 1
      if (n > 1) {
        second.retries += 1
        minute.retries += 1
      }
      if (verdict !== 'replied' && verdict !== 'silent') second.failures += 1
      if (ANSWERED.has(verdict)) count(minute.answers, ms)
    },
    call(appid, hasFailed) {
      const { second, minute } = now(appid)
      for (const counters of [second, minute]) {
        counters.calls += 1
        if (hasFailed) counters.errors += 1
      }
    },
    of(appid) {
      const book = books.get(appid) ?? { seconds: [], minutes: [] }
      const second = Math.floor(base.now() / 1000)
      const minute = Math.floor(second / 60)
      const hour = book.minutes.filter(({ at }) => at > minute - MINUTES)
      const recent = hour.filter(({ at }) => at > minute - RECENT_MINUTES)
      return {
        seconds: lastMinute(book, second),
        answers: toAnswers(recent),
        verdicts: verdictsOf(recent),
        alarms: alarmsOf(hour),
        total: {
          pushes: sum(hour, (one) => one.pushes),
          retries: sum(hour, (one) => one.retries),
          calls: sum(hour, (one) => one.calls),
          errors: sum(hour, (one) => one.errors),
        },
      }
    },
    clear: () => books.clear(),
  }
}

/** Those that came with a complete answer, right or wrong. */
const ANSWERED: ReadonlySet<Ended> = new Set(['replied', 'silent', 'status', 'invalid'])

function slot<T extends { at: number }>(ring: T[], at: number, size: number, create: (at: number) => T): T {
  const place = at % size
  const known = ring[place]
  if (known?.at === at) return known
  const fresh = create(at)
  ring[place] = fresh
  return fresh
}

const newSecond = (at: number): Second => ({ at, pushes: 0, retries: 0, failures: 0, calls: 0, errors: 0 })

const newMinute = (at: number): Minute => ({
  at,
  pushes: 0,
  retries: 0,
  calls: 0,
  errors: 0,
  verdicts: noVerdicts(),
  markFail: 0,
  answers: createHistogram(),
})

function noVerdicts(): Record<Ended, number> {
  return { replied: 0, silent: 0, timeout: 0, dns: 0, connect: 0, status: 0, invalid: 0 }
}

/** Whole seconds: the one under way would always look like a dip. */
function lastMinute({ seconds }: Book, now: number): AccountHealth['seconds'] {
  const row = (value: (second: Second) => number) =>
    Array.from({ length: SECONDS }, (_, index) => {
      const at = now - SECONDS + index
      const second = seconds[at % (SECONDS + 1)]
      return second?.at === at ? value(second) : 0
    })
  return {
    pushes: row((second) => second.pushes),
    retries: row((second) => second.retries),
    failures: row((second) => second.failures),
    calls: row((second) => second.calls),
    errors: row((second) => second.errors),
  }
}

function toAnswers(minutes: readonly Minute[]): AccountHealth['answers'] {
  const all = createHistogram()
  for (const { answers } of minutes) addTo(all, answers)
  return {
    count: totalOf(all),
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    p99: percentile(all, 0.99),
  }
}

function verdictsOf(minutes: readonly Minute[]): Record<Ended, number> {
  const of = (verdict: Ended) => sum(minutes, ({ verdicts }) => verdicts[verdict])
  return {
    replied: of('replied'),
    silent: of('silent'),
    timeout: of('timeout'),
    dns: of('dns'),
    connect: of('connect'),
    status: of('status'),
    invalid: of('invalid'),
  }
}

function alarmsOf(minutes: readonly Minute[]): { [A in Alarm]: number } {
  const { dns, connect, timeout, status, invalid } = verdictsOf(minutes)
  return { dns, connect, timeout, reply: status + invalid, markFail: sum(minutes, (one) => one.markFail) }
}

function sum<T>(list: readonly T[], value: (one: T) => number): number {
  return list.reduce((total, one) => total + value(one), 0)
}
