import { describe, expect, test } from 'vitest'
import type { Action } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { createStage, type Stage } from './support/stage.ts'

function send({ api, fan }: Stage, content = '您好') {
  return api('/cgi-bin/message/custom/send', { touser: fan.openid, msgtype: 'text', text: { content } })
}

/** How many messages go out before one is refused, and with what. */
async function sendAll(stage: Stage, most = 30): Promise<[number, number]> {
  for (let sent = 0; sent < most; sent++) {
    const { errcode } = await send(stage)
    if (errcode !== 0) return [sent, errcode]
  }
  return [most, 0]
}

describe('what opens how much', () => {
  test.for<[string, Action, number]>([
    ['a message', { type: 'text', content: '你好' }, 5],
    ['a menu click', { type: 'menu', key: 'HELP' }, 3],
    ['a tapped menu message', { type: 'text', content: '满意', bizmsgmenuid: '1' }, 3],
    ['following', { type: 'follow' }, 3],
    ['a scan', { type: 'scan', scene: 'shop' }, 3],
  ])('%s', async ([, action, count]) => {
    const stage = await createStage()
    await stage.sim.act(stage.fan.openid, action)
    expect(await sendAll(stage)).toEqual([count, 45047])
  })

  test.for<[string, Action]>([
    ['opening a page', { type: 'menu', url: 'https://example.com/' }],
    ['reporting a place', { type: 'reportLocation' }],
  ])('%s opens nothing', async ([, action]) => {
    const stage = await createStage()
    await stage.sim.act(stage.fan.openid, action)
    expect(await sendAll(stage)).toEqual([0, 45015])
  })
})

test.for<[string, Action, number]>([
  ['a message, 48 hours', { type: 'text', content: '你好' }, 48 * 3600],
  ['a click, a minute', { type: 'menu', key: 'HELP' }, 60],
])('%s of the world', async ([, action, seconds]) => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, action)
  stage.sim.clock.change({ advanceSeconds: seconds - 1 })
  expect((await send(stage)).errcode).toBe(0)
  stage.sim.clock.change({ advanceSeconds: 1 })
  expect((await send(stage)).errcode).toBe(45015)
})

test('the bucket that ends first is emptied first', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  await stage.sim.act(stage.fan.openid, { type: 'menu', key: 'HELP' })
  await send(stage)
  expect(stage.sim.fans()[0]?.allowance.map(({ trigger, remaining }) => [trigger, remaining])).toEqual([
    ['menu', 2],
    ['message', 5],
  ])
  stage.sim.clock.change({ advanceSeconds: 61 })
  expect(await sendAll(stage)).toEqual([5, 45047])
})

test('a new message fills its bucket again', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '一' })
  expect(await sendAll(stage)).toEqual([5, 45047])
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '二' })
  expect(await sendAll(stage)).toEqual([5, 45047])
})

test('unfollowing closes everything', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  await stage.sim.act(stage.fan.openid, { type: 'unfollow' })
  expect((await send(stage)).errcode).toBe(43004)
  expect(stage.sim.fans()[0]?.allowance).toEqual([])
})

test('older tables of the rule can be chosen', async () => {
  const stage = await createStage()
  stage.sim.patchAccount({ switches: { allowance: 'before2021' } })
  await stage.sim.act(stage.fan.openid, { type: 'follow' })
  stage.sim.clock.change({ advanceSeconds: 3600 })
  expect(await sendAll(stage)).toEqual([20, 45047])
})

test('passive replies cost nothing', async () => {
  const stage = await createStage((push) => textReply(push, '好'))
  const { messages } = await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  expect(messages[1]).toMatchObject({ via: 'reply' })
  expect(stage.sim.fans()[0]?.allowance).toMatchObject([{ trigger: 'message', remaining: 5 }])
})
