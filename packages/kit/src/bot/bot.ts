import type { MessageOf } from '@yingwu/protocol'
import type { Context } from './context.ts'
import {
  checkFilter,
  type Filter,
  type Filtered,
  type KeyedFilter,
  type Pattern,
  toMatcher,
} from './filters.ts'
import { HandlerError } from './handler-error.ts'
import { type HandlerResult, isPromise, type Middleware, type Next, run } from './middleware.ts'
import type { Plugin } from './plugin.ts'

/** The context behind a pattern: `match` is what the regular expression found. */
export type Matched<C extends Context> = C & { match: RegExpExecArray }

/** Answers to a failed handler in its stead: by a reply, or by nothing. */
export type ErrorHandler = (error: HandlerError, ctx: Context) => HandlerResult | Promise<HandlerResult>

/**
 * What an account does with its messages. Handlers are tried in the order of registration; the first that fits gets
 * the message, and passes it on only by `next()`. Returning a value answers.
 *
 * ```ts
 * const bot = new Bot()
 * bot.on('message:text', (ctx) => ctx.message.Content)
 * bot.on('event:subscribe', () => '感谢您的关注!')
 * ```
 *
 * `Added` is what plugins added to the context of its handlers: `const bot = new Bot().use(session(…))`.
 */
export class Bot<Added extends object = object> {
  readonly #chain: Middleware[] = []
  #onError: ErrorHandler | undefined

  /** Adds a plugin, such as a session, for the handlers registered on the bot that this answers. It is the same bot. */
  use<More extends object>(plugin: Plugin<More, Context & Added>): Bot<Added & More>
  /** Runs for every message, kinds that this version does not know included. */
  use(...middleware: Middleware<Context & Added>[]): this
  use(...middleware: Middleware<Context & Added>[]): Bot {
    // What stands behind a plugin runs behind it, so that each step gets the context it was registered for.
    const chain: Middleware<Context & Added>[] = this.#chain
    chain.push(...middleware)
    return this
  }

  /** Handles one kind of message or event, or all of a group. A wrong name does not compile, and throws. */
  on<F extends Filter>(filter: F, ...handlers: Middleware<Context<Filtered<F>> & Added>[]): this
  /** Handles an event with this key: of a menu button, a scene of a QR code, the address of a link. */
  on<F extends KeyedFilter>(
    filter: F,
    key: Pattern,
    ...handlers: Middleware<Context<Filtered<F>> & Added>[]
  ): this
  on<F extends Filter>(filter: F, ...steps: (Pattern | Middleware<Context<Filtered<F>> & Added>)[]): this {
    checkFilter(filter)
    const [first] = steps
    const matchesKey = first === undefined || typeof first === 'function' ? undefined : toMatcher(first)
    const handlers = steps.filter((step) => typeof step === 'function')
    return this.use((ctx, next) => {
      if (!ctx.has(filter)) return next()
      if (matchesKey !== undefined && matchesKey(keyOf(ctx.message)) === undefined) return next()
      return run(handlers, ctx, next)
    })
  }

  /** Handles text: equal to a string, or found by a regular expression (`ctx.match`). */
  hears(pattern: Pattern, ...handlers: Middleware<Matched<Context<MessageOf<'text'>> & Added>>[]): this {
    const matcher = toMatcher(pattern)
    return this.use((ctx, next) => {
      if (!ctx.has('message:text')) return next()
      const match = matcher(ctx.message.Content)
      return match === undefined ? next() : run(handlers, Object.assign(ctx, { match }), next)
    })
  }

  /** Gets what a handler threw, wrapped in a {@link HandlerError}; what it returns is the reply. */
  catch(handler: ErrorHandler): this {
    this.#onError = handler
    return this
  }

  /**
   * Takes one message through the handlers. The reply is then in `ctx.replied`. A promise only where a handler gave one,
   * or a stream: most handlers answer at once.
   *
   * @throws HandlerError when a handler failed and no `catch` took it
   */
  handle(ctx: Context): void | Promise<void> {
    try {
      const given = run(this.#chain, ctx, finish)
      if (isPromise(given)) return this.#await(ctx, given)
      if (given !== undefined && given !== null) ctx.reply(given)
      if (ctx.isStreaming) return this.#await(ctx, undefined)
    } catch (cause) {
      return this.#fail(ctx, cause)
    }
  }

  async #await(ctx: Context, given: Promise<HandlerResult> | undefined): Promise<void> {
    try {
      const result = await given
      if (result !== undefined && result !== null) ctx.reply(result)
      await ctx.streamed()
    } catch (cause) {
      await this.#fail(ctx, cause)
    }
  }

  async #fail(ctx: Context, cause: unknown): Promise<void> {
    const error = toHandlerError(cause, ctx.kind)
    // What else is being said comes first; the first failure is the one that counts.
    await ctx.streamed()?.catch(() => {})
    if (this.#onError === undefined) throw error
    const result = await this.#onError(error, ctx)
    if (result !== undefined && result !== null && ctx.replied === undefined) ctx.reply(result)
    await ctx.streamed()
  }
}

function keyOf(message: object): string {
  return 'EventKey' in message && typeof message.EventKey === 'string' ? message.EventKey : ''
}

const finish: Next = async () => {}

function toHandlerError(cause: unknown, kind: string): HandlerError {
  if (cause instanceof HandlerError) return cause
  const what = cause instanceof Error ? cause.message : String(cause)
  return new HandlerError(
    { zh: `处理 ${kind} 时出错：${what}`, en: `A handler of ${kind} failed: ${what}` },
    { cause },
  )
}
