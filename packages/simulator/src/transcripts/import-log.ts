/**
 * A push log of a real server becomes a transcript, without the people: openids turn into aliases, ids and files are left
 * out, numbers by which somebody could be called or named are masked. Replies of the server that stand in the log are what
 * is expected.
 */
import {
  type Cipher,
  createCipher,
  decodeMessage,
  isXmlRecord,
  parseWireJson,
  parseXml,
  ProtocolError,
  runKey,
  textOf,
  type XmlRecord,
} from '@yingwu/protocol'
import type {
  ExpectedMessage,
  ImportedPushLog,
  PushLogImport,
  Transcript,
  TranscriptStep,
} from '../control/types.ts'
import { Problem } from '../problem.ts'
import { bodiesIn } from './log-bodies.ts'
import { mask, maskText } from './mask.ts'
import { toAction } from './to-action.ts'

/** @throws Problem 400 when there is no push in it, or only encrypted ones without their key */
export function importPushLog({ name, text, appid, encodingAESKey }: PushLogImport): ImportedPushLog {
  const cipher =
    appid !== undefined && encodingAESKey !== undefined
      ? createCipher({ appId: appid, encodingAESKey })
      : undefined
  const bodies = bodiesIn(text).map((body) => open(body, cipher))
  const records = bodies.filter((record) => record !== undefined)
  const steps = toSteps(records)
  if (steps.length === 0) {
    const remedy =
      bodies.length > records.length && !cipher ? '; encrypted ones need appid and encodingAESKey' : ''
    throw new Problem(400, 'no_pushes', `text holds no push that a person caused${remedy}`)
  }
  const fans = new Map<string, boolean>()
  for (const { fan, action } of steps) if (!fans.has(fan)) fans.set(fan, action.type !== 'follow')
  const transcript: Transcript = {
    yingwu: 'transcript',
    version: 1,
    name,
    fans: Object.fromEntries(
      [...fans].map(([alias, follows]) => [alias, { nickname: alias, ...(follows && { follows }) }]),
    ),
    steps,
  }
  return { transcript, unreadable: bodies.length - records.length }
}

function open(body: string, cipher: Cipher | undefined): XmlRecord | undefined {
  try {
    const record = read(body)
    const sealed = textOf(record, 'Encrypt')
    if (sealed === '') return record
    // Compatible mode carries both.
    if (textOf(record, 'MsgType') !== '') return record
    return cipher && read(cipher.decrypt(sealed))
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

function read(body: string): XmlRecord {
  return body.trimStart().startsWith('{') ? parseWireJson(body) : parseXml(body)
}

interface Told {
  step: TranscriptStep
  openid: string
  at: number
}

function toSteps(records: readonly XmlRecord[]): TranscriptStep[] {
  const aliases = new Map<string, string>()
  const seen = new Set<string>()
  const told: Told[] = []
  for (const record of records) {
    if (isReply(record)) {
      const openid = textOf(record, 'ToUserName')
      told.findLast((one) => one.openid === openid)?.step.expect?.push(toExpected(record))
      continue
    }
    const message = decode(record)
    if (message === undefined || seen.has(message.key)) continue
    seen.add(message.key)
    const { openid, at, action } = message
    const fan = aliases.get(openid) ?? `粉丝${aliases.size + 1}`
    aliases.set(openid, fan)
    told.push({ openid, at, step: { fan, action: mask(action), expect: [] } })
  }
  const hasReplies = told.some(({ step }) => step.expect?.length)
  return told.map(({ step: { fan, action, expect }, at }, index) => {
    const after = Math.max(0, at - (told[index - 1]?.at ?? at))
    return { fan, ...(after > 0 && { after }), action, ...(hasReplies && expect && { expect }) }
  })
}

function decode(record: XmlRecord) {
  try {
    const message = decodeMessage(record)
    const action = toAction({ ...message })
    if (action === null) return undefined
    return { openid: message.FromUserName, at: message.CreateTime, action, key: runKey(message) }
  } catch (error) {
    if (error instanceof ProtocolError) return undefined
    throw error
  }
}

/** From the account, whose 原始ID begins like that. */
function isReply(record: XmlRecord): boolean {
  return textOf(record, 'FromUserName').startsWith('gh_')
}

function toExpected(record: XmlRecord): ExpectedMessage {
  const type = textOf(record, 'MsgType')
  if (type === 'text') return { type, content: maskText(textOf(record, 'Content')), via: 'reply' }
  const articles = record['Articles']
  const items = isXmlRecord(articles) ? articles['item'] : undefined
  if (type !== 'news' || items === undefined) return { type, via: 'reply' }
  const list = (Array.isArray(items) ? items : [items]).filter((item) => isXmlRecord(item))
  return { type, articles: list.map((item) => ({ title: maskText(textOf(item, 'Title')) })), via: 'reply' }
}
