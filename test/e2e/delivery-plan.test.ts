/** How late answers reach the phone: by what the account may do, at every speed, exactly once. */
import type { AccountKind } from '@yingwu/protocol'
import { describe, expect, test } from 'vitest'
import { Bot, type CallbackOptions, type Outcome } from 'yingwu'
import { parseText } from '../../packages/simulator/ui/src/phone/text/parse-text.ts'
import { createScenario } from '../support/scenario.ts'

const NOTICE = '该公众号提供的服务出现故障，请稍后再试'
const PLACEHOLDER = '这个问题要多想一会儿。'

/** A bot that takes so many seconds, on an account of this kind. */
async function stage(
  seconds: number | ((question: string) => number),
  kind: AccountKind,
  options: { callback?: Partial<CallbackOptions>; withStore?: boolean } = {},
) {
  const runs: string[] = []
  const outcomes: Outcome[] = []
  const bot = new Bot().on('message:text', async (ctx) => {
    const question = ctx.message.Content
    runs.push(question)
    await scenario.sleep(typeof seconds === 'number' ? seconds : seconds(question))
    return `${question}，久等了`
  })
  const scenario = await createScenario(bot, {
    kind,
    mode: kind === 'sandbox' ? 'plain' : 'safe',
    callback: { kind, observer: { delivered: ({ outcome }) => outcomes.push(outcome) }, ...options.callback },
  })
  // The first call of a process loads the contract, which takes real time.
  await scenario.client.api.ip.api()
  return { ...scenario, runs, outcomes }
}

/** Like a finger: what the link in the newest bubble sends. */
async function tapLink({ simulator, openid, clock }: Awaited<ReturnType<typeof stage>>, seconds: number) {
  const link = simulator
    .messages(openid)
    .flatMap((message) => ('content' in message ? parseText(message.content, true) : []))
    .findLast((piece) => piece.type === 'menu')
  const { content = '', id: bizmsgmenuid = '' } = link ?? {}
  const done = simulator.act(openid, { type: 'text', content, bizmsgmenuid })
  await clock.advance(seconds * 1000)
  return await done
}

describe.each(['verifiedService', 'sandbox'] as const)('%s, which may push', (kind) => {
  test.each([1, 4])('%d s: a passive reply', async (seconds) => {
    const { says, runs, phone, outcomes } = await stage(seconds, kind)
    const { push } = await says('你好', 60)
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['replied'])
    expect(phone()).toEqual(['fan: 你好', 'account: 你好，久等了'])
    expect(runs).toEqual(['你好'])
    expect(outcomes).toEqual([{ via: 'passive' }])
  })

  test.each([6, 12, 40])(
    '%d s: success at once, typing, then a customer-service message',
    async (seconds) => {
      const { says, runs, phone, outcomes, simulator, openid, clock } = await stage(seconds, kind)
      const { push } = await says('你好', 5)
      expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['silent'])
      expect(push?.durationMs).toBe(4500)
      expect(simulator.fans().find((fan) => fan.openid === openid)?.typing).toBe(true)
      expect(phone()).toEqual(['fan: 你好'])
      await clock.advance(60_000)
      expect(phone()).toEqual(['fan: 你好', 'account: 你好，久等了'])
      expect(simulator.messages(openid).at(-1)).toMatchObject({ via: 'custom' })
      expect(runs).toEqual(['你好'])
      expect(outcomes).toEqual([{ via: 'push' }])
    },
  )
})

describe('a personal account, which may not', () => {
  test.each([
    { seconds: 1, verdicts: ['replied'] },
    { seconds: 4, verdicts: ['replied'] },
    { seconds: 6, verdicts: ['timeout', 'replied'] },
    { seconds: 12, verdicts: ['timeout', 'timeout', 'replied'] },
  ])('$seconds s: passive on attempt $verdicts.length', async ({ seconds, verdicts }) => {
    const { says, runs, phone, outcomes } = await stage(seconds, 'subscription')
    const { push } = await says('你好', 60)
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(phone()).toEqual(['fan: 你好', 'account: 你好，久等了'])
    expect(runs).toEqual(['你好'])
    expect(outcomes).toEqual([{ via: 'passive' }])
  })

  test('40 s: a placeholder with a link, whose tap brings the answer', async () => {
    const scene = await stage(40, 'subscription')
    const { push } = await scene.says('你好', 16)
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'timeout', 'replied'])
    expect(scene.phone().at(-1)).toContain(PLACEHOLDER)
    await scene.clock.advance(60_000)
    expect(scene.outcomes).toEqual([{ via: 'kept' }])
    await tapLink(scene, 1)
    expect(scene.phone().slice(2)).toEqual(['fan: 继续', 'account: 你好，久等了'])
    expect(scene.runs).toEqual(['你好'])
    expect(scene.phone().join()).not.toContain(NOTICE)
  })

  test('a tap before the answer is there waits for it, and gets the link again', async () => {
    const scene = await stage(40, 'subscription')
    await scene.says('你好', 16)
    await tapLink(scene, 16)
    expect(scene.phone().slice(2)).toEqual(['fan: 继续', expect.stringContaining(PLACEHOLDER)])
    await tapLink(scene, 16)
    expect(scene.phone().slice(4)).toEqual(['fan: 继续', 'account: 你好，久等了'])
    expect(scene.runs).toEqual(['你好'])
  })

  test.each(['A&B', '100%', '"><b', '</a>', '1+1', '再 来', '人工 👍'])(
    'whatever the word is: %s',
    async (continueWord) => {
      const callback = { delivery: { continueWord } }
      const scene = await stage(40, 'subscription', { callback })
      await scene.says('你好', 60)
      const { push } = await tapLink(scene, 1)
      expect(push?.fields).toMatchObject({ Content: continueWord })
      expect(scene.phone().at(-1)).toBe('account: 你好，久等了')
    },
  )

  test('the word may be typed, too', async () => {
    const scene = await stage(40, 'subscription')
    await scene.says('你好', 60)
    await scene.says('继续', 1)
    expect(scene.phone().at(-1)).toBe('account: 你好，久等了')
  })

  test('two open questions: each link brings its own answer', async () => {
    const scene = await stage((question) => (question === '慢' ? 60 : 40), 'subscription')
    const both = Promise.all([
      scene.simulator.act(scene.openid, { type: 'text', content: '慢' }),
      scene.simulator.act(scene.openid, { type: 'text', content: '快' }),
    ])
    await scene.clock.advance(80_000)
    await both
    const links = scene.phone().flatMap((line) => /msgmenuid=([^"]+)"/.exec(line)?.[1] ?? [])
    expect(new Set(links).size).toBe(2)
    const ids = (await both).map(({ push }) => push?.MsgId)
    for (const [index, bizmsgmenuid] of ids.entries()) {
      const done = scene.simulator.act(scene.openid, {
        type: 'text',
        content: '继续',
        bizmsgmenuid: bizmsgmenuid ?? '',
      })
      await scene.clock.advance(1000)
      await done
      expect(scene.phone().at(-1)).toBe(`account: ${['慢', '快'][index]}，久等了`)
    }
    expect(scene.runs.toSorted()).toEqual(['快', '慢'].toSorted())
  })

  test('a new question gets its own answer, with the older one above it under its question', async () => {
    const scene = await stage((question) => (question === '老问题' ? 40 : 1), 'subscription')
    await scene.says('老问题', 60)
    await scene.says('新问题', 2)
    expect(scene.phone().at(-1)).toBe('account: 「老问题」\n老问题，久等了\n\n新问题，久等了')
    await scene.says('又一个', 2)
    expect(scene.phone().at(-1)).toBe('account: 又一个，久等了')
  })
})

test('two quick questions on an account that may push get each their own answer', async () => {
  const { simulator, openid, clock, phone, runs } = await stage(6, 'verifiedService')
  const both = Promise.all([
    simulator.act(openid, { type: 'text', content: '一' }),
    simulator.act(openid, { type: 'text', content: '二' }),
  ])
  await clock.advance(20_000)
  await both
  expect(runs).toHaveLength(2)
  expect(phone().sort()).toEqual(['account: 一，久等了', 'account: 二，久等了', 'fan: 一', 'fan: 二'])
})

describe('what the account may do is found out', () => {
  test.each([
    { kind: 'verifiedSubscription', verdicts: ['silent'] },
    { kind: 'subscription', verdicts: ['timeout', 'replied'] },
  ] as const)('$kind', async ({ kind, verdicts }) => {
    const { says, phone } = await stage(6, kind, { callback: { kind: undefined, delivery: { push: 'ask' } } })
    const { push } = await says('你好', 20)
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(verdicts)
    expect(phone()).toEqual(['fan: 你好', 'account: 你好，久等了'])
  })
})
