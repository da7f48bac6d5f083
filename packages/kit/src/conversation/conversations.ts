/** Puts conversations to work: gives each follower's messages to the one they are in. */
import { runKey } from '@yingwu/protocol'
import type { Context } from '../bot/context.ts'
import { type Pattern, toMatcher } from '../bot/filters.ts'
import type { Middleware } from '../bot/middleware.ts'
import type { Plugin } from '../bot/plugin.ts'
import type { ReplyContent } from '../bot/reply.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Random, randomHex, systemRandom } from '../random.ts'
import { followerKey } from '../session/follower-key.ts'
import type { Store } from '../stores/store.ts'
import { createTurns } from '../stores/turns.ts'
import { advance } from './advance.ts'
import type { Dialogue } from './conversation.ts'
import { parseProgress, type Progress } from './progress.ts'
import { nested, unknownName } from './refusals.ts'

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

  /** False: the program does not fit the conversation any more, and the message is somebody else's. */
  async function proceed(
    ctx: C,
    dialogue: Dialogue<string, C>,
    progress: Progress,
    old: string | undefined,
  ): Promise<boolean> {
    playing.add(ctx)
    try {
      const step = { ctx, dialogue, progress, key: keyOf(ctx), old }
      const { changedAt } = await advance(step, { store, clock, random })
      if (changedAt !== undefined) forget(ctx, progress, `at ${changedAt}`)
      return changedAt === undefined
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
    return await proceed(ctx, dialogue, progress, entry.value)
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

function warn({ text }: ForgottenNotice): void {
  console.warn(text)
}
