import { expect, test } from 'vitest'
import { call, createStage, sleep, type Stage, tokenPath } from './support/stage.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** The stage begins at 8 in the morning of the first day, a Thursday, in Beijing. */
const [FIRST, SECOND] = ['2026-01-01', '2026-01-02']

/** With a token of now: days pass between the calls. */
async function ask({ sim }: Stage, name: string, begin_date: unknown, end_date: unknown = begin_date) {
  const { body } = await call(sim, 'GET', tokenPath())
  const path = `/datacube/${name}?access_token=${String(body['access_token'])}`
  return call(sim, 'POST', path, { begin_date, end_date })
}

async function list(stage: Stage, name: string, begin: string, end = begin) {
  const { body } = await ask(stage, name, begin, end)
  expect(body).not.toHaveProperty('errcode')
  return body['list']
}

function pass({ sim }: Stage, seconds: number) {
  sim.clock.change({ advanceSeconds: seconds })
}

async function says({ sim, fan }: Stage, count: number, openid = fan.openid) {
  for (let n = 0; n < count; n++) await sim.act(openid, { type: 'text', content: '在吗' })
}

test('counts who came, by the way they came, and who left', async () => {
  const stage = await createStage()
  const { sim, fan } = stage
  const [guest] = await sim.addFans()
  await sim.addFans({ count: 2, follow: true })
  await sim.act(guest?.openid ?? '', { type: 'scan', scene: 'door' })
  await sim.act(guest?.openid ?? '', { type: 'follow' })
  await sim.act(fan.openid, { type: 'unfollow' })
  pass(stage, DAY)
  expect(await list(stage, 'getusersummary', FIRST)).toEqual([
    { ref_date: FIRST, user_source: 0, new_user: 0, cancel_user: 1 },
    { ref_date: FIRST, user_source: 1, new_user: 2, cancel_user: 0 },
    { ref_date: FIRST, user_source: 30, new_user: 1, cancel_user: 0 },
  ])
})

test('a day without anybody is missing from the changes, and keeps its total', async () => {
  const stage = await createStage()
  const { sim, fan } = stage
  await sim.addFans({ count: 2, follow: true })
  pass(stage, 2 * DAY)
  await sim.act(fan.openid, { type: 'unfollow' })
  pass(stage, DAY)
  expect(await list(stage, 'getusersummary', SECOND)).toEqual([])
  expect(await list(stage, 'getusercumulate', '2025-12-31', '2026-01-03')).toEqual([
    { ref_date: '2025-12-31', user_source: 0, cumulate_user: 1 },
    { ref_date: FIRST, user_source: 0, cumulate_user: 3 },
    { ref_date: SECOND, user_source: 0, cumulate_user: 3 },
    { ref_date: '2026-01-03', user_source: 0, cumulate_user: 2 },
  ])
})

test('counts messages and their writers by kind, per day and per hour', async () => {
  const stage = await createStage()
  const { sim, fan } = stage
  const [other] = await sim.addFans({ follow: true })
  await says(stage, 2)
  await says(stage, 1, other?.openid)
  await sim.act(fan.openid, { type: 'location' })
  pass(stage, 3 * HOUR)
  await says(stage, 1)
  await sim.act(fan.openid, { type: 'image' })
  pass(stage, 13 * HOUR) // midnight in Beijing
  await says(stage, 1)
  pass(stage, 2 * DAY)

  expect(await list(stage, 'getupstreammsg', FIRST, SECOND)).toEqual([
    { ref_date: FIRST, user_source: 0, msg_type: 1, msg_user: 2, msg_count: 4 },
    { ref_date: FIRST, user_source: 0, msg_type: 2, msg_user: 1, msg_count: 1 },
    { ref_date: SECOND, user_source: 0, msg_type: 1, msg_user: 1, msg_count: 1 },
  ])
  expect(await list(stage, 'getupstreammsghour', FIRST)).toEqual([
    { ref_date: FIRST, ref_hour: 800, user_source: 0, msg_type: 1, msg_user: 2, msg_count: 3 },
    { ref_date: FIRST, ref_hour: 1100, user_source: 0, msg_type: 1, msg_user: 1, msg_count: 1 },
    { ref_date: FIRST, ref_hour: 1100, user_source: 0, msg_type: 2, msg_user: 1, msg_count: 1 },
  ])
})

test('puts people into intervals by how much they wrote', async () => {
  const stage = await createStage()
  const [some, many] = await stage.sim.addFans({ count: 2, follow: true })
  await says(stage, 5)
  await says(stage, 6, some?.openid)
  await says(stage, 11, many?.openid)
  pass(stage, DAY)
  const row = { ref_date: FIRST, user_source: 0, msg_user: 1 }
  expect(await list(stage, 'getupstreammsgdist', FIRST)).toEqual([
    { ...row, count_interval: 1 },
    { ...row, count_interval: 2 },
    { ...row, count_interval: 3 },
  ])
})

test('weeks stand at their Monday, months at their first day', async () => {
  const stage = await createStage()
  await says(stage, 4)
  pass(stage, 5 * DAY)
  await says(stage, 4) // Tuesday the 6th
  pass(stage, DAY)
  await says(stage, 3)
  pass(stage, 3 * DAY)
  const row = { user_source: 0, msg_user: 1 }
  expect(await list(stage, 'getupstreammsgweek', '2026-01-02', '2026-01-05')).toEqual([
    { ...row, ref_date: '2026-01-05', msg_type: 1, msg_count: 7 },
  ])
  expect(await list(stage, 'getupstreammsgdistweek', '2026-01-05')).toEqual([
    { ...row, ref_date: '2026-01-05', count_interval: 2 },
  ])
  expect(await list(stage, 'getupstreammsgmonth', FIRST, '2026-01-09')).toEqual([
    { ...row, ref_date: FIRST, msg_type: 1, msg_count: 11 },
  ])
  expect(await list(stage, 'getupstreammsgdistmonth', FIRST)).toEqual([
    { ...row, ref_date: FIRST, count_interval: 3 },
  ])
})

test('measures every request to the account, retries included', async () => {
  const stage = await createStage(async (_push, n, clock) => {
    await sleep(clock, n === 1 ? 6000 : n * 100)
    return 'success'
  })
  const { sim, fan, clock } = stage
  const acted = sim.act(fan.openid, { type: 'text', content: '在吗' })
  await clock.advance(7000)
  await acted
  pass(stage, DAY)
  const totals = { callback_count: 2, fail_count: 1, total_time_cost: 5200, max_time_cost: 5000 }
  expect(await list(stage, 'getinterfacesummary', FIRST)).toEqual([{ ref_date: FIRST, ...totals }])
  expect(await list(stage, 'getinterfacesummaryhour', FIRST)).toEqual([
    { ref_date: FIRST, ref_hour: 800, ...totals },
  ])
})

test.each([
  ['words', 'yesterday', FIRST],
  ['a day that does not exist', '2026-02-30', '2026-03-01'],
  ['nothing', undefined, undefined],
  ['numbers', 20260101, 20260101],
])('dates are written YYYY-MM-DD: %s gives 61500', async (_what, begin, end) => {
  const stage = await createStage()
  pass(stage, 90 * DAY)
  expect((await ask(stage, 'getusersummary', begin, end)).errcode).toBe(61500)
})

test.each([
  ['getusersummary', 7],
  ['getusercumulate', 7],
  ['getarticlesummary', 1],
  ['getarticletotal', 1],
  ['getuserread', 3],
  ['getuserreadhour', 1],
  ['getusershare', 7],
  ['getusersharehour', 1],
  ['getarticleread', 1],
  ['getarticleshare', 1],
  ['getbizsummary', 30],
  ['getarticletotaldetail', 1],
  ['getupstreammsg', 7],
  ['getupstreammsghour', 1],
  ['getupstreammsgweek', 30],
  ['getupstreammsgmonth', 30],
  ['getupstreammsgdist', 15],
  ['getupstreammsgdistweek', 30],
  ['getupstreammsgdistmonth', 30],
  ['getinterfacesummary', 30],
  ['getinterfacesummaryhour', 1],
])('%s answers for %i days, none of them today', async (name, days) => {
  const stage = await createStage()
  pass(stage, 40 * DAY) // 2026-02-10
  const dayBefore = (count: number) => new Date(Date.UTC(2026, 1, 10 - count)).toISOString().slice(0, 10)
  const yesterday = dayBefore(1)
  expect(await list(stage, name, dayBefore(days), yesterday)).toBeInstanceOf(Array)
  expect((await ask(stage, name, dayBefore(days + 1), yesterday)).errcode).toBe(61501)
  expect((await ask(stage, name, dayBefore(0))).errcode).toBe(61501)
  expect((await ask(stage, name, yesterday, dayBefore(2))).errcode).toBe(61501)
})

test('the numbers of yesterday are ready at eight', async () => {
  const stage = await createStage()
  pass(stage, 23 * HOUR)
  expect((await ask(stage, 'getusersummary', FIRST)).errcode).toBe(61503)
  expect((await ask(stage, 'getusersummary', '2025-12-31')).errcode).toBe(0)
  pass(stage, HOUR)
  expect((await ask(stage, 'getusersummary', FIRST)).errcode).toBe(0)
})

test('accounts that are not verified have no statistics', async () => {
  const stage = await createStage(undefined, { kind: 'service' })
  pass(stage, DAY)
  expect((await ask(stage, 'getusersummary', FIRST)).errcode).toBe(48001)
})

test('the numbers travel with the state', async () => {
  const stage = await createStage()
  await says(stage, 2)
  pass(stage, DAY)
  const saved: unknown = JSON.parse(JSON.stringify(stage.sim.exportState()))
  stage.sim.reset()
  pass(stage, DAY)
  expect(await list(stage, 'getupstreammsg', FIRST)).toEqual([])
  stage.sim.importState(saved)
  expect(await list(stage, 'getupstreammsg', FIRST)).toEqual([
    { ref_date: FIRST, user_source: 0, msg_type: 1, msg_user: 1, msg_count: 2 },
  ])
})
