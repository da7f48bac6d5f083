/** Finds a push in whatever people have: a body, an HTTP dump, a curl command, a line of a log, our own push log. */
import { isFields } from './set-fields.ts'

export interface FoundPush {
  query: URLSearchParams
  /** Empty when there is only an address, as for a verification. */
  body: string
}

export function findPush(text: string, query: string | undefined): FoundPush {
  const clean = text.replace(/^\uFEFF/, '')
  const found = fromJson(clean) ?? fromText(clean)
  return query === undefined ? found : { ...found, query: toQuery(query) }
}

function fromText(text: string): FoundPush {
  const body = /<xml>[\s\S]*<\/xml>/.exec(text)?.[0] ?? jsonIn(text) ?? ''
  return { query: toQuery(text.replace(body, '')), body: body.replaceAll(String.raw`'\''`, "'") }
}

/** A JSON push behind the head of an HTTP dump. */
function jsonIn(text: string): string | undefined {
  const found = /\{[\s\S]*\}/.exec(text)?.[0]
  return found !== undefined && parse(found) !== undefined ? found : undefined
}

/** A JSON push itself, or a line of a log that holds one under one of the usual names. */
function fromJson(text: string): FoundPush | undefined {
  const record = parse(text)
  if (record === undefined) return undefined
  if (typeof record['MsgType'] === 'string' || typeof record['Encrypt'] === 'string')
    return { query: new URLSearchParams(), body: text }
  const attempts = record['attempts']
  const attempt: unknown = Array.isArray(attempts) ? attempts.at(-1) : undefined
  const request = isFields(attempt) && isFields(attempt['request']) ? attempt['request'] : record
  const inner = isFields(request['request']) ? request['request'] : request
  const [body, address] = [
    textUnder(inner, ['body', 'requestBody', 'rawBody', 'payload', 'message', 'msg']),
    textUnder(inner, ['url', 'query', 'search', 'path', 'uri']),
  ]
  if (body === undefined && address === undefined) return undefined
  const found = fromText(body ?? '')
  return { query: address === undefined ? found.query : toQuery(address), body: found.body }
}

function textUnder(record: { [name: string]: unknown }, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = record[name]
    if (typeof value === 'string' && value !== '') return value
    if (isFields(value)) return new URLSearchParams(toStrings(value)).toString()
  }
  return undefined
}

function toStrings(record: { [name: string]: unknown }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function parse(text: string): { [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The parameters of the first address that is signed. */
function toQuery(text: string): URLSearchParams {
  const unescaped = text.replaceAll('&amp;', '&').replaceAll(String.raw`\u0026`, '&')
  const found = /[\w%=&.~+-]*signature=[\w%=&.~+-]*/.exec(unescaped)?.[0] ?? ''
  return new URLSearchParams(found)
}
