import { isUtf8 } from 'node:buffer'
import type { DataFormat, EncryptionMode } from './accounts.ts'
import type { Cipher } from './cipher.ts'
import { ProtocolError } from './errors.ts'
import { parseWireJson, writeWireJson } from './json.ts'
import { sameText, sign } from './signature.ts'
import { textOf, type XmlRecord } from './wire.ts'
import { readByLayout } from './messages/layouts.ts'
import { checkWellFormed } from './xml/delicate.ts'
import { parseXml } from './xml/scan.ts'
import { element, writeXml } from './xml/write.ts'

/** Query parameters of a push, after URL-decoding. */
export interface PushQuery {
  readonly signature?: string | undefined
  readonly timestamp?: string | undefined
  readonly nonce?: string | undefined
  readonly openid?: string | undefined
  readonly encrypt_type?: string | undefined
  readonly msg_signature?: string | undefined
  readonly echostr?: string | undefined
}

/** What a receiver knows about its account. */
export interface Receiver {
  readonly token: string
  /** Decides what is accepted; the request never does. */
  readonly mode: EncryptionMode
  /** The current key first, then the previous one during a change. Empty in plain mode. */
  readonly ciphers: readonly Cipher[]
}

export interface OpenedPush {
  readonly record: XmlRecord
  readonly format: DataFormat
  /** Key that opened the push and must seal the reply; undefined for a clear push. */
  readonly cipher: Cipher | undefined
}

/** Server verification (GET): whether `signature` is WeChat's. */
export function isVerified(token: string, query: PushQuery): boolean {
  const { signature = '', timestamp = '', nonce = '' } = query
  return timestamp !== '' && nonce !== '' && sameText(sign(token, timestamp, nonce), signature)
}

/**
 * Verifies, decrypts and reads a push. In safe mode a clear body is refused even if its URL is signed, since that
 * signature does not cover the body. In compatible mode the encrypted part counts where there is one.
 *
 * @throws ProtocolError -40001 not verified; -40002 not readable; -40005 … -40010 not decrypted
 */
export function openPush(receiver: Receiver, query: PushQuery, body: string | Uint8Array): OpenedPush {
  const isEncrypted = query.encrypt_type === 'aes'
  if (receiver.mode === 'plain' ? isEncrypted : receiver.mode === 'safe' && !isEncrypted) {
    const [expected, got] = isEncrypted ? ['clear', 'encrypted'] : ['encrypted', 'clear']
    throw new ProtocolError(-40001, `the push is ${got}, but in ${receiver.mode} mode it must be ${expected}`)
  }
  if (!isEncrypted) {
    if (!isVerified(receiver.token, query)) throw new ProtocolError(-40001, 'signature')
    const { record, format } = readBody(body)
    return { record, format, cipher: undefined }
  }

  const { sealed, format } = readSealed(toText(body))
  const { msg_signature = '', timestamp = '', nonce = '' } = query
  if (!sameText(sign(receiver.token, timestamp, nonce, sealed), msg_signature)) {
    throw new ProtocolError(-40001, 'msg_signature')
  }
  const { text, cipher } = decryptWithAny(receiver.ciphers, sealed)
  return { record: readText(text).record, format, cipher }
}

function decryptWithAny(ciphers: readonly Cipher[], sealed: string): { text: string; cipher: Cipher } {
  let failure: unknown
  for (const cipher of ciphers) {
    try {
      return { text: cipher.decrypt(sealed), cipher }
    } catch (error) {
      failure = error
    }
  }
  throw failure ?? new ProtocolError(-40007, 'no EncodingAESKey is configured')
}

/** Reads a clear body by its content: the Content-Type header varies and is not to be trusted. */
export function readBody(body: string | Uint8Array): { record: XmlRecord; format: DataFormat } {
  return readText(toText(body))
}

function readText(text: string): { record: XmlRecord; format: DataFormat } {
  const record = readByLayout(text)
  if (record !== undefined) return { record, format: 'xml' }
  return text.trimStart().startsWith('{')
    ? { record: parseWireJson(text), format: 'json' }
    : { record: parseXml(text), format: 'xml' }
}

/** Text without lone surrogates, as bytes that are UTF-8 give it. */
function toText(body: string | Uint8Array): string {
  if (typeof body === 'string') {
    checkWellFormed(body)
    return body
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.length)
  const text = bytes.toString()
  // What is not UTF-8 becomes this character, which may also be a part of the text.
  if (text.includes('\ufffd') && !isUtf8(bytes)) throw new ProtocolError(-40002, 'not UTF-8')
  return text
}

/** Safe mode's body as WeChat lays it out, in front of the encrypted part and behind it. */
const ENVELOPE = /^<xml>\n?<ToUserName><!\[CDATA\[[\w@.-]*\]\]><\/ToUserName>\n?<Encrypt><!\[CDATA\[/
const ENVELOPE_END = ']]></Encrypt>\n</xml>'

/** The encrypted part of a body. What is not base64 in it, its cipher refuses: only other layouts need be read whole. */
function readSealed(body: string): { sealed: string; format: DataFormat } {
  const start = body.endsWith(ENVELOPE_END) ? ENVELOPE.exec(body)?.[0].length : undefined
  if (start !== undefined) {
    const sealed = body.slice(start, -ENVELOPE_END.length)
    if (!sealed.includes(']')) return { sealed, format: 'xml' }
  }
  const { record, format } = readText(body)
  return { sealed: textOf(record, 'Encrypt'), format }
}

/** What goes into a signature besides the token, chosen by the side that signs. */
export interface Stamp {
  /** Unix seconds. */
  timestamp: number
  /** Digits. */
  nonce: string
  /** 16 bytes; from the system where left out. */
  random?: Uint8Array
}

/** Encrypts a reply and signs the envelope. `success` and the empty answer are never sealed. */
export function sealReply(
  reply: string | Uint8Array,
  account: { token: string; cipher: Cipher },
  stamp: Stamp,
  format: DataFormat = 'xml',
): string {
  const Encrypt = account.cipher.encrypt(reply, stamp.random)
  const MsgSignature = sign(account.token, String(stamp.timestamp), stamp.nonce, Encrypt)
  const { timestamp: TimeStamp, nonce: Nonce } = stamp
  if (format === 'json') return writeWireJson({ Encrypt, MsgSignature, TimeStamp, Nonce })
  // Base64 needs no search for what CDATA cannot hold.
  const rest =
    element('MsgSignature', MsgSignature) + element('TimeStamp', TimeStamp) + element('Nonce', Nonce)
  return `<xml><Encrypt><![CDATA[${Encrypt}]]></Encrypt>\n${rest}</xml>`
}

/** A push as it goes over the wire: its signed query, in WeChat's order, and its body. */
export interface SealedPush {
  query: [name: string, value: string][]
  body: string
  /** What is encrypted, as it stands in the body and in the signature; undefined in plain mode. */
  Encrypt: string | undefined
}

/** Signs a push and, in compatible and safe mode, encrypts it. */
export function sealPush(
  plain: string,
  account: { token: string; mode: EncryptionMode; cipher: Cipher | undefined; format: DataFormat },
  addresses: { ToUserName: string; openid: string },
  stamp: Stamp,
): SealedPush {
  const timestamp = String(stamp.timestamp)
  const query: SealedPush['query'] = [
    ['signature', sign(account.token, timestamp, stamp.nonce)],
    ['timestamp', timestamp],
    ['nonce', stamp.nonce],
    ['openid', addresses.openid],
  ]
  if (account.mode === 'plain') return { query, body: plain, Encrypt: undefined }
  if (account.cipher === undefined) throw new ProtocolError(-40004, `${account.mode} mode needs a key`)

  const Encrypt = account.cipher.encrypt(plain, stamp.random)
  query.push(['encrypt_type', 'aes'], ['msg_signature', sign(account.token, timestamp, stamp.nonce, Encrypt)])
  const clear = account.mode === 'safe' ? { ToUserName: addresses.ToUserName } : undefined
  return { query, body: withEncrypt(plain, clear, Encrypt, account.format), Encrypt }
}

/** Safe mode: the address and Encrypt. Compatible mode: all clear fields, then Encrypt. */
function withEncrypt(
  plain: string,
  clear: { ToUserName: string } | undefined,
  Encrypt: string,
  format: DataFormat,
): string {
  if (clear !== undefined) {
    // The line feed behind <xml> is part of the real layout of safe mode.
    return format === 'xml'
      ? writeXml({ ...clear, Encrypt }).replace('<xml>', '<xml>\n')
      : writeWireJson({ ...clear, Encrypt })
  }
  if (format === 'json') return `${plain.slice(0, -1)},"Encrypt":${JSON.stringify(Encrypt)}}`
  return plain.replace(/<\/xml>$/, `<Encrypt><![CDATA[${Encrypt}]]></Encrypt>\n</xml>`)
}

/** The envelope of an encrypted reply, as its sender wrote it. */
export interface ReplyEnvelope {
  Encrypt: string
  MsgSignature: string
  TimeStamp: string
  Nonce: string
  /** Key names in lower case, as one SDK writes them: readable, worth a warning. */
  isLowerCase: boolean
}

/** The parts of an encrypted reply; undefined when the record is no envelope. */
export function readReplyEnvelope(record: XmlRecord): ReplyEnvelope | undefined {
  const isLowerCase = record['Encrypt'] === undefined && record['encrypt'] !== undefined
  const names = isLowerCase
    ? (['encrypt', 'msgsignature', 'timestamp', 'nonce'] as const)
    : (['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'] as const)
  const [Encrypt, MsgSignature, TimeStamp, Nonce] = names.map((name) => textOf(record, name).trim())
  if (!Encrypt) return undefined
  return {
    Encrypt,
    MsgSignature: MsgSignature ?? '',
    TimeStamp: TimeStamp ?? '',
    Nonce: Nonce ?? '',
    isLowerCase,
  }
}
