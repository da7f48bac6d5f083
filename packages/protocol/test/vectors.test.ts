import { describe, expect, test } from 'vitest'
import {
  createCipher,
  isVerified,
  jsSdkString,
  openPush,
  ProtocolError,
  parseXml,
  readBody,
  readReplyEnvelope,
  sealReply,
  sign,
  signJsSdk,
} from '../src/index.ts'
import { readVectors, type Vector } from './vectors.ts'

const encryption = readVectors('encryption')

function cipherOf(vector: Vector) {
  return createCipher({ appId: vector.appid, encodingAESKey: vector.encodingAesKey })
}

function vectorOf(id: string): Vector {
  const vector = encryption.vectors.find((candidate) => candidate.id === id)
  if (vector === undefined) throw new Error(`no vector ${id}`)
  return vector
}

function codeOf(act: () => unknown): number | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
  return undefined
}

describe('signature vectors', () => {
  test.each(readVectors('signature').vectors)('$id verifies, and nothing else does', (vector) => {
    const { token, timestamp, nonce, signature = '' } = vector
    expect(sign(token, timestamp, nonce)).toBe(signature)
    expect(isVerified(token, { signature, timestamp, nonce })).toBe(true)
    expect(isVerified(`${token}x`, { signature, timestamp, nonce })).toBe(false)
    expect(isVerified(token, { signature: signature.toUpperCase(), timestamp, nonce })).toBe(false)
    expect(isVerified(token, { signature, timestamp, nonce: `${nonce}0` })).toBe(false)
    expect(isVerified(token, { timestamp, nonce })).toBe(false)
  })
})

describe('encryption vectors', () => {
  const decrypted = encryption.vectors.filter((vector) => vector.verified.includes('decrypt'))
  test.each(decrypted)('$id decrypts to its text', (vector) => {
    expect(cipherOf(vector).decrypt(vector.ciphertext)).toBe(vector.plaintext)
  })

  const encrypted = encryption.vectors.filter((vector) => vector.verified.includes('encrypt'))
  test.each(encrypted)('$id encrypts to its ciphertext', (vector) => {
    const random = Buffer.from(vector.random ?? '')
    expect(cipherOf(vector).encrypt(vector.plaintext, random)).toBe(vector.ciphertext)
  })

  test.each(encrypted)('$id encrypts to its ciphertext behind other messages', (vector) => {
    const cipher = cipherOf(vector)
    cipher.encrypt('before')
    cipher.encrypt('你好', Buffer.alloc(16, 7))
    expect(cipher.encrypt(vector.plaintext, Buffer.from(vector.random ?? ''))).toBe(vector.ciphertext)
  })

  const signed = encryption.vectors.filter((vector) => vector.verified.includes('msg_signature'))
  test.each(signed)('$id has its msg_signature', (vector) => {
    expect(sign(vector.token, vector.timestamp, vector.nonce, vector.ciphertext)).toBe(vector.msg_signature)
  })

  const pushes = decrypted.filter(
    (vector) => vector.direction === 'push' && vector.plaintext.includes('MsgType'),
  )
  test.each(pushes)('$id opens as a push', (vector) => {
    const { timestamp, nonce, msg_signature } = vector
    const body =
      vector.envelope === 'json'
        ? JSON.stringify({ ToUserName: 'gh_0123456789ab', Encrypt: vector.ciphertext })
        : `<xml><ToUserName><![CDATA[gh_0123456789ab]]></ToUserName><Encrypt><![CDATA[${vector.ciphertext}]]></Encrypt></xml>`
    const opened = openPush(
      { token: vector.token, mode: 'safe', ciphers: [cipherOf(vector)] },
      { timestamp, nonce, msg_signature, encrypt_type: 'aes' },
      body,
    )
    expect(opened.format).toBe(vector.envelope)
    expect(opened.record).toEqual(readBody(vector.plaintext).record)
  })

  const replies = encrypted.filter((vector) => vector.direction === 'reply' && vector.envelope !== 'none')
  test.each(replies)('$id seals as a reply', (vector) => {
    const format = vector.envelope === 'json' ? 'json' : 'xml'
    const sealed = sealReply(
      vector.plaintext,
      { token: vector.token, cipher: cipherOf(vector) },
      { timestamp: Number(vector.timestamp), nonce: vector.nonce, random: Buffer.from(vector.random ?? '') },
      format,
    )
    expect(readReplyEnvelope(readBody(sealed).record)).toEqual({
      Encrypt: vector.ciphertext,
      MsgSignature: vector.msg_signature,
      TimeStamp: vector.timestamp,
      Nonce: vector.nonce,
      isLowerCase: false,
    })
  })

  test('a push sealed with the previous key opens during a key change, and names that key', () => {
    const current = cipherOf(vectorOf('own-text-utf8-emoji'))
    const vector = vectorOf('own-previous-key')
    const previous = cipherOf(vector)
    const { timestamp, nonce, msg_signature } = vector
    const body = `<xml><Encrypt>${vector.ciphertext}</Encrypt></xml>`
    const query = { timestamp, nonce, msg_signature, encrypt_type: 'aes' }
    const receiver = { token: vector.token, mode: 'safe', ciphers: [current, previous] } as const
    expect(openPush(receiver, query, body).cipher).toBe(previous)
  })
})

describe('negative vectors', () => {
  test.each(encryption.negative)('$id gives $expect', (negative) => {
    const base = vectorOf(negative.from ?? 'own-text-utf8-emoji')
    const { timestamp, nonce, token, ciphertext } = base
    const query = { timestamp, nonce, msg_signature: base.msg_signature, encrypt_type: 'aes' }
    const body = `<xml><Encrypt>${ciphertext}</Encrypt></xml>`
    const cases: Record<string, () => unknown> = {
      'neg-bad-msg-signature': () => {
        const wrong = `${base.msg_signature?.slice(0, -1)}${base.msg_signature?.endsWith('0') ? '1' : '0'}`
        const receiver = { token, mode: 'safe', ciphers: [cipherOf(base)] } as const
        return openPush(receiver, { ...query, msg_signature: wrong }, body)
      },
      'neg-wrong-appid': () => {
        const other = createCipher({ appId: 'wx0000000000000000', encodingAESKey: base.encodingAesKey })
        return openPush({ token, mode: 'safe', ciphers: [other] }, query, body)
      },
      'neg-short-key': () => createCipher({ appId: 'wx', encodingAESKey: negative.encodingAesKey ?? '' }),
      'neg-not-xml': () => parseXml(negative.body ?? ''),
      'neg-not-base64': () => cipherOf(base).decrypt(negative.ciphertext ?? ''),
      'neg-wrong-key': () => cipherOf(vectorOf('own-previous-key')).decrypt(ciphertext),
    }
    const code = codeOf(cases[negative.id] ?? (() => undefined))
    expect(code).toBeDefined()
    expect(String(negative.expect)).toContain(String(code))
  })
})

describe('JS-SDK vectors', () => {
  test.each(readVectors('jssdk').config)('$id', (vector) => {
    const inputs = {
      ticket: vector.jsapi_ticket,
      nonceStr: vector.noncestr,
      timestamp: Number(vector.timestamp),
      url: vector.url,
    }
    expect(jsSdkString(inputs)).toBe(vector.string1)
    expect(signJsSdk(inputs)).toBe(vector.signature)
    expect(signJsSdk({ ...inputs, url: `${vector.url}#top` })).toBe(vector.signature)
  })
})
