import { ENCRYPTION_MODES } from '@yingwu/protocol'
import { beforeAll, expect, test } from 'vitest'
import { arrive, converse } from './support/conversation.ts'
import { expectFullUse } from './support/full-use.ts'
import { installGo } from './support/install.ts'
import { startWorld } from './support/world.ts'

let program: string

beforeAll(async () => {
  program = await installGo('silenceper')
})

test('silenceper/wechat calls the API', async () => {
  await using world = await startWorld()
  expectFullUse(world, await world.run(program, ['calls']), {
    text: '你好，Go <b>&</b>',
    download: { step: 'GetMediaURL', result: 69 },
    refusals: {
      'unknown openid': 40003,
      'unknown material': 40007,
      'wrong secret': 40125,
      'empty menu': 40016,
      'expired token': 42001,
    },
  })
})

test.each(ENCRYPTION_MODES)('a server with silenceper/wechat answers in %s mode', async (mode) => {
  await using world = await startWorld()
  await converse(world, await world.serve(program, ['server']), mode)
  expect(await arrive(world, '123')).toMatchObject({ content: '扫码关注 qrscene_123' })
})

test('a mass send by tag arrives on the phones of the tag, and its end is told to the server', async () => {
  await using world = await startWorld()
  const { sim, fans } = world
  const url = await world.serve(program, ['server'])
  await converse(world, url, 'safe')
  const { steps } = await world.run(program, ['broadcast'])
  expect(steps.filter(({ error }) => error !== undefined)).toEqual([])
  sim.clock.change({ advanceSeconds: 60 })
  await sim.idle()

  const arrived = fans.map(({ openid }) =>
    sim
      .messages(openid)
      .flatMap((message) => ('via' in message && message.via === 'broadcast' ? [message] : [])),
  )
  expect(arrived[0]).toMatchObject([{ content: '标签群发：你好' }])
  expect(arrived[1]).toMatchObject([{ content: '标签群发：你好' }])
  expect(arrived[2]).toEqual([])

  const received: unknown = await (await fetch(new URL('/received', url))).json()
  expect(received).toContainEqual(
    expect.objectContaining({
      Event: 'MASSSENDJOBFINISH',
      Status: 'send success',
      TotalCount: 2,
      SentCount: 2,
    }),
  )
})
