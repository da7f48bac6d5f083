/** What the calls about people have in common: whom an openid names, lists of openids, pages. */
import type { FanRecord } from '../../world/fans.ts'
import { ApiError } from '../answer.ts'
import { type ApiCall, text } from '../call.ts'

/** A person of this account, follower or not. 40003 for an openid that nobody has, 49003 for another account's. */
export function personOf({ world, account }: ApiCall, openid: string): FanRecord {
  const fan = world.fans.find(openid)
  if (!fan) throw new ApiError(40003)
  if (fan.appid !== account.appid) throw new ApiError(49003)
  return fan
}

/** The people of `openid_list`, each once. 40032 where there are none or more than `max`. */
export function peopleOf(call: ApiCall, max: number): FanRecord[] {
  const list: unknown = call.body['openid_list']
  if (!Array.isArray(list) || list.length === 0 || list.length > max) throw new ApiError(40032)
  const openids = list.map((openid: unknown) => (typeof openid === 'string' ? openid : ''))
  return [...new Set(openids)].map((openid) => personOf(call, openid))
}

export interface Page {
  count: number
  data?: { openid: string[] }
  /** The last one of the page, undefined on an empty page. */
  last: string | undefined
}

/**
 * A page of those people of the account that `isListed`, behind the one of `after` (empty: from the beginning), who
 * need not be listed any more.
 */
export function pageOf(
  call: ApiCall,
  { after, size, isListed }: { after: string; size: number; isListed: (fan: FanRecord) => boolean },
): Page {
  const everybody = call.world.fans.of(call.account.appid)
  const start = after === '' ? 0 : everybody.indexOf(personOf(call, after)) + 1
  const openid: string[] = []
  for (let index = start; index < everybody.length && openid.length < size; index += 1) {
    const fan = everybody[index]
    if (fan && isListed(fan)) openid.push(fan.openid)
  }
  return { count: openid.length, ...(openid.length > 0 && { data: { openid } }), last: openid.at(-1) }
}

/** A number that may have been sent as text; NaN for anything else. */
export function numberOf(source: { [name: string]: unknown }, name: string): number {
  const value = text(source, name)
  return /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
}

export function isFollower(fan: FanRecord): boolean {
  return fan.subscribed
}

/** Group of the old interface: 黑名单, else the oldest tag, else 未分组. */
export function groupOf({ blacklisted, tagIds }: FanRecord): number {
  return blacklisted ? 1 : (tagIds[0] ?? 0)
}
