/** 客服消息下发规则: how many customer-service messages a person's actions still allow. */
import { type AllowanceTable, ALLOWANCES, type AllowanceTrigger } from '@yingwu/protocol'
import type { Clock } from '../clock.ts'
import { isObject, parse } from '../run/record.ts'
import type { Store } from '../stores/store.ts'

/** The person's action that a run answers. */
export interface Opening {
  openid: string
  /** undefined: it allows nothing by itself. */
  trigger: AllowanceTrigger | undefined
  /** When it arrived. */
  at: number
}

export interface Allowance {
  left(opening: Opening): Promise<number>
  /** Takes one before it is sent; false when none is left. */
  take(opening: Opening): Promise<boolean>
  /** WeChat says that nothing is allowed any more (45015, 45047): what was opened up to now counts no longer. */
  empty(openid: string): Promise<void>
}

interface Bucket {
  left: number
  endsAt: number
  openedAt: number
}

/** Per trigger; `emptiedAt`: what was opened before is worth nothing. */
interface Account {
  buckets: { [trigger: string]: Bucket }
  emptiedAt: number
}

const KEEP_MS = 49 * 3600_000

/**
 * Written only when something is sent, not with each message: a message opens its bucket at the first take that answers
 * it. Messages of somebody that no run of ours answers are therefore not counted, which errs on the safe side.
 */
export function createAllowance({
  store,
  appId,
  table,
  clock,
}: {
  store: Store
  appId: string
  table: AllowanceTable
  clock: Clock
}): Allowance {
  const keyOf = (openid: string) => `allowance:${appId}:${openid}`

  async function read({
    openid,
    trigger,
    at,
  }: Opening): Promise<{ text: string | undefined; account: Account }> {
    const text = (await store.get(keyOf(openid)))?.value
    const account = toAccount(text)
    const now = clock.now()
    const alive = Object.entries(account.buckets).filter(([, { endsAt }]) => endsAt > now)
    account.buckets = Object.fromEntries(alive)
    if (trigger !== undefined && at > account.emptiedAt) {
      const { messages, seconds } = ALLOWANCES[table][trigger]
      const endsAt = at + seconds * 1000
      const isNewer = at > (account.buckets[trigger]?.openedAt ?? Number.NEGATIVE_INFINITY)
      if (isNewer && endsAt > now) account.buckets[trigger] = { left: messages, endsAt, openedAt: at }
    }
    return { text, account }
  }

  /** JSON has no infinity, and no trigger of a push allows it. */
  async function write(openid: string, text: string | undefined, account: Account): Promise<boolean> {
    const condition = text === undefined ? ('absent' as const) : { value: text }
    return await store.put(keyOf(openid), JSON.stringify(account), { ttlMs: KEEP_MS, if: condition })
  }

  return {
    async left(opening) {
      const { account } = await read(opening)
      return Object.values(account.buckets).reduce((sum, { left }) => sum + left, 0)
    },
    async take(opening) {
      for (;;) {
        const { text, account } = await read(opening)
        const [first] = Object.values(account.buckets)
          .filter(({ left }) => left > 0)
          .sort((one, other) => one.endsAt - other.endsAt)
        if (!first) return false
        first.left -= 1
        if (await write(opening.openid, text, account)) return true
      }
    },
    async empty(openid) {
      for (;;) {
        const text = (await store.get(keyOf(openid)))?.value
        if (await write(openid, text, { buckets: {}, emptiedAt: clock.now() })) return
      }
    },
  }
}

function toAccount(text: string | undefined): Account {
  const value = text === undefined ? undefined : parse(text)
  const account: Account = { buckets: {}, emptiedAt: Number.NEGATIVE_INFINITY }
  if (!isObject(value)) return account
  if (typeof value['emptiedAt'] === 'number') account.emptiedAt = value['emptiedAt']
  const { buckets } = value
  if (!isObject(buckets)) return account
  for (const [trigger, bucket] of Object.entries(buckets))
    if (isBucket(bucket)) account.buckets[trigger] = bucket
  return account
}

function isBucket(value: unknown): value is Bucket {
  return isObject(value) && ['left', 'endsAt', 'openedAt'].every((name) => typeof value[name] === 'number')
}
