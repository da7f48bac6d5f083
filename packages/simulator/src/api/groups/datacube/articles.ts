/** 图文分析 of old: reading and sharing. Favourites and the original page (阅读原文) are not followed: always 0. */
import { toDate } from '../../../beijing.ts'
import type { StatRow } from '../../../world/statistics.ts'
import type { Handler, Handlers } from '../../call.ts'
import { alike, lastReady, people, periodOf, rowsOf, times } from './period.ts'
import { activityByHour, activityOf, daysFrom, only, publishedIn, targetOf, titleOf } from './reading.ts'

/** `user_source` of the row that stands for all of them. */
const EVERYWHERE = 99_999_999
/** `share_scene` of moments (朋友圈). */
const MOMENTS = 2

const articleSummary: Handler = (call) => ({
  list: alike(activityOf(call, periodOf(call, 1)), 'day', 'about').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    user_source: 0,
    msgid: first.about,
    title: titleOf(call, first.about),
    ...figures(rows),
  })),
})

/** What was published on one day, with running totals for each of the first seven days. */
const articleTotal: Handler = (call) => ({
  list: publishedIn(call, periodOf(call, 1)).map((article) => {
    const { about, title, day } = article
    const period = { from: day, to: Math.min(day + 6, lastReady(call)) }
    const rows = activityOf(call, period).filter((row) => row.about === about)
    const target_user = targetOf(call, article)
    return {
      ref_date: toDate(day),
      user_source: 0,
      msgid: about,
      title,
      details: daysFrom(period.from, period.to).map((stat) => {
        const soFar = rows.filter((row) => row.day <= stat)
        return { stat_date: toDate(stat), target_user, ...figures(soFar), ...origins(soFar) }
      }),
    }
  }),
})

const userRead: Handler = (call) => {
  const days = alike(activityOf(call, periodOf(call, 3)), 'day')
  return {
    list: days.flatMap(({ first, rows }) =>
      bySource(rows).map((row) => ({ ref_date: toDate(first.day), ...row })),
    ),
  }
}

const userReadHour: Handler = (call) => {
  const hours = alike(activityByHour(call, periodOf(call, 1)), 'day', 'hour')
  return {
    list: hours.flatMap(({ first, rows }) =>
      bySource(rows).map((row) => ({
        ref_date: toDate(first.day),
        ref_hour: first.hour * 100,
        ...row,
      })),
    ),
  }
}

const userShare: Handler = (call) => {
  const rows = only('share', activityOf(call, periodOf(call, 7)))
  return {
    list: alike(rows, 'day', 'scene').map(({ first, rows: same }) => ({
      ref_date: toDate(first.day),
      ...shares(first.scene, same),
    })),
  }
}

const userShareHour: Handler = (call) => ({
  list: alike(rowsOf(call, 'share', periodOf(call, 1)), 'day', 'hour', 'scene').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    ref_hour: first.hour * 100,
    ...shares(first.scene, rows),
  })),
})

/** All of them, then each source that brought readers. Shares are known for all of them only. */
function bySource(rows: readonly StatRow[]) {
  return [
    { user_source: EVERYWHERE, ...figures(rows) },
    ...alike(
      only('read', rows).map((row) => ({ ...row, hour: 0 })),
      'scene',
    ).map(({ first, rows: same }) => ({ user_source: first.scene, ...figures(same) })),
  ]
}

function shares(scene: number, rows: readonly StatRow[]) {
  return { share_scene: scene, share_count: times(rows), share_user: people(rows) }
}

function figures(rows: readonly StatRow[]) {
  const [reads, shared] = [only('read', rows), only('share', rows)]
  return {
    int_page_read_user: people(reads),
    int_page_read_count: times(reads),
    ori_page_read_user: 0,
    ori_page_read_count: 0,
    share_user: people(shared),
    share_count: times(shared),
    add_to_fav_user: 0,
    add_to_fav_count: 0,
  }
}

/** Where the readers came from. On our phones a share to moments begins in the chat with the account. */
function origins(rows: readonly StatRow[]) {
  const from = (scene: number) => only('read', rows).filter((row) => row.scene === scene)
  const toMoments = only('share', rows).filter((row) => row.scene === MOMENTS)
  return {
    int_page_from_session_read_user: people(from(0)),
    int_page_from_session_read_count: times(from(0)),
    int_page_from_hist_msg_read_user: people(from(4)),
    int_page_from_hist_msg_read_count: times(from(4)),
    int_page_from_feed_read_user: people(from(2)),
    int_page_from_feed_read_count: times(from(2)),
    int_page_from_friends_read_user: people(from(1)),
    int_page_from_friends_read_count: times(from(1)),
    int_page_from_other_read_user: people(from(5)),
    int_page_from_other_read_count: times(from(5)),
    int_page_from_kanyikan_read_user: people(from(6)),
    int_page_from_kanyikan_read_count: times(from(6)),
    int_page_from_souyisou_read_user: people(from(7)),
    int_page_from_souyisou_read_count: times(from(7)),
    feed_share_from_session_user: people(toMoments),
    feed_share_from_session_cnt: times(toMoments),
    feed_share_from_feed_user: 0,
    feed_share_from_feed_cnt: 0,
    feed_share_from_other_user: 0,
    feed_share_from_other_cnt: 0,
  }
}

export const ARTICLE_DATA: Handlers = {
  'datacube.articleSummary': articleSummary,
  'datacube.articleTotal': articleTotal,
  'datacube.userRead': userRead,
  'datacube.userReadHour': userReadHour,
  'datacube.userShare': userShare,
  'datacube.userShareHour': userShareHour,
}
