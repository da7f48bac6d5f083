import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sign } from '../src/index.ts'

test('a signature is SHA-1 over the sorted parts, whatever their order', () => {
  // Few characters, so that parts are alike, or begin alike.
  const part = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'b', 'B', '1'), maxLength: 4 }),
    fc.base64String(),
  )
  const manual = (parts: string[]) => createHash('sha1').update(parts.toSorted().join('')).digest('hex')
  fc.assert(
    fc.property(part, part, part, part, (token, timestamp, nonce, encrypt) => {
      expect(sign(token, timestamp, nonce)).toBe(manual([token, timestamp, nonce]))
      expect(sign(token, timestamp, nonce, encrypt)).toBe(manual([token, timestamp, nonce, encrypt]))
    }),
    { numRuns: 500 },
  )
})
