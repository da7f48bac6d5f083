/** Handlers that stream: long texts of models on the phone, complete and in order on every kind of account. */
import type { AccountKind } from '@yingwu/protocol'
import { describe, expect, test } from 'vitest'
import { Bot, type CallbackOptions, createClient, type Outcome } from 'yingwu'
import { parseText } from '../../packages/simulator/ui/src/phone/text/parse-text.ts'
import { createScenario } from '../support/scenario.ts'

/** What stands at the end of a message that goes on later. */
const END = /\n……（未完）<a href="weixin:[^<]+<\/a>$/

/** Numbered sentences, so that one that is missing, doubled or elsewhere shows. */
function longText(characters: number, sentence: (number: number) => string): string {
  let text = ''
  for (let number = 1; text.length < characters; number += 1) text += sentence(number)
  return text.slice(0, characters)
}

const LETTERS = longText(8000, (number) => `Sentence ${number} of a parrot that never stops talking. `)
const HANZI = longText(8000, (number) => `第${number}句鹦鹉学舌说个没完没了。`)

interface StageOptions {
  kind: AccountKind
  /** Characters a second. */
  perSecond?: number
  callback?: Partial<CallbackOptions>
}

/** A bot that streams a text, whatever it is asked. */
async function stage(text: string, { kind, perSecond = 200, callback = {} }: StageOptions) {
  const outcomes: Outcome[] = []
  let runs = 0
  const bot = new Bot().use(async function* () {
    runs += 1
    for (let at = 0; at < text.length; at += 20) {
      await scene.sleep(20 / perSecond)
      yield text.slice(at, at + 20)
    }
  })
  const observer = { delivered: ({ outcome }: { outcome: Outcome }) => outcomes.push(outcome) }
  const scene = await createScenario(bot, { kind, callback: { kind, observer, ...callback } })
  await scene.client.api.ip.api()
  const { simulator, openid, clock, phone } = scene
  const answers = () => phone().flatMap((line) => (line.startsWith('account: ') ? [line.slice(9)] : []))
  return {
    ...scene,
    outcomes,
    answers,
    runs: () => runs,
    /** Everything that was said, without what says that it goes on. */
    said: () =>
      answers()
        .map((answer) => answer.replace(END, ''))
        .join(''),
    /** A finger on the link in the newest bubble, as the phone reads it. */
    tap: async (seconds: number) => {
      const link = parseText(answers().at(-1) ?? '', true).find((piece) => piece.type === 'menu')
      if (link === undefined) throw new Error('no link to tap')
      const done = simulator.act(openid, { type: 'text', content: link.content, bizmsgmenuid: link.id })
      await clock.advance(seconds * 1000)
      return await done
    },
  }
}

const bytesOf = (texts: string[]) => Math.max(...texts.map((text) => Buffer.byteLength(text)))

describe('an account that may push', () => {
  test.each([100, 1000, Infinity])(
    '8,000 letters at %d a second: at most five messages, complete and in order',
    async (perSecond) => {
      const { says, clock, answers, said, outcomes } = await stage(LETTERS, {
        kind: 'verifiedService',
        perSecond,
      })
      await says('说吧', 5)
      await clock.advance(120_000)
      expect(answers().length).toBeLessThanOrEqual(5)
      expect(bytesOf(answers())).toBeLessThanOrEqual(2048)
      expect(said()).toBe(LETTERS)
      expect(outcomes.map(({ via }) => via)).toEqual(['passive', 'push', 'push', 'push', 'push'])
    },
  )

  test('the first message comes early, while the model still writes', async () => {
    const { says, answers } = await stage(LETTERS, { kind: 'verifiedService', perSecond: 100 })
    const { push } = await says('说吧', 5)
    expect(answers()).toEqual([LETTERS.slice(0, answers()[0]?.length)])
    expect(push?.durationMs).toBeLessThan(3000)
  })

  test('8,000 汉字 are more than five messages hold: the link brings the rest, complete and in order', async () => {
    const { says, clock, answers, said, runs, tap, outcomes } = await stage(HANZI, {
      kind: 'verifiedService',
    })
    await says('说吧', 5)
    await clock.advance(60_000)
    expect(answers()).toHaveLength(5)
    expect(answers().map((answer) => END.test(answer))).toEqual([false, false, false, false, true])
    expect(new Set(outcomes.slice(5).map(({ via }) => via))).toEqual(new Set(['kept']))
    for (let taps = 0; taps < 5 && END.test(answers().at(-1) ?? ''); taps += 1) {
      await clock.advance(60_000)
      await tap(10)
    }
    expect(said()).toBe(HANZI)
    expect(bytesOf(answers())).toBeLessThanOrEqual(2048)
    expect(runs()).toBe(1)
  })

  test('a tap while the model still writes waits for the rest', async () => {
    const { says, clock, answers, said, runs, tap } = await stage(HANZI, {
      kind: 'verifiedService',
      perSecond: 100,
    })
    await says('说吧', 5)
    while (!END.test(answers().at(-1) ?? '')) await clock.advance(1000)
    await tap(5)
    expect(answers()).toHaveLength(5)
    await clock.advance(60_000)
    for (let taps = 0; taps < 5 && END.test(answers().at(-1) ?? ''); taps += 1) {
      await clock.advance(60_000)
      await tap(10)
    }
    expect(said()).toBe(HANZI)
    expect(runs()).toBe(1)
  })

  test('where WeChat takes more in a customer-service message, 8,000 汉字 are five', async () => {
    const sent: string[] = []
    // The simulator keeps to 2,048 bytes; this WeChat does not.
    const { api } = createClient({
      appId: 'wx1234567890abcdef',
      appSecret: '0123456789abcdef0123456789abcdef',
      fetch: async (input, init) => {
        const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
        if (input.includes('/message/custom/send')) sent.push(contentOf(body))
        return Response.json({ errcode: 0, access_token: 'token', expires_in: 7200 })
      },
    })
    const callback = { api, delivery: { textBytes: { push: 6144 } } }
    const { says, clock, answers } = await stage(HANZI, { kind: 'verifiedService', callback })
    await says('说吧', 5)
    await clock.advance(60_000)
    expect([...answers(), ...sent]).toHaveLength(5)
    expect(bytesOf(answers())).toBeLessThanOrEqual(2048)
    expect(bytesOf(sent)).toBeGreaterThan(2048)
    expect([...answers(), ...sent].join('')).toBe(HANZI)
  })

  test('a button of the menu allows one and three: the rest is kept', async () => {
    const scene = await stage(LETTERS, { kind: 'verifiedService', perSecond: 1000 })
    const { client, simulator, openid, clock, answers, said, tap } = scene
    await client.api.menu.create({ button: [{ type: 'click', name: '说', key: 'SAY' }] })
    const done = simulator.act(openid, { type: 'menu', key: 'SAY' })
    await clock.advance(20_000)
    await done
    expect(answers()).toHaveLength(4)
    await clock.advance(60_000)
    await tap(10)
    expect(said()).toBe(LETTERS)
  })
})

test('an account that may not push: the placeholder, then one message for each tap', async () => {
  const { says, answers, said, runs, tap } = await stage(HANZI, { kind: 'subscription' })
  await says('说吧', 60)
  expect(answers()).toHaveLength(1)
  expect(answers()[0]).toContain('这个问题要多想一会儿。')
  await tap(1)
  for (let taps = 0; taps < 20 && END.test(answers().at(-1) ?? ''); taps += 1) await tap(1)
  expect(said().slice(answers()[0]?.length)).toBe(HANZI)
  expect(bytesOf(answers())).toBeLessThanOrEqual(2048)
  expect(runs()).toBe(1)
})

test('nobody was told to ask again: the word brings everything, none of it twice', async () => {
  const callback = { delivery: { placeholder: false } } as const
  const { says, answers, said, tap } = await stage(HANZI, { kind: 'subscription', callback })
  await says('说吧', 60)
  expect(answers()).toEqual([])
  await says('继续', 1)
  for (let taps = 0; taps < 20 && END.test(answers().at(-1) ?? ''); taps += 1) await tap(1)
  expect(said()).toBe(HANZI)
})

test('on such an account a long answer in time ends in the link, too', async () => {
  const { says, said, tap, answers } = await stage(HANZI.slice(0, 1000), {
    kind: 'subscription',
    perSecond: 1000,
  })
  await says('说吧', 5)
  expect(answers()).toHaveLength(1)
  await tap(1)
  expect(said()).toBe(HANZI.slice(0, 1000))
})

test('a model that breaks off: what it wrote, then the apology', async () => {
  const bot = new Bot().use(async function* () {
    yield '说到一半'
    await scene.sleep(6)
    throw new Error('the model is gone')
  })
  const scene = await createScenario(bot, { callback: { kind: 'verifiedService', apology: '抱歉，断了。' } })
  await scene.client.api.ip.api()
  await scene.says('说吧', 5)
  await scene.clock.advance(10_000)
  expect(scene.phone()).toEqual(['fan: 说吧', 'account: 说到一半', 'account: 抱歉，断了。'])
})

test('streams of the callback go by its own settings', async () => {
  const delivery = { streams: { before: (text: string) => text.replaceAll('鹦鹉', '＊＊') } }
  const { says, said } = await stage('鹦鹉学舌。', { kind: 'verifiedService', callback: { delivery } })
  await says('说吧', 5)
  expect(said()).toBe('＊＊学舌。')
})

function contentOf(body: unknown): string {
  const text: unknown = typeof body === 'object' && body !== null && 'text' in body ? body.text : undefined
  const content = typeof text === 'object' && text !== null && 'content' in text ? text.content : undefined
  return typeof content === 'string' ? content : ''
}
