import { expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { openSimulator } from './support/simulator.ts'
import { yingwu } from './support/terminal.ts'

test('a text comes back, and one sees how', async () => {
  await using stage = await openSimulator()
  await stage.wechat.fan({ follow: true })
  const { code, out } = await yingwu(['trigger', 'text', '--set', 'Content=0123 = 你好'], stage)
  expect(out).toMatch(/✓ #\d+ text .*\n.*1\/3 已回复 Replied/)
  expect(out).toContain('→ 0123 = 你好')
  expect(code).toBe(0)
})

test('events by their names, with samples for what is not set', async () => {
  const seen: unknown[] = []
  await using stage = await openSimulator(new Bot().on('event', (ctx) => void seen.push(ctx.message)))
  const fan = await stage.wechat.fan()
  for (const words of [
    ['subscribe', '--set', 'EventKey=qrscene_poster'],
    ['SCAN', '--set', 'EventKey=poster'],
    ['click', '--set', 'EventKey=TODAY'],
    ['TEMPLATESENDJOBFINISH', '--set', 'Status=failed:user block'],
    ['scancode_push', '--set', 'ScanCodeInfo.ScanResult=42'],
    ['event:of_tomorrow', '--set', 'Size=5'],
    ['unsubscribe'],
  ]) {
    expect(await yingwu(['trigger', ...words, '--openid', fan.openid], stage)).toMatchObject({ code: 0 })
  }
  expect(seen).toMatchObject([
    { Event: 'subscribe', EventKey: 'qrscene_poster' },
    { Event: 'SCAN', EventKey: 'poster' },
    { Event: 'CLICK', EventKey: 'TODAY', FromUserName: fan.openid },
    { Event: 'TEMPLATESENDJOBFINISH', Status: 'failed:user block', MsgID: expect.stringMatching(/^\d+$/) },
    { Event: 'scancode_push', ScanCodeInfo: { ScanType: 'ScanType', ScanResult: '42' } },
    { Event: 'of_tomorrow', Size: '5' },
    { Event: 'unsubscribe' },
  ])
})

test('gestures, and JSON for programs', async () => {
  await using stage = await openSimulator()
  await stage.wechat.fan({ follow: true })
  const { out } = await yingwu(
    ['trigger', 'location', '--set', 'Location_X=23.1', '--set', 'Label=广州', '--json'],
    stage,
  )
  expect(JSON.parse(out)).toMatchObject({
    push: { kind: 'location', fields: { Location_X: 23.1, Label: '广州' } },
  })
})

test('a failed push is exit code 1 and explained', async () => {
  await using stage = await openSimulator(undefined, {
    bot: () => (request) =>
      request.method === 'GET'
        ? new Response(new URL(request.url).searchParams.get('echostr'))
        : new Response('oops'),
  })
  await stage.wechat.fan({ follow: true })
  const { code, out } = await yingwu(['trigger', 'text'], stage)
  expect(code).toBe(1)
  expect(out).toContain('The answer is plain text')
})

test.each([
  { words: ['trigger', 'txet'], says: 'did you mean text' },
  { words: ['trigger', 'text', '--set', 'Content'], says: '--set Content must be field=value' },
  { words: ['trigger', 'SCAN', '--set', 'CreateTime=soon'], says: 'must be a number' },
  { words: ['trigger', 'text', '--openid', 'nobody'], says: 'Nobody has the openid nobody' },
])('$words is explained', async ({ words, says }) => {
  await using stage = await openSimulator()
  const { code, err } = await yingwu(words, stage)
  expect(err).toContain(says)
  expect(code).toBe(2)
})

test('nothing is pushed of somebody who does not follow', async () => {
  await using stage = await openSimulator()
  const fan = await stage.wechat.fan()
  const { code, out } = await yingwu(['trigger', 'reportLocation', '--openid', fan.openid], stage)
  expect(out).toContain('nothing was pushed')
  expect(code).toBe(1)
})

test('no simulator is running', async () => {
  const { code, err } = await yingwu(['trigger', 'text'], { env: { SIMULATOR_URL: 'http://127.0.0.1:9' } })
  expect(err).toContain('yingwu simulator')
  expect(code).toBe(2)
})
