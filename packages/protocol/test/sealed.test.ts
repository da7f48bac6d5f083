/** Encrypted bodies of any size and any layout. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCipher, openPush, parseXml, sign, textOf } from '../src/index.ts'

const appId = 'wx0123456789abcdef'
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const token = 'parrot'
const key = Buffer.from(`${encodingAESKey}=`, 'base64')

/** As the manual describes it, by the platform's own cipher, one for each text. */
function encrypted(text: string | Uint8Array): string {
  const content = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const clear = Buffer.concat([Buffer.alloc(16, 'r'), length, content, Buffer.from(appId)])
  const padding = 32 - (clear.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(clear), cipher.update(Buffer.alloc(padding, padding))]).toString(
    'base64',
  )
}

function decrypted(base64: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const block = decipher.update(base64, 'base64')
  const end = block.length - (block.at(-1) ?? 0)
  expect(block.toString('utf8', end - appId.length, end)).toBe(appId)
  expect(block.readUInt32BE(16)).toBe(end - appId.length - 20)
  return block.toString('utf8', 20, end - appId.length)
}

test('texts of any size go both ways through one cipher, one behind the other', () => {
  const cipher = createCipher({ appId, encodingAESKey })
  const size = fc.oneof(
    fc.nat(200),
    fc.integer({ min: 5300, max: 5600 }),
    fc.integer({ min: 16_000, max: 60_000 }),
  )
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', '字', '😀', 'é]]>'), size), { minLength: 1, maxLength: 4 }),
      (all) => {
        for (const [piece, count] of all) {
          const text = piece.repeat(count)
          expect(decrypted(cipher.encrypt(text)) === text).toBe(true)
          expect(decrypted(cipher.encrypt(Buffer.from(text))) === text).toBe(true)
          expect(cipher.decrypt(encrypted(text)) === text).toBe(true)
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('what is not UTF-8 is refused; the character that stands for it elsewhere is a text like any other', () => {
  const cipher = createCipher({ appId, encodingAESKey })
  const wrong = [Buffer.from([0xff]), Buffer.from('好').subarray(0, 2), Buffer.from([0xed, 0xa0, 0x80])]
  const plain = { token, mode: 'plain', ciphers: [] } as const
  const query = { signature: sign(token, '1', '2'), timestamp: '1', nonce: '2' }
  const bodyOf = (text: Uint8Array) =>
    Buffer.concat([Buffer.from('<xml><A>'), text, Buffer.from('</A></xml>')])
  for (const bytes of wrong) {
    const text = Buffer.concat([Buffer.from('\ufffd好'), bytes])
    expect(() => cipher.decrypt(encrypted(text))).toThrow('the text is not UTF-8')
    expect(() => openPush(plain, query, bodyOf(text))).toThrow('not UTF-8')
  }
  expect(cipher.decrypt(encrypted('\ufffd好'))).toBe('\ufffd好')
  expect(openPush(plain, query, bodyOf(Buffer.from('\ufffd好'))).record).toEqual({ A: '\ufffd好' })
})

const MESSAGE =
  '<xml><ToUserName><![CDATA[gh_0]]></ToUserName><MsgType><![CDATA[text]]></MsgType><Content>好</Content></xml>'
const ENCRYPT = encrypted(MESSAGE)
const LAYOUTS = [
  `<xml>\n<ToUserName><![CDATA[gh_0]]></ToUserName>\n<Encrypt><![CDATA[${ENCRYPT}]]></Encrypt>\n</xml>`,
  `<xml><ToUserName><![CDATA[gh_0]]></ToUserName><Encrypt><![CDATA[${ENCRYPT}]]></Encrypt></xml>`,
  `<xml><ToUserName><![CDATA[gh_0]]></ToUserName>\n<Encrypt><![CDATA[${ENCRYPT.slice(0, 9)}]]><![CDATA[${ENCRYPT.slice(9)}]]></Encrypt>\n</xml>`,
  `<xml><ToUserName><![CDATA[gh]]><![CDATA[_0]]></ToUserName>\n<Encrypt><![CDATA[${ENCRYPT}]]></Encrypt>\n</xml>`,
  `<xml><Encrypt>${ENCRYPT}</Encrypt></xml>`,
  `<?xml version="1.0"?>\n<xml>\n  <Encrypt>\n<![CDATA[${ENCRYPT}]]>\n</Encrypt>\n</xml>\n`,
  `${MESSAGE.replace('</xml>', '')}<Encrypt><![CDATA[${ENCRYPT}]]></Encrypt>\n</xml>`,
]
const PIECES = [
  'A',
  '\n',
  ' ',
  '\r',
  '\0',
  '=',
  ']',
  ']]>',
  '<',
  '&',
  '<![CDATA[',
  '</Encrypt>',
  '</xml>',
  '😀',
  '\ud800',
]

/** A body of any layout, with a piece in a place where nobody expects it. */
const bodies = fc
  .tuple(
    fc.constantFrom(...LAYOUTS),
    fc.option(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...PIECES))),
  )
  .map(([body, cut]) => {
    if (cut === null) return body
    const [at, length, piece] = cut
    const start = at % body.length
    return body.slice(0, start) + piece + body.slice(start + length)
  })

function readOrNot<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

test('an encrypted body is opened if its XML can be read and its part be decrypted, and only then', () => {
  const cipher = createCipher({ appId, encodingAESKey })
  let opened = 0
  fc.assert(
    fc.property(bodies, (body) => {
      const sealed = readOrNot(() => textOf(parseXml(body), 'Encrypt'))
      const msg_signature = sign(token, '1', '2', sealed ?? ENCRYPT)
      const query = { encrypt_type: 'aes', timestamp: '1', nonce: '2', msg_signature }
      const receiver = { token, mode: 'safe', ciphers: [cipher] } as const
      const record = readOrNot(() => openPush(receiver, query, body).record)
      const wanted = readOrNot(() => (sealed === undefined ? undefined : parseXml(cipher.decrypt(sealed))))
      expect(record).toEqual(wanted)
      if (wanted !== undefined) opened++
    }),
    { numRuns: 2000 },
  )
  expect(opened).toBeGreaterThan(100)
})
