import { hash } from 'node:crypto'

/**
 * Signature of pushes and replies: SHA-1 over the sorted, joined parts, as 40 lower-case hex digits.
 * Plain: `sign(token, timestamp, nonce)`; with encryption: `sign(token, timestamp, nonce, encrypt)`.
 * Parts go in as they stand in the URL after decoding: never as numbers, never trimmed.
 */
export function sign(...parts: string[]): string {
  // The default order of strings is by code unit, which for this ASCII data is the byte order WeChat asks for.
  let joined = ''
  for (const part of parts.sort()) joined += part
  return hash('sha1', joined)
}

/** Compares in a time that does not tell how much of two texts agrees. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
