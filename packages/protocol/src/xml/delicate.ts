import { ProtocolError } from '../errors.ts'

const DELICATE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/

/**
 * Whether a text has a character that XML 1.0 forbids even in CDATA, or a carriage return, which every reader turns
 * into a line feed.
 */
export function isDelicate(text: string): boolean {
  return DELICATE.test(text)
}

/** @throws ProtocolError -40002, with the position, for half a surrogate pair: no bytes of UTF-8 give one */
export function checkWellFormed(text: string): void {
  if (text.isWellFormed()) return
  throw new ProtocolError(-40002, `a lone surrogate (at character ${text.search(/\p{Surrogate}/u)})`)
}
