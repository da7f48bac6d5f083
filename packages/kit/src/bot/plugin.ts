import type { Context } from './context.ts'
import type { Middleware } from './middleware.ts'

/**
 * A middleware that adds members to the context of everything registered behind it. `bot.use(plugin)` answers the bot
 * with the added type, so that a handler in front of it, or of a bot without it, cannot use what is not there.
 */
export type Plugin<Added extends object, C extends Context = Context> = Middleware<C> & {
  /** Tells whether a context has gone through it. */
  readonly isOn: (ctx: Context) => ctx is Context & Added
}
