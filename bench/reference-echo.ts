import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { ACCOUNT } from './account.ts'

const bytes = Buffer.from(`${ACCOUNT.encodingAESKey}=`, 'base64')
const key = createSecretKey(bytes)
const iv = bytes.subarray(0, 16)
const appId = Buffer.from(ACCOUNT.appId)

/**
 * The practical floor: an echo written by hand for this one purpose. It verifies, decrypts, reads, handles each
 * message once, writes and encrypts, and nothing else: no other message types, no checks of the XML, no metrics, no
 * logs, no limits. Undefined for a wrong signature.
 */
export type Echo = (url: string, body: string) => string | undefined

export function createEcho(): Echo {
  const once = createOnce()
  return (url, body) => {
    const timestamp = parameter(url, 'timestamp=')
    const nonce = parameter(url, 'nonce=')
    const isSafe = parameter(url, 'encrypt_type=') === 'aes'
    const sealed = isSafe ? field(body, 'Encrypt') : ''
    const signature = parameter(url, isSafe ? 'msg_signature=' : 'signature=')
    if (!isSame(sign(timestamp, nonce, sealed), signature)) return undefined

    const xml = isSafe ? decrypt(sealed) : body
    const from = field(xml, 'FromUserName')
    const to = field(xml, 'ToUserName')
    const text = once(xml)
    const now = Math.floor(Date.now() / 1000)
    const content = text.includes(']]>') ? text.replaceAll(']]>', ']]]]><![CDATA[>') : text
    const reply = `<xml><ToUserName><![CDATA[${from}]]></ToUserName><FromUserName><![CDATA[${to}]]></FromUserName><CreateTime>${now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`
    if (!isSafe) return reply
    const encrypted = encrypt(reply)
    return `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${sign(String(now), nonce, encrypted)}]]></MsgSignature><TimeStamp>${now}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  }
}

/** The text of a message, kept by its id in two generations of at most 10,000. */
function createOnce(): (xml: string) => string {
  let young = new Map<string, string>()
  let old = new Map<string, string>()
  return (xml) => {
    const id = number(xml, 'MsgId')
    const known = young.get(id) ?? old.get(id)
    if (known !== undefined) return known
    if (young.size === 10_000) {
      old = young
      young = new Map()
    }
    const text = field(xml, 'Content')
    young.set(id, text)
    return text
  }
}

function parameter(url: string, name: string): string {
  const start = url.indexOf(name)
  if (start === -1) return ''
  const end = url.indexOf('&', start)
  return url.slice(start + name.length, end === -1 ? undefined : end)
}

/** The CDATA sections of the first element of that name. */
function field(xml: string, name: string): string {
  const open = `<${name}><![CDATA[`
  const at = xml.indexOf(open)
  if (at === -1) return ''
  let start = at + open.length
  let text = ''
  for (;;) {
    const end = xml.indexOf(']]>', start)
    text += xml.slice(start, end)
    if (!xml.startsWith('<![CDATA[', end + 3)) return text
    start = end + 12
  }
}

/** The bare text of the last element of that name. */
function number(xml: string, name: string): string {
  const start = xml.lastIndexOf(`<${name}>`) + name.length + 2
  return xml.slice(start, xml.indexOf('<', start))
}

function sign(timestamp: string, nonce: string, sealed: string): string {
  const parts = [ACCOUNT.token, timestamp, nonce]
  if (sealed !== '') parts.push(sealed)
  return hash('sha1', parts.sort().join(''))
}

function isSame(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

function decrypt(sealed: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const block = decipher.update(sealed, 'base64')
  const end = 20 + block.readUInt32BE(16)
  if (!block.subarray(end, end + appId.length).equals(appId)) throw new Error('AppID')
  return block.toString('utf8', 20, end)
}

function encrypt(text: string): string {
  const length = Buffer.byteLength(text)
  const size = 20 + length + appId.length
  const padding = 32 - (size % 32)
  const block = Buffer.allocUnsafe(size + padding)
  block.set(randomPrefix(), 0)
  block.writeUInt32BE(length, 16)
  block.write(text, 20)
  block.set(appId, 20 + length)
  block.fill(padding, size)
  return createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false).update(block).toString('base64')
}

/** A call for random bytes costs as much for 4,096 as for 16. */
let pool = randomBytes(4096)

function randomPrefix(): Buffer {
  if (pool.length === 0) pool = randomBytes(4096)
  const prefix = pool.subarray(0, 16)
  pool = pool.subarray(16)
  return prefix
}
