import { randomBytes } from 'node:crypto'

/** Where randomness comes from: so many unpredictable bytes. Tests pass their own. */
export type Random = (count: number) => Uint8Array

export const systemRandom: Random = (count) => randomBytes(count)

/** `count` random bytes as hex digits, two for each. */
export function randomHex(random: Random, count: number): string {
  return Buffer.from(random(count)).toString('hex')
}
