/** Reads packages/protocol/contract into the typed model; anything outside the schema is an error that names the place. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isAccountKind } from '../src/accounts.ts'
import { readFields } from './load-fields.ts'
import type { Contract, Endpoint, Errcode, Group, LaterEndpoint } from './model.ts'
import { given, Reader, toRecord } from './reader.ts'

const CONTRACT = new URL('../contract/', import.meta.url)
const METHODS = ['GET', 'POST'] as const

export function loadContract(): Contract {
  const files = readdirSync(CONTRACT)
    .filter((name) => name.endsWith('.yaml') && name !== 'groups-later.yaml')
    .sort()
  return {
    groups: files.map((name) => readGroup(name)),
    later: readLater(),
    errcodes: readErrcodes(),
  }
}

function readGroup(file: string): Group {
  const reader = open(file)
  const group = reader.text('group')
  if (`${group}.yaml` !== file) throw reader.error('group', 'must be the name of the file')
  const result = {
    group,
    title: reader.text('title'),
    titleZh: reader.text('titleZh'),
    notes: reader.texts('notes'),
    endpoints: reader.list('endpoints').map((value, i) => readEndpoint(`${file} endpoint ${i + 1}`, value)),
  }
  reader.done()
  return result
}

function readEndpoint(place: string, value: unknown): Endpoint {
  const id = new Reader(place, value).text('id')
  const reader = new Reader(id, value)
  reader.raw('unsure') // doubts are for those who read the file
  const endpoint: Endpoint = {
    id: reader.text('id'),
    title: reader.text('title'),
    titleZh: reader.text('titleZh'),
    method: reader.oneOf('method', METHODS),
    ...given(
      'methodsAccepted',
      reader.ifGiven('methodsAccepted', () => reader.texts('methodsAccepted')),
    ),
    host: reader.text('host'),
    path: reader.text('path'),
    ...given('fragment', reader.optionalText('fragment')),
    auth: reader.oneOf('auth', ['access_token', 'appid+secret', 'oauth token', 'none']),
    accounts: reader.texts('accounts'),
    dailyQuota: reader.raw('dailyQuota') === null ? null : (reader.optionalNumber('dailyQuota') ?? null),
    ...given('sandboxDailyQuota', reader.optionalNumber('sandboxDailyQuota')),
    ...given('quotaNote', reader.optionalText('quotaNote')),
    deprecated: reader.flag('deprecated'),
    ...given('deprecatedNote', reader.optionalText('deprecatedNote')),
    ...given('replacement', reader.optionalText('replacement')),
    query: readFields(reader, 'query'),
    body: reader.oneOf('body', ['json', 'multipart', 'raw', 'none']),
    request: readFields(reader, 'request'),
    responseKind: reader.oneOf('responseKind', ['json', 'binary', 'binary-or-json', 'redirect']),
    response: readFields(reader, 'response'),
    quirks: reader.texts('quirks'),
    errcodes: reader.list('errcodes').map((one) => readEndpointErrcode(id, one)),
    exampleRequest: toRecord(id, reader.raw('exampleRequest')),
    exampleResponse: toRecord(id, reader.raw('exampleResponse')),
  }
  reader.done()
  const stranger = endpoint.accounts.find((kind) => !isAccountKind(kind))
  if (stranger !== undefined) throw reader.error('accounts', `holds the unknown kind ${stranger}`)
  if (endpoint.method === 'GET' && endpoint.body !== 'none')
    throw reader.error('body', 'is not possible with GET')
  return endpoint
}

function readEndpointErrcode(id: string, value: unknown) {
  const reader = new Reader(`${id} errcodes`, value)
  const code = reader.optionalNumber('code')
  if (code === undefined) throw reader.error('code', 'is missing')
  const result = {
    code,
    ...given('errmsg', reader.optionalText('errmsg')),
    ...given('note', reader.optionalText('note')),
  }
  reader.done()
  return result
}

function readLater(): LaterEndpoint[] {
  const reader = open('groups-later.yaml')
  return reader.list('groups').flatMap((value, i) =>
    new Reader(`groups-later.yaml group ${i + 1}`, value).list('endpoints').map((one) => {
      const line = new Reader('groups-later.yaml', one)
      const result = {
        id: line.text('id'),
        title: line.text('title'),
        method: line.oneOf('method', METHODS),
        host: line.text('host'),
        path: line.text('path'),
      }
      line.done()
      return result
    }),
  )
}

function readErrcodes(): Errcode[] {
  const lines = readFileSync(new URL('errcodes.tsv', CONTRACT), 'utf8').trimEnd().split('\n').slice(1)
  return lines.map((line, i) => {
    const [code, errmsg, en, zh] = line.split('\t')
    if (!code || !/^-?\d+$/.test(code) || errmsg === undefined || en === undefined || zh === undefined) {
      throw new Error(
        `contract: errcodes.tsv line ${i + 2}: must have code, errmsg, meaning_en and meaning_zh`,
      )
    }
    return { code: Number(code), errmsg, en, zh }
  })
}

function open(file: string): Reader {
  const text = readFileSync(new URL(file, CONTRACT), 'utf8')
  const value: unknown = parse(text, { intAsBigInt: true })
  const reader = new Reader(file, value)
  if (reader.optionalNumber('schema') !== 1) throw reader.error('schema', 'must be 1')
  return reader
}
