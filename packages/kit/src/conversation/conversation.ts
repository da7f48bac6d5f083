/** 多轮对话: a dialogue written as one function, from the first question to the last answer. */
import type { Context } from '../bot/context.ts'
import type { ReplyContent } from '../bot/reply.ts'
import type { Json } from '../session/json-value.ts'

/**
 * What the function of a conversation works with. It is run from the top for each message of the follower, and what was
 * answered before is given again, so that it survives a restart. Everything else that may differ from one time to the
 * next has to come from here: side effects and lookups from `run`, time from `now`, chance from `random`.
 */
export interface Conversation<C extends Context = Context> {
  /** Asks for a text, and waits for it. Anything else is refused, and asked again. */
  ask(question: string): Promise<string>
  /** Asks until `accept` gives something other than undefined for a message. */
  ask<T extends Json<T>>(question: string, options: AskOptions<T, C>): Promise<T>
  /** Asks for one of several texts: by a tap, by its number, or by typing it. The links work in every account's texts. */
  choose<const T extends string>(question: string, choices: readonly T[]): Promise<T>
  /** Says something without waiting. Texts up to the next question go together. */
  say(content: ReplyContent): void
  /**
   * Does something once, and keeps what it gave or the message of what it threw: a lookup, an order, a change of the
   * session. If the process dies in the midst of it, it is done again.
   */
  run<T extends Json<T> | void>(act: (ctx: C) => T | Promise<T>): Promise<T>
  /** Milliseconds since 1970, the same each time. */
  now(): number
  /** From 0 to 1, the same each time. */
  random(): number
}

/** What a conversation returns: its last reply, or nothing. */
export type LastWords = ReplyContent | undefined | null | void

export interface AskOptions<T, C extends Context> {
  /** The answer that a message holds, as JSON; undefined if it holds none. */
  accept: (ctx: C) => T | undefined | Promise<T | undefined>
  /** What is said before the question is asked again. */
  otherwise?: string
}

export interface ConversationOptions {
  /**
   * Change it with the questions: followers in the midst of another version leave the conversation, and the log says so.
   * Changes that show, such as another question where one was answered, are noticed without it.
   */
  version?: string
  /** Milliseconds that an answer may take; 30 minutes where left out. After that the conversation is over, silently. */
  ttlMs?: number
}

/** A conversation with its name. Made by {@link conversation}, and put to work by `conversations`. */
export interface Dialogue<Name extends string = string, C extends Context = Context> {
  readonly name: Name
  readonly version: string
  readonly ttlMs: number
  readonly talk: (c: Conversation<C>) => Promise<LastWords>
}

const THIRTY_MINUTES_MS = 30 * 60_000

/**
 * ```ts
 * const order = conversation('order', async (c) => {
 *   const name = await c.ask('怎么称呼？')
 *   const size = await c.choose(`${name}，要多大的？`, ['大杯', '中杯'])
 *   const id = await c.run(() => placeOrder(name, size))
 *   return `已下单：${id}`
 * })
 * ```
 *
 * What it returns is its last reply. What it throws ends it, and goes to `bot.catch`.
 */
export function conversation<const Name extends string, C extends Context = Context>(
  name: Name,
  talk: (c: Conversation<C>) => Promise<LastWords>,
  { version = '', ttlMs = THIRTY_MINUTES_MS }: ConversationOptions = {},
): Dialogue<Name, C> {
  return { name, version, ttlMs, talk }
}
