/** A value that runs out (access token, ticket): fetched once by however many ask, renewed before its end. */
import type { Clock } from '../clock.ts'
import { NetworkError } from '../errors.ts'
import type { Random } from '../random.ts'

export interface Expiring {
  /** The current value; waits only when there is none that still works. */
  get(): Promise<string>
  /** Forgets this value; does nothing when it has been replaced already. */
  invalidate(value: string): void
}

export interface Fetched {
  value: string
  /** Seconds it still lives. */
  expiresIn: number
}

export interface ExpiringOptions {
  /** The call it comes from, for errors. */
  endpoint: string
  /** Asks WeChat, whose answer is not to be trusted blindly. */
  fetch: () => Promise<Fetched>
  clock: Clock
  random: Random
}

/** WeChat hands out a new token during the last 5 minutes of the old one; asked earlier, it repeats the old one. */
const EARLY_MS = 300_000
/** Spreads the renewals of several processes over a minute. */
const JITTER_MS = 60_000
/** After a renewal that failed, while the old value still works. */
const RETRY_MS = 10_000

interface Current {
  value: string
  renewAt: number
  endsAt: number
}

export function createExpiring({ endpoint, fetch, clock, random }: ExpiringOptions): Expiring {
  let current: Current | undefined
  let renewal: Promise<string> | undefined

  function renew(): Promise<string> {
    renewal ??= fetchNext().finally(() => {
      renewal = undefined
    })
    return renewal
  }

  async function fetchNext(): Promise<string> {
    const askedAt = clock.now()
    const { value, expiresIn } = await fetch()
    if (typeof value !== 'string' || value === '' || !(expiresIn > 0)) throw emptyAnswer(endpoint)
    const life = expiresIn * 1000
    const jitter = ((random(1)[0] ?? 0) / 256) * Math.min(JITTER_MS, life / 10)
    current = {
      value,
      renewAt: askedAt + life - Math.min(EARLY_MS, life / 2) + jitter,
      endsAt: askedAt + life,
    }
    return value
  }

  function renewBehind(old: Current) {
    renew().catch(() => {
      // The old value still works; whoever asks after its end gets the error.
      old.renewAt = clock.now() + RETRY_MS
    })
  }

  return {
    async get() {
      if (!current || clock.now() >= current.endsAt) return await renew()
      if (clock.now() >= current.renewAt) renewBehind(current)
      return current.value
    },
    invalidate(value) {
      if (current?.value === value) current = undefined
    },
  }
}

function emptyAnswer(endpoint: string): NetworkError {
  return new NetworkError({
    endpoint,
    reason: 'answer',
    explanation: {
      zh: '失败：应答里没有所要的值，请检查接口地址',
      en: 'failed: the answer lacks what was asked for, check the API address',
    },
  })
}
