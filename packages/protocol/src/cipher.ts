import { createCipheriv, createDecipheriv, createSecretKey, randomBytes as systemRandom } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { ProtocolError } from './errors.ts'

/** Encrypts and decrypts message bodies of one account with one EncodingAESKey. */
export interface Cipher {
  /** `random` is 16 bytes; taken from the system where it is left out. */
  encrypt(text: string | Uint8Array, random?: Uint8Array): string
  /** @throws ProtocolError -40010, -40007, -40008, -40005 */
  decrypt(base64: string): string
}

const BLOCK = 32
const PREFIX = 20
/** A UTF-16 unit becomes at most three bytes of UTF-8. */
const MAX_BYTES_PER_UNIT = 3
/** Room for nearly every message on its way through, so that it takes no memory of its own. */
const WORK_BYTES = 16_384
const ENCODER = new TextEncoder()
const KEY = /^[A-Za-z0-9]{43}$/

/**
 * 消息加解密: AES-256-CBC with the first half of the key as IV and PKCS#7 padding to 32 bytes around
 * `16 random bytes | length | text | AppID`.
 *
 * @throws ProtocolError -40004 when the key is not 43 letters and digits
 */
export function createCipher(account: { appId: string; encodingAESKey: string }): Cipher {
  if (!KEY.test(account.encodingAESKey)) {
    throw new ProtocolError(
      -40004,
      `it must be 43 letters and digits, and has ${account.encodingAESKey.length} characters`,
    )
  }
  const bytes = Buffer.from(`${account.encodingAESKey}=`, 'base64')
  const key = createSecretKey(bytes)
  const iv = bytes.subarray(0, 16)
  const appId = Buffer.from(account.appId)
  // One pair for all messages, which halves the cost. In CBC a block goes on from the one before, here from the last of
  // the message before. That touches the first block alone: the 16 random bytes, which every reader throws away, and from
  // which a writer takes out beforehand what the chain will add.
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const last = Buffer.from(iv)
  const work = Buffer.alloc(WORK_BYTES)
  const room = (bytes: number) => (bytes <= WORK_BYTES ? work : Buffer.allocUnsafe(bytes))

  return {
    encrypt(text, random = randomPrefix()) {
      const most = typeof text === 'string' ? text.length * MAX_BYTES_PER_UNIT : text.length
      const block = room(PREFIX + most + appId.length + BLOCK)
      const length =
        typeof text === 'string'
          ? ENCODER.encodeInto(text, block.subarray(PREFIX)).written
          : copy(text, block, PREFIX)
      const size = PREFIX + length + appId.length
      const padding = BLOCK - (size % BLOCK)
      for (let index = 0; index < 16; index++) {
        block[index] = (random[index] ?? 0) ^ (iv[index] ?? 0) ^ (last[index] ?? 0)
      }
      block.writeUInt32BE(length, 16)
      block.set(appId, PREFIX + length)
      for (let index = 0; index < padding; index++) block[size + index] = padding
      // The block is whole, so that nothing is left for final() to give.
      const sealed = cipher.update(block.subarray(0, size + padding))
      for (let index = 0; index < 16; index++) last[index] = sealed[sealed.length - 16 + index] ?? 0
      const base64 = sealed.toString('base64')
      giveBack(sealed)
      return base64
    },

    decrypt(base64) {
      const bytes = room(base64.length)
      const length = bytes.write(base64, 'base64')
      if (!isBase64(base64, length)) throw new ProtocolError(-40010, 'Encrypt is not base64 text')
      if (length % BLOCK !== 0) {
        throw new ProtocolError(-40007, `the ciphertext is not a multiple of ${BLOCK} bytes`)
      }
      const block = decipher.update(bytes.subarray(0, length))
      const end = endOfContent(block)
      const behind = PREFIX + block.readUInt32BE(16)
      if (behind > end) throw new ProtocolError(-40008, 'the length inside exceeds the block')
      if (end - behind !== appId.length || appId.compare(block, behind, end) !== 0) {
        throw new ProtocolError(-40005, 'the message is for another account')
      }
      const text = block.toString('utf8', PREFIX, behind)
      // What is not UTF-8 becomes this character, which may also be a part of the text.
      if (text.includes('\ufffd') && !isUtf8(block.subarray(PREFIX, behind))) {
        throw new ProtocolError(-40008, 'the text is not UTF-8')
      }
      giveBack(block)
      return text
    },
  }
}

/**
 * Frees memory that nobody reads any more. Left to the collector, another thread would free it while this one asks for
 * more, and each would wait for the other: encrypting would take twice the time.
 */
function giveBack({ buffer, length }: Buffer<ArrayBuffer>): void {
  // Where it is a part of something larger, others may be reading there.
  if (buffer.byteLength === length) buffer.transfer(0)
}

function copy(from: Uint8Array, to: Uint8Array, offset: number): number {
  to.set(from, offset)
  return from.length
}

/** 43 random letters and digits, as the console's 随机生成 gives. */
export function createEncodingAESKey(random: (size: number) => Uint8Array = systemRandom): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  let key = ''
  while (key.length < 43) {
    for (const byte of random(64)) {
      // Bytes beyond the last whole multiple of 62 would favour the first letters.
      if (byte < 248 && key.length < 43) key += alphabet[byte % 62] ?? ''
    }
  }
  return key
}

/** Decoding passes over what is not base64, so that its length tells; a regular expression takes 6 µs to see as much. */
function isBase64(text: string, decoded: number): boolean {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const isUrlSafe = text.includes('-') || text.includes('_')
  return text !== '' && text.length % 4 === 0 && decoded === (text.length / 4) * 3 - padding && !isUrlSafe
}

/** Checks all padding bytes, and says where the content ends. */
function endOfContent(block: Buffer): number {
  const padding = block.at(-1) ?? 0
  const end = block.length - padding
  let isWhole = padding >= 1 && padding <= BLOCK && end >= PREFIX
  for (let index = end; isWhole && index < block.length; index++) isWhole = block[index] === padding
  if (!isWhole) throw new ProtocolError(-40008, 'the padding is wrong')
  return end
}

// WeChat itself sends hex digits here; the 16 bytes are thrown away by the reader.
const POOL = Buffer.alloc(16 * 256)
let used = POOL.length

function randomPrefix(): Uint8Array {
  if (used === POOL.length) {
    POOL.set(systemRandom(POOL.length))
    used = 0
  }
  used += 16
  return POOL.subarray(used - 16, used)
}
