import { expect, test } from 'vitest'
import { writePng } from '../src/png.ts'
import { call, createStage, isObject, type Stage, tokenPath } from './support/stage.ts'

const DAY = 24 * 3600
/** The day on which the articles are published, and the next one. */
const [FIRST, SECOND] = ['2026-01-01', '2026-01-02']

const COVER = writePng(90, 60, () => [200, 40, 40])

/** Two articles, published and open for comments, and how people get at them. */
async function published(how: 'freepublish/submit' | 'message/mass/sendall' = 'freepublish/submit') {
  const stage = await createStage()
  const { api, sim } = stage
  const [other] = await sim.addFans({ count: 2, follow: true })
  const form = new FormData()
  form.set('media', new Blob([Buffer.from(COVER)]), 'cover.png')
  const cover = await api('/cgi-bin/material/add_material?type=image', form)
  const article = { thumb_media_id: cover.body['media_id'], content: '<p>春茶到了</p>', need_open_comment: 1 }
  const { body: draft } = await api('/cgi-bin/draft/add', {
    articles: ['春茶', '秋茶'].map((title) => ({ ...article, title })),
  })
  const { media_id } = draft
  const { body } = await api(
    `/cgi-bin/${how}`,
    how === 'freepublish/submit'
      ? { media_id }
      : { filter: { is_to_all: true }, mpnews: { media_id }, msgtype: 'mpnews', send_ignore_reprint: 1 },
  )
  expect(body).toMatchObject({ errcode: 0 })
  pass(stage, 600)
  await sim.idle()
  const id = String(body['msg_data_id'])
  const [first] = await rows(stage, 'getarticletotaldetail', FIRST, 1)
  return { ...stage, id, firstUrl: String(first?.['content_url']), other: other?.openid ?? '' }
}

type Published = Awaited<ReturnType<typeof published>>

async function reads({ sim, firstUrl }: Published, openid: string, scene = 0) {
  const url = `${firstUrl}?openid=${openid}&scene=${scene}`
  expect((await sim.fetch(new Request(url))).status).toBe(200)
}

function pass({ sim }: Stage, seconds: number) {
  sim.clock.change({ advanceSeconds: seconds })
}

/** The rows of one day, asked in another world so many days later. */
async function rows({ sim }: Stage, name: string, day: string, later: number) {
  const saved: unknown = JSON.parse(JSON.stringify(sim.exportState()))
  const { sim: other } = await createStage()
  other.importState(saved)
  other.clock.change({ advanceSeconds: later * DAY })
  const { body } = await call(other, 'GET', tokenPath())
  const path = `/datacube/${name}?access_token=${String(body['access_token'])}`
  const answer = await call(other, 'POST', path, { begin_date: day, end_date: day })
  expect(answer.errcode).toBe(0)
  const { list } = answer.body
  return Array.isArray(list) ? list.filter(isObject) : []
}

const NOTHING_ELSE = {
  ori_page_read_user: 0,
  ori_page_read_count: 0,
  add_to_fav_user: 0,
  add_to_fav_count: 0,
}

/** Three reads by two people, two shares by one of them. */
async function busyDay() {
  const stage = await published()
  const { sim, fan, other, id } = stage
  await reads(stage, fan.openid)
  await reads(stage, fan.openid, 2)
  await reads(stage, other, 126)
  await sim.act(fan.openid, { type: 'share', msgDataId: id })
  await sim.act(fan.openid, { type: 'share', msgDataId: id, to: 'moments' })
  return stage
}

test('readers and reads are told apart, per article and per source', async () => {
  const stage = await busyDay()
  const row = { ref_date: FIRST, ...NOTHING_ELSE }
  const all = { int_page_read_user: 2, int_page_read_count: 3, share_user: 1, share_count: 2 }
  const one = { int_page_read_user: 1, int_page_read_count: 1, share_user: 0, share_count: 0 }
  expect(await rows(stage, 'getarticlesummary', FIRST, 1)).toEqual([
    { ...row, user_source: 0, msgid: `${stage.id}_1`, title: '春茶', ...all },
  ])
  const bySource = [
    { ...row, user_source: 99_999_999, ...all },
    { ...row, user_source: 0, ...one },
    { ...row, user_source: 2, ...one },
    { ...row, user_source: 5, ...one },
  ]
  expect(await rows(stage, 'getuserread', FIRST, 1)).toEqual(bySource)
  expect(await rows(stage, 'getuserreadhour', FIRST, 1)).toEqual(
    bySource.map((source) => ({ ...source, ref_hour: 800 })),
  )
})

test('shares are counted by where they went', async () => {
  const stage = await busyDay()
  const shares = [
    { ref_date: FIRST, share_scene: 1, share_count: 1, share_user: 1 },
    { ref_date: FIRST, share_scene: 2, share_count: 1, share_user: 1 },
  ]
  expect(await rows(stage, 'getusershare', FIRST, 1)).toEqual(shares)
  expect(await rows(stage, 'getusersharehour', FIRST, 1)).toEqual(
    shares.map((share) => ({ ...share, ref_hour: 800 })),
  )
})

test('the numbers of published content name the sources in words', async () => {
  const stage = await busyDay()
  const read_user_source = [
    { scene_desc: '全部', user_count: 2 },
    { scene_desc: '公众号消息', user_count: 1 },
    { scene_desc: '朋友圈', user_count: 1 },
    { scene_desc: '其他', user_count: 1 },
  ]
  const msgid = `${stage.id}_1`
  expect(await rows(stage, 'getarticleread', FIRST, 1)).toEqual([
    { ref_date: FIRST, msgid, detail: { read_user: 2, read_user_source } },
  ])
  expect(await rows(stage, 'getarticleshare', FIRST, 1)).toEqual([
    { ref_date: FIRST, msgid, detail: { share_user: 1 } },
  ])
  await stage.sim.act(stage.fan.openid, { type: 'comment', msgDataId: stage.id, content: '好茶' })
  expect(await rows(stage, 'getbizsummary', FIRST, 1)).toMatchObject([
    {
      ref_date: FIRST,
      detail: { read_user: 2, read_user_source, share_user: 1, comment_count: 1, send_page_count: 2 },
    },
  ])
})

test('totals run on, day by day, for a week', async () => {
  const stage = await busyDay()
  pass(stage, DAY)
  await reads(stage, stage.other)
  const [first, second] = await rows(stage, 'getarticletotal', FIRST, 30)
  expect(first).toMatchObject({ ref_date: FIRST, msgid: `${stage.id}_1`, title: '春茶' })
  expect(second).toMatchObject({ msgid: `${stage.id}_2`, title: '秋茶' })
  const details = first?.['details']
  expect(details).toHaveLength(7)
  expect(details).toMatchObject([
    {
      stat_date: FIRST,
      target_user: 3,
      int_page_read_user: 2,
      int_page_read_count: 3,
      int_page_from_session_read_user: 1,
      int_page_from_feed_read_count: 1,
      int_page_from_other_read_user: 1,
      feed_share_from_session_cnt: 1,
    },
    { stat_date: SECOND, int_page_read_user: 2, int_page_read_count: 4, int_page_from_session_read_user: 2 },
    ...Array.from({ length: 5 }, () => ({ int_page_read_count: 4 })),
  ])
  expect((await rows(stage, 'getarticletotal', FIRST, 2))[0]?.['details']).toHaveLength(3)
})

test('the details of published content run on for thirty days', async () => {
  const stage = await busyDay()
  await stage.sim.act(stage.fan.openid, { type: 'comment', msgDataId: stage.id, content: '好茶' })
  const [first] = await rows(stage, 'getarticletotaldetail', FIRST, 60)
  expect(first).toMatchObject({ publish_type: 1, title: '春茶', content_url: stage.firstUrl })
  const days = first?.['detail_list']
  expect(days).toHaveLength(30)
  expect(Array.isArray(days) ? days[0] : undefined).toMatchObject({
    stat_date: FIRST,
    read_user: 2,
    share_user: 1,
    comment_count: 1,
    read_delivery_rate: 2 / 3,
  })
})

test('a broadcast is published with notice, for those who got it', async () => {
  const stage = await published('message/mass/sendall')
  const [detail] = await rows(stage, 'getarticletotaldetail', FIRST, 1)
  expect(detail).toMatchObject({ publish_type: 0, msgid: `${stage.id}_1` })
  const [total] = await rows(stage, 'getarticletotal', FIRST, 1)
  expect(total?.['details']).toMatchObject([{ target_user: 3, int_page_read_user: 0 }])
})

test('of days before November 2025 the new calls know nothing', async () => {
  const { sim } = await createStage()
  const { body } = await call(sim, 'GET', tokenPath())
  const path = `/datacube/getbizsummary?access_token=${String(body['access_token'])}`
  const answer = await call(sim, 'POST', path, { begin_date: '2025-10-20', end_date: '2025-10-31' })
  expect(answer.body).toEqual({ list: [], is_delay: false })
})

test('only what was published can be shared', async () => {
  const stage = await createStage()
  const share = { type: 'share', msgDataId: '1' } as const
  await expect(stage.sim.act(stage.fan.openid, share)).rejects.toThrow('No article 0')
})
