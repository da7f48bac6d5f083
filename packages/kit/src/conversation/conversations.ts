/** Puts conversations to work: gives each follower's messages to the one they are in. */
import { runKey } from '@yingwu/protocol'
import type { Context } from '../bot/context.ts'
import { type Pattern, toMatcher } from '../bot/filters.ts'
import { HandlerError } from '../bot/handler-error.ts'
import type { Middleware } from '../bot/middleware.ts'
import type { Plugin } from '../bot/plugin.ts'
import type { ReplyContent } from '../bot/reply.ts'
import { type Clock, systemClock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import { type Random, randomHex, systemRandom } from '../random.ts'
import { followerKey } from '../session/follower-key.ts'
import type { Store } from '../stores/store.ts'
import { createTurns } from '../stores/turns.ts'
import type { Dialogue } from './conversation.ts'
import { play } from './play.ts'
import { parseProgress, type Progress } from './progress.ts'

/** What {@link conversations} adds to the context. */
export interface Conversations<Name extends string> {
  /** Begins a conversation, and says what it says up to its first question. Takes the place of one under way. */
  enter(name: Name): Promise<void>
  /** Ends the conversation under way, if there is one. */
  leave(): Promise<void>
}

export interface ConversationsOptions<Name extends string, C extends Context> {
  store: Store
  dialogues: readonly Dialogue<Name, C>[]
  /** Texts that end a conversation at any question; 取消 and 退出 where left out. */
  cancel?: Pattern
  /** What is said then. */
  cancelled?: ReplyContent
  /** Hears of a follower who left a conversation because the program changed. Left out: `console.warn`. */
  onForgotten?: (notice: ForgottenNotice) => void
  clock?: Clock
  random?: Random
}

export interface ForgottenNotice {
  openid: string
  /** Of the conversation. */
  name: string
  /** In both languages, for a log. */
  text: string
}

/** WeChat's deliveries of one message span 15 s. */
const KEEP_FOR_RETRIES_MS = 60_000
/** As much as a store should hold for one follower. */
const MOST_BYTES = 256 * 1024

/**
 * Adds `ctx.enter(name)`. While a follower is in a conversation, their messages are its answers and reach no handler
 * registered behind this; those registered before it come first. Events go on to the handlers.
 *
 * ```ts
 * const bot = new Bot().use(conversations({ store, dialogues: [order] }))
 * bot.hears('下单', (ctx) => ctx.enter('order'))
 * ```
 */
export function conversations<Name extends string, C extends Context = Context>(
  options: ConversationsOptions<Name, C>,
): Plugin<Conversations<Name>, C> {
  const { store, cancelled = '已取消。', onForgotten = warn } = options
  const { clock = systemClock, random = systemRandom } = options
  const isCancel = toMatcher(options.cancel ?? ['取消', '退出'])
  const dialogues = new Map<string, Dialogue<string, C>>(options.dialogues.map((one) => [one.name, one]))
  const turns = createTurns(store, { clock, random })
  /** Contexts whose conversation is being run. */
  const playing = new WeakSet<Context>()
  const keyOf = (ctx: C) => `conversation:${followerKey(ctx)}`

  async function proceed(
    ctx: C,
    dialogue: Dialogue<string, C>,
    progress: Progress,
    old: string | undefined,
  ): Promise<'done' | 'forgotten'> {
    const key = keyOf(ctx)
    const isAnswer = progress.state === 'asked' && progress.messageKey !== runKey(ctx.message)
    const next: Progress = { ...progress, steps: [...progress.steps] }
    let stored = old

    async function keep(state: Progress['state'], ttlMs = dialogue.ttlMs): Promise<void> {
      const text = JSON.stringify({ ...next, state })
      if (Buffer.byteLength(text) > MOST_BYTES) throw tooMuch(dialogue.name)
      const isKept = await store.put(key, text, {
        ttlMs,
        if: stored === undefined ? 'absent' : { value: stored },
      })
      if (!isKept) throw lostTurn(dialogue.name)
      stored = text
    }

    /** Ends it, unless another process has gone on with it. */
    async function drop(): Promise<void> {
      if (stored !== undefined) await store.delete(key, { if: { value: stored } })
    }

    if (isAnswer) next.messageKey = runKey(ctx.message)
    playing.add(ctx)
    try {
      const ending = await play({
        dialogue,
        ctx,
        progress: next,
        isAnswer,
        keep: () => keep('open'),
        clock,
        random,
      })
      if (ending.type === 'changed') {
        await drop()
        forget(ctx, progress, `at ${ending.at}`)
        return 'forgotten'
      }
      // A refused answer was none: its next delivery is refused as well.
      if (!ending.isAnswered) next.messageKey = progress.messageKey
      if (ending.type === 'over') await keep('over', KEEP_FOR_RETRIES_MS)
      else await keep('asked')
      for (const content of joined(ending.says)) ctx.reply(content)
      return 'done'
    } catch (error) {
      await drop()
      throw error
    } finally {
      playing.delete(ctx)
    }
  }

  function forget(ctx: Context, { name, version }: Progress, at: string): void {
    const openid = ctx.openid
    const text = `对话 ${name}（版本 ${version || '未标'}）与现在的程序不符（${at}），${openid} 已退出这个对话 / conversation ${name} (version ${version || 'none'}) does not fit the program any more (${at}); ${openid} has left it`
    onForgotten({ openid, name, text })
  }

  /** Takes an answer; false if there is no conversation that waits for one. */
  async function takeAnswer(ctx: C): Promise<boolean> {
    const key = keyOf(ctx)
    const entry = await store.get(key)
    if (entry === undefined) return false
    const progress = parseProgress(entry.value)
    if (progress === undefined) return false
    const isSameMessage = progress.messageKey === runKey(ctx.message)
    if (progress.state === 'over' && !isSameMessage) return false
    const dialogue = dialogues.get(progress.name)
    if (dialogue === undefined || dialogue.version !== progress.version) {
      await store.delete(key, { if: { value: entry.value } })
      forget(ctx, progress, dialogue === undefined ? 'no such conversation' : `version ${dialogue.version}`)
      return false
    }
    const isCancelled =
      ctx.has('message:text') && !isSameMessage && isCancel(ctx.message.Content.trim()) !== undefined
    if (isCancelled) {
      await store.delete(key, { if: { value: entry.value } })
      ctx.reply(cancelled)
      return true
    }
    return (await proceed(ctx, dialogue, progress, entry.value)) === 'done'
  }

  async function inTurn<T>(ctx: C, act: () => Promise<T>): Promise<T> {
    const turn = await turns.take(ctx, followerKey(ctx))
    try {
      return await act()
    } finally {
      await turn.release()
    }
  }

  const middleware: Middleware<C> = async function converse(ctx, next) {
    Object.assign(ctx, {
      async enter(name: Name): Promise<void> {
        if (playing.has(ctx)) throw nested(name)
        await inTurn(ctx, async () => {
          const dialogue = dialogues.get(name)
          if (dialogue === undefined) throw unknownName(name, [...dialogues.keys()])
          const old = (await store.get(keyOf(ctx)))?.value
          const { version } = dialogue
          const id = randomHex(random, 4)
          const messageKey = runKey(ctx.message)
          const progress: Progress = { id, name, version, steps: [], messageKey, state: 'open' }
          await proceed(ctx, dialogue, progress, old)
        })
      },
      async leave(): Promise<void> {
        if (playing.has(ctx)) throw nested('leave')
        await inTurn(ctx, () => store.delete(keyOf(ctx)))
      },
    })
    // Nobody who left reads the answer, and who comes back begins anew.
    if (ctx.has('event:unsubscribe')) await store.delete(keyOf(ctx))
    else if (ctx.message.MsgType !== 'event' && (await store.get(keyOf(ctx))) !== undefined) {
      if (await inTurn(ctx, () => takeAnswer(ctx))) return
    }
    await next()
  }
  return Object.assign(middleware, {
    isOn: (ctx: Context): ctx is Context & Conversations<Name> => 'enter' in ctx && 'leave' in ctx,
  })
}

/** Texts that follow one another become one: each message costs some of the allowance. */
function joined(says: readonly ReplyContent[]): ReplyContent[] {
  const all: ReplyContent[] = []
  for (const content of says) {
    const last = all.at(-1)
    if (typeof content === 'string' && typeof last === 'string') all[all.length - 1] = `${last}\n${content}`
    else all.push(content)
  }
  return all
}

function warn({ text }: ForgottenNotice): void {
  console.warn(text)
}

function unknownName(name: string, names: readonly string[]): ConfigError {
  return new ConfigError({
    zh: `ctx.enter('${name}')：没有这个对话。有：${names.join('、')}`,
    en: `ctx.enter('${name}'): there is no such conversation. There are: ${names.join(', ')}`,
  })
}

function nested(name: string): ConfigError {
  return new ConfigError({
    zh: `ctx.enter('${name}')：已经在一个对话里。请把另一个对话写成普通函数 (c) => …，直接 await 它`,
    en: `ctx.enter('${name}'): this is within a conversation. Write the other one as a function (c) => … and await that`,
  })
}

function tooMuch(name: string): ConfigError {
  return new ConfigError({
    zh: `对话 ${name} 要保存的内容超过 ${MOST_BYTES / 1024} KiB。请把大的内容存到别处，c.run 只返回它的编号`,
    en: `Conversation ${name} has more than ${MOST_BYTES / 1024} KiB to keep. Store what is large elsewhere and let c.run give its id`,
  })
}

function lostTurn(name: string): HandlerError {
  return new HandlerError({
    zh: `对话 ${name}：处理期间本进程停顿过久，另一个进程已接着处理`,
    en: `Conversation ${name}: this process stood still for too long and another one has gone on with it`,
  })
}
