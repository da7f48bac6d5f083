/** Randomness as a parameter: the system's, or a seeded one that gives tests the same ids every time. */
import { randomBytes } from 'node:crypto'

export interface Random {
  bytes(count: number): Uint8Array
  /** `length` characters of `alphabet`. */
  text(length: number, alphabet: string): string
  hex(length: number): string
  /** Decimal digits that do not begin with 0. */
  digits(length: number): string
}

export const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
export const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Taken from the system in larger portions: asking for ten bytes at a time costs more than sending a push. */
const PORTION = 4096

export const systemRandom: Random = toRandom(inPortions(randomBytes))

/** Not for secrets: the same seed gives the same sequence. */
export function seededRandom(seed: number): Random {
  const next = seededNumbers(seed)
  return toRandom((count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)))
}

/** Numbers from 0 up to 1, excluded (the "mulberry32" generator). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return function next() {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function inPortions(draw: (count: number) => Uint8Array): (count: number) => Uint8Array {
  let portion: Uint8Array = new Uint8Array()
  let used = 0
  return function bytes(count) {
    if (count > PORTION / 4) return draw(count)
    if (used + count > portion.length) {
      portion = draw(PORTION)
      used = 0
    }
    used += count
    return portion.slice(used - count, used)
  }
}

function toRandom(bytes: (count: number) => Uint8Array): Random {
  const text = (length: number, alphabet: string) => {
    let drawn = ''
    for (const byte of bytes(length)) drawn += alphabet[byte % alphabet.length] ?? ''
    return drawn
  }
  return {
    bytes,
    text,
    hex: (length) => text(length, '0123456789abcdef'),
    digits: (length) => text(1, '123456789') + text(length - 1, '0123456789'),
  }
}
