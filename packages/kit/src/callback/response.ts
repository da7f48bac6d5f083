import type { DataFormat } from '@yingwu/protocol'

export interface CallbackResponse {
  status: number
  headers: Readonly<Record<string, string>>
  body: string
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' } as const
const XML = { 'content-type': 'application/xml; charset=utf-8' } as const
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' } as const

/** Handled, nothing to say. Never encrypted. */
export const SUCCESS = text(200, 'success')
/** One answer for every failure of verification, so that it tells nothing about which step failed. */
export const FORBIDDEN = text(403, 'forbidden')
/** Answer to a body beyond the limit; adapters give it before they have read everything. */
export const TOO_LARGE = text(413, 'body too large')
/** WeChat asks again, and another process answers. */
export const UNAVAILABLE = text(503, 'closing')
export const NOT_ALLOWED: CallbackResponse = {
  status: 405,
  headers: { ...TEXT, allow: 'GET, POST' },
  body: 'method not allowed',
}
/** For somebody's browser. */
export const GREETING = text(
  200,
  '这里是微信公众号的消息接口，请在微信里使用。\nThis address receives messages from WeChat.\n',
)

export function text(status: number, body: string): CallbackResponse {
  return { status, headers: TEXT, body }
}

export function passiveReply(body: string, format: DataFormat): CallbackResponse {
  return { status: 200, headers: format === 'xml' ? XML : JSON_TYPE, body }
}
