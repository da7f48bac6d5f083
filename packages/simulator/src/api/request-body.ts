/** Bodies by what the call takes, whatever the Content-Type says. */
import type { Endpoint } from '@yingwu/protocol/contract'
import type { OpenCall } from './call.ts'
import { parseForm } from './form-body.ts'
import { parseBody } from './json-body.ts'
import { type Part, readMultipart } from './multipart.ts'

/** A call as it came in. */
export interface ApiRequest {
  method: string
  path: string
  query: { [name: string]: string }
  contentType: string
  body: Uint8Array
  /** Whence it came. */
  address: string
}

/** @throws ApiError 44002, 47001 */
export function readBodyInto(call: OpenCall, endpoint: Endpoint, { method, contentType, body }: ApiRequest) {
  // WeChat documents a body for some GET calls, and clients send it.
  if (method !== 'POST' && body.length === 0) return
  if (endpoint.body === 'multipart') {
    const parts = readMultipart(contentType, body)
    call.parts = parts ?? bareFile(contentType, body)
    const beside = parts ? fieldsOf(parts) : formFields(contentType, body)
    call.query = {
      ...Object.fromEntries(beside.filter(([name]) => endpoint.query.includes(name))),
      ...call.query,
    }
    return
  }
  call.rawBody = toText(body)
  if (endpoint.body === 'raw') return
  const isObject = call.rawBody.trimStart().startsWith('{')
  if (endpoint.body === 'none' && !isObject) {
    // Some clients post what belongs into the URL.
    call.query = { ...Object.fromEntries(new URLSearchParams(call.rawBody)), ...call.query }
    return
  }
  // Shared with mini programs, whose older clients post forms.
  if (endpoint.path.startsWith('/wxaapi/') && !isObject && call.rawBody.includes('=')) {
    call.body = parseForm(call.rawBody)
    return
  }
  const isNeeded = endpoint.method === 'POST' && endpoint.body === 'json'
  if (isNeeded || call.rawBody.trim() !== '') call.body = parseBody(call.rawBody)
}

/** The most used client sends what belongs into the URL, such as the `type` of an upload, as fields beside the file. */
function fieldsOf(parts: Part[]): [name: string, value: string][] {
  return parts.flatMap(({ name, filename, bytes }) => (filename === undefined ? [[name, toText(bytes)]] : []))
}

/** Or, where it sends no file but an address, as a form. */
function formFields(contentType: string, body: Uint8Array): [name: string, value: string][] {
  return /^application\/x-www-form-urlencoded/i.test(contentType)
    ? [...new URLSearchParams(toText(body))]
    : []
}

/** Some clients send the file alone. Only calls that need no file name make do with it. */
function bareFile(contentType: string, bytes: Uint8Array): Part[] {
  return bytes.length === 0 ? [] : [{ name: '', filename: '', contentType, bytes }]
}

export function toText({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString()
}
