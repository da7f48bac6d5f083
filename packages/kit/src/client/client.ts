/** The typed client of WeChat's HTTP API. */
import { type Api, type CallOptions, ENDPOINTS, type EndpointId } from '@yingwu/protocol/contract'
import { type Clock, systemClock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import { type Random, systemRandom } from '../random.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'
import { createApi } from './api.ts'
import { type Order, createCaller } from './caller.ts'
import type { Fetch } from './fetch.ts'
import { loadFiles } from './files.ts'
import type { CallHooks } from './hooks.ts'
import { toHosts } from './hosts.ts'
import type { JsonRecord } from './json.ts'
import { checkOrThrow, loadContract, loadedContract } from './params-check.ts'
import { type LaterEndpointId, type RawCall, toLaterOrder, toRawOrder } from './raw-call.ts'
import { type Call, type Params, toCall } from './request.ts'
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
  fetch?: Fetch | undefined
  clock?: Clock | undefined
  random?: Random | undefined
  /** Default `stable`. Or a source of your own, which then does its own sharing. */
  tokens?: TokenKind | TokenSource | undefined
  /**
   * Where the access token is kept; default: in this process's memory. With a shared one, such as `redisStore(redis)`,
   * all processes use one token and only one of them fetches it. A token is as good as the AppSecret: guard the store.
   */
  store?: Store | undefined
  /**
   * Milliseconds for one call with its repeats; default 10,000. For a download until its first byte. WeChat answers
   * within a second; uploads of 10 MB over a thin line need more.
   */
  timeoutMs?: number | undefined
  /**
   * Default true: parameters that WeChat would refuse are a `ParamsError` that names each of them, and nothing is sent.
   * `false` sends what is given, for whoever knows more than the contract.
   */
  check?: boolean | undefined
  /**
   * Default true: a call is repeated with a new token when the old one was refused, after a pause when calls come too
   * fast, and when WeChat is busy or unreachable if the call may be carried out twice. A message is never sent twice:
   * only those with an id of their own (broadcasts, template messages) are repeated after a lost answer. All within
   * `timeoutMs`. `false` sends one request.
   */
  retries?: boolean | undefined
  /** For logs and metrics. */
  hooks?: CallHooks | undefined
}

export interface Client {
  readonly appId: string
  /** Every call of the contract: `client.api.menu.create({ … })`. */
  readonly api: Api
  /** The current access token, for programs that call WeChat by themselves. Keep it out of logs. */
  token(): Promise<string>
  /** A call that the contract knows by name alone, such as `card.create` (卡券): with token, errors and repeats, unchecked. */
  call(id: LaterEndpointId, params?: Params, options?: CallOptions): Promise<JsonRecord>
  /** A call that the contract does not know: method, path and parameters as WeChat's manual has them. */
  call(call: RawCall, options?: CallOptions): Promise<JsonRecord>
}

/**
 * Makes a client for one account. It fetches nothing before the first call.
 *
 * @throws ConfigError when something is missing; at the first call when a simulator's AppID would go to the real WeChat
 */
export function createClient(options: ClientOptions): Client {
  const { appId, appSecret, clock = systemClock, random = systemRandom, tokens = 'stable', hooks } = options
  const { fetch = globalThis.fetch, timeoutMs = 10_000, check = true, retries = true } = options
  if (!appId || !appSecret) {
    throw new ConfigError({
      zh: '缺少 appId 或 appSecret（公众平台「设置与开发 → 基本配置」）',
      en: 'appId or appSecret is missing (公众平台 → 设置与开发 → 基本配置)',
    })
  }
  const hosts = toHosts(options)
  const account = { appId, appSecret }
  const { store = memoryStore({ clock }) } = options
  const shared = { appId, store, onStoreError: hooks?.onStoreError, clock, random }
  const caller = createCaller({
    hosts,
    appSecret,
    fetch,
    clock,
    random,
    timeoutMs,
    retries,
    hooks,
    tokens: () => source,
  })

  async function prepare(
    id: EndpointId,
    params: Params,
    isChecked: boolean,
    signal: AbortSignal,
  ): Promise<Call> {
    const endpoint = ENDPOINTS[id]
    const ready = endpoint.files ? await loadFiles(params, signal) : params
    if (isChecked) checkOrThrow(loadedContract() ?? (await loadContract()), id, ready)
    return toCall(id, endpoint, ready, account)
  }

  const api = createApi((id, params = {}, callOptions = {}) => {
    const { check: isChecked = check } = callOptions
    const order: Order = {
      id,
      route: ENDPOINTS[id],
      prepare: (signal) => prepare(id, params, isChecked, signal),
    }
    return caller.run(order, callOptions)
  })
  const source = typeof tokens === 'string' ? createTokens({ ...shared, kind: tokens, api }) : tokens

  function call(id: LaterEndpointId, params?: Params, options?: CallOptions): Promise<JsonRecord>
  function call(raw: RawCall, options?: CallOptions): Promise<JsonRecord>
  async function call(
    first: LaterEndpointId | RawCall,
    second: Params | CallOptions = {},
    third: CallOptions = {},
  ): Promise<JsonRecord> {
    if (typeof first === 'object') return await caller.runJson(toRawOrder(first), second)
    return await caller.runJson(await toLaterOrder(first, { ...second }), third)
  }

  return {
    appId,
    api,
    token: async () => await source.get(),
    call,
  }
}
