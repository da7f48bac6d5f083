/** The parts of an exchange that the push log keeps. */
import type { Attempt } from '../control/types.ts'
import type { ComposedPush } from './compose.ts'
import type { IncomingResponse } from './transport.ts'

const LOGGED_BYTES = 64 * 1024
const HEX_BYTES = 256

/** An attempt that has just begun. */
export function toAttempt(
  { request, query, signature }: ComposedPush,
  { n, of, startedAt }: Pick<Attempt, 'n' | 'of' | 'startedAt'>,
): Attempt {
  const { method, url, headers, body } = request
  const { inputs, sent } = signature
  return {
    n,
    of,
    startedAt,
    durationMs: null,
    verdict: 'waiting',
    explanation: null,
    request: { method, url, query, headers, body },
    response: null,
    plainReply: null,
    signature: { inputs, sent, replyExpected: null, replyGot: null },
    checks: [],
  }
}

export function toLogged(
  { status, headers, body }: IncomingResponse,
  withHex: boolean,
): NonNullable<Attempt['response']> {
  return {
    status,
    headers,
    body: toText(body.subarray(0, LOGGED_BYTES)),
    bytes: body.length,
    ...(withHex && { hex: toHex(body, HEX_BYTES) }),
  }
}

/** As UTF-8, whatever it is. */
export function toText({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString()
}

/** First bytes as hex pairs, for the eyes of whoever looks for a BOM or a stray blank. */
export function toHex(bytes: Uint8Array, count: number): string {
  return Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
