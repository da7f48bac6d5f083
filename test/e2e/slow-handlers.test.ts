/** A handler that takes its time: WeChat waits 5 s, asks three times in all, then tells the person. */
import { describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { createScenario } from '../support/scenario.ts'

const NOTICE = 'system: 该公众号提供的服务出现故障，请稍后再试'

async function slowBot(seconds: number) {
  let runs = 0
  const bot = new Bot().on('message:text', async (ctx) => {
    runs++
    await scenario.sleep(seconds)
    return `${ctx.message.Content}，久等了`
  })
  const scenario = await createScenario(bot)
  return { scenario, runs: () => runs }
}

describe.each([
  { seconds: 1, verdicts: ['replied'] },
  { seconds: 4, verdicts: ['replied'] },
  { seconds: 6, verdicts: ['timeout', 'replied'] },
  { seconds: 12, verdicts: ['timeout', 'timeout', 'replied'] },
])('a handler of $seconds s', ({ seconds, verdicts }) => {
  test(`runs once and answers on attempt ${verdicts.length}`, async () => {
    const { scenario, runs } = await slowBot(seconds)
    const { push } = await scenario.says('你好', 16)
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(push?.outcome).toBe('replied')
    expect(runs()).toBe(1)
    expect(scenario.phone()).toEqual(['fan: 你好', 'account: 你好，久等了'])
  })
})

test('a handler of 20 s runs once, and the person sees the grey notice', async () => {
  const { scenario, runs } = await slowBot(20)
  const { push } = await scenario.says('你好', 30)
  expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'timeout', 'timeout'])
  expect(push?.outcome).toBe('failed')
  expect(runs()).toBe(1)
  expect(scenario.phone()).toEqual(['fan: 你好', NOTICE])
})

test('three attempts carry one MsgId, and each waits 5 s', async () => {
  const { scenario } = await slowBot(20)
  const { push } = await scenario.says('你好', 30)
  const bodies = push?.attempts.map(({ request }) => request.body)
  expect(push?.attempts.map(({ durationMs }) => durationMs)).toEqual([5000, 5000, 5000])
  expect(push?.MsgId).toMatch(/^\d{17,19}$/)
  expect(new Set(bodies).size).toBe(3)
})

test('two questions asked quickly get each their own answer', async () => {
  const { scenario, runs } = await slowBot(6)
  const both = Promise.all([
    scenario.simulator.act(scenario.openid, { type: 'text', content: '一' }),
    scenario.simulator.act(scenario.openid, { type: 'text', content: '二' }),
  ])
  await scenario.clock.advance(16_000)
  await both
  expect(runs()).toBe(2)
  expect(scenario.phone().sort()).toEqual([
    'account: 一，久等了',
    'account: 二，久等了',
    'fan: 一',
    'fan: 二',
  ])
})
