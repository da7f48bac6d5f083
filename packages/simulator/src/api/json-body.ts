/** JSON bodies as the service reads them: by content, whatever the Content-Type says. */
import { isRecord } from '../check.ts'
import { ApiError } from './answer.ts'

/** An escape sequence of JSON, whole. */
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|.)/gs
const FIRST_NON_ASCII = 0x80

/**
 * The service does not undo `\uXXXX` of non-ASCII characters: the person sees the six characters. So that bots meet
 * this before their readers do, such escapes stay as they are here, too.
 */
export function parseBody(text: string): { [member: string]: unknown } {
  if (text.trim() === '') throw new ApiError(44002)
  const asRead = text.includes('\\u') ? text.replace(ESCAPE, keepEscape) : text
  let value: unknown
  try {
    value = JSON.parse(asRead)
  } catch {
    throw new ApiError(47001)
  }
  if (!isRecord(value)) throw new ApiError(47001)
  return value
}

function keepEscape(escape: string, hex: string | undefined): string {
  return hex !== undefined && Number.parseInt(hex, 16) >= FIRST_NON_ASCII ? `\\${escape}` : escape
}
