/** Whom a broadcast is for, and who of them still may get one. */
import { MONTHLY_PER_PERSON } from '../../../world/broadcasts.ts'
import type { FanRecord } from '../../../world/fans.ts'
import { ApiError } from '../../answer.ts'
import { type ApiCall, fanOf, record, text } from '../../call.ts'

const MIN_OPENIDS = 2
const MAX_OPENIDS = 10_000

/** The followers of `filter`: all, or those with a tag. */
export function filteredFans({ world, account, body }: ApiCall): FanRecord[] {
  const filter = record(body, 'filter')
  const followers = world.fans.of(account.appid).filter((fan) => fan.subscribed)
  if (isTrue(filter['is_to_all'])) return followers
  const id = text(filter, 'tag_id') || text(filter, 'group_id')
  if (id === '' || !world.tags.find(account.appid, Number(id))) throw new ApiError(45159)
  return followers.filter((fan) => fan.tagIds.includes(Number(id)))
}

/** The people of `touser`, each once. */
export function listedFans(call: ApiCall): FanRecord[] {
  const list = listOf(call.body['touser'])
  if (!list) throw new ApiError(40031)
  const openids = new Set(list)
  if (openids.size < MIN_OPENIDS) throw new ApiError(40130)
  if (openids.size > MAX_OPENIDS) throw new ApiError(45019)
  return [...openids].map((openid) => fanOf(call, openid))
}

/** Leaves out who does not follow, who is on the black list, and who has had all of this month. */
export function admitted({ world, account }: ApiCall, fans: readonly FanRecord[]): FanRecord[] {
  const received = world.broadcasts.receivedThisMonth(account.appid)
  const isMonthly = !isDaily(account.kind)
  return fans.filter(
    ({ openid, subscribed, blacklisted }) =>
      subscribed && !blacklisted && !(isMonthly && (received.get(openid) ?? 0) >= MONTHLY_PER_PERSON),
  )
}

/** Subscription accounts count by the day and once for all, others by the month and person. */
export function isDaily(kind: ApiCall['account']['kind']): boolean {
  return kind === 'verifiedSubscription'
}

/** The texts of a list; undefined where there is no list. */
export function listOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.map((entry: unknown) => (typeof entry === 'string' ? entry : ''))
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === 'true'
}
