/** The control API as functions: the only place of the window that sends requests. */
import type {
  Account,
  AccountHealth,
  AccountPatch,
  Action,
  ActionResult,
  Call,
  CallbackConfig,
  CallDetail,
  ClockChange,
  ClockState,
  EndpointInfo,
  Fan,
  FaultPresetChange,
  FaultRule,
  MarkFail,
  MarkFailChange,
  Jump,
  NewFans,
  NewTemplate,
  PhoneMessage,
  Push,
  PushChange,
  PushesFound,
  PushRow,
  QuotaReset,
  QuotaUse,
  Replay,
  StateDocument,
  TemplateBook,
  TokenChange,
  TokenList,
  Verification,
} from '../../../src/control/types.ts'
import { withRun } from './run.ts'

/** The simulator said no (`code` from its answer), or nothing came back at all (`code` is `network`). */
export class ApiError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ApiError'
    this.code = code
  }

  get isNetwork(): boolean {
    return this.code === 'network'
  }
}

export type CallbackForm = Pick<CallbackConfig, 'url' | 'token' | 'encodingAESKey' | 'mode' | 'enabled'>
/** A test account has no EncodingAESKey. */
type NewCallback = Omit<CallbackForm, 'encodingAESKey'> & Partial<Pick<CallbackForm, 'encodingAESKey'>>

interface Page {
  limit: number
  /** Only older ones than this id. */
  before?: number
}

const ROOT = '/_sim/v1'

export const api = {
  setCallback: (appid: string, form: NewCallback) =>
    request<Verification>('PUT', `/accounts/${encodeURIComponent(appid)}/callback`, form),
  addFans: (fans: NewFans) => request<Fan[]>('POST', '/fans?wait=false', fans),
  act: (openid: string, action: Action) =>
    request<ActionResult>('POST', `/fans/${encodeURIComponent(openid)}/actions?wait=false`, action),
  messages: (openid: string) =>
    request<PhoneMessage[]>('GET', `/fans/${encodeURIComponent(openid)}/messages`),
  pushes: ({ limit, before }: Page) =>
    request<PushRow[]>(
      'GET',
      `/pushes?detail=rows&limit=${limit}${before === undefined ? '' : `&before=${before}`}`,
    ),
  push: (id: number) => request<Push>('GET', `/pushes/${id}`),
  foundPushes: (text: string, after: number) =>
    request<PushesFound>('GET', `/pushes/found?${new URLSearchParams({ text, after: String(after) })}`),
  changePush: (id: number, change: PushChange) => request<Push>('PATCH', `/pushes/${id}`, change),
  replay: (id: number, wish: Replay) => request<Push>('POST', `/pushes/${id}/replay?wait=false`, wish),
  calls: ({ limit, before }: Page) =>
    request<Call[]>('GET', `/calls?limit=${limit}${before === undefined ? '' : `&before=${before}`}`),
  call: (id: number) => request<CallDetail>('GET', `/calls/${id}`),
  endpoints: () => request<EndpointInfo[]>('GET', '/endpoints'),
  patchAccount: (appid: string, patch: AccountPatch) =>
    request<Account>('PATCH', `/accounts/${encodeURIComponent(appid)}`, patch),
  tokens: (appid: string) => request<TokenList>('GET', `/accounts/${encodeURIComponent(appid)}/tokens`),
  changeTokens: (appid: string, change: TokenChange) =>
    request<{ tokens: number }>('POST', `/accounts/${encodeURIComponent(appid)}/tokens`, change),
  newSecret: (appid: string) =>
    request<{ secret: string }>('POST', `/accounts/${encodeURIComponent(appid)}/secret`, {}),
  jumps: (appid: string) => request<Jump[]>('GET', `/accounts/${encodeURIComponent(appid)}/jumps`),
  quotas: (appid: string) => request<QuotaUse[]>('GET', `/accounts/${encodeURIComponent(appid)}/quotas`),
  resetQuotas: (appid: string, wish: QuotaReset) =>
    request<QuotaUse[]>('POST', `/accounts/${encodeURIComponent(appid)}/quotas`, wish),
  setPreset: (appid: string, name: string, change: FaultPresetChange) =>
    request<FaultRule[]>('POST', `/accounts/${encodeURIComponent(appid)}/fault-presets/${name}`, change),
  changeMarkFail: (appid: string, change: MarkFailChange) =>
    request<MarkFail>('POST', `/accounts/${encodeURIComponent(appid)}/mark-fail`, change),
  health: (appid: string) => request<AccountHealth>('GET', `/accounts/${encodeURIComponent(appid)}/health`),
  templates: (appid: string) =>
    request<TemplateBook>('GET', `/accounts/${encodeURIComponent(appid)}/templates`),
  addTemplate: (appid: string, template: NewTemplate) =>
    request<unknown>('POST', `/accounts/${encodeURIComponent(appid)}/templates`, template),
  removeTemplate: (appid: string, id: string) =>
    request<unknown>('DELETE', `/accounts/${encodeURIComponent(appid)}/templates/${encodeURIComponent(id)}`),
  faults: () => request<FaultRule[]>('GET', '/faults'),
  setFaults: (rules: readonly FaultRule[]) => request<FaultRule[]>('PUT', '/faults', rules),
  state: () => request<StateDocument>('GET', '/state'),
  accountState: (appid: string) =>
    request<StateDocument>('GET', `/accounts/${encodeURIComponent(appid)}/state`),
  setAccountState: (appid: string, document: unknown) =>
    request<unknown>('PUT', `/accounts/${encodeURIComponent(appid)}/state`, document),
  resetAccount: (appid: string) =>
    request<unknown>('POST', `/accounts/${encodeURIComponent(appid)}/reset`, {}),
  setState: (document: unknown) => request<unknown>('PUT', '/state', document),
  changeClock: (change: ClockChange) => request<ClockState>('POST', '/clock', change),
  reset: () => request<unknown>('POST', '/reset', {}),
}

export const EVENTS_URL = `${ROOT}/events`

/** A page as one follower's WeChat opens it: the simulator remembers who is looking, then sends on to the page. */
export function webviewUrl(openid: string, url: string, { full = false } = {}): string {
  return `/_sim/webview?${new URLSearchParams({ openid, url, ...(full && { full: '1' }) }).toString()}`
}

/** @throws ApiError */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await send(method, path, body)
  const answer = await response.json().catch(() => null)
  if (!response.ok) {
    const { code, message } = answer?.error ?? {
      code: `http-${response.status}`,
      message: response.statusText,
    }
    throw new ApiError(String(code), String(message))
  }
  return answer
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  try {
    if (method === 'GET') return await fetch(ROOT + path)
    return await withRun(`${ROOT}/run`, (token) => {
      const headers = { 'content-type': 'application/json', 'x-yingwu-run': token }
      return fetch(ROOT + path, { method, headers, body: JSON.stringify(body) })
    })
  } catch (cause) {
    throw new ApiError('network', `${method} ${path}: no answer from the simulator`, { cause })
  }
}
