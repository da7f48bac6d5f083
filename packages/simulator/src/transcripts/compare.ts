/** What was expected on one phone beside what came: a diff of messages. */
import { isRecord } from '../check.ts'
import type { ExpectedMessage, ReplayLine } from '../control/types.ts'
import { patternOf } from './check.ts'
import type { Shown } from './shown.ts'
import type { Veil } from './veil.ts'

/** The lines of one phone, in the order of what was expected; what is too much stands where it came. */
export function compare(
  to: string,
  expected: readonly ExpectedMessage[],
  got: readonly Shown[],
  veil: Veil,
): ReplayLine[] {
  const fits = (one: ExpectedMessage, other: Shown) => isLike(one, other, veil)
  const lines: ReplayLine[] = []
  let [fromExpected, fromGot] = [0, 0]
  for (const [atExpected, atGot] of [
    ...longestCommon(expected, got, fits),
    [expected.length, got.length] as const,
  ]) {
    lines.push(...between(to, expected.slice(fromExpected, atExpected), got.slice(fromGot, atGot)))
    const [one, other] = [expected[atExpected], got[atGot]]
    if (one && other) lines.push({ to, state: 'same', expected: one, got: other.told })
    ;[fromExpected, fromGot] = [atExpected + 1, atGot + 1]
  }
  return lines
}

/** Nothing here fits: pairs first, then what is left of the longer side. */
function between(to: string, expected: readonly ExpectedMessage[], got: readonly Shown[]): ReplayLine[] {
  return Array.from({ length: Math.max(expected.length, got.length) }, (_, at) => {
    const [one, other] = [expected[at] ?? null, got[at]?.told ?? null]
    const state = one === null ? 'extra' : other === null ? 'missing' : 'different'
    return { to, state, expected: one, got: other }
  })
}

/** Pairs of places that fit, as many as possible, both ascending. */
function longestCommon<A, B>(
  left: readonly A[],
  right: readonly B[],
  fits: (one: A, other: B) => boolean,
): [left: number, right: number][] {
  const table = left.map(() => right.map(() => 0))
  const at = (row: number, column: number) => table[row]?.[column] ?? 0
  const same = left.map((one) => right.map((other) => fits(one, other)))
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const cells = table[row]
      if (cells)
        cells[column] = same[row]?.[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (same[row]?.[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return pairs
}

function isLike({ to: _to, ...expected }: ExpectedMessage, { told, raw }: Shown, veil: Veil): boolean {
  return Object.entries(expected).every(([name, value]) => fitsValue(value, told[name], raw[name], veil))
}

/** `raw` is the same text before it was veiled: expectations may be written either way. */
function fitsValue(expected: unknown, told: unknown, raw: unknown, veil: Veil): boolean {
  const pattern = patternOf(expected)
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u')
    return [raw, told].some((text) => typeof text === 'string' && expression.test(text))
  }
  if (typeof expected === 'string') return expected === raw || veil(expected) === told
  if (Array.isArray(expected)) {
    if (!Array.isArray(told) || !Array.isArray(raw) || told.length !== expected.length) return false
    return expected.every((entry, at) => fitsValue(entry, told[at], raw[at], veil))
  }
  if (!isRecord(expected)) return expected === raw
  if (!isRecord(told) || !isRecord(raw)) return false
  return Object.entries(expected).every(([name, value]) => fitsValue(value, told[name], raw[name], veil))
}
