/** One message in a conversation: plays it, and keeps how far the conversation came. */
import { runKey } from '@yingwu/protocol'
import type { Context } from '../bot/context.ts'
import type { ReplyContent } from '../bot/reply.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Store } from '../stores/store.ts'
import type { Dialogue } from './conversation.ts'
import { play } from './play.ts'
import type { Progress } from './progress.ts'
import { lostTurn, tooMuch } from './refusals.ts'

export interface Step<C extends Context> {
  ctx: C
  dialogue: Dialogue<string, C>
  progress: Progress
  /** Where it is kept, and what is there now. */
  key: string
  old: string | undefined
}

export interface Surroundings {
  store: Store
  clock: Clock
  random: Random
}

/** WeChat's deliveries of one message span 15 s. */
const KEEP_FOR_RETRIES_MS = 60_000
/** As much as a store should hold for one follower. */
const MOST_BYTES = 256 * 1024

/** Says what the conversation says; or tells at which place the program does not fit it any more, and ends it. */
export async function advance<C extends Context>(
  { ctx, dialogue, progress, key, old }: Step<C>,
  { store, clock, random }: Surroundings,
): Promise<{ changedAt: string | undefined }> {
  const isAnswer = progress.state === 'asked' && progress.messageKey !== runKey(ctx.message)
  const next: Progress = { ...progress, steps: [...progress.steps] }
  let stored = old

  async function keep(state: Progress['state'], ttlMs = dialogue.ttlMs): Promise<void> {
    const text = JSON.stringify({ ...next, state })
    if (Buffer.byteLength(text) > MOST_BYTES) throw tooMuch(dialogue.name, MOST_BYTES)
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
      return { changedAt: ending.at }
    }
    // A refused answer was none: its next delivery is refused as well.
    if (!ending.isAnswered) next.messageKey = progress.messageKey
    if (ending.type === 'over') await keep('over', KEEP_FOR_RETRIES_MS)
    else await keep('asked')
    for (const content of joined(ending.says)) ctx.reply(content)
    return { changedAt: undefined }
  } catch (error) {
    await drop()
    throw error
  }
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
