/** A bot with conversations, started anew as often as a test likes. */
import { decodeMessage, encodeMessage, parseXml, type WireRecord } from '@yingwu/protocol'
import { Bot, Context, conversation, conversations, type Dialogue, memoryStore } from '../../src/index.ts'
import { createFakeClock } from './fake-clock.ts'
import { text } from './wechat.ts'

export const MINUTE = 60_000
export type Push = WireRecord & { MsgType: string }

export function contextOf(push: Push): Context {
  return new Context(decodeMessage(parseXml(encodeMessage(push))))
}

/** What the bot says to a message, as text. */
export async function say(bot: Bot, push: Push): Promise<string | undefined> {
  const ctx = contextOf(push)
  await bot.handle(ctx)
  const { replied } = ctx
  return replied === undefined || 'Content' in replied ? replied?.Content : replied.MsgType
}

export function setUp() {
  const clock = createFakeClock()
  const store = memoryStore({ clock })
  const forgotten: string[] = []
  let byte = 0
  const random = (count: number) => Uint8Array.from({ length: count }, () => (byte += 1) % 256)
  /** A new process: nothing is left but the store. */
  function start<Name extends string>(...dialogues: Dialogue<Name>[]) {
    const plugin = conversations({
      store,
      clock,
      random,
      dialogues,
      onForgotten: ({ text }) => void forgotten.push(text),
    })
    const bot = new Bot()
      .use(plugin)
      .hears(/^进入 (\w+)$/, async (ctx) => {
        const found = dialogues.find(({ name }) => name === ctx.match[1])
        if (found !== undefined) await ctx.enter(found.name)
      })
      .on('event:CLICK', 'LEAVE', (ctx) => ctx.leave())
      .on('event:CLICK', (ctx) => `按了 ${ctx.message.EventKey}`)
      .on('message', () => '平常')
    return { bot, says: (Content: string, fields: WireRecord = {}) => say(bot, text(Content, fields)) }
  }
  return { clock, store, forgotten, start }
}

export const order = conversation('order', async (c) => {
  const name = await c.ask('怎么称呼？')
  const size = await c.choose(`${name}，要多大的？`, ['大杯', '小杯'])
  c.say('正在下单')
  return `${name}的${size}好了`
})
