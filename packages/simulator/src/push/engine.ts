/**
 * 消息与事件推送: delivers a push, repeats it where WeChat would, and puts the outcome on the phone. Pushes are not put in
 * line: a second message goes out while the first one waits, as in life.
 */
import type { PhoneMessage, Push } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { createAttempting, outcomeOf, type PushRun } from './attempt.ts'
import { type PushFields, toPlainBody } from './compose.ts'
import { createHalt } from './halt.ts'
import type { Judgement } from './judge.ts'
import { land, type Sender, showNotice } from './land.ts'
import { noteEnd, whyNotSent } from './mark-fail.ts'
import type { Transport } from './transport.ts'

export interface RunningPush {
  push: Push
  /** What it put on the phone, once the last attempt has ended. */
  done: Promise<PhoneMessage | null>
}

export interface PushEngine {
  /** null when the account has no callback or has switched it off. */
  push(account: AccountRecord, fan: Sender, fields: PushFields, about: About): RunningPush | null
  /** Resolves once no push is under way. */
  idle(): Promise<void>
  /** Drops everything under way without a trace on the phones. */
  abort(): void
}

export interface About {
  /** One line for the log. */
  summary: string
  /** The person's own bubble. */
  messageId: number | null
  replayOf?: number
}

export function createPushEngine(world: World, transport: Transport): PushEngine {
  const running = new Set<Promise<unknown>>()
  const attempt = createAttempting(world, transport, track)
  let halt = createHalt()

  function track(work: Promise<unknown>): void {
    const forget = () => void running.delete(tracked)
    const tracked = work.then(forget, forget)
    running.add(tracked)
  }

  async function run(pushing: PushRun, fan: Sender): Promise<PhoneMessage | null> {
    const { push, account, fields } = pushing
    const began = world.base.now()
    let judgement: Judgement | undefined
    for (let n = 1; n <= pushing.of; n++) {
      const judged = await attempt(pushing, n)
      if (pushing.halt.isOver) return null
      judgement = judged ?? judgement
      if (!judged?.retry) break
    }
    const landing = { world, push, account, fan, fields }
    const message = judgement ? land(landing, judgement) : push.notSent ? showNotice(landing) : null
    push.outcome = judgement ? outcomeOf(judgement) : 'failed'
    push.resultMessageId = message?.id ?? null
    push.durationMs = world.base.now() - began
    world.pushes.touch(push)
    if (judgement) noteEnd(world, account, push.outcome === 'failed')
    return message
  }

  return {
    push(account, fan, fields, { summary, messageId, replayOf }) {
      const { callback } = account
      if (!callback?.enabled) return null
      const notSent = whyNotSent(world, account)
      world.health.push(account.appid, notSent === undefined)
      const push = world.pushes.add({
        appid: account.appid,
        openid: fan.openid,
        nickname: fan.nickname,
        at: world.clock.now(),
        kind: fields.MsgType === 'event' ? `event:${fields.Event ?? ''}` : fields.MsgType,
        summary,
        MsgId: typeof fields['MsgId'] === 'string' ? fields['MsgId'] : null,
        fields,
        plainBody: toPlainBody(fields, callback),
        attempts: [],
        outcome: null,
        messageId,
        resultMessageId: null,
        durationMs: null,
        ...(replayOf !== undefined && { replayOf }),
        ...(notSent && { notSent }),
        afterMessage: world.messages.lastId(),
      })
      const done = run(
        {
          push,
          account,
          fields,
          format: callback.format,
          timestamp: Math.floor(world.base.now() / 1000),
          of: notSent ? 0 : account.switches.pushAttempts,
          halt,
        },
        fan,
      )
      track(done)
      return { push, done }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
    abort() {
      halt.end()
      halt = createHalt()
    },
  }
}
