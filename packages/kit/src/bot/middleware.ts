import type { Context } from './context.ts'
import type { Receipt } from '../delivery/receipt.ts'
import type { ReplyContent, TextStream } from './reply.ts'

/**
 * What a handler gives back: a reply, a text as it is written (so that a handler may be an async generator), or nothing.
 * The receipt of `ctx.reply` counts as nothing.
 */
export type HandlerResult = ReplyContent | TextStream | Receipt | undefined | null | void

/** Runs the handlers behind this one, to the end of their streams. */
export type Next = () => Promise<void>

/** A step on the way of a message. It answers by returning something, and passes on by calling `next()`. */
export type Middleware<C extends Context = Context> = (
  ctx: C,
  next: Next,
) => HandlerResult | Promise<HandlerResult>

/**
 * Runs a chain from the step at `index` on. What a step returns becomes the reply. A promise only where a step gave
 * one: most handlers answer at once, and each promise on the way costs as much as reading an element of the message.
 */
export function run<C extends Context>(
  chain: readonly Middleware<C>[],
  ctx: C,
  next: Next,
  index = 0,
): HandlerResult | Promise<HandlerResult> {
  const middleware = chain[index]
  if (middleware === undefined) return next()
  let isPassedOn = false
  return middleware(ctx, async function passOn() {
    if (isPassedOn) throw new Error('next() was called twice in one middleware')
    isPassedOn = true
    // A stream that passes on cannot wait for what comes after it.
    const isWithinStream = ctx.isStreaming
    const result = await run(chain, ctx, next, index + 1)
    if (result !== undefined && result !== null) ctx.reply(result)
    if (ctx.isStreaming && !isWithinStream) await ctx.streamed()
  })
}

export function isPromise(result: HandlerResult | Promise<HandlerResult>): result is Promise<HandlerResult> {
  return typeof result === 'object' && result !== null && 'then' in result
}
