import { ProtocolError } from '../errors.ts'

/**
 * For expressions: what XML 1.0 forbids even in CDATA, and the carriage return, which every reader turns into a line feed.
 */
export const DELICATE = String.raw`\u0000-\u0008\u000b-\u001f\ufffe\uffff`

/** The longest text, in characters, for an expression whose groups repeat: it keeps notes on its way through. */
export const MAX_MATCHED = 16_384

// To match a whole text takes two thirds of the time that the search for one of the other characters takes.
const HARMLESS = new RegExp(`^[^${DELICATE}]*$`)

/** Whether a text has a character that cannot stand in a CDATA section, or does not stay what it is there. */
export function isDelicate(text: string): boolean {
  return !HARMLESS.test(text)
}

/** @throws ProtocolError -40002, with the position, for half a surrogate pair: no bytes of UTF-8 give one */
export function checkWellFormed(text: string): void {
  if (text.isWellFormed()) return
  throw new ProtocolError(-40002, `a lone surrogate (at character ${text.search(/\p{Surrogate}/u)})`)
}
