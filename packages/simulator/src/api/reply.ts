/** Answers as they go over the wire: bytes, status and headers, without a framework's objects. */
import type { AccountSwitches } from '../control/types.ts'
import { FileAnswer } from './answer.ts'
import type { Answer } from './call.ts'

export interface ApiReply {
  status: number
  headers: { [name: string]: string }
  body: string | Uint8Array
  /** The connection ends without an answer; where there is none, the answer stands for it. */
  isReset?: true
}

export function toReply(
  given: Answer,
  status: number,
  path: string,
  style: AccountSwitches['contentType'],
): ApiReply {
  if (!(given instanceof FileAnswer)) {
    const headers = { 'Content-Type': style === 'json' ? 'application/json' : contentTypeOf(path) }
    return { status, headers, body: escapeAddresses(JSON.stringify(given)) }
  }
  if (given.contentType === '') return { status, headers: {}, body: '' }
  const headers = {
    'Content-Type': given.contentType,
    'X-Content-Type-Options': 'nosniff',
    ...(given.filename !== undefined && {
      'Content-disposition': `attachment; filename="${given.filename}"`,
    }),
  }
  return { status, headers, body: given.bytes }
}

/** The style of each family: clients exist that trip over every other one. */
function contentTypeOf(path: string): string {
  if (path.startsWith('/sns/')) return 'text/plain'
  return path.startsWith('/cgi-bin/') ? 'application/json; encoding=utf-8' : 'application/json; charset=UTF-8'
}

const ADDRESS = /https?:\/\/[^"\\\s]*/g

/** The service writes the slashes of addresses as `\/`. */
function escapeAddresses(json: string): string {
  if (!json.includes('://')) return json
  return json.replace(ADDRESS, (address) => address.replaceAll('/', String.raw`\/`))
}
