/** Just as much DER (X.690) as a certificate needs. */

export type Der = Buffer

const [INTEGER, BIT_STRING, OCTET_STRING, OID, UTF8, UTC_TIME, GENERALIZED_TIME] = [2, 3, 4, 6, 12, 23, 24]
const [SEQUENCE, SET] = [0x30, 0x31]

export function tagged(tag: number, ...parts: Uint8Array[]): Der {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content])
}

export function sequence(...parts: Uint8Array[]): Der {
  return tagged(SEQUENCE, ...parts)
}

export function setOf(...parts: Uint8Array[]): Der {
  return tagged(SET, ...parts)
}

/** @param bytes big-endian; the first bit is the sign */
export function integer(...bytes: number[]): Der {
  return tagged(INTEGER, Buffer.from(bytes))
}

/** @param unused bits at the end that do not count */
export function bitString(bytes: Uint8Array, unused = 0): Der {
  return tagged(BIT_STRING, Buffer.from([unused]), bytes)
}

export function octetString(bytes: Uint8Array): Der {
  return tagged(OCTET_STRING, bytes)
}

export function utf8(text: string): Der {
  return tagged(UTF8, Buffer.from(text))
}

/** @param dotted such as `2.5.29.15` */
export function oid(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(OID, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** The standard wants two digits for a year up to 2049, and four from then on. */
export function time(ms: number): Der {
  const date = new Date(ms)
  const text = `${date.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < 2050
    ? tagged(UTC_TIME, Buffer.from(text.slice(2)))
    : tagged(GENERALIZED_TIME, Buffer.from(text))
}

export const TRUE: Der = Buffer.from([1, 1, 0xff])

/** In as few bytes as can be, which strict readers insist on. */
function lengthOf({ length }: Uint8Array): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (rest & 0x7f))
  return bytes
}
