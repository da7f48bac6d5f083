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
import { isRecord } from '../check.ts'
import type {
  Action,
  ExpectedMessage,
  ImportedPushLog,
  PushLogImport,
  Transcript,
  TranscriptStep,
} from '../control/types.ts'
import { Problem } from '../problem.ts'
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

// === Finding

/** XML anywhere, also inside JSON; pushes in JSON, as lines or as one document. */
function bodiesIn(text: string): string[] {
  const whole = parse(text)
  if (whole !== undefined) return bodiesOf(whole)
  const bodies: string[] = []
  let plain: string[] = []
  const endOfPlain = () => {
    bodies.push(...xmlIn(plain.join('\n')))
    plain = []
  }
  for (const line of text.split(/\r?\n/)) {
    const value = parse(line)
    if (value === undefined) plain.push(line)
    else {
      endOfPlain()
      bodies.push(...bodiesOf(value))
    }
  }
  endOfPlain()
  return bodies
}

function bodiesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const inner = parse(value)
    return inner === undefined ? xmlIn(value) : bodiesOf(inner)
  }
  if (Array.isArray(value)) return value.flatMap((item) => bodiesOf(item))
  if (!isRecord(value)) return []
  const isPush = typeof value['FromUserName'] === 'string' || typeof value['Encrypt'] === 'string'
  return isPush ? [JSON.stringify(value)] : Object.values(value).flatMap((entry) => bodiesOf(entry))
}

function xmlIn(text: string): string[] {
  return text.match(/<xml>[\s\S]*?<\/xml>/g) ?? []
}

function parse(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// === Reading

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

// === Without the people

const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const IDENTITY_CARD = /(?<!\d)\d{17}[\dXx](?!\d)/g
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const OPENID = /(?<![\w-])o[\w-]{27}(?![\w-])/g

function maskText(text: string): string {
  return text
    .replaceAll(OPENID, 'oAAAAAAAAAAAAAAAAAAAAAAAAAAA')
    .replaceAll(IDENTITY_CARD, '110101199001010000')
    .replaceAll(MOBILE, '13800000000')
    .replaceAll(MAIL, 'someone@example.com')
}

/** A place to about a kilometre. */
const COORDINATES = new Set(['latitude', 'longitude', 'Latitude', 'Longitude', 'Location_X', 'Location_Y'])

function mask(action: Action): Action {
  switch (action.type) {
    case 'text':
      return { ...action, content: maskText(action.content) }
    case 'voice':
      return {
        ...action,
        ...(action.recognition !== undefined && { recognition: maskText(action.recognition) }),
      }
    case 'location':
      return { ...action, ...roughly(action), label: '某地' }
    case 'reportLocation':
      return { ...action, ...roughly(action) }
    case 'event': {
      const { fields } = action
      const masked = deep(fields, '')
      return isRecord(masked) ? { ...action, fields: masked } : action
    }
    default:
      return action
  }
}

function roughly({ latitude = 0, longitude = 0 }: { latitude?: number; longitude?: number }) {
  return { latitude: round(latitude), longitude: round(longitude) }
}

const round = (degrees: number) => Math.round(degrees * 100) / 100

function deep(value: unknown, name: string): unknown {
  if (COORDINATES.has(name) && Number.isFinite(Number(value)))
    return typeof value === 'string' ? String(round(Number(value))) : round(Number(value))
  if (typeof value === 'string') return name === 'Label' ? '某地' : maskText(value)
  if (Array.isArray(value)) return value.map((item) => deep(item, ''))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, deep(entry, key)]))
}
