/** How API calls are answered: data, a file, or an error with WeChat's number. */
import { ERRCODES } from '@yingwu/protocol/contract'
import type { AccountSwitches } from '../control/types.ts'
import { ID_ALPHABET, type Random } from '../random.ts'

/** Thrown by handlers; becomes `{"errcode", "errmsg"}` with HTTP 200. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly errcode: number

  /** `errmsg`: where the contract's text has a gap to fill. */
  constructor(errcode: number, errmsg: string = ERRCODES[errcode]?.errmsg ?? 'error') {
    super(errmsg)
    this.errcode = errcode
  }
}

export interface JsonAnswer {
  [member: string]: unknown
}

/** A file, as `media/get` sends it. */
export class FileAnswer {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly filename: string | undefined

  constructor(bytes: Uint8Array, contentType: string, filename?: string) {
    this.bytes = bytes
    this.contentType = contentType
    this.filename = filename
  }
}

export const OK: JsonAnswer = { errcode: 0, errmsg: 'ok' }

/** `6921a3f0-1c7be29d-40a6d51c`; the first group is the time in seconds. */
export function newRid(now: number, random: Random): string {
  return `${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')}-${random.hex(8)}-${random.hex(8)}`
}

export interface Decoration {
  path: string
  rid: string
  style: AccountSwitches['errmsgStyle']
  random: Random
}

export function errorBody(error: ApiError, decoration: Decoration): JsonAnswer {
  return { errcode: error.errcode, errmsg: `${error.message}${decorationOf(decoration)}` }
}

const HINT_LENGTH = 16

function decorationOf({ path, rid, style, random }: Decoration): string {
  const isSns = path.startsWith('/sns/')
  if (style === 'rid') return isSns ? `, rid: ${rid}` : ` rid: ${rid}`
  const hint = random.text(HINT_LENGTH, ID_ALPHABET)
  if (isSns) return `, hints: [ req_id: ${hint} ]`
  return style === 'hint' ? ` hint: [${hint}] rid: ${rid}` : ` hint: [${hint}]`
}
