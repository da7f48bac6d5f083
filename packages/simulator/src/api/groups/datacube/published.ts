/**
 * 发表内容 since November 2025. People on our phones read and share; hearts, thumbs, favourites, rewards and how far
 * somebody read are not followed: those members are always 0 or empty.
 */
import { fromDate, toDate } from '../../../beijing.ts'
import type { StatRow } from '../../../world/statistics.ts'
import type { ApiCall, Handler, Handlers } from '../../call.ts'
import { alike, lastReady, people, type Period, periodOf } from './period.ts'
import { activityOf, commentDays, daysFrom, only, type Published, publishedIn, targetOf } from './reading.ts'

/** Nothing is known of the days before. */
const FIRST_DAY = fromDate('2025-11-01') ?? 0

const articleRead: Handler = (call) => ({
  list: alike(only('read', activityOf(call, known(call, 1))), 'day', 'about').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    msgid: first.about,
    detail: readers(rows),
  })),
  is_delay: false,
})

const articleShare: Handler = (call) => ({
  list: alike(only('share', activityOf(call, known(call, 1))), 'day', 'about').map(({ first, rows }) => ({
    ref_date: toDate(first.day),
    msgid: first.about,
    detail: { share_user: people(rows) },
  })),
  is_delay: false,
})

const bizSummary: Handler = (call) => {
  const period = known(call, 30)
  const published = publishedIn(call, period)
  const comments = publishedIn(call, { from: FIRST_DAY, to: period.to }).flatMap((article) =>
    commentDays(call, article),
  )
  const activity = activityOf(call, period)
  const days = new Set([...[...activity, ...published].map(({ day }) => day), ...comments])
  return {
    list: daysFrom(period.from, period.to)
      .filter((day) => days.has(day))
      .map((day) => ({
        ref_date: toDate(day),
        detail: {
          ...response(activity.filter((row) => row.day === day)),
          comment_count: comments.filter((one) => one === day).length,
          redirect_ori_page_user: 0,
          send_page_count: published.filter((one) => one.day === day).length,
        },
      })),
    is_delay: false,
  }
}

/** What was published on one day, with running totals for each of the first thirty days. */
const articleTotalDetail: Handler = (call) => ({
  list: publishedIn(call, known(call, 1)).map((article) => ({
    ref_date: toDate(article.day),
    msgid: article.about,
    publish_type: article.publication.via === 'broadcast' ? 0 : 1,
    title: article.title,
    content_url: call.world.publications.urlOf(article.publication, article.index),
    detail_list: totals(call, article),
  })),
  is_delay: false,
})

function totals(call: ApiCall, article: Published) {
  const { about, day } = article
  const period = { from: day, to: Math.min(day + 29, lastReady(call)) }
  const rows = activityOf(call, period).filter((row) => row.about === about)
  const comments = commentDays(call, article)
  const target = targetOf(call, article)
  return daysFrom(period.from, period.to).map((stat) => {
    const soFar = rows.filter((row) => row.day <= stat)
    return {
      stat_date: toDate(stat),
      ...response(soFar),
      comment_count: comments.filter((one) => one <= stat).length,
      praise_money: 0,
      read_subscribe_user: 0,
      read_delivery_rate: target === 0 ? 0 : people(only('read', soFar)) / target,
      read_finish_rate: 0,
      read_avg_activetime: 0,
      read_jump_position: [],
    }
  })
}

function response(rows: readonly StatRow[]) {
  return {
    ...readers(only('read', rows)),
    share_user: people(only('share', rows)),
    zaikan_user: 0,
    like_user: 0,
    collection_user: 0,
  }
}

function readers(reads: readonly StatRow[]) {
  const sources = alike(
    reads.map((row) => ({ ...row, day: 0, hour: 0 })),
    'scene',
  )
  return {
    read_user: people(reads),
    read_user_source: [
      { scene_desc: '全部', user_count: people(reads) },
      ...sources.map(({ first, rows }) => ({
        scene_desc: SCENES[first.scene] ?? OTHER,
        user_count: people(rows),
      })),
    ],
  }
}

const OTHER = '其他'
const SCENES: { readonly [scene: number]: string } = {
  0: '公众号消息',
  1: '聊天会话',
  2: '朋友圈',
  4: '公众号主页',
  5: OTHER,
  6: '推荐',
  7: '搜一搜',
}

function known(call: ApiCall, maxDays: number): Period {
  const { from, to } = periodOf(call, maxDays)
  return { from: Math.max(from, FIRST_DAY), to }
}

export const PUBLISHED_DATA: Handlers = {
  'datacube.articleRead': articleRead,
  'datacube.articleShare': articleShare,
  'datacube.bizSummary': bizSummary,
  'datacube.articleTotalDetail': articleTotalDetail,
}
