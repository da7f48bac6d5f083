/** The window's logs: whatever comes in whatever order, they are what sorting everything would give. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addRows, countNewer, createCount, findRow, NO_ROWS, sliceRows } from '../ui/src/api/rows.ts'

interface Row {
  id: number
  turn: number
}

const isOdd = ({ turn }: Row) => turn % 2 === 1

/** Pages, bursts and late answers: each a stretch of ids, some of them left out. */
const batch = fc
  .record({ from: fc.nat(3000), length: fc.nat(900), step: fc.integer({ min: 1, max: 3 }) })
  .map(({ from, length, step }) => Array.from({ length }, (_, n) => from + 1 + n * step))

test('are sorted, without doubles, with the newest state of each', () => {
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 8 }), fc.nat(4000), fc.nat(2000), (batches, id, from) => {
      const count = createCount(isOdd)
      const model = new Map<number, Row>()
      let rows = addRows<Row>(NO_ROWS, [])
      for (const [turn, ids] of batches.entries()) {
        const added = ids.map((one) => ({ id: one, turn }))
        for (const row of added) model.set(row.id, row)
        rows = addRows(rows, added)
        // What was found out about a segment must not be that of another.
        count(rows)
      }
      const all = [...model.values()].sort((a, b) => b.id - a.id)
      expect(rows.segments.flat()).toEqual(all)
      expect(rows.count).toBe(all.length)
      expect(findRow(rows, id)).toEqual(model.get(id))
      expect(countNewer(rows, id)).toBe(all.filter((row) => row.id > id).length)
      expect(sliceRows(rows, from, from + 30)).toEqual(all.slice(from, from + 30))
      expect(count(rows)).toBe(all.filter(isOdd).length)
    }),
  )
})

test('keep the newest fifty thousand, and leave segments alone in which nothing changed', () => {
  const page = (from: number, length: number) =>
    Array.from({ length }, (_, n): Row => ({ id: from + n, turn: 0 }))
  const before = addRows<Row>(NO_ROWS, page(1, 50_000))
  const after = addRows(before, page(50_001, 100))
  expect(after.count).toBe(50_000)
  expect(sliceRows(after, 0, 1)).toEqual([{ id: 50_100, turn: 0 }])
  expect(sliceRows(after, 49_999, 50_001)).toEqual([{ id: 101, turn: 0 }])
  const kept = before.segments.filter((segment) => after.segments.includes(segment))
  expect(kept.length).toBeGreaterThanOrEqual(before.segments.length - 2)
  expect(before.count).toBe(50_000)
})
