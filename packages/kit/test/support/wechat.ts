import {
  createCipher,
  encodeMessage,
  parseXml,
  readReplyEnvelope,
  sealPush,
  sign,
  type EncryptionMode,
  type WireRecord,
  type XmlRecord,
} from '@yingwu/protocol'

export const ACCOUNT = {
  appId: 'wx00000000aaaaaaaa',
  token: 'parrot2026',
  encodingAESKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}
export const OPENID = 'oKitUser000000000000000000001'
export const NOW_SECONDS = 1_750_000_000

/** A clock that moves only by hand. */
export function createHandClock(start = NOW_SECONDS * 1000) {
  let now = start
  return {
    now: () => now,
    setTimeout: () => () => {},
    advance(ms: number) {
      now += ms
    },
  }
}

let lastMsgId = 25_000_000_000_000_000n

export function text(Content: string, fields: WireRecord = {}) {
  return message({ MsgType: 'text', Content, ...fields })
}

/** A message with an id of its own, unless one is given. */
export function message<T extends WireRecord & { MsgType: string }>(fields: T) {
  const head = { ToUserName: 'gh_0123456789ab', FromUserName: OPENID, CreateTime: NOW_SECONDS }
  lastMsgId += 1n
  return fields.MsgType === 'event'
    ? { ...head, ...fields }
    : { ...head, MsgId: String(lastMsgId), ...fields }
}

let lastNonce = 1_000_000_000

export interface Delivery {
  search: string
  body: string
}

/** One delivery of a push, as WeChat signs and encrypts it. */
export function deliver(
  push: WireRecord & { MsgType: string },
  options: {
    mode?: EncryptionMode
    timestamp?: number
    nonce?: string
    key?: string
    format?: 'xml' | 'json'
  } = {},
): Delivery {
  const { mode = 'plain', timestamp = NOW_SECONDS, nonce = String(++lastNonce), format = 'xml' } = options
  const cipher = createCipher({ appId: ACCOUNT.appId, encodingAESKey: options.key ?? ACCOUNT.encodingAESKey })
  const { query, body } = sealPush(
    encodeMessage(push, format),
    { token: ACCOUNT.token, mode, cipher, format },
    { ToUserName: 'gh_0123456789ab', openid: OPENID },
    { timestamp, nonce },
  )
  return { search: new URLSearchParams(query).toString(), body }
}

/** The query of a server verification. */
export function verification(
  echostr: string,
  token = ACCOUNT.token,
  timestamp = String(NOW_SECONDS),
): string {
  const nonce = '1234567890'
  return new URLSearchParams({
    signature: sign(token, timestamp, nonce),
    echostr,
    timestamp,
    nonce,
  }).toString()
}

/** Opens an encrypted reply as WeChat does; throws if its signature is wrong. */
export function open(body: string, key = ACCOUNT.encodingAESKey): XmlRecord {
  const envelope = readReplyEnvelope(parseXml(body))
  if (envelope === undefined) throw new Error(`not encrypted: ${body}`)
  const { Encrypt, MsgSignature, TimeStamp, Nonce } = envelope
  if (sign(ACCOUNT.token, TimeStamp, Nonce, Encrypt) !== MsgSignature)
    throw new Error('MsgSignature is wrong')
  return parseXml(createCipher({ appId: ACCOUNT.appId, encodingAESKey: key }).decrypt(Encrypt))
}
