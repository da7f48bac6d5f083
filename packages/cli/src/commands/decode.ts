/** `yingwu decode`: what a push says, whether it is genuine, and why it cannot be read. */
import {
  type Cipher,
  createCipher,
  decodeMessage,
  kindOf,
  ProtocolError,
  type PushQuery,
  readBody,
  sameText,
  sign,
  textOf,
  type XmlRecord,
} from '@yingwu/protocol'
import { type Check, isBroken, toLine } from '../check.ts'
import type { Input } from '../commands.ts'
import { type Credentials, readCredentials } from '../credentials.ts'
import { FAILED } from '../exit-codes.ts'
import { type FoundPush, findPush } from '../found-push.ts'
import { readInput } from '../read-input.ts'
import { UsageError } from '../usage-error.ts'

export async function decode({ args, options, terminal }: Input): Promise<number> {
  const found = findPush(await readInput(args[0], terminal), options.get('query'))
  const { checks, kind, fields } = explain(found, readCredentials(terminal, options))
  if (options.has('json')) {
    terminal.out(JSON.stringify({ kind, query: Object.fromEntries(found.query), checks, fields }, null, 2))
  } else {
    for (const check of checks) terminal.out(toLine(check))
    if (kind !== undefined) terminal.out(`\n${kind}`)
    if (fields !== undefined) terminal.out(JSON.stringify(fields, null, 2))
  }
  return checks.some((check) => isBroken(check)) ? FAILED : 0
}

interface Explanation {
  checks: Check[]
  kind?: string
  fields?: object
}

function explain({ query, body }: FoundPush, credentials: Credentials): Explanation {
  if (body === '' && !query.has('signature'))
    throw new UsageError(
      '输入里没有推送：既没有 <xml>…</xml> 或 JSON，也没有带 signature 的网址',
      'there is no push in the input: neither <xml>…</xml> or JSON, nor an address with a signature',
    )
  const parts: PushQuery = Object.fromEntries(query)
  const checks = [...checkSignature(parts, credentials), ...checkTime(parts)]
  if (body === '') return { checks }

  let record: XmlRecord
  try {
    ;({ record } = readBody(body))
  } catch (error) {
    return { checks: [...checks, unreadable(error)] }
  }
  const sealed = textOf(record, 'Encrypt')
  if (sealed === '') return { checks, ...read(record, checks) }

  checks.push(checkSealed(sealed, parts, credentials))
  const opened = open(sealed, credentials)
  checks.push(opened.check)
  if (opened.text === undefined) return { checks, fields: { ...record } }
  try {
    return { checks, ...read(readBody(opened.text).record, checks) }
  } catch (error) {
    return { checks: [...checks, unreadable(error)] }
  }
}

function read(record: XmlRecord, checks: Check[]): { kind?: string; fields: object } {
  try {
    const message = decodeMessage(record)
    return { kind: kindOf(message), fields: message }
  } catch (error) {
    checks.push(unreadable(error))
    return { fields: { ...record } }
  }
}

function unreadable(error: unknown): Check {
  const detail = error instanceof Error ? error.message : String(error)
  return { name: 'body', state: 'bad', zh: `读不了：${detail}`, en: `cannot be read: ${detail}` }
}

function checkSignature(
  { signature, timestamp = '', nonce = '' }: PushQuery,
  { token }: Credentials,
): Check[] {
  if (signature === undefined)
    return [
      {
        name: 'signature',
        state: 'skipped',
        zh: '没有网址参数，无法验证签名（--query）',
        en: 'no query, so that the signature cannot be checked (--query)',
      },
    ]
  if (token === undefined) return [NO_TOKEN]
  const expected = sign(token, timestamp, nonce)
  if (sameText(expected, signature))
    return [
      { name: 'signature', state: 'ok', zh: '签名正确，令牌一致', en: 'genuine: the token is the same' },
    ]
  return [
    {
      name: 'signature',
      state: 'bad',
      zh: `签名不符：由令牌、timestamp、nonce 算得 ${expected}，收到 ${signature}。令牌不同，或网址参数被改动过`,
      en: `does not match: token, timestamp and nonce give ${expected}, got ${signature}. Another token, or the query was changed`,
    },
  ]
}

const NO_TOKEN: Check = {
  name: 'signature',
  state: 'skipped',
  zh: '没有令牌，无法验证签名（--token 或 WECHAT_TOKEN）',
  en: 'no token, so that the signature cannot be checked (--token or WECHAT_TOKEN)',
}

function checkTime({ timestamp }: PushQuery): Check[] {
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return []
  const at = new Date(Number(timestamp) * 1000).toISOString()
  return [{ name: 'timestamp', state: 'ok', zh: at, en: 'UTC' }]
}

function checkSealed(
  sealed: string,
  { msg_signature, timestamp = '', nonce = '' }: PushQuery,
  { token }: Credentials,
): Check {
  const name = 'msg_signature'
  if (msg_signature === undefined)
    return {
      name,
      state: 'skipped',
      zh: '网址里没有 msg_signature',
      en: 'there is no msg_signature in the query',
    }
  if (token === undefined) return { ...NO_TOKEN, name }
  const expected = sign(token, timestamp, nonce, sealed)
  if (sameText(expected, msg_signature))
    return {
      name,
      state: 'ok',
      zh: '签名正确，密文没有被改动',
      en: 'genuine: the encrypted text is unchanged',
    }
  return {
    name,
    state: 'bad',
    zh: `签名不符：算得 ${expected}，收到 ${msg_signature}。令牌不同，或密文被改动过（空格变成 +、换行、转义）`,
    en: `does not match: expected ${expected}, got ${msg_signature}. Another token, or the text was changed (blanks for +, line breaks, escapes)`,
  }
}

function open(sealed: string, credentials: Credentials): { check: Check; text?: string } {
  const { appId, encodingAESKey, previousKey } = credentials
  const name = 'decryption'
  if (encodingAESKey === undefined || appId === undefined)
    return {
      check: {
        name,
        state: 'skipped',
        zh: '内容已加密，解开需要 EncodingAESKey 和 AppID（--key、--appid）',
        en: 'encrypted: EncodingAESKey and AppID open it (--key, --appid)',
      },
    }
  let failure: unknown
  for (const key of [encodingAESKey, previousKey].filter((one) => one !== undefined)) {
    try {
      const cipher: Cipher = createCipher({ appId, encodingAESKey: key })
      const text = cipher.decrypt(sealed)
      const which = key === previousKey ? '旧密钥 the previous key' : 'EncodingAESKey'
      return { text, check: { name, state: 'ok', zh: `已用 ${which} 解密`, en: `opened; AppID ${appId}` } }
    } catch (error) {
      failure = error
    }
  }
  return { check: { name, state: 'bad', ...whyClosed(failure) } }
}

function whyClosed(error: unknown): { zh: string; en: string } {
  const code = error instanceof ProtocolError ? error.code : 0
  const detail = error instanceof Error ? error.message : String(error)
  switch (code) {
    case -40004:
      return {
        zh: 'EncodingAESKey 应为 43 个字母或数字',
        en: 'the EncodingAESKey must be 43 letters and digits',
      }
    case -40005:
      return { zh: `密钥对，AppID 不对（${detail}）`, en: `the key fits, the AppID does not (${detail})` }
    case -40010:
      return {
        zh: `密文不是完整的 base64（${detail}），可能被截断或改动`,
        en: `the text is no whole base64 (${detail}): cut off or changed`,
      }
    default:
      return {
        zh: `解不开（${detail}）：多半是另一个 EncodingAESKey`,
        en: `cannot be opened (${detail}): most likely another EncodingAESKey`,
      }
  }
}
