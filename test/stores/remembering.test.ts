/** Sessions and conversations on every store, in two processes' worth of bots. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeMessage, encodeMessage, parseXml } from '@yingwu/protocol'
import { Bot, Context, conversation, conversations, session, type Store } from 'yingwu'
import { type Server, startPostgres, startRedis } from '../support/servers.ts'
import { openStore, type StoreKind } from '../support/stores.ts'

const KINDS: StoreKind[] = ['memory', 'file', 'sqlite', 'postgres', 'redis']

const greeting = conversation('greeting', async (c) => {
  const name = await c.ask('怎么称呼？')
  const drink = await c.choose('喝什么？', ['茶', '咖啡'])
  return `${name}喝${drink}`
})

function createBot(store: Store) {
  return new Bot()
    .use(session<{ count: number }>({ store, initial: () => ({ count: 0 }) }))
    .use(conversations({ store, dialogues: [greeting] }))
    .hears('开始', (ctx) => ctx.enter('greeting'))
    .hears('数', async (ctx) => {
      const seen = await ctx.session
      const { count } = seen
      await new Promise(setImmediate)
      seen.count = count + 1
    })
    .hears('几？', async (ctx) => `${(await ctx.session).count}`)
}

let lastId = 0

async function say(bot: Bot, Content: string): Promise<string | undefined> {
  const head = { ToUserName: 'gh_0123456789ab', FromUserName: 'oFan', CreateTime: 1_790_000_000 }
  const push = { ...head, MsgType: 'text', Content, MsgId: String((lastId += 1)) }
  const ctx = new Context(decodeMessage(parseXml(encodeMessage(push, 'xml'))))
  await bot.handle(ctx)
  return ctx.replied !== undefined && 'Content' in ctx.replied ? ctx.replied.Content : undefined
}

describe.each(KINDS)('%s', (kind) => {
  let place = ''
  let server: Server | undefined
  let folder = ''

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yingwu-remembering-'))
    if (kind === 'postgres') server = await startPostgres()
    if (kind === 'redis') server = await startRedis()
    place = server?.url ?? join(folder, 'store')
  }, 400_000)

  afterAll(async () => {
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  test('messages of one follower at once lose no write', async () => {
    await using one = openStore(kind, place)
    // A memory store cannot be opened twice.
    await using other = kind === 'memory' ? one : openStore(kind, place)
    const bots = [createBot(one.store), createBot(other.store)]
    await Promise.all(Array.from({ length: 10 }, (_, index) => say(bots[index % 2] ?? new Bot(), '数')))
    expect(await say(createBot(other.store), '几？')).toBe('10')
  })

  test('a conversation goes on in another process', async () => {
    await using one = openStore(kind, place)
    await using other = kind === 'memory' ? one : openStore(kind, place)
    expect(await say(createBot(one.store), '开始')).toBe('怎么称呼？')
    expect(await say(createBot(other.store), '小鹦')).toMatch(/^喝什么？\n/)
    expect(await say(createBot(one.store), '茶')).toBe('小鹦喝茶')
    expect(await say(createBot(other.store), '茶')).toBeUndefined()
  })
})
