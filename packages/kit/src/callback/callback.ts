import {
  decodeMessage,
  encodeReply,
  isVerified,
  kindOf,
  MAX_TEXT_BYTES,
  type Message,
  type OpenedPush,
  openPush,
  ProtocolError,
  type PushQuery,
  type Reply,
  runKey,
  sealReply,
} from '@yingwu/protocol'
import { Context } from '../bot/context.ts'
import { toReply } from '../bot/reply.ts'
import { type Clock, systemClock } from '../clock.ts'
import { planOf } from '../delivery/create.ts'
import type { RunView } from '../delivery/run-view.ts'
import { FreshnessGuard } from './guard.ts'
import type { CallbackOptions } from './options.ts'
import { parseQuery } from './query.ts'
import { toReceiver } from './receiver.ts'
import {
  type CallbackResponse,
  FORBIDDEN,
  GREETING,
  NOT_ALLOWED,
  passiveReply,
  SUCCESS,
  text,
  TOO_LARGE,
  UNAVAILABLE,
} from './response.ts'
import type { Answer } from '../run/answered.ts'
import { type Given, type Run, RunOnce } from './run-once.ts'

/** A server's side of the conversation, without a server: adapters feed it. */
export interface Callback {
  /**
   * `search` is the URL's query without `?`. A promise only where the answer takes its time, as a handler's promise does.
   * Throws, or rejects, only if the observer throws.
   */
  handle(
    method: string,
    search: string,
    body: string | Uint8Array,
  ): CallbackResponse | Promise<CallbackResponse>
  /** Runs under way. */
  readonly running: number
  /** Resolves when no run is under way. */
  idle(): Promise<void>
  /**
   * Waits for the runs under way, for `graceMs` at most (default 15,000: WeChat has given up by then), then aborts the
   * rest (`ctx.signal`). With a `store` another process goes on with them.
   */
  close(graceMs?: number): Promise<void>
}

/** A UTF-16 unit becomes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3

/** Three deliveries of 5 seconds each, and the way of the last answer. */
const GIVEN_UP_MS = 15_000
const LAST_ANSWER_MS = 14_500
const CLOSE_MS = 15_000

/** 1 MiB: WeChat's largest push is a few KiB. */
export const MAX_BODY_BYTES = 1024 * 1024

/**
 * The path of one inbound message: verify, decrypt, read, handle once, answer.
 *
 * @throws ConfigError when token, key or mode do not fit together
 */
export function createCallback(options: CallbackOptions): Callback {
  const { bot, token, api, apology, observer = {}, clock = systemClock, maxAgeSeconds = 300 } = options
  const textBytes = options.delivery?.textBytes?.passive ?? MAX_TEXT_BYTES
  const receiver = toReceiver(options)
  const guard = new FreshnessGuard(maxAgeSeconds)
  const runs = new RunOnce(() => clock.now())
  const plan = planOf(options)
  const end = new AbortController()

  function refuse(response: CallbackResponse, reason: string): CallbackResponse {
    observer.refused?.({ status: response.status, reason })
    return response
  }

  function verify(query: PushQuery): CallbackResponse {
    const { signature, echostr = '', timestamp = '' } = query
    if (signature === undefined) return GREETING
    if (!guard.isFresh(timestamp, clock.now())) return refuse(FORBIDDEN, staleReason(timestamp, clock.now()))
    if (isVerified(token, query)) return text(200, echostr)
    return refuse(FORBIDDEN, 'signature of the server verification (is the Token the same?)')
  }

  function receive(
    query: PushQuery,
    body: string | Uint8Array,
  ): CallbackResponse | Promise<CallbackResponse> {
    const arrived = clock.now()
    const { timestamp = '', nonce = '' } = query
    if (!guard.isFresh(timestamp, arrived)) return refuse(FORBIDDEN, staleReason(timestamp, arrived))

    let push: OpenedPush
    let message: Message
    try {
      push = openPush(receiver, query, body)
      message = decodeMessage(push.record)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      // Only who proved to be WeChat is told that the body is at fault.
      const isUnreadable = error.code === -40002 && isVerified(token, query)
      return refuse(isUnreadable ? text(400, 'the body cannot be read') : FORBIDDEN, error.message)
    }
    const key = runKey(message)
    if (push.cipher === undefined && !guard.admits([timestamp, nonce].join(' '), key, arrived)) {
      return refuse(FORBIDDEN, 'timestamp and nonce came with another message before (a replay)')
    }

    const respond = (answer: Answer | undefined, isFirst: boolean): CallbackResponse => {
      const ms = clock.now() - arrived
      observer.answered?.({
        message,
        kind: kindOf(message),
        answer: answer?.type ?? 'success',
        isFirst,
        ms,
      })
      return answer === undefined ? SUCCESS : toResponse(answer, push, nonce)
    }
    if (plan !== undefined) {
      const encode = (reply: Reply) => toAnswer(reply, message, push)
      return plan.deliver({ key, message, arrived, encode }).then(({ given, isFirst }) => {
        if (given === 'gone') return refuse(UNAVAILABLE, 'this process is closing')
        return respond(given.answer, isFirst)
      })
    }
    const { run, isFirst } = runs.join(key, () => handle(message, push, arrived))
    return run instanceof Promise ? run.then((answer) => respond(answer, isFirst)) : respond(run, isFirst)
  }

  /** Runs the handlers. Whatever they throw, the person never sees a fault of ours. */
  function handle(message: Message, push: OpenedPush, arrived: number): Run {
    const run: RunView = { attempt: 1, deadline: arrived + LAST_ANSWER_MS, signal: end.signal }
    const ctx = new Context(message, api, run)
    try {
      const handled = bot.handle(ctx)
      return handled instanceof Promise
        ? finishLater(ctx, handled, push, arrived)
        : finish(ctx, push, arrived)
    } catch (error) {
      return apologize(ctx, push, error)
    }
  }

  async function finishLater(
    ctx: Context,
    handled: Promise<void>,
    push: OpenedPush,
    arrived: number,
  ): Promise<Given> {
    try {
      await handled
      return finish(ctx, push, arrived)
    } catch (error) {
      return apologize(ctx, push, error)
    }
  }

  function finish(ctx: Context, push: OpenedPush, arrived: number): Given {
    const answer = ctx.replied && toAnswer(ctx.replied, ctx.message, push)
    ctx.settle(clock.now() > arrived + GIVEN_UP_MS ? { via: 'none', reason: 'noRight' } : { via: 'passive' })
    return answer
  }

  function apologize(ctx: Context, push: OpenedPush, error: unknown): Given {
    const { message, kind } = ctx
    ctx.settle({ via: 'none', reason: 'replaced' })
    observer.failed?.({ message, kind, error })
    const sorry = kind === 'event:unsubscribe' ? undefined : toReply(apology)
    return sorry && toAnswer(sorry, message, push)
  }

  function toAnswer(reply: Reply, message: Message, { format }: OpenedPush): Answer {
    if (reply.MsgType === 'text' && isTooLong(reply.Content, textBytes)) {
      const warning = `the text has ${Buffer.byteLength(reply.Content)} bytes; WeChat shows its failure notice above ${textBytes}`
      observer.warned?.({ message, kind: kindOf(message), warning })
    }
    const { FromUserName: ToUserName, ToUserName: FromUserName } = message
    const CreateTime = Math.floor(clock.now() / 1000)
    return {
      type: reply.MsgType,
      body: encodeReply({ ...reply, ToUserName, FromUserName, CreateTime }, format),
    }
  }

  function toResponse({ body }: Answer, { cipher, format }: OpenedPush, nonce: string): CallbackResponse {
    if (cipher === undefined) return passiveReply(body, format)
    const stamp = { timestamp: Math.floor(clock.now() / 1000), nonce }
    return passiveReply(sealReply(body, { token, cipher }, stamp, format), format)
  }

  /** What can be answered without running anything; undefined for a push. */
  function answerAtOnce(
    method: string,
    query: PushQuery,
    body: string | Uint8Array,
  ): CallbackResponse | undefined {
    if (method === 'GET') return verify(query)
    if (method !== 'POST') return NOT_ALLOWED
    if (body.length > MAX_BODY_BYTES) return refuse(TOO_LARGE, `a body of ${body.length} bytes`)
    return undefined
  }

  return {
    handle(method, search, body) {
      const query = parseQuery(search)
      const answer = answerAtOnce(method, query, body)
      return answer ?? receive(query, body)
    },
    get running() {
      return plan?.running ?? runs.size
    },
    idle: () => plan?.idle() ?? runs.idle(),
    async close(graceMs = CLOSE_MS) {
      const idle = plan?.idle() ?? runs.idle()
      await Promise.race([idle, after(clock, graceMs)])
      end.abort()
      await plan?.close()
    },
  }
}

function after(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, ms))
}

/** Most texts are so short that nobody need count. */
function isTooLong(text: string, bytes: number): boolean {
  return text.length * MAX_BYTES_PER_UNIT > bytes && Buffer.byteLength(text) > bytes
}

function staleReason(timestamp: string, now: number): string {
  return `timestamp ${timestamp.slice(0, 20) || '(none)'} lies too far from our clock (${Math.floor(now / 1000)}): check both clocks, or set maxAgeSeconds (WECHAT_MAX_AGE)`
}
