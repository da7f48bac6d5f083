/** Writes replies and reads pushes by hand, so that a mistake of the codec cannot cancel itself out. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { APP_ID, KEY, type Received, TOKEN } from './stage.ts'

export function field(xml: string, name: string): string {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml)
  return found?.[1] ?? found?.[2] ?? ''
}

/** A reply with sender and receiver swapped; `own` is what stands between MsgType and the end. */
export function reply(push: Received | string, type: string, own: string): string {
  const body = typeof push === 'string' ? push : push.body
  return `<xml><ToUserName><![CDATA[${field(body, 'FromUserName')}]]></ToUserName><FromUserName><![CDATA[${field(body, 'ToUserName')}]]></FromUserName><CreateTime>1767225600</CreateTime><MsgType><![CDATA[${type}]]></MsgType>${own}</xml>`
}

export function textReply(push: Received | string, content: string): string {
  return reply(push, 'text', `<Content><![CDATA[${content}]]></Content>`)
}

export function sha1(...parts: string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex')
}

export function decrypt(sealed: string, key = KEY): string {
  const bytes = Buffer.from(`${key}=`, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
  const length = block.readUInt32BE(16)
  return block.subarray(20, 20 + length).toString()
}

export function encrypt(text: string, { key = KEY, appid = APP_ID } = {}): string {
  const bytes = Buffer.from(`${key}=`, 'base64')
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const open = Buffer.concat([Buffer.from('0123456789abcdef'), length, body, Buffer.from(appid)])
  const padding = 32 - (open.length % 32)
  const cipher = createCipheriv('aes-256-cbc', bytes, bytes.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([open, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}

/** An encrypted reply around `text`. */
export function envelope(
  text: string,
  options: { key?: string; appid?: string; signature?: string } = {},
): string {
  const sealed = encrypt(text, options)
  const signature = options.signature ?? sha1(TOKEN, '1767225600', '1234567890', sealed)
  return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature><TimeStamp>1767225600</TimeStamp><Nonce><![CDATA[1234567890]]></Nonce></xml>`
}
