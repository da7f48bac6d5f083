import { isUtf8 } from 'node:buffer'
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
import { systemClock } from '../clock.ts'
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
} from './response.ts'
import { type Answer, RunOnce } from './run-once.ts'

/** A server's side of the conversation, without a server: adapters feed it. */
export interface Callback {
  /** `search` is the URL's query without `?`. Rejects only if the observer throws. */
  handle(method: string, search: string, body: string | Uint8Array): Promise<CallbackResponse>
  /** Runs under way. */
  readonly running: number
  /** Resolves when no run is under way. */
  idle(): Promise<void>
}

/** A UTF-16 unit becomes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3

/** 1 MiB: WeChat's largest push is a few KiB. */
export const MAX_BODY_BYTES = 1024 * 1024

/**
 * The path of one inbound message: verify, decrypt, read, handle once, answer.
 *
 * @throws ConfigError when token, key or mode do not fit together
 */
export function createCallback(options: CallbackOptions): Callback {
  const { bot, token, api, apology, observer = {}, clock = systemClock, maxAgeSeconds = 300 } = options
  const receiver = toReceiver(options)
  const guard = new FreshnessGuard(maxAgeSeconds)
  const runs = new RunOnce(() => clock.now())

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

  async function receive(query: PushQuery, body: string): Promise<CallbackResponse> {
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

    const { run, isFirst } = runs.join(key, () => handle(message, push))
    const answer = await run
    const ms = clock.now() - arrived
    observer.answered?.({ message, kind: kindOf(message), answer: answer?.type ?? 'success', isFirst, ms })
    return answer === undefined ? SUCCESS : toResponse(answer, push, nonce)
  }

  /** Runs the handlers. Whatever they throw, the person never sees a fault of ours. */
  async function handle(message: Message, push: OpenedPush): Promise<Answer | undefined> {
    const ctx = new Context(message, api)
    try {
      await bot.handle(ctx)
      return ctx.replied && toAnswer(ctx.replied, message, push)
    } catch (error) {
      observer.failed?.({ message, kind: ctx.kind, error })
      const sorry = ctx.kind === 'event:unsubscribe' ? undefined : toReply(apology)
      return sorry && toAnswer(sorry, message, push)
    }
  }

  function toAnswer(reply: Reply, message: Message, { format }: OpenedPush): Answer {
    if (reply.MsgType === 'text' && isTooLong(reply.Content)) {
      const warning = `the text has ${Buffer.byteLength(reply.Content)} bytes; WeChat shows its failure notice above ${MAX_TEXT_BYTES}`
      observer.warned?.({ message, kind: kindOf(message), warning })
    }
    const { FromUserName: ToUserName, ToUserName: FromUserName } = message
    const CreateTime = Math.floor(clock.now() / 1000)
    return {
      type: reply.MsgType,
      body: encodeReply({ ToUserName, FromUserName, CreateTime, ...reply }, format),
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
    if (typeof body === 'string' || isUtf8(body)) return undefined
    return refuse(text(400, 'the body is not UTF-8'), 'not UTF-8')
  }

  return {
    handle(method, search, body) {
      const query = parseQuery(search)
      const answer = answerAtOnce(method, query, body)
      return answer === undefined ? receive(query, toText(body)) : Promise.resolve(answer)
    },
    get running() {
      return runs.size
    },
    idle: () => runs.idle(),
  }
}

function toText(body: string | Uint8Array): string {
  if (typeof body === 'string') return body
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString()
}

/** Most texts are so short that nobody need count. */
function isTooLong(text: string): boolean {
  return text.length * MAX_BYTES_PER_UNIT > MAX_TEXT_BYTES && Buffer.byteLength(text) > MAX_TEXT_BYTES
}

function staleReason(timestamp: string, now: number): string {
  return `timestamp ${timestamp.slice(0, 20) || '(none)'} lies too far from our clock (${Math.floor(now / 1000)}): check both clocks, or set maxAgeSeconds (WECHAT_MAX_AGE)`
}
