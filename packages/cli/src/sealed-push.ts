/** A push as WeChat would send it now. */
import { randomInt } from 'node:crypto'
import {
  type Cipher,
  type DataFormat,
  type EncryptionMode,
  encodeMessage,
  sealPush,
  type WireRecord,
  type WireValue,
} from '@yingwu/protocol'
import { type Fields, isFields } from './set-fields.ts'
import { UsageError } from './usage-error.ts'

export interface PushOptions {
  kind: string
  fields: Fields
  openid: string
  token: string
  mode: EncryptionMode
  cipher: Cipher | undefined
  format: DataFormat
  /** Milliseconds. */
  now: number
}

export interface WrittenPush {
  /** `signature=…&timestamp=…` */
  query: string
  body: string
  /** Before encryption. */
  plain: string
}

export function writePush({
  kind,
  fields,
  openid,
  token,
  mode,
  cipher,
  format,
  now,
}: PushOptions): WrittenPush {
  const [group, name = ''] = kind.split(':')
  const ToUserName = 'gh_0123456789ab'
  const head = {
    ToUserName,
    FromUserName: openid,
    CreateTime: Math.floor(now / 1000),
    ...(group === 'event' ? { MsgType: 'event', Event: name } : { MsgType: name }),
  }
  const plain = encodeMessage({ ...head, ...toWire(fields) }, format)
  const stamp = { timestamp: Math.floor(now / 1000), nonce: String(randomInt(1_000_000_000, 2 ** 33)) }
  const { query, body } = sealPush(plain, { token, mode, cipher, format }, { ToUserName, openid }, stamp)
  return { query: new URLSearchParams(query).toString(), body, plain }
}

function toWire(fields: Fields): WireRecord {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toWireValue(value, name)]))
}

/** @throws UsageError for what XML cannot carry */
function toWireValue(value: unknown, at: string): WireValue {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) return value.map((item) => toWireValue(item, at))
  if (isFields(value)) return toWire(value)
  throw new UsageError(
    `${at} 应为文字、数字、对象或列表`,
    `${at} must be text, a number, an object or a list`,
  )
}
