import { isUtf8 } from 'node:buffer'
import {
  createCipher,
  decodeMessage,
  encodeReply,
  type EncryptionMode,
  isVerified,
  kindOf,
  MAX_TEXT_BYTES,
  type Message,
  type OpenedPush,
  openPush,
  ProtocolError,
  type PushQuery,
  type Receiver,
  type Reply,
  runKey,
  sealReply,
} from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import type { Bot } from '../bot/bot.ts'
import { Context } from '../bot/context.ts'
import { toReply } from '../bot/reply.ts'
import { type Clock, systemClock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import { FreshnessGuard } from './guard.ts'
import { parseQuery } from './query.ts'
import { RunOnce } from './run-once.ts'

/** What the console's 服务器配置 says, and what the bot does with it. */
export interface CallbackOptions {
  bot: Bot
  /** AppID; it is part of every encrypted message and is checked there. */
  appId: string
  /** 令牌: 3 to 32 letters and digits. */
  token: string
  /**
   * 消息加解密方式. Decides what is accepted: in `safe` mode a clear push is refused. `safe` where a key is given,
   * else `plain`. Compatible mode also takes clear pushes and is no safer than plain.
   */
  mode?: EncryptionMode
  /** 消息加解密密钥: 43 letters and digits. */
  encodingAESKey?: string
  /** The key before a change; pushes on their way still carry it, and get their answer with it. */
  previousEncodingAESKey?: string
  /** Client for `ctx.api`. */
  api?: Api
  /** Seconds that a push's timestamp may lie away from our clock; 300 where left out, 0 switches the check off. */
  maxAgeSeconds?: number
  /** What a person is told when a handler fails. Left out: nothing, as WeChat's own notice is worse. */
  apology?: string
  /** For logs and metrics. */
  observer?: CallbackObserver
  clock?: Clock
}

/** Hears of everything that happens at the callback. Must not throw. */
export interface CallbackObserver {
  /** A delivery was answered. `ms` is from its arrival to the answer; `isFirst` is false for one that joined a run. */
  answered?(event: {
    message: Message
    kind: string
    reply: Reply | undefined
    isFirst: boolean
    ms: number
  }): void
  /** Nothing was handled. The reason is for the log, never for the caller; it holds no secret. */
  refused?(event: { status: number; reason: string }): void
  /** A handler failed; the person got the apology or nothing. */
  failed?(event: { message: Message; kind: string; error: unknown }): void
  /** Something WeChat may not show, such as a text of more than 2,048 bytes. It was sent as it is. */
  warned?(event: { message: Message; kind: string; warning: string }): void
}

export interface CallbackResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

/** A server's side of the conversation, without a server: adapters feed it. */
export interface Callback {
  /** `search` is the URL's query without `?`. Never rejects. */
  handle(method: string, search: string, body: string | Uint8Array): Promise<CallbackResponse>
  /** Runs under way. */
  readonly running: number
  /** Resolves when no run is under way. */
  idle(): Promise<void>
}

/** 1 MiB: WeChat's largest push is a few KiB. */
export const MAX_BODY_BYTES = 1024 * 1024

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } as const
const XML = { 'content-type': 'application/xml; charset=utf-8' } as const
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' } as const

const SUCCESS: CallbackResponse = { status: 200, headers: TEXT, body: 'success' }
/** One answer for every failure of verification, so that it tells nothing about which step failed. */
const FORBIDDEN: CallbackResponse = { status: 403, headers: TEXT, body: 'forbidden' }
const GREETING: CallbackResponse = {
  status: 200,
  headers: TEXT,
  body: '这里是微信公众号的消息接口，请在微信里使用。\nThis address receives messages from WeChat.\n',
}

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
    if (!isVerified(token, query))
      return refuse(FORBIDDEN, 'signature of the server verification (is the Token the same?)')
    return { status: 200, headers: TEXT, body: echostr }
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
      return refuse(isUnreadable ? badRequest('the body cannot be read') : FORBIDDEN, error.message)
    }
    const key = runKey(message)
    if (push.cipher === undefined && !guard.admits([timestamp, nonce].join(' '), key, arrived)) {
      return refuse(FORBIDDEN, 'timestamp and nonce came with another message before (a replay)')
    }

    const { run, isFirst } = runs.join(key, () => answer(message))
    const reply = await run
    observer.answered?.({ message, kind: kindOf(message), reply, isFirst, ms: clock.now() - arrived })
    return reply === undefined ? SUCCESS : toResponse(reply, message, push, nonce)
  }

  /** Runs the handlers. Whatever they throw, the person never sees a fault of ours. */
  async function answer(message: Message): Promise<Reply | undefined> {
    const ctx = new Context(message, api)
    try {
      await bot.handle(ctx)
    } catch (error) {
      observer.failed?.({ message, kind: ctx.kind, error })
      return ctx.kind === 'event:unsubscribe' ? undefined : toReply(apology)
    }
    const reply = ctx.replied
    if (reply?.MsgType === 'text' && Buffer.byteLength(reply.Content) > MAX_TEXT_BYTES) {
      const warning = `the text has ${Buffer.byteLength(reply.Content)} bytes; WeChat shows its failure notice above ${MAX_TEXT_BYTES}`
      observer.warned?.({ message, kind: ctx.kind, warning })
    }
    return reply
  }

  function toResponse(reply: Reply, message: Message, push: OpenedPush, nonce: string): CallbackResponse {
    const CreateTime = Math.floor(clock.now() / 1000)
    const addressed = {
      ToUserName: message.FromUserName,
      FromUserName: message.ToUserName,
      CreateTime,
      ...reply,
    }
    const clear = encodeReply(addressed, push.format)
    const { cipher, format } = push
    const body =
      cipher === undefined
        ? clear
        : sealReply(clear, { token, cipher }, { timestamp: CreateTime, nonce }, format)
    return { status: 200, headers: format === 'xml' ? XML : JSON_TYPE, body }
  }

  return {
    async handle(method, search, body) {
      const query = parseQuery(search)
      if (method === 'GET') return verify(query)
      if (method !== 'POST') {
        return { status: 405, headers: { ...TEXT, allow: 'GET, POST' }, body: 'method not allowed' }
      }
      if (body.length > MAX_BODY_BYTES) {
        return refuse(TOO_LARGE, `a body of ${body.length} bytes`)
      }
      if (typeof body !== 'string' && !isUtf8(body))
        return refuse(badRequest('the body is not UTF-8'), 'not UTF-8')
      return receive(
        query,
        typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.length).toString(),
      )
    },
    get running() {
      return runs.size
    },
    idle: () => runs.idle(),
  }
}

/** Answer to a body beyond {@link MAX_BODY_BYTES}; adapters give it before they have read everything. */
export const TOO_LARGE: CallbackResponse = { status: 413, headers: TEXT, body: 'body too large' }

function badRequest(body: string): CallbackResponse {
  return { status: 400, headers: TEXT, body }
}

function staleReason(timestamp: string, now: number): string {
  return `timestamp ${timestamp.slice(0, 20) || '(none)'} lies too far from our clock (${Math.floor(now / 1000)}): check both clocks, or set maxAgeSeconds (WECHAT_MAX_AGE)`
}

function toReceiver(options: CallbackOptions): Receiver {
  const { appId, token, encodingAESKey, previousEncodingAESKey } = options
  const mode = options.mode ?? (encodingAESKey === undefined ? 'plain' : 'safe')
  if (!/^[A-Za-z0-9]{3,32}$/.test(token)) {
    throw new ConfigError({
      zh: 'createCallback：token（令牌）应为 3 到 32 个字母或数字，与后台所填一致',
      en: 'createCallback: token must be 3 to 32 letters and digits, the same as in the console',
    })
  }
  if (appId === '')
    throw new ConfigError({ zh: 'createCallback：appId 是空的', en: 'createCallback: appId is empty' })
  if (mode === 'plain') return { token, mode, ciphers: [] }
  if (encodingAESKey === undefined) {
    throw new ConfigError({
      zh: `createCallback：${mode} 模式需要 encodingAESKey（消息加解密密钥，43 个字符）`,
      en: `createCallback: ${mode} mode needs encodingAESKey, the 43 characters from the console`,
    })
  }
  const keys =
    previousEncodingAESKey === undefined ? [encodingAESKey] : [encodingAESKey, previousEncodingAESKey]
  return { token, mode, ciphers: keys.map((key) => createCipher({ appId, encodingAESKey: key })) }
}
