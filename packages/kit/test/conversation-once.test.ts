/** Conversations over crashes and new versions: what was done is not done again. */
import { describe, expect, test } from 'vitest'
import { Bot, conversation, conversations } from '../src/index.ts'
import { contextOf, MINUTE, say, setUp } from './support/conversations.ts'
import { text } from './support/wechat.ts'

describe('what is done once', () => {
  function counting() {
    const calls: string[] = []
    const dialogue = conversation('shop', async (c) => {
      const started = c.now()
      const lot = c.random()
      const price = await c.run(() => {
        calls.push('price')
        return { yuan: 30 }
      })
      const answer = await c.ask(`${price.yuan} 元，买吗？`)
      await c.run(() => void calls.push(`buy ${answer}`))
      await c.ask('还要什么？')
      return `${lot === c.random()} ${c.now() - started}`
    })
    return { calls, dialogue }
  }

  test('is not done again by later messages, time and chance stay', async () => {
    const { clock, start } = setUp()
    const { calls, dialogue } = counting()
    expect(await start(dialogue).says('进入 shop')).toBe('30 元，买吗？')
    await clock.advance(MINUTE)
    expect(await start(dialogue).says('买')).toBe('还要什么？')
    await clock.advance(MINUTE)
    expect(await start(dialogue).says('没有了')).toBe(`false ${2 * MINUTE}`)
    expect(calls).toEqual(['price', 'buy 买'])
  })

  test('a message that comes again after a crash gets the same answer', async () => {
    const { clock, start } = setUp()
    const { calls, dialogue } = counting()
    const pushes = [text('进入 shop'), text('买'), text('没有了')]
    for (const [index, push] of pushes.entries()) {
      const first = await say(start(dialogue).bot, push)
      expect(await say(start(dialogue).bot, push)).toBe(first)
      expect(first).toMatch([/买吗/, /还要/, /^false/][index] ?? /^$/)
    }
    await clock.advance(2 * MINUTE)
    expect(await start(dialogue).says('然后')).toBe('平常')
    expect(calls).toEqual(['price', 'buy 买'])
  })

  test('a process that dies in mid-step: the next delivery goes on behind what was done', async () => {
    const { store, clock } = setUp()
    const calls: string[] = []
    let isDead = true
    const dialogue = conversation('two', async (c) => {
      await c.run(() => void calls.push('one'))
      await c.run(async () => {
        if (isDead) await new Promise<never>(() => {})
        calls.push('two')
      })
      return `好了 ${await c.ask('完了？')}`
    })
    // Another wrapping of the store is another process.
    const bot = () => {
      const plugin = conversations({ store: { ...store }, clock, dialogues: [dialogue] })
      return new Bot().use(plugin).hears('开始', (ctx) => ctx.enter('two'))
    }
    const push = text('开始')
    void bot().handle(contextOf(push))
    await clock.advance(10)
    isDead = false
    // Whoever is dead renews no lease; here it ends with the entry.
    await store.delete('turn:gh_0123456789ab:oKitUser000000000000000000001')
    expect(await say(bot(), push)).toBe('完了？')
    expect(calls).toEqual(['one', 'two'])
    expect(await say(bot(), text('是'))).toBe('好了 是')
  })

  test('failures are remembered too, and can be caught', async () => {
    const { start } = setUp()
    let calls = 0
    const dialogue = conversation('stock', async (c) => {
      const found = await c
        .run((): string => {
          calls += 1
          throw new Error('库存系统不在线')
        })
        .catch((error: unknown) => (error instanceof Error ? error.message : ''))
      return `${found} ${await c.ask(found)}`
    })
    expect(await start(dialogue).says('进入 stock')).toBe('库存系统不在线')
    expect(await start(dialogue).says('好')).toBe('库存系统不在线 好')
    expect(calls).toBe(1)
  })

  test('what JSON cannot keep is refused', async () => {
    const { start } = setUp()
    const holder: { value: object } = { value: new Map() }
    const dialogue = conversation(
      'odd',
      async (c) => void (await c.run(() => ({ list: [JSON.stringify(holder), { ...holder }] }))),
    )
    await expect(start(dialogue).says('进入 odd')).rejects.toThrow(
      /odd: c\.run\(\)\.list\[1\]\.value is a Map/,
    )
  })
})

describe('a program that has changed', () => {
  const older = conversation(
    'survey',
    async (c) => `${await c.ask('一？')}${await c.ask('二？')}${await c.ask('三？')}`,
  )

  test.each([
    [
      'another version',
      conversation('survey', async (c) => await c.ask('一？'), { version: '2' }),
      /version 2/,
    ],
    [
      'another question',
      conversation('survey', async (c) => `${await c.ask('壹？')}${await c.ask('二？')}`),
      /ask /,
    ],
    ['something else in its place', conversation('survey', async (c) => void (await c.run(() => 1))), /ask /],
    ['an end before the answer', conversation('survey', async (c) => await c.ask('一？')), /end/],
    ['no such conversation', conversation('other', async () => {}), /no such conversation/],
  ])(
    '%s: the follower leaves, the log says so, and the message is handled as any other',
    async (_what, newer, pattern) => {
      const { forgotten, start } = setUp()
      await start(older).says('进入 survey')
      await start(older).says('甲')
      expect(await start<string>(newer).says('乙')).toBe('平常')
      expect(forgotten).toHaveLength(1)
      expect(forgotten[0]).toMatch(pattern)
      expect(await start<string>(newer).says('丙')).toBe('平常')
      expect(forgotten).toHaveLength(1)
    },
  )

  test('changes behind the open question do no harm', async () => {
    const { forgotten, start } = setUp()
    const newer = conversation('survey', async (c) => `新 ${await c.ask('一？')} ${await c.ask('贰？')}`)
    await start(older).says('进入 survey')
    await start(older).says('甲')
    expect(await start(newer).says('乙')).toBe('新 甲 乙')
    expect(forgotten).toEqual([])
  })
})
