/** An assistant on a WeChat account: any model, streamed, with a memory for each follower. */
import { Bot, type Clock, type Context, reply, session, type Sessions, type Store, systemClock } from 'yingwu'
import type { ChatMessage, Model, Part } from './model.ts'
import type { Moderation } from './moderation.ts'

export interface AiBotOptions {
  model: Model
  moderation: Moderation
  /** Where memories are kept. */
  store: Store
  /** What the model is told about its part. */
  instruction?: string
  clock?: Clock
}

interface Memory {
  messages: ChatMessage[]
  /** 转人工: people answer, and the model is silent. */
  isWithAgent?: boolean
}

/** Questions and answers that the model is reminded of. */
const REMEMBERED = 20
const WEEK_MS = 7 * 24 * 3600_000
const INSTRUCTION = '你是公众号里的助手。回答简短，用对方的语言，少用 Markdown。'

export function createAiBot(options: AiBotOptions) {
  const { model, moderation, store, instruction = INSTRUCTION, clock = systemClock } = options
  const memory = session<Memory>({ store, clock, ttlMs: WEEK_MS, initial: () => ({ messages: [] }) })

  async function converse(ctx: Context & Sessions<Memory>, content: string | Part[]): Promise<void> {
    const refusal = await moderation.before(wordsOf(content))
    if (refusal !== undefined) return void ctx.reply(refusal)
    const remembered = await ctx.session
    const question: ChatMessage = { role: 'user', content }
    const messages = [...remembered.messages, question].slice(-REMEMBERED)
    const answer = model.answer([{ role: 'system', content: instruction }, ...messages], ctx.signal)
    const { said } = ctx.reply(answer, { before: (text) => moderation.after(text) })
    remembered.messages = [...messages, { role: 'assistant', content: await said }]
  }

  const bot = new Bot().use(memory)
  bot.hears(['转人工', '人工客服'], async (ctx) => {
    ctx.session = { ...(await ctx.session), isWithAgent: true }
    return reply.transferToAgent()
  })
  bot.hears('结束人工', async (ctx) => {
    ctx.session = { ...(await ctx.session), isWithAgent: false }
    return '好的，还是我来。'
  })
  bot.on('event:kf_close_session', async (ctx) => {
    ctx.session = { ...(await ctx.session), isWithAgent: false }
  })
  // As long as no agent has taken them, messages still come here.
  bot.on('message', async (ctx, next) => {
    return (await ctx.session).isWithAgent === true ? reply.transferToAgent() : await next()
  })
  bot.hears(['重新开始', '忘掉吧'], (ctx) => {
    ctx.session = null
    return '好的，我们从头开始。'
  })
  bot.on('message:text', (ctx) => converse(ctx, ctx.message.Content))
  bot.on('message:voice', (ctx) => {
    const { Recognition = '' } = ctx.message
    return Recognition === '' ? '没有听清，请打字告诉我。' : converse(ctx, Recognition)
  })
  bot.on('message:image', (ctx) =>
    converse(ctx, [
      { type: 'text', text: '看看这张图片。' },
      { type: 'image_url', image_url: { url: ctx.message.PicUrl } },
    ]),
  )
  bot.on('message', () => '我能看文字、语音和图片。')
  bot.on(
    'event:subscribe',
    () => '你好！有什么想问的，直接说。说“转人工”找客服，“结束人工”找回我；说“重新开始”，我就忘掉从前。',
  )
  return bot
}

function wordsOf(content: string | Part[]): string {
  if (typeof content === 'string') return content
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}
