/** The running server echoes whatever a person may write, word for word, in plain and in safe mode. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { startProgram } from '../support/program.ts'
import { until } from '../support/wait.ts'

const APP_ID = 'wx00000000e2e2e2e2'
const TOKEN = 'echotest'
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const ENV = { WECHAT_APP_ID: APP_ID, WECHAT_APP_SECRET: '0'.repeat(32), WECHAT_TOKEN: TOKEN }
const COUNT = 2000

// WeChat's side, written here once more by another hand, so that a fault of ours cannot cancel itself out.
const sha1 = (...parts: string[]): string => createHash('sha1').update(parts.sort().join('')).digest('hex')
const aes = Buffer.from(`${KEY}=`, 'base64')

function encrypt(text: string): string {
  const body = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const block = Buffer.concat([randomBytes(16), length, body, Buffer.from(APP_ID)])
  const padding = 32 - (block.length % 32)
  const cipher = createCipheriv('aes-256-cbc', aes, aes.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([
    cipher.update(Buffer.concat([block, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64')
}

function decrypt(sealed: string): string {
  const decipher = createDecipheriv('aes-256-cbc', aes, aes.subarray(0, 16)).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(sealed, 'base64'), decipher.final()])
  return block.subarray(20, 20 + block.readUInt32BE(16)).toString()
}

/** Fields of a flat XML document, read by a full XML parser. */
function fieldsOf(xml: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const parser = new SaxesParser()
  let name = ''
  const add = (text: string): void => {
    if (name !== '' && name !== 'xml') fields[name] = (fields[name] ?? '') + text
  }
  parser.on('opentag', (tag) => {
    name = tag.name
  })
  parser.on('closetag', () => {
    name = ''
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.write(xml).close()
  return fields
}

const PIECES = [
  '你',
  '好',
  '，',
  '😀',
  '👨‍👩‍👧',
  'a',
  'Z',
  '0',
  ' ',
  '\n',
  '<',
  '>',
  '&',
  '"',
  "'",
  ']',
  ']]>',
  '<b>',
  '&amp;',
  '/::D',
  '[捂脸]',
  '\u200b',
  'é',
  '𠮷',
]

/** The same sequence at every run. */
function* contents(seed: number): Generator<string> {
  let state = seed
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state % below
  }
  for (;;) {
    let text = ''
    for (let length = 1 + next(600); Array.from(text).length < length; ) text += PIECES[next(PIECES.length)]
    yield Array.from(next(4) === 0 ? `  ${text}  ` : text)
      .slice(0, 600)
      .join('')
  }
}

interface Prepared {
  url: string
  body: string
  content: string
}

function prepare(base: string, mode: 'plain' | 'safe', content: string, number: number): Prepared {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const nonce = String(1_000_000_000 + number)
  const cdata = content.replaceAll(']]>', ']]]]><![CDATA[>')
  const MsgId = 9_223_372_036_854_770_000n + BigInt(number)
  const clear = `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>\n<FromUserName><![CDATA[oEcho]]></FromUserName>\n<CreateTime>${timestamp}</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[${cdata}]]></Content>\n<MsgId>${MsgId}</MsgId>\n</xml>`
  const query = `signature=${sha1(TOKEN, timestamp, nonce)}&timestamp=${timestamp}&nonce=${nonce}&openid=oEcho`
  if (mode === 'plain') return { url: `${base}/wechat?${query}`, body: clear, content }
  const sealed = encrypt(clear)
  const signature = sha1(TOKEN, timestamp, nonce, sealed)
  return {
    url: `${base}/wechat?${query}&encrypt_type=aes&msg_signature=${signature}`,
    body: `<xml>\n<ToUserName><![CDATA[gh_0123456789ab]]></ToUserName>\n<Encrypt><![CDATA[${sealed}]]></Encrypt>\n</xml>`,
    content,
  }
}

function openReply(mode: 'plain' | 'safe', body: string): Record<string, string> {
  const outer = fieldsOf(body)
  if (mode === 'plain') return outer
  const { Encrypt = '', MsgSignature, TimeStamp = '', Nonce = '' } = outer
  expect(MsgSignature).toBe(sha1(TOKEN, TimeStamp, Nonce, Encrypt))
  return fieldsOf(decrypt(Encrypt))
}

describe.each(['plain', 'safe'] as const)('%s mode', (mode) => {
  test(`${COUNT} messages come back without one fault`, async () => {
    await using program = await startProgram('serve', {
      ...ENV,
      ...(mode === 'safe' ? { WECHAT_ENCODING_AES_KEY: KEY } : {}),
    })
    const base = `http://127.0.0.1:${program.port}`
    await until(
      () =>
        fetch(`${base}/healthz`).then(
          (response) => response.ok,
          () => false,
        ),
      'the server is up',
    )

    const source = contents(20260101)
    const faults: unknown[] = []
    let echoed = 0
    for (let number = 0; number < COUNT; number += 50) {
      const batch = Array.from({ length: 50 }, (_, index) =>
        prepare(base, mode, source.next().value, number + index),
      )
      await Promise.all(
        batch.map(async ({ url, body, content }) => {
          const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml' } })
          const reply = openReply(mode, await response.text())
          // A carriage return is the one character that XML itself does not keep.
          if (reply['Content'] === content && reply['ToUserName'] === 'oEcho') echoed++
          else faults.push({ content, reply })
        }),
      )
    }
    expect(faults).toEqual([])
    expect(echoed).toBe(COUNT)
  })
})

test('what was not signed, or is too large, never reaches the bot', async () => {
  await using program = await startProgram('serve', { ...ENV, WECHAT_ENCODING_AES_KEY: KEY })
  const base = `http://127.0.0.1:${program.port}`
  await until(
    () =>
      fetch(`${base}/healthz`).then(
        (response) => response.ok,
        () => false,
      ),
    'the server is up',
  )
  const good = prepare(base, 'safe', '你好', 1)
  const clear = prepare(base, 'plain', '你好', 2)
  const post = async (url: string, body: string): Promise<number> =>
    (await fetch(url, { method: 'POST', body })).status

  expect(await post(`${base}/wechat`, good.body)).toBe(403)
  expect(await post(good.url.replace(/msg_signature=.{4}/, 'msg_signature=0000'), good.body)).toBe(403)
  expect(await post(clear.url, clear.body)).toBe(403)
  expect(await post(good.url, clear.body)).toBe(403)
  expect(await post(good.url, `<!DOCTYPE x>${good.body}`)).toBe(400)
  expect(await post(good.url, 'x'.repeat(2_000_000))).toBe(413)
  expect(await post(good.url, good.body)).toBe(200)
  const metrics = await (await fetch(`${base}/metrics`)).text()
  expect(metrics).toContain('yingwu_deliveries_total{kind="message:text",answer="text",run="first"} 1')
  expect(metrics).toContain('yingwu_refused_total{status="403"} 4')
})
