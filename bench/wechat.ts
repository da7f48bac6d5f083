import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { ACCOUNT, type Mode } from './account.ts'
import { textOf } from './texts.ts'

/** One signed push, ready to be sent. */
export interface Push {
  /** The URL's query without `?`. */
  search: string
  body: Buffer
  /** What must come back, and to whom. */
  text: string
  openid: string
}

/** 64-bit, beyond what a double holds exactly. */
const FIRST_ID = 7_300_000_000_000_000_001n

const KEY = Buffer.from(`${ACCOUNT.encodingAESKey}=`, 'base64')

/**
 * WeChat's side of the benchmark. It shares no code with the packages, so that a fault of theirs cannot hide in the
 * check of their answers. Every index is another message, by its id and its nonce.
 */
export function createPush(mode: Mode, index: number): Push {
  const timestamp = Math.floor(Date.now() / 1000)
  const nonce = String(1_000_000_000 + index)
  const openid = `oBench${String(index % 997).padStart(22, '0')}`
  const text = textOf(index)
  const clear = `<xml><ToUserName><![CDATA[${ACCOUNT.originalId}]]></ToUserName>
<FromUserName><![CDATA[${openid}]]></FromUserName>
<CreateTime>${timestamp}</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></Content>
<MsgId>${FIRST_ID + BigInt(index)}</MsgId>
</xml>`
  const search = `signature=${signature(timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}&openid=${openid}`
  if (mode === 'plain') return { search, body: Buffer.from(clear), text, openid }

  const sealed = encrypt(clear)
  return {
    search: `${search}&encrypt_type=aes&msg_signature=${signature(timestamp, nonce, sealed)}`,
    body: Buffer.from(
      `<xml>\n<ToUserName><![CDATA[${ACCOUNT.originalId}]]></ToUserName>\n<Encrypt><![CDATA[${sealed}]]></Encrypt>\n</xml>`,
    ),
    text,
    openid,
  }
}

/** Whether the answer is the push's text, rightly addressed and, in safe mode, rightly signed and encrypted. */
export function isEcho(mode: Mode, push: Push, answer: string): boolean {
  try {
    const outer = readXml(answer)
    const reply = mode === 'plain' ? outer : readXml(open(outer))
    return (
      reply.get('ToUserName') === push.openid &&
      reply.get('FromUserName') === ACCOUNT.originalId &&
      /^\d{10}$/.test(reply.get('CreateTime') ?? '') &&
      reply.get('MsgType') === 'text' &&
      reply.get('Content') === push.text
    )
  } catch {
    return false
  }
}

function open(envelope: Map<string, string>): string {
  const [sealed = '', given, timestamp = '', nonce = ''] = [
    'Encrypt',
    'MsgSignature',
    'TimeStamp',
    'Nonce',
  ].map((name) => envelope.get(name))
  if (signature(timestamp, nonce, sealed) !== given) throw new Error('MsgSignature')
  return decrypt(sealed)
}

function signature(...parts: (string | number)[]): string {
  const sorted = [ACCOUNT.token, ...parts.map(String)].sort()
  return createHash('sha1').update(sorted.join('')).digest('hex')
}

function encrypt(text: string): string {
  const content = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const block = Buffer.concat([randomBytes(16), length, content, Buffer.from(ACCOUNT.appId)])
  const padding = 32 - (block.length % 32)
  const cipher = createCipheriv('aes-256-cbc', KEY, KEY.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(block),
    cipher.update(Buffer.alloc(padding, padding)),
    cipher.final(),
  ]).toString('base64')
}

function decrypt(base64: string): string {
  const cipher = createDecipheriv('aes-256-cbc', KEY, KEY.subarray(0, 16)).setAutoPadding(false)
  const block = Buffer.concat([cipher.update(Buffer.from(base64, 'base64')), cipher.final()])
  const end = block.length - (block.at(-1) ?? 0)
  const start = 20 + block.readUInt32BE(16)
  if (block.toString('utf8', start, end) !== ACCOUNT.appId) throw new Error('AppID')
  return block.toString('utf8', 20, start)
}

/** The text of each child of the root. */
function readXml(xml: string): Map<string, string> {
  const fields = new Map<string, string>()
  const path: string[] = []
  const parser = new SaxesParser()
  const add = (text: string): void => {
    const name = path[1]
    if (name !== undefined) fields.set(name, (fields.get(name) ?? '') + text)
  }
  parser.on('opentag', ({ name }) => path.push(name))
  parser.on('closetag', () => path.pop())
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return fields
}
