/**
 * 消息与事件推送: delivers a push, judges the answer, repeats it where WeChat would, and puts the outcome on the phone.
 *
 * Every attempt carries the same body (MsgId and CreateTime included) and the timestamp of the first; the nonce, and
 * with it the signature and the encrypted text, is new each time. The timestamp is that of the base clock: it equals
 * CreateTime while the world runs with real time, and stays fresh for the receiver when the world has been moved.
 * Pushes are not put in line: a second message goes out while the first one waits, as in life.
 */
import type { Attempt, Outcome, PhoneMessage, Push } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { compose, type PushFields, toPlainBody } from './compose.ts'
import { deliver } from './deliver.ts'
import { createDisorder } from './disorder.ts'
import { SAYINGS } from './explain.ts'
import { type Judgement, judge, toLogged } from './judge.ts'
import { noteEnd, whyNotSent } from './mark-fail.ts'
import type { Transport } from './transport.ts'

export interface RunningPush {
  push: Push
  /** What it put on the phone, once the last attempt has ended. */
  done: Promise<PhoneMessage | null>
}

/** In whose name a push is sent: a person, or a system account. */
export type Sender = Pick<FanRecord, 'openid' | 'nickname' | 'subscribed' | 'talkedAt'>

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
/** Events whose failure the person gets to see, besides all messages. */
const NOTICED_EVENTS = new Set(['subscribe', 'SCAN', 'CLICK', 'scancode_push', 'scancode_waitmsg'])

const NOTICES = {
  client: '该公众号提供的服务出现故障，请稍后再试',
  manual: '该公众号暂时无法提供服务，请稍后再试',
} as const

export function createPushEngine(world: World, transport: Transport): PushEngine {
  const running = new Set<Promise<unknown>>()
  const disorder = createDisorder(world.base)
  let generation = new AbortController()

  function track(work: Promise<unknown>): void {
    const tracked = work.catch(() => null).finally(() => running.delete(tracked))
    running.add(tracked)
  }

  async function run(
    push: Push,
    account: AccountRecord,
    fan: Sender,
    fields: PushFields,
    signal: AbortSignal,
  ) {
    const began = world.base.now()
    const timestamp = Math.floor(began / 1000)
    const attempts = push.notSent ? 0 : account.switches.pushAttempts
    let judgement: Judgement | undefined
    for (let n = 1; n <= attempts; n++) {
      const judged = await attempt(push, account, fields, { n, of: attempts, timestamp, signal })
      if (signal.aborted) return null
      judgement = judged ?? judgement
      if (!judged?.retry) break
    }
    const message = judgement
      ? land(push, account, fan, fields, judgement)
      : push.notSent
        ? showNotice(push, account, fan, fields)
        : null
    push.outcome = judgement ? OUTCOMES[judgement.verdict] : 'failed'
    push.resultMessageId = message?.id ?? null
    push.durationMs = world.base.now() - began
    world.pushes.touch(push)
    if (judgement) noteEnd(world, account, push.outcome === 'failed')
    return message
  }

  async function attempt(
    push: Push,
    account: AccountRecord,
    fields: PushFields,
    { n, of, timestamp, signal }: { n: number; of: number; timestamp: number; signal: AbortSignal },
  ): Promise<Judgement | undefined> {
    // Read anew each time: a changed configuration applies to the next request.
    const { callback } = account
    if (!callback?.enabled) return undefined
    const timeoutMs = account.switches.pushTimeoutMs
    const composeNow = () => {
      const stamp = { timestamp, nonce: world.random.digits(10), random: Buffer.from(world.random.hex(16)) }
      return compose(toPlainBody(fields, callback), fields, account.appid, callback, stamp)
    }
    const composed = composeNow()
    const entry: Attempt = {
      n,
      of,
      startedAt: world.clock.now(),
      durationMs: null,
      verdict: 'waiting',
      explanation: null,
      request: { ...composed.request, query: composed.query },
      response: null,
      plainReply: null,
      signature: { ...composed.signature, replyExpected: null, replyGot: null },
      checks: [],
    }
    push.attempts.push(entry)
    world.pushes.touch(push)

    const fault = world.faults.strike('push', push.kind)
    if (fault?.type === 'reorder') await disorder.hold(account.appid)
    if (signal.aborted) return undefined
    const began = world.base.now()
    const options = { clock: world.base, transport, timeoutMs, fault, signal }
    const delivering = deliver(composed.request, options)
    // Nobody waits for what the second one is answered.
    if (fault?.type === 'duplicate') track(deliver(composeNow().request, options))
    if (fault?.type !== 'reorder') disorder.passed(account.appid)
    const delivery = await delivering
    if (signal.aborted) return undefined
    const judgement = judge(delivery, {
      appid: account.appid,
      callback,
      timeoutMs,
      ToUserName: fields.ToUserName,
      FromUserName: fields.FromUserName,
      isEvent: fields.MsgType === 'event',
      media: (id) => world.media.find(account.appid, id),
      mediaUrl: toMediaPath,
    })
    entry.durationMs = world.base.now() - began
    entry.verdict = judgement.verdict
    const failed = OUTCOMES[judgement.verdict] === 'failed'
    world.health.attempt(account.appid, { n, verdict: judgement.verdict, ms: entry.durationMs })
    world.statistics.record({ type: 'interface', appid: account.appid, failed, ms: entry.durationMs })
    entry.explanation = judgement.explanation
    entry.plainReply = judgement.plainReply
    entry.checks = judgement.checks
    if (delivery.type === 'answered')
      entry.response = toLogged(delivery.response, judgement.verdict === 'invalid')
    if (judgement.replySignature) {
      entry.signature.replyExpected = judgement.replySignature.expected
      entry.signature.replyGot = judgement.replySignature.got
    }
    ignoreUnanswerable(fields, judgement, entry)
    world.pushes.touch(push)
    return judgement
  }

  /** What the person sees: the reply, the grey notice, or nothing. */
  function land(push: Push, account: AccountRecord, fan: Sender, fields: PushFields, judgement: Judgement) {
    const to = { appid: account.appid, openid: fan.openid }
    if (judgement.transferTo !== null && fields.MsgType !== 'event') {
      world.sessions.queue(to, judgement.transferTo, push.summary)
      return null
    }
    if (judgement.content) {
      if (!fan.subscribed) {
        const last = push.attempts.at(-1)
        if (last) last.explanation = SAYINGS.unsubscribed()
        return null
      }
      fan.talkedAt = world.clock.now()
      return world.messages.add(to, { from: 'account', via: 'reply', pushId: push.id }, judgement.content)
    }
    const isFailure = judgement.verdict !== 'replied' && judgement.verdict !== 'silent'
    return isFailure ? showNotice(push, account, fan, fields) : null
  }

  function showNotice(push: Push, account: AccountRecord, { openid }: Sender, fields: PushFields) {
    if (fields.MsgType === 'event' && !NOTICED_EVENTS.has(fields.Event ?? '')) return null
    const content = NOTICES[account.switches.noticeWording]
    return world.messages.add(
      { appid: account.appid, openid },
      { from: 'system', via: 'platform', pushId: push.id },
      { type: 'notice', code: 'failed', content },
    )
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
      const done = run(push, account, fan, fields, generation.signal)
      track(done)
      return { push, done }
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
    abort() {
      generation.abort()
      generation = new AbortController()
    },
  }
}

const OUTCOMES: Record<Judgement['verdict'], Outcome> = {
  replied: 'replied',
  silent: 'silent',
  timeout: 'failed',
  dns: 'failed',
  connect: 'failed',
  status: 'failed',
  invalid: 'failed',
}

/** Where the phone loads a file from. */
export function toMediaPath(id: string): string {
  return `/_sim/media/${encodeURIComponent(id)}`
}

function ignoreUnanswerable(fields: PushFields, judgement: Judgement, entry: Attempt) {
  if (
    judgement.verdict !== 'replied' ||
    fields.MsgType !== 'event' ||
    ANSWERED_EVENTS.has(fields.Event ?? '')
  )
    return
  judgement.content = null
  judgement.verdict = 'silent'
  entry.verdict = 'silent'
  entry.checks.push({
    field: 'Event',
    value: fields.Event ?? '',
    state: 'warn',
    text: { zh: '此事件不接受回复，已忽略', en: 'This event takes no reply; it was ignored' },
  })
}
