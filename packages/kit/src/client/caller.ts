/** Carries out calls: deadline, token, sending, and the few repeats that are safe. */
import type { CallOptions, Download } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError, NetworkError } from '../errors.ts'
import type { Random } from '../random.ts'
import { readAnswer } from './answer.ts'
import { pause, withDeadline } from './deadline.ts'
import type { Hosts } from './hosts.ts'
import { isJsonRecord, type JsonRecord } from './json.ts'
import { type Call, type Payload, toPayload, toUrl } from './request.ts'
import { createScrub, toSafeCause } from './secrets.ts'
import type { TokenSource } from './tokens.ts'

export interface CallHooks {
  /** After each request with its answer, repeats included. What it throws is ignored: the call is done by then. */
  onExchange?: ((exchange: Exchange) => void) | undefined
}

/** One request and how it went. Holds no parameters and no secrets. */
export interface Exchange {
  /** The call, for example `menu.create`. */
  endpoint: string
  /** 1 for the first request of a call. */
  attempt: number
  milliseconds: number
  /** Absent when it went well. */
  error?: unknown
}

export interface CallerOptions {
  hosts: Hosts
  appSecret: string
  fetch: typeof globalThis.fetch
  clock: Clock
  random: Random
  timeoutMs: number
  hooks: CallHooks | undefined
  /** Asked for at each call, because the built-in source makes calls itself. */
  tokens: () => TokenSource
}

export interface Caller {
  run(call: Call, options: CallOptions): Promise<JsonRecord | Download | string>
  /** The same for calls that answer JSON. */
  runJson(call: Call, options: CallOptions): Promise<JsonRecord>
}

/** Token replaced, unknown, expired. */
const TOKEN_REFUSED = [40001, 40014, 42001]
const BUSY = -1
const BUSY_REPEATS = 2
const BUSY_PAUSE_MS = 200

export function createCaller(options: CallerOptions): Caller {
  const { hosts, appSecret, fetch, clock, random, hooks } = options

  async function run(call: Call, { signal, timeoutMs = options.timeoutMs }: CallOptions) {
    if (call.route.responseKind === 'redirect') return toUrl(call, hosts)
    const payload = await toPayload(call, random)
    const deadline = { clock, ms: timeoutMs, signal, toTimeout: () => timedOut(call, timeoutMs) }
    return await withDeadline(deadline, (signal) => repeat(call, payload, signal))
  }

  async function repeat(call: Call, payload: Payload | undefined, signal: AbortSignal) {
    let renewals = 0
    let busy = 0
    for (let attempt = 1; ; attempt += 1) {
      const token = call.route.auth === 'access_token' ? await options.tokens().get() : undefined
      signal.throwIfAborted()
      try {
        return await observed(call, attempt, () => exchange(call, payload, token, signal))
      } catch (error) {
        if (token !== undefined && isCode(error, TOKEN_REFUSED) && renewals === 0) {
          renewals += 1
          await options.tokens().invalidate(token)
        } else if (call.route.method === 'GET' && isCode(error, [BUSY]) && busy < BUSY_REPEATS) {
          // Reads only: whether a busy service sent a message is anybody's guess.
          await pause(clock, BUSY_PAUSE_MS * 2 ** busy, signal)
          busy += 1
        } else throw error
      }
    }
  }

  async function exchange(
    call: Call,
    payload: Payload | undefined,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<JsonRecord | Download> {
    const scrub = createScrub([appSecret, token], call.query)
    const url = toUrl(call, hosts, token)
    try {
      const response = await fetch(url, {
        method: call.route.method,
        redirect: 'manual',
        signal,
        ...(payload && { body: payload.body, headers: { 'Content-Type': payload.contentType } }),
      })
      return await readAnswer(call, response, scrub)
    } catch (error) {
      if (error instanceof ApiError || error instanceof NetworkError) throw error
      signal.throwIfAborted()
      throw new NetworkError({
        endpoint: call.id,
        reason: 'connection',
        explanation: {
          zh: '失败：连不上微信或连接中断，请检查网络、DNS 和代理',
          en: 'failed: no connection to WeChat or it broke, check network, DNS and proxies',
        },
        cause: toSafeCause(error, scrub),
      })
    }
  }

  async function observed<T>(call: Call, attempt: number, run: () => Promise<T>): Promise<T> {
    const began = clock.now()
    const report = (outcome: { error?: unknown }) => {
      try {
        hooks?.onExchange?.({ endpoint: call.id, attempt, milliseconds: clock.now() - began, ...outcome })
      } catch {
        // A broken metric must not make a message that was sent look unsent.
      }
    }
    try {
      const result = await run()
      report({})
      return result
    } catch (error) {
      report({ error })
      throw error
    }
  }

  return {
    run,
    async runJson(call, callOptions) {
      const answer = await run(call, callOptions)
      if (isJsonRecord(answer)) return answer
      throw new TypeError(`${call.id} does not answer JSON`)
    },
  }
}

function timedOut(call: Call, ms: number): NetworkError {
  const unsure = call.route.method === 'POST'
  return new NetworkError({
    endpoint: call.id,
    reason: 'timeout',
    explanation: {
      zh: `超时：${ms} 毫秒内没有应答${unsure ? '，微信可能已经执行，不会自动重发' : ''}`,
      en: `timed out: no answer within ${ms} ms${unsure ? '; WeChat may have carried it out, so it is not repeated' : ''}`,
    },
  })
}

function isCode(error: unknown, codes: readonly number[]): boolean {
  return error instanceof ApiError && codes.includes(error.code)
}
