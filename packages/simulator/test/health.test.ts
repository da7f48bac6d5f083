/** 健康: counts and percentiles as the panel shows them. */
import { expect, test } from 'vitest'
import type { AccountHealth } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { type Answer, APP_ID, call, createStage, sleep, type Stage, tokenPath } from './support/stage.ts'

async function healthOf({ sim }: Stage): Promise<AccountHealth> {
  const request = new Request(`http://127.0.0.1:8100/_sim/v1/accounts/${APP_ID}/health`)
  return JSON.parse(await (await sim.fetch(request)).text())
}

/** The answer takes as many milliseconds as the message says. */
const asSlowAsSaid: Answer = async (push, _n, clock) => {
  await sleep(clock, Number(/<Content><!\[CDATA\[(\d+)/.exec(push.body)?.[1] ?? 0))
  return textReply(push, '好')
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

test('nothing has happened: zeros and no percentiles', async () => {
  const health = await healthOf(await createStage())
  expect(health.answers).toEqual({ count: 0, p50: null, p95: null, p99: null })
  expect(health.seconds.pushes).toEqual(Array.from({ length: 60 }, () => 0))
  expect(health.total).toEqual({ pushes: 0, retries: 0, calls: 0, errors: 0 })
})

test('percentiles of the answers come out to within 4 %', async () => {
  const stage = await createStage(asSlowAsSaid)
  const acts = Array.from({ length: 100 }, (_, n) =>
    stage.sim.act(stage.fan.openid, { type: 'text', content: `${(n + 1) * 40}` }),
  )
  await stage.clock.advance(4000)
  await Promise.all(acts)
  const { answers, verdicts } = await healthOf(stage)
  expect(answers.count).toBe(100)
  for (const [got, wanted] of [
    [answers.p50, 2000],
    [answers.p95, 3800],
    [answers.p99, 3960],
  ])
    expect(Math.abs((got ?? 0) - (wanted ?? 0)) / (wanted ?? 1)).toBeLessThan(0.04)
  expect(verdicts).toMatchObject({ replied: 100, timeout: 0 })
})

test('each second has its pushes, retries and failures; the one under way is not shown yet', async () => {
  const stage = await createStage((_push, n) => (n === 1 ? new Response('', { status: 500 }) : 'success'))
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '一' })
  expect(sum((await healthOf(stage)).seconds.pushes)).toBe(0)
  await stage.clock.advance(1000)
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '二' })
  await stage.clock.advance(1000)
  const { seconds } = await healthOf(stage)
  expect(seconds.pushes.slice(-3)).toEqual([0, 1, 1])
  expect(seconds.retries.slice(-3)).toEqual([0, 1, 0])
  expect(seconds.failures.slice(-3)).toEqual([0, 1, 0])
})

test('alarms are counted under their own names for an hour, verdicts for five minutes', async () => {
  const stage = await createStage((push) => {
    if (push.body.includes('网页')) return '<html>'
    if (push.body.includes('断')) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    return push.body.includes('名')
      ? Promise.reject(Object.assign(new Error('?'), { code: 'ENOTFOUND' }))
      : ''
  })
  for (const content of ['网页', '断', '名', '好'])
    await stage.sim.act(stage.fan.openid, { type: 'text', content })
  const alarms = { dns: 3, connect: 3, timeout: 0, reply: 1, markFail: 0 }
  expect(await healthOf(stage)).toMatchObject({
    alarms,
    verdicts: { invalid: 1, connect: 3, dns: 3, silent: 1 },
  })
  await stage.clock.advance(6 * 60_000)
  expect(await healthOf(stage)).toMatchObject({ alarms, verdicts: { invalid: 0, connect: 0, silent: 0 } })
  await stage.clock.advance(60 * 60_000)
  expect((await healthOf(stage)).alarms).toEqual({ dns: 0, connect: 0, timeout: 0, reply: 0, markFail: 0 })
})

test('what MarkFail keeps back is an alarm of its own', async () => {
  const stage = await createStage()
  await stage.control('POST', `/accounts/${APP_ID}/mark-fail`, { mark: true })
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '一' })
  expect((await healthOf(stage)).alarms).toMatchObject({ markFail: 1, timeout: 0 })
})

test('calls of the API count, and those that failed', async () => {
  const stage = await createStage()
  await stage.api('/cgi-bin/user/get')
  await stage.api('/cgi-bin/user/info?openid=nobody')
  await call(stage.sim, 'GET', tokenPath().replace(/secret=.*/, 'secret=wrong'))
  await stage.clock.advance(1000)
  const { seconds, total } = await healthOf(stage)
  expect(seconds.calls.at(-1)).toBe(4)
  expect(seconds.errors.at(-1)).toBe(2)
  expect(total).toMatchObject({ calls: 4, errors: 2 })
})

test('a reset begins anew', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '一' })
  stage.sim.reset()
  expect((await healthOf(stage)).total.pushes).toBe(0)
})

test('a ring that was used before forgets what is older than its round', async () => {
  const stage = await createStage()
  for (let n = 0; n < 130; n++) {
    await stage.sim.act(stage.fan.openid, { type: 'text', content: `${n}` })
    await stage.clock.advance(1000)
  }
  expect((await healthOf(stage)).seconds.pushes).toEqual(Array.from({ length: 60 }, () => 1))
  await stage.clock.advance(59_000)
  expect(sum((await healthOf(stage)).seconds.pushes)).toBe(1)
})
