/** What an answer means (callback rules, section 5) and, for a reply, every check it must pass. */
import { isUtf8 } from 'node:buffer'
import {
  type Cipher,
  type DataFormat,
  isXmlRecord,
  parseWireJson,
  parseXml,
  ProtocolError,
  readReplyEnvelope,
  sameText,
  sign,
  textOf,
  type XmlRecord,
} from '@yingwu/protocol'
import type { Bilingual, CallbackConfig, PhoneContent, ReplyCheck, Verdict } from '../control/types.ts'
import { cipherOf } from './cipher.ts'
import type { Delivery } from './deliver.ts'
import { FAULT_SAYINGS, SAYINGS } from './explain.ts'
import { toText } from './logged.ts'
import { checkReply } from './reply-checks.ts'
import type { ReplyContext } from './reply-contents.ts'
import type { IncomingResponse } from './transport.ts'

export interface Judgement {
  verdict: Exclude<Verdict, 'waiting'>
  explanation: Bilingual | null
  /** WeChat sends the push again. */
  retry: boolean
  content: PhoneContent | null
  plainReply: string | null
  checks: ReplyCheck[]
  replySignature: { expected: string; got: string } | null
  /** 转客服: the message shall go to this agent, to any when empty; null: to none. */
  transferTo: string | null
}

export interface JudgeOptions extends ReplyContext {
  appid: string
  callback: CallbackConfig
  timeoutMs: number
}

/** A reply that cannot stand, with what is to be said about it. */
class Refusal extends Error {
  readonly explanation: Bilingual
  constructor(explanation: Bilingual) {
    super(explanation.en)
    this.explanation = explanation
  }
}

export function judge(delivery: Delivery, options: JudgeOptions): Judgement {
  switch (delivery.type) {
    case 'timeout':
      return failure('timeout', SAYINGS.timeout(options.timeoutMs))
    case 'dns':
      return failure('dns', SAYINGS.dns(new URL(options.callback.url).hostname))
    case 'connect':
      return failure(
        'connect',
        FAULT_SAYINGS[delivery.code] ?? SAYINGS.connect(delivery.code || delivery.reason),
      )
    case 'aborted':
      return { ...failure('connect', SAYINGS.aborted()), retry: false }
    default:
      return judgeAnswer(delivery.response, options)
  }
}

function failure(verdict: Judgement['verdict'], explanation: Bilingual): Judgement {
  return { ...NOTHING, verdict, explanation, retry: true }
}

const NOTHING: Omit<Judgement, 'verdict'> = {
  explanation: null,
  retry: false,
  content: null,
  plainReply: null,
  checks: [],
  replySignature: null,
  transferTo: null,
}

function judgeAnswer(response: IncomingResponse, options: JudgeOptions): Judgement {
  const { status, headers, body } = response
  if (status !== 200) {
    const isRedirect = status >= 300 && status < 400 && status !== 304
    return failure(
      'status',
      isRedirect ? SAYINGS.redirect(status, headers['location'] ?? '') : SAYINGS.status(status),
    )
  }
  if (response.truncated) return { ...NOTHING, verdict: 'invalid', explanation: SAYINGS.tooLong() }
  const text = toText(body)
  if (text === '' || text === 'success') return { ...NOTHING, verdict: 'silent' }
  return judgeReply(isUtf8(body) ? text : undefined, options)
}

function judgeReply(text: string | undefined, options: JudgeOptions): Judgement {
  const judgement: Judgement = { ...NOTHING, verdict: 'replied', checks: [] }
  try {
    if (text === undefined) throw new Refusal(SAYINGS.notUtf8())
    const clear = openReply(text, options, judgement)
    const { checks, content } = checkReply(clear, options)
    judgement.checks.push(...checks)
    judgement.content = content
    judgement.transferTo = transferOf(clear)
    const bad = checks.find(({ state }) => state === 'bad')
    if (bad) {
      const reason = SAYINGS.field(bad.field)
      throw new Refusal({ zh: `${reason.zh}（${bad.text.zh}）`, en: `${reason.en} (${bad.text.en})` })
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { explanation } = error
    return { ...judgement, verdict: 'invalid', explanation, content: null, transferTo: null }
  }
  return judgement
}

function transferOf(reply: XmlRecord): string | null {
  if (textOf(reply, 'MsgType') !== 'transfer_customer_service') return null
  const { TransInfo } = reply
  return isXmlRecord(TransInfo) ? textOf(TransInfo, 'KfAccount') : ''
}

/** The reply's record, decrypted where it came encrypted. Notes on the way what the push log shows. */
function openReply(text: string, { appid, callback }: JudgeOptions, judgement: Judgement): XmlRecord {
  const record = parse(text, callback.format)
  const envelope = readReplyEnvelope(record)
  if (!envelope) {
    if (callback.mode === 'safe') throw new Refusal(SAYINGS.clearInSafeMode())
    return record
  }
  if (callback.mode === 'plain') throw new Refusal(SAYINGS.encryptedInPlainMode())
  if (envelope.isLowerCase) {
    judgement.checks.push({ field: 'Encrypt', value: '', state: 'warn', text: SAYINGS.lowerCaseEnvelope() })
  }
  const expected = sign(callback.token, envelope.TimeStamp, envelope.Nonce, envelope.Encrypt)
  judgement.replySignature = { expected, got: envelope.MsgSignature }
  if (!sameText(expected, envelope.MsgSignature)) throw new Refusal(SAYINGS.replySignature())
  judgement.plainReply = decrypt(cipherOf(appid, callback.encodingAESKey), envelope.Encrypt)
  return parse(judgement.plainReply, callback.format)
}

function decrypt(cipher: Cipher, sealed: string): string {
  try {
    return cipher.decrypt(sealed)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    throw new Refusal(error.code === -40005 ? SAYINGS.replyAppId() : SAYINGS.replyDecrypt(error.code))
  }
}

function parse(text: string, format: DataFormat): XmlRecord {
  const refusal = misfit(text, format)
  if (refusal) throw new Refusal(refusal)
  try {
    return format === 'xml' ? parseXml(text) : parseWireJson(text)
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error
    throw new Refusal(SAYINGS.broken(error.message))
  }
}

/** The usual mistakes, recognised before the parser would only say "broken". */
function misfit(text: string, format: DataFormat): Bilingual | undefined {
  if (text.startsWith('\uFEFF')) return SAYINGS.bom()
  if (/^\s*["']?success["']?\s*$/i.test(text)) return SAYINGS.almostSuccess(JSON.stringify(text))
  if (/^\s*(<!doctype html|<html)/i.test(text)) return SAYINGS.html()
  const looksLikeJson = /^\s*[{["]/.test(text)
  if (format === 'xml' && looksLikeJson) return SAYINGS.jsonNotXml()
  if (format === 'json' && /^\s*</.test(text)) return SAYINGS.xmlNotJson()
  if (!looksLikeJson && !/^\s*</.test(text)) return SAYINGS.plainText()
  return undefined
}
