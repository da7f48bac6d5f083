/** The control API as functions: the only place of the window that sends requests. */
import type {
  Action,
  ActionResult,
  CallbackConfig,
  ClockChange,
  ClockState,
  Fan,
  NewFans,
  PhoneMessage,
  Push,
  Verification,
} from '../../../src/control/types.ts'

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

interface Page {
  limit: number
  /** Only older ones than this id. */
  before?: number
}

const ROOT = '/_sim/v1'

export const api = {
  setCallback: (appid: string, form: CallbackForm) =>
    request<Verification>('PUT', `/accounts/${encodeURIComponent(appid)}/callback`, form),
  addFans: (fans: NewFans) => request<Fan[]>('POST', '/fans?wait=false', fans),
  act: (openid: string, action: Action) =>
    request<ActionResult>('POST', `/fans/${encodeURIComponent(openid)}/actions?wait=false`, action),
  messages: (openid: string) =>
    request<PhoneMessage[]>('GET', `/fans/${encodeURIComponent(openid)}/messages`),
  pushes: ({ limit, before }: Page) =>
    request<Push[]>('GET', `/pushes?limit=${limit}${before === undefined ? '' : `&before=${before}`}`),
  changeClock: (change: ClockChange) => request<ClockState>('POST', '/clock', change),
  reset: () => request<unknown>('POST', '/reset', {}),
}

export const EVENTS_URL = `${ROOT}/events`

/** A page as one follower's WeChat opens it: the simulator remembers who is looking, then sends on to the page. */
export function webviewUrl(openid: string, url: string): string {
  return `/_sim/webview?${new URLSearchParams({ openid, url }).toString()}`
}

async function request<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
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
    const headers = { 'content-type': 'application/json', 'x-yingwu': '1' }
    return await fetch(ROOT + path, { method, headers, body: JSON.stringify(body) })
  } catch (cause) {
    throw new ApiError('network', `${method} ${path}: no answer from the simulator`, { cause })
  }
}
