/**
 * One attempt of a push: composed, sent, judged and written into the log.
 *
 * Every attempt carries the same body (MsgId and CreateTime included) and the timestamp of the first; the nonce, and
 * with it the signature and the encrypted text, is new each time. The timestamp is that of the base clock: it equals
 * CreateTime while the world runs with real time, and stays fresh for the receiver when the world has been moved.
 */
import type { DataFormat } from '@yingwu/protocol'
import type { Attempt, CallbackConfig, Outcome, Push } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { compose, type PushFields, toPlainBody } from './compose.ts'
import { type DeliveryOptions, deliver } from './deliver.ts'
import { createDisorder } from './disorder.ts'
import type { Halt } from './halt.ts'
import { type Judgement, judge } from './judge.ts'
import { toAttempt, toLogged } from './logged.ts'
import { toMediaPath } from './media-path.ts'
import type { Transport } from './transport.ts'

/** A push under way. */
export interface PushRun {
  push: Push
  account: AccountRecord
  fields: PushFields
  /** Of `push.plainBody`. */
  format: DataFormat
  /** Unix seconds of the first attempt. */
  timestamp: number
  /** As many attempts, if none is answered. */
  of: number
  halt: Halt
}

/** undefined when nothing is to be judged: the callback is gone, or everything was dropped. */
export type Attempting = (run: PushRun, n: number) => Promise<Judgement | undefined>

/** `track` is told of what nobody waits for. */
export function createAttempting(
  world: World,
  transport: Transport,
  track: (work: Promise<unknown>) => void,
): Attempting {
  const disorder = createDisorder(world.base)

  function composeNow({ push, account, fields, format, timestamp }: PushRun, callback: CallbackConfig) {
    const plain = callback.format === format ? push.plainBody : toPlainBody(fields, callback)
    const stamp = { timestamp, nonce: world.random.digits(10), random: Buffer.from(world.random.hex(16)) }
    return compose(plain, fields, account.appid, callback, stamp)
  }

  return async function attempt(run, n) {
    const { push, account, fields, of, halt } = run
    const { appid } = account
    // Read anew each time: a changed configuration applies to the next request.
    const { callback } = account
    if (!callback?.enabled) return undefined
    const composed = composeNow(run, callback)
    const entry = toAttempt(composed, { n, of, startedAt: world.clock.now() })
    push.attempts.push(entry)
    world.pushes.touch(push)

    const fault = world.faults.strike('push', push.kind)
    if (fault?.type === 'reorder') await disorder.hold(appid)
    if (halt.isOver) return undefined
    const began = world.base.now()
    const timeoutMs = account.switches.pushTimeoutMs
    const options: DeliveryOptions = { clock: world.base, transport, timeoutMs, fault, halt }
    const delivering = deliver(composed.request, options)
    // Nobody waits for what the second one is answered.
    if (fault?.type === 'duplicate') track(deliver(composeNow(run, callback).request, options))
    if (fault?.type !== 'reorder') disorder.passed(appid)
    const delivery = await delivering
    if (halt.isOver) return undefined

    const judgement = judge(delivery, {
      appid,
      callback,
      timeoutMs,
      ToUserName: fields.ToUserName,
      FromUserName: fields.FromUserName,
      isEvent: fields.MsgType === 'event',
      media: (id) => world.media.find(appid, id),
      mediaUrl: toMediaPath,
    })
    ignoreUnanswerable(fields, judgement)
    const ms = world.base.now() - began
    note(entry, judgement, ms)
    if (delivery.type === 'answered')
      entry.response = toLogged(delivery.response, judgement.verdict === 'invalid')
    world.health.attempt(appid, { n, verdict: judgement.verdict, ms })
    const failed = outcomeOf(judgement) === 'failed'
    world.statistics.record({ type: 'interface', appid, failed, ms })
    world.pushes.touch(push)
    return judgement
  }
}

export function outcomeOf({ verdict }: Judgement): Outcome {
  return verdict === 'replied' || verdict === 'silent' ? verdict : 'failed'
}

function note(entry: Attempt, judgement: Judgement, ms: number) {
  const { verdict, explanation, plainReply, checks, replySignature } = judgement
  entry.durationMs = ms
  entry.verdict = verdict
  entry.explanation = explanation
  entry.plainReply = plainReply
  entry.checks = checks
  if (!replySignature) return
  entry.signature.replyExpected = replySignature.expected
  entry.signature.replyGot = replySignature.got
}

/** Events that a passive reply may answer; the answer to any other is ignored. */
const ANSWERED_EVENTS = new Set([
  'subscribe',
  'SCAN',
  'LOCATION',
  'CLICK',
  'scancode_push',
  'scancode_waitmsg',
  'debug_demo',
])

function ignoreUnanswerable({ MsgType, Event = '' }: PushFields, judgement: Judgement) {
  if (judgement.verdict !== 'replied' || MsgType !== 'event' || ANSWERED_EVENTS.has(Event)) return
  judgement.content = null
  judgement.verdict = 'silent'
  judgement.checks.push({
    field: 'Event',
    value: Event,
    state: 'warn',
    text: { zh: '此事件不接受回复，已忽略', en: 'This event takes no reply; it was ignored' },
  })
}
