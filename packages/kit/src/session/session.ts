/** 会话: what a bot remembers of a follower between messages, as one JSON value in a store. */
import type { Context } from '../bot/context.ts'
import { HandlerError } from '../bot/handler-error.ts'
import type { Middleware } from '../bot/middleware.ts'
import type { Plugin } from '../bot/plugin.ts'
import { type Clock, systemClock } from '../clock.ts'
import { type Random, systemRandom } from '../random.ts'
import type { Store } from '../stores/store.ts'
import { createTurns, type Turn } from '../stores/turns.ts'
import { followerKey } from './follower-key.ts'
import { type Json, toJsonText } from './json-value.ts'

/** What {@link session} adds to the context. */
export interface Sessions<S> {
  /**
   * Read on first use, the same object for the rest of this message: change it, and it is stored after the handler.
   * Assign to replace it; `null` or `undefined` deletes it, and a later read gives `initial()`.
   */
  get session(): Promise<S>
  set session(value: S | null | undefined)
}

export interface SessionOptions<S> {
  store: Store
  /** What a follower begins with. Not stored unless it is changed. */
  initial: () => S
  /** Milliseconds that an untouched session is kept; 30 days where left out. Reading it in the second half renews it. */
  ttlMs?: number
  /** Whose session it is. Left out: the follower's on this account. */
  key?: (ctx: Context) => string
  /**
   * Whether what an earlier version of the program stored still fits; if not, `initial()` takes its place. Left out:
   * everything of the same kind fits, such as any object where `initial()` is one.
   */
  fits?: (stored: unknown) => stored is S
  clock?: Clock
  random?: Random
}

const THIRTY_DAYS_MS = 30 * 24 * 3600_000

/**
 * Adds `ctx.session`. From the first use to the end of the handler the session belongs to one message: others of the
 * same follower wait, in this process and in others of the same store, so that none undoes what another wrote. When
 * the handler throws, nothing is stored.
 *
 * ```ts
 * const bot = new Bot().use(session({ store, initial: () => ({ count: 0 }) }))
 * bot.on('message:text', async (ctx) => {
 *   const seen = await ctx.session
 *   return `第 ${(seen.count += 1)} 条`
 * })
 * ```
 */
export function session<S extends Json<S>>(options: SessionOptions<S>): Plugin<Sessions<S>> {
  const { store, initial, ttlMs = THIRTY_DAYS_MS, key = followerKey } = options
  const { clock = systemClock, random = systemRandom } = options
  const fits = options.fits ?? sameKindAs(initial)
  const turns = createTurns(store, { clock, random })

  function open(ctx: Context) {
    const follower = key(ctx)
    const entryKey = `session:${follower}`
    let turn: Turn | undefined
    let state: { stored: string | undefined; before: string; isStale: boolean } | undefined
    let value: Promise<S> | undefined
    let isDeleted = false
    let isClosed = false

    async function load(): Promise<S> {
      turn = await turns.take(ctx, follower)
      const entry = await store.get(entryKey)
      const found: unknown = entry && JSON.parse(entry.value)
      const session = entry !== undefined && fits(found) ? found : initial()
      state = {
        stored: entry?.value,
        before: toJsonText(session, 'ctx.session'),
        isStale: entry !== undefined && entry.ttlMs < ttlMs / 2,
      }
      return session
    }

    /** Reads what a write has to replace, also where the handler only assigned. */
    let loading: Promise<S> | undefined
    const loaded = () => (loading ??= load())

    return {
      get(): Promise<S> {
        if (isClosed) return Promise.reject(endedAlready())
        value ??= loaded()
        return value
      },
      set(next: S | null | undefined): void {
        if (isClosed) throw endedAlready()
        isDeleted = next === null || next === undefined
        value = next === null || next === undefined ? loaded().then(() => initial()) : Promise.resolve(next)
        // Whoever reads it, or the write at the end, hears of a failure.
        value.catch(() => {})
      },
      async save(): Promise<void> {
        if (value === undefined) return
        await loaded()
        const text = toJsonText(await value, 'ctx.session')
        if (state === undefined) return
        const { stored, before, isStale } = state
        const condition = stored === undefined ? ('absent' as const) : { value: stored }
        const isUnused = isDeleted && text === toJsonText(initial(), 'ctx.session')
        if (isUnused) {
          if (stored !== undefined && !(await store.delete(entryKey, { if: { value: stored } })))
            throw lostTurn()
          return
        }
        if (text === before && !isStale && !isDeleted) return
        if (!(await store.put(entryKey, text, { ttlMs, if: condition }))) throw lostTurn()
      },
      async close(): Promise<void> {
        isClosed = true
        await loading?.catch(() => {})
        await turn?.release()
      },
    }
  }

  const middleware: Middleware = async function keepSession(ctx, next) {
    const session = open(ctx)
    Object.defineProperty(ctx, 'session', {
      get: () => session.get(),
      set(next: S | null | undefined) {
        session.set(next)
      },
    })
    try {
      await next()
      await session.save()
    } finally {
      await session.close()
    }
  }
  return Object.assign(middleware, {
    isOn: (ctx: Context): ctx is Context & Sessions<S> => 'session' in ctx,
  })
}

function sameKindAs<S>(initial: () => S): (stored: unknown) => stored is S {
  const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value)
  return (stored): stored is S => kindOf(stored) === kindOf(initial())
}

function lostTurn(): HandlerError {
  return new HandlerError({
    zh: 'ctx.session：处理期间本进程停顿过久，另一个进程已改写这个会话，这次的改动没有保存',
    en: 'ctx.session: this process stood still for too long and another one has changed the session since; the changes were not stored',
  })
}

function endedAlready(): HandlerError {
  return new HandlerError({
    zh: 'ctx.session：处理函数已经结束，不能再读写。请在处理函数里 await 所有工作',
    en: 'ctx.session: the handler has ended; await everything that uses the session inside it',
  })
}
