/** Runs the function of a conversation over what happened before, and on to the next question. */
import { createHash } from 'node:crypto'
import type { Context } from '../bot/context.ts'
import type { ReplyContent } from '../bot/reply.ts'
import type { Clock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import type { Random } from '../random.ts'
import { isResultOf, toJsonText } from '../session/json-value.ts'
import { toMenuLink } from '../text/menu-link.ts'
import type { AskOptions, Conversation, Dialogue, LastWords } from './conversation.ts'
import type { Progress, Step } from './progress.ts'
import { isStale, toQuestionId } from './question-id.ts'

/** How it ended: waiting for an answer, at its end, or at a place that does not fit what happened before. */
export type Ending =
  | { type: 'asked' | 'over'; says: ReplyContent[]; isAnswered: boolean }
  | { type: 'changed'; at: string }

export interface Play<C extends Context> {
  dialogue: Dialogue<string, C>
  ctx: C
  /** Steps are added to it. */
  progress: Progress
  /** Whether the message is the answer that is waited for. */
  isAnswer: boolean
  /** Keeps what was done before the function goes on. */
  keep: () => Promise<void>
  clock: Clock
  random: Random
}

/** More is a loop that never asks. */
const MOST_STEPS = 1000

export async function play<C extends Context>(options: Play<C>): Promise<Ending> {
  const { dialogue, ctx, progress, keep, clock, random } = options
  const { steps } = progress
  const says: ReplyContent[] = []
  let place = 0
  let answersToCome = steps.filter(({ type }) => type === 'answer').length
  /** The message as long as nobody has asked for it. */
  let hasMessage = options.isAnswer
  let isAnswered = false
  let isBusy = false
  const { resolve, reject, promise: halted } = Promise.withResolvers<Ending>()

  /** The function stays where it is: what waits for this is forgotten together with it. */
  function halt(ending: Ending): Promise<never> {
    resolve(ending)
    return new Promise<never>(() => {})
  }

  function say(content: ReplyContent): void {
    if (answersToCome === 0 && !hasMessage) says.push(content)
  }

  /** The step that was taken here before; undefined at the end of what happened. */
  async function past(types: readonly Step['type'][], mark: string): Promise<Step | undefined> {
    const step = steps[place]
    if (step === undefined) {
      if (place >= MOST_STEPS) throw tooLong(dialogue.name)
      return undefined
    }
    if (!types.includes(step.type) || step.mark !== mark)
      return await halt({ type: 'changed', at: step.mark })
    place += 1
    return step
  }

  function add(step: Step): void {
    steps.push(step)
    place += 1
  }

  /** Said at once and to the bot, whatever the function makes of its own failure. */
  function refuseTwo(): void {
    if (!isBusy) return
    const error = notAlone(dialogue.name)
    reject(error)
    throw error
  }

  /** One thing after the other: the order is what makes the places. */
  async function alone<T>(act: () => Promise<T>): Promise<T> {
    refuseTwo()
    isBusy = true
    try {
      return await act()
    } finally {
      isBusy = false
    }
  }

  /** Asks, or takes what was answered. `accept` gets the message with the id of this question's links. */
  async function answer<T>(question: string, ask: Question<T, C>): Promise<T> {
    const mark = `ask ${fingerprint(question)}`
    const before = await past(['answer'], mark)
    if (before !== undefined) {
      answersToCome -= 1
      return ask.isAnswer(before.value) ? before.value : await halt({ type: 'changed', at: mark })
    }
    const id = toQuestionId(progress.id, place)
    if (!hasMessage) {
      say(ask.shown(id))
      return await halt({ type: 'asked', says, isAnswered })
    }
    const tapped = ctx.has('message:text') ? ctx.message.bizmsgmenuid : undefined
    const value = isStale(tapped, id) ? undefined : await ask.accept(ctx)
    hasMessage = false
    if (value === undefined) {
      say(isStale(tapped, id) ? '这个选项已经过去了。' : ask.otherwise)
      say(ask.shown(id))
      return await halt({ type: 'asked', says, isAnswered })
    }
    isAnswered = true
    const text = toJsonText(value, `${dialogue.name}: c.ask('${question}')`)
    const kept: unknown = JSON.parse(text)
    add({ type: 'answer', mark, value: kept })
    return ask.isAnswer(kept) ? kept : value
  }

  function ask(question: string): Promise<string>
  function ask<T>(question: string, options: AskOptions<T, C>): Promise<T>
  function ask<T>(question: string, options?: AskOptions<T, C>): Promise<T | string> {
    const shown = () => question
    if (options === undefined) {
      return alone(() =>
        answer(question, { shown, accept: textOf, isAnswer: isText, otherwise: '请用文字回答。' }),
      )
    }
    const { accept, otherwise = '这个回答不行，请再答一次。' } = options
    return alone(() =>
      answer<T>(question, {
        shown,
        accept,
        isAnswer: (value): value is T => isResultOf(accept, value),
        otherwise,
      }),
    )
  }

  function choose<const T extends string>(question: string, choices: readonly T[]): Promise<T> {
    const find = (text: string | undefined) =>
      choices.find((choice, index) => text === choice || text === String(index + 1))
    return alone(() =>
      answer(question, {
        shown: (id) => [question, ...choices.map((choice) => toMenuLink(choice, id))].join('\n'),
        accept: (ctx) => find(textOf(ctx)),
        isAnswer: (value): value is T => choices.some((choice) => choice === value),
        otherwise: '请点选下面的一项。',
      }),
    )
  }

  function run<T>(act: (ctx: C) => T | Promise<T>): Promise<T> {
    return alone(async () => {
      const before = await past(['run', 'failed'], 'run')
      if (before?.type === 'failed') throw new Error(String(before.value))
      if (before !== undefined) return isResultOf(act, before.value) ? before.value : await act(ctx)
      // What was never asked cannot have been answered: everything up to the question is known.
      if (hasMessage) return await halt({ type: 'changed', at: 'run' })
      let value: T
      try {
        value = await act(ctx)
      } catch (error) {
        add({ type: 'failed', mark: 'run', value: error instanceof Error ? error.message : String(error) })
        await keep()
        throw error
      }
      if (value === undefined) add({ type: 'run', mark: 'run' })
      else {
        const text = toJsonText(value, `${dialogue.name}: c.run()`)
        add({ type: 'run', mark: 'run', value: JSON.parse(text) })
      }
      await keep()
      return value
    })
  }

  /** A number that is made once. */
  function once(type: 'now' | 'random', make: () => number): number {
    refuseTwo()
    const step = steps[place]
    if (step === undefined) add({ type, mark: type, value: make() })
    else place += 1
    const value = steps[place - 1]?.value
    if (typeof value === 'number') return value
    resolve({ type: 'changed', at: type })
    return make()
  }

  const c: Conversation<C> = {
    ask,
    choose,
    say,
    run,
    now: () => once('now', () => clock.now()),
    random: () => once('random', () => Buffer.from(random(4)).readUInt32BE() / 2 ** 32),
  }
  const finished = (result: LastWords): Ending => {
    // The function ended without asking for what was answered.
    if (hasMessage) return { type: 'changed', at: 'end' }
    if (result !== undefined && result !== null) say(result)
    return { type: 'over', says, isAnswered }
  }
  return Promise.race([halted, dialogue.talk(c).then(finished)])
}

interface Question<T, C extends Context> {
  shown: (id: string) => string
  accept: (ctx: C) => T | undefined | Promise<T | undefined>
  isAnswer: (value: unknown) => value is T
  otherwise: string
}

function textOf(ctx: Context): string | undefined {
  const text = ctx.has('message:text') ? ctx.message.Content.trim() : ''
  return text === '' ? undefined : text
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** Tells questions apart without keeping them. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 8)
}

function notAlone(name: string): ConfigError {
  return new ConfigError({
    zh: `对话 ${name}：c.ask、c.choose、c.run 等要一个接一个地 await，不能同时进行，也不能放在 c.run 里面`,
    en: `Conversation ${name}: await c.ask, c.choose, c.run and the like one after the other, never at once, and never inside c.run`,
  })
}

function tooLong(name: string): ConfigError {
  return new ConfigError({
    zh: `对话 ${name} 已有 ${MOST_STEPS} 步，多半是不会结束的循环。请把它拆成几个对话，或在一个 c.run 里做完`,
    en: `Conversation ${name} has taken ${MOST_STEPS} steps, probably in a loop without end. Split it, or do the work in one c.run`,
  })
}
