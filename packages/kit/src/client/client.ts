/** The typed client of WeChat's HTTP API. */
import { type Api, type CallOptions, ENDPOINTS } from '@yingwu/protocol/contract'
import { type Clock, systemClock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import { type Random, systemRandom } from '../random.ts'
import { createApi } from './api.ts'
import { type CallHooks, createCaller } from './caller.ts'
import { toHosts } from './hosts.ts'
import type { JsonRecord } from './json.ts'
import { type RawCall, toRawCall } from './raw-call.ts'
import { toCall } from './request.ts'
import { createTokens, type TokenKind, type TokenSource } from './tokens.ts'

export interface ClientOptions {
  /** AppID (开发者ID), `wx` and 16 hex digits. */
  appId: string
  /** AppSecret (开发者密码). */
  appSecret: string
  /** Where the API lives; default `https://api.weixin.qq.com`. A simulator's address serves for all hosts. */
  apiUrl?: string | undefined
  /** Where pictures of QR codes live; default `https://mp.weixin.qq.com`, or `apiUrl` when that is a simulator. */
  mpUrl?: string | undefined
  /** Where login pages live; default `https://open.weixin.qq.com`, or `apiUrl` when that is a simulator. */
  openUrl?: string | undefined
  /** Sends the requests; default the platform's. Pass one over a connection pool for many calls. */
  fetch?: typeof globalThis.fetch | undefined
  clock?: Clock | undefined
  random?: Random | undefined
  /** Default `stable`. Pass a source to share one token between processes. */
  tokens?: TokenKind | TokenSource | undefined
  /**
   * Milliseconds for one call with its repeats; default 10,000. For a download until its first byte. WeChat answers
   * within a second; uploads of 10 MB over a thin line need more.
   */
  timeoutMs?: number | undefined
  /** For logs and metrics. */
  hooks?: CallHooks | undefined
}

export interface Client {
  readonly appId: string
  /** Every call of the contract: `client.api.menu.create({ … })`. */
  readonly api: Api
  /** The current access token, for programs that call WeChat by themselves. Keep it out of logs. */
  token(): Promise<string>
  /** A call that the contract does not describe: method, path and parameters as WeChat's manual has them. */
  call(call: RawCall, options?: CallOptions): Promise<JsonRecord>
}

/**
 * Makes a client for one account. It fetches nothing before the first call.
 *
 * @throws ConfigError when something is missing; at the first call when a simulator's AppID would go to the real WeChat
 */
export function createClient(options: ClientOptions): Client {
  const { appId, appSecret, clock = systemClock, random = systemRandom, tokens = 'stable', hooks } = options
  const { fetch = globalThis.fetch, timeoutMs = 10_000 } = options
  if (!appId || !appSecret) {
    throw new ConfigError({
      zh: '缺少 appId 或 appSecret（公众平台「设置与开发 → 基本配置」）',
      en: 'appId or appSecret is missing (公众平台 → 设置与开发 → 基本配置)',
    })
  }
  const hosts = toHosts(options)
  const account = { appId, appSecret }
  const caller = createCaller({
    hosts,
    appSecret,
    fetch,
    clock,
    random,
    timeoutMs,
    hooks,
    tokens: () => source,
  })
  const api = createApi((id, params = {}, callOptions = {}) =>
    caller.run(toCall(id, ENDPOINTS[id], params, account), callOptions),
  )
  const source = typeof tokens === 'string' ? createTokens(tokens, api, { clock, random }) : tokens

  return {
    appId,
    api,
    token: async () => await source.get(),
    call: async (call, callOptions = {}) => await caller.runJson(toRawCall(call), callOptions),
  }
}
