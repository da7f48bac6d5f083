/** Carries out calls: deadline, token, sending, and the few repeats that are safe. */
import type { CallOptions, Download } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError, NetworkError } from '../errors.ts'
import type { Random } from '../random.ts'
import { readAnswer } from './answer.ts'
import { pause, withDeadline } from './deadline.ts'
import type { Fetch } from './fetch.ts'
import { type CallHooks, observed } from './hooks.ts'
import type { Hosts } from './hosts.ts'
import { isJsonRecord, type JsonRecord } from './json.ts'
import { createRepeats, isCode } from './repeats.ts'
import { type Call, type Payload, type Route, toPayload, toUrl } from './request.ts'
import { createScrub, type Scrub, toSafeCause } from './secrets.ts'
import { answerOfFirst, withSendId } from './send-id.ts'
import type { TokenSource } from './tokens.ts'

export interface CallerOptions {
  hosts: Hosts
  appSecret: string
  fetch: Fetch
  clock: Clock
  random: Random
  timeoutMs: number
  retries: boolean
  hooks: CallHooks | undefined
  /** Asked for at each call, because the built-in source makes calls itself. */
  tokens: () => TokenSource
}

/** A call whose parameters may still have to be read and checked, which counts as part of its time. */
export interface Order {
  id: string
  route: Route
  prepare: (signal: AbortSignal) => Call | Promise<Call>
}

export interface Caller {
  run(order: Order, options: CallOptions): Promise<Answer>
  /** The same for calls that answer JSON. */
  runJson(order: Order, options: CallOptions): Promise<JsonRecord>
}

type Answer = JsonRecord | Download | string

/** Token replaced, unknown, expired. */
const TOKEN_REFUSED = [40001, 40014, 42001]
/** More than one, because another process may replace the new token before this one has used it. */
const MOST_RENEWALS = 3

export function createCaller(options: CallerOptions): Caller {
  const { hosts, appSecret, fetch, clock, random, hooks } = options

  async function run(order: Order, callOptions: CallOptions): Promise<Answer> {
    const { signal, timeoutMs: ms = options.timeoutMs, retries = options.retries } = callOptions
    const deadline = { clock, ms, signal, toTimeout: () => timedOut(order, ms) }
    const endsAt = clock.now() + ms
    return await withDeadline(deadline, async (linked) => {
      const call = withSendId(await order.prepare(linked), random)
      if (call.route.responseKind === 'redirect') return toUrl(call, hosts)
      const payload = toPayload(call, random)
      return retries ? await repeat(call, payload, linked, endsAt) : await once(call, payload, linked)
    })
  }

  /** The token that this one replaces was refused: the source must find out, even when there is no repeat. */
  async function once(call: Call, payload: Payload | undefined, signal: AbortSignal) {
    const token = await tokenFor(call)
    signal.throwIfAborted()
    try {
      return await observed(hooks, clock, call, 1, () => exchange(call, payload, token, signal))
    } catch (error) {
      if (token !== undefined && isCode(error, TOKEN_REFUSED)) await options.tokens().invalidate(token)
      throw error
    }
  }

  async function repeat(call: Call, payload: Payload | undefined, signal: AbortSignal, endsAt: number) {
    const pauseAfter = createRepeats(call)
    let refused: { token: string; error: unknown } | undefined
    let renewals = 0
    for (let attempt = 1; ; attempt += 1) {
      let token: string | undefined
      let isSent = false
      try {
        token = await tokenFor(call)
        // The source has nothing better: asking again would be for nothing.
        if (refused !== undefined && refused.token === token) throw refused.error
        signal.throwIfAborted()
        isSent = true
        return await observed(hooks, clock, call, attempt, () => exchange(call, payload, token, signal))
      } catch (error) {
        const answer = attempt > 1 ? answerOfFirst(error) : undefined
        if (answer !== undefined) return answer
        if (isSent && token !== undefined && isCode(error, TOKEN_REFUSED)) {
          await options.tokens().invalidate(token)
          renewals += 1
          if (renewals > MOST_RENEWALS) throw error
          refused = { token, error }
          continue
        }
        const ms = pauseAfter(error, isSent)
        if (ms === undefined || clock.now() + ms >= endsAt) throw error
        await pause(clock, ms, signal)
      }
    }
  }

  async function tokenFor({ route }: Call): Promise<string | undefined> {
    return route.auth === 'access_token' ? await options.tokens().get() : undefined
  }

  async function exchange(
    call: Call,
    payload: Payload | undefined,
    token: string | undefined,
    signal: AbortSignal,
  ): Promise<JsonRecord | Download> {
    const scrub: Scrub = (text) => createScrub([appSecret, token], call.query)(text)
    const url = toUrl(call, hosts, token)
    try {
      const answer = await fetch(url, {
        method: call.route.method,
        redirect: 'manual',
        signal,
        ...(payload && { body: payload.body, headers: { 'Content-Type': payload.contentType } }),
      })
      return await readAnswer(call, answer, scrub)
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

  return {
    run,
    async runJson(order, callOptions) {
      const answer = await run(order, callOptions)
      if (isJsonRecord(answer)) return answer
      throw new TypeError(`${order.id} does not answer JSON`)
    },
  }
}

function timedOut({ id, route }: Order, ms: number): NetworkError {
  const unsure = route.method === 'POST'
  return new NetworkError({
    endpoint: id,
    reason: 'timeout',
    explanation: {
      zh: `超时：${ms} 毫秒内没有应答${unsure ? '，微信可能已经执行，不会自动重发' : ''}`,
      en: `timed out: no answer within ${ms} ms${unsure ? '; WeChat may have carried it out, so it is not repeated' : ''}`,
    },
  })
}
