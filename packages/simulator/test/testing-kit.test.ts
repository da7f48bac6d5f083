/** The parts of the test kit that need no bot kit: bots written by hand, durations, the fake clock. */
import { fileURLToPath } from 'node:url'
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { createFakeClock, NoMessageError, type Receiver, startSimulator } from '../src/testing/index.ts'
import { textReply } from './support/reply.ts'

/** Answers every push with the same words, in plain mode. */
function sayer(content: string): Receiver {
  return async (request) => {
    if (request.method === 'GET') return new Response(new URL(request.url).searchParams.get('echostr'))
    return new Response(textReply(await request.text(), content))
  }
}

test('a bot that is any function from request to response', async () => {
  await using wechat = await startSimulator({ receiver: sayer('在'), mode: 'plain' })
  const fan = await wechat.fan({ follow: true })
  await fan.says('在吗')
  expect(await fan.nextMessage()).toMatchObject({ content: '在' })
  expect(await fan.nextMessage()).toMatchObject({ content: '在' })
  await expect(fan.nextMessage()).rejects.toThrow('that reply has been taken already')
})

test('a function that throws is named as the cause', async () => {
  const cause = new Error('no database')
  const receiver: Receiver = (request) => {
    if (request.method === 'GET') return sayer('')(request)
    throw cause
  }
  await using wechat = await startSimulator({ receiver, mode: 'plain' })
  const fan = await wechat.fan({ nickname: '小明', follow: true })
  await fan.says('在吗')
  const error: unknown = await fan.nextMessage().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(NoMessageError)
  expect(error).toMatchObject({ cause, message: expect.stringContaining('HTTP status') })
})

test('a wrong reply is explained field by field', async () => {
  const receiver: Receiver = async (request) => {
    const good = await sayer('在')(request)
    return new Response((await good.text()).replace('<MsgType><![CDATA[text]]>', '<MsgType><![CDATA[txt]]>'))
  }
  await using wechat = await startSimulator({ receiver, mode: 'plain' })
  const fan = await wechat.fan({ follow: true })
  await fan.says('在吗')
  await expect(fan.nextMessage()).rejects.toThrow(/Invalid reply[\s\S]*MsgType = txt/)
})

test('a bot that works for a while in real time is waited for', async () => {
  await using wechat = await startSimulator({
    mode: 'plain',
    receiver: async (request) => {
      for (let turn = 0; turn < 500; turn++) await new Promise((resolve) => setImmediate(resolve))
      return sayer('好了')(request)
    },
  })
  const fan = await wechat.fan({ follow: true })
  expect(await fan.nextMessage()).toMatchObject({ content: '好了' })
  expect(wechat.pushes[0]?.attempts).toHaveLength(1)
})

describe('durations', () => {
  test.each([
    [1500, 1500],
    ['1500ms', 1500],
    ['90s', 90_000],
    ['1.5m', 90_000],
    ['48h', 172_800_000],
    ['3d', 259_200_000],
  ] as const)('%s', async (duration, ms) => {
    await using wechat = await startSimulator({ receiver: sayer(''), now: 0, mode: 'plain' })
    const before = wechat.clock.now()
    await wechat.clock.advance(duration)
    expect(wechat.clock.now() - before).toBe(ms)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s is none', async (duration) => {
    await using wechat = await startSimulator({ receiver: sayer(''), mode: 'plain' })
    await expect(wechat.clock.advance(duration)).rejects.toThrow('is no duration')
  })
})

test('a fake clock runs timers in order, also those set meanwhile', async () => {
  const clock = createFakeClock(0)
  const seen: string[] = []
  const note = (name: string) => () => void seen.push(`${name} ${clock.now()}`)
  clock.setTimeout(note('second'), 20)
  clock.setTimeout(() => {
    note('first')()
    clock.setTimeout(note('between'), 5)
  }, 10)
  clock.setTimeout(note('never'), 15)()
  await clock.advance(100)
  expect(seen).toEqual(['first 10', 'between 15', 'second 20'])
  expect(await clock.next()).toBe(false)
  expect(clock.now()).toBe(100)
})

test('under node:test', () => {
  const file = fileURLToPath(new URL('./support/node-test.ts', import.meta.url))
  const { status, stdout } = spawnSync(process.execPath, ['--conditions=yingwu:source', '--test', file], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  })
  expect(stdout).toMatch(/pass 1/)
  expect(status).toBe(0)
})
