/** What the statistics of articles share: which were published when, and who read or shared them. */
import { beijingDay } from '../../../beijing.ts'
import type { Publication } from '../../../world/publications.ts'
import type { StatRow } from '../../../world/statistics.ts'
import type { ApiCall } from '../../call.ts'
import { type Period, rowsOf } from './period.ts'
import { followersAtEndOf } from './users.ts'

/** One article of a publication. */
export interface Published {
  publication: Publication
  /** From 1. */
  index: number
  /** `msgDataId_index`, the `msgid` of statistics. */
  about: string
  title: string
  /** The day on which it was published. */
  day: number
}

/** In the order in which they were published. */
export function publishedIn(call: ApiCall, { from, to }: Period): Published[] {
  return call.world.publications
    .of(call.account.appid)
    .toReversed()
    .flatMap((publication) => articlesOf(publication))
    .filter(({ day }) => day >= from && day <= to)
}

function articlesOf(publication: Publication): Published[] {
  return publication.articles.map(({ title }, place) => ({
    publication,
    index: place + 1,
    about: `${publication.msgDataId}_${place + 1}`,
    title,
    day: beijingDay(publication.at),
  }))
}

/** Empty for an article that this world has forgotten. */
export function titleOf({ world, account }: ApiCall, about: string): string {
  const [msgDataId = '', index = ''] = about.split('_')
  const publication = world.publications.byMsgDataId(account.appid, msgDataId)
  return publication?.articles[Number(index) - 1]?.title ?? ''
}

/** Reads and shares. */
export function activityByHour(call: ApiCall, period: Period): StatRow[] {
  const reads = rowsOf(call, 'read', period).map((row) => ({ ...row, scene: wayOf(row.scene) }))
  return [...reads, ...rowsOf(call, 'share', period)]
}

/** Reads and shares, with the hour left out. */
export function activityOf(call: ApiCall, period: Period): StatRow[] {
  return activityByHour(call, period).map((row) => ({ ...row, hour: 0 }))
}

/** Chat with the account, friends, moments, history, other, 看一看, 搜一搜. */
const WAYS = new Set([0, 1, 2, 4, 5, 6, 7])
const OTHER_WAY = 5

/** The address of an article may name ways that statistics have no row for. */
function wayOf(scene: number): number {
  return WAYS.has(scene) ? scene : OTHER_WAY
}

/** To how many people it went: those of the broadcast, or all followers of the day. */
export function targetOf(call: ApiCall, { publication, day }: Published): number {
  const broadcast = call.world.broadcasts.byMsgDataId(call.account.appid, publication.msgDataId)
  return broadcast ? broadcast.recipients.length : followersAtEndOf(call, day)
}

/** The days on which somebody commented on an article, once for each comment. */
export function commentDays({ world }: ApiCall, { publication, index }: Published): number[] {
  const { appid, msgDataId } = publication
  return world.comments.of({ appid, msgDataId, index }).map(({ at }) => beijingDay(at))
}

export function only(type: 'read' | 'share', rows: readonly StatRow[]): StatRow[] {
  return rows.filter((row) => row.type === type)
}

/** Each day from the first to the last one. */
export function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}
