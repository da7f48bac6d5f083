/** A push as it goes over the wire: fields → body per format and mode → signed query → request. */
import { encodeMessage, sealPush, type Stamp, type WireRecord } from '@yingwu/protocol'
import type { AttemptSignature, CallbackConfig } from '../control/types.ts'
import { cipherOf } from './cipher.ts'
import type { OutgoingRequest } from './transport.ts'

export type PushFields = WireRecord & {
  ToUserName: string
  FromUserName: string
  CreateTime: number
  MsgType: string
  Event?: string
}

export interface ComposedPush {
  request: OutgoingRequest & { method: 'POST'; body: string }
  query: { [name: string]: string }
  signature: Pick<AttemptSignature, 'inputs' | 'sent'>
}

/** What WeChat's own requests carry. */
export const WECHAT_HEADERS = {
  'User-Agent': 'Mozilla/4.0',
  Accept: '*/*',
  Pragma: 'no-cache',
}

/** The same objects for all pushes: the log holds 50,000 of them. */
const HEADERS = {
  xml: { ...WECHAT_HEADERS, 'Content-Type': 'text/xml' },
  json: { ...WECHAT_HEADERS, 'Content-Type': 'application/json' },
} as const

export function compose(
  plain: string,
  fields: PushFields,
  appid: string,
  callback: CallbackConfig,
  stamp: Stamp,
): ComposedPush {
  const cipher = callback.mode === 'plain' ? undefined : cipherOf(appid, callback.encodingAESKey)
  const { query, body, Encrypt } = sealPush(
    plain,
    { token: callback.token, mode: callback.mode, format: callback.format, cipher },
    { ToUserName: fields.ToUserName, openid: fields.FromUserName },
    stamp,
  )
  const named = Object.fromEntries(query)
  const inputs = [callback.token, String(stamp.timestamp), stamp.nonce]
  if (Encrypt !== undefined) inputs.push(Encrypt)
  return {
    request: {
      method: 'POST',
      url: withQuery(callback.url, query),
      headers: HEADERS[callback.format],
      body,
    },
    query: named,
    signature: { inputs: inputs.sort(), sent: named['msg_signature'] ?? named['signature'] ?? '' },
  }
}

export function toPlainBody(fields: PushFields, callback: CallbackConfig): string {
  return encodeMessage(fields, callback.format)
}

/** Appends parameters to an address that may have some of its own. */
export function withQuery(url: string, query: readonly (readonly [name: string, value: string])[]): string {
  const [address = ''] = url.split('#')
  const added = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return `${address}${address.includes('?') ? '&' : '?'}${added}`
}
