/**
 * A log as the window holds it: newest first, as many rows as the simulator keeps, in segments that never change. A new row
 * makes a new first segment and leaves the rest alone, so that what was found out about a segment stays known.
 */
export interface Rows<T> {
  readonly segments: readonly (readonly T[])[]
  readonly count: number
}

interface Row {
  id: number
}

export const NO_ROWS: Rows<never> = { segments: [], count: 0 }

/** As many rows as the simulator keeps; the oldest go. */
const MOST_ROWS = 50_000
const SEGMENT = 500

/** New rows on top and changed ones, which is nearly all that comes, touch a few segments. */
export function addRows<T extends Row>(rows: Rows<T>, added: readonly T[]): Rows<T> {
  const newest = rows.segments[0]?.[0]?.id ?? 0
  const oldest = rows.segments.at(-1)?.at(-1)?.id ?? newest
  const fresh = new Map<number, T>()
  const older = new Map<number, T>()
  const missed: T[] = []
  const changed = new Map<number, T[]>()
  for (const row of added) {
    const at = segmentOf(rows.segments, row.id)
    const index = indexIn(rows.segments[at] ?? [], row.id)
    if (index >= 0) {
      const copy = changed.get(at) ?? [...(rows.segments[at] ?? [])]
      copy[index] = row
      changed.set(at, copy)
    } else if (row.id > newest) fresh.set(row.id, row)
    else if (row.id < oldest) older.set(row.id, row)
    else missed.push(row)
  }
  const segments = rows.segments.map((segment, at) => changed.get(at) ?? segment)
  // Only where an answer comes late.
  if (missed.length > 0) return trim(cut(newestFirst(byId([...segments.flat(), ...added]))))
  const top = fresh.size > 0 ? cutFromEnd(atTop(segments, newestFirst(fresh))) : []
  return trim([...top, ...segments, ...cut(newestFirst(older))])
}

/** Takes the first segment away where there is room in it. */
function atTop<T>(segments: (readonly T[])[], fresh: readonly T[]): readonly T[] {
  const [first] = segments
  if (!first || first.length >= SEGMENT) return fresh
  segments.shift()
  return [...fresh, ...first]
}

function cut<T>(all: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / SEGMENT) }, (_, n) =>
    all.slice(n * SEGMENT, (n + 1) * SEGMENT),
  )
}

/** The first piece takes the rest, as it is the one that grows. */
function cutFromEnd<T>(all: readonly T[]): (readonly T[])[] {
  const rest = all.length % SEGMENT
  const head = all.slice(0, rest)
  return [...(rest > 0 ? [head] : []), ...cut(all.slice(rest))]
}

function trim<T>(segments: readonly (readonly T[])[]): Rows<T> {
  let count = segments.reduce((sum, { length }) => sum + length, 0)
  const kept = [...segments]
  for (let last = kept.at(-1); count > MOST_ROWS && last; last = kept.at(-1)) {
    kept.pop()
    const left = last.slice(0, Math.max(0, last.length - (count - MOST_ROWS)))
    count -= last.length - left.length
    if (left.length > 0) kept.push(left)
  }
  return { segments: kept, count }
}

function newestFirst<T extends Row>(rows: ReadonlyMap<number, T>): T[] {
  return [...rows.values()].sort((a, b) => b.id - a.id)
}

function byId<T extends Row>(rows: readonly T[]): Map<number, T> {
  return new Map(rows.map((row) => [row.id, row]))
}

// === Reading

export function findRow<T extends Row>(rows: Rows<T> | null, id: number | null): T | undefined {
  if (!rows || id === null) return undefined
  const segment = rows.segments[segmentOf(rows.segments, id)] ?? []
  return segment[indexIn(segment, id)]
}

/** Rows from this place on, as many as fit. */
export function sliceRows<T>(rows: Rows<T>, from: number, to: number): T[] {
  const found: T[] = []
  let first = 0
  for (const segment of rows.segments) {
    if (first >= to) break
    if (first + segment.length > from)
      found.push(...segment.slice(Math.max(0, from - first), Math.max(0, to - first)))
    first += segment.length
  }
  return found
}

/** How many rows are newer; of a row in the list that is its place. */
export function countNewer(rows: Rows<Row>, id: number): number {
  let count = 0
  for (const segment of rows.segments) {
    if ((segment.at(-1)?.id ?? 0) > id) count += segment.length
    else return count + placeIn(segment, id)
  }
  return count
}

/** Something about each segment, found out once. */
export function createPerSegment<T, V>(
  ask: (segment: readonly T[]) => V,
): (rows: Rows<T> | null) => readonly V[] {
  const known = new WeakMap<readonly T[], V>()
  return (rows) =>
    (rows?.segments ?? []).map((segment) => {
      const answer = known.get(segment) ?? ask(segment)
      known.set(segment, answer)
      return answer
    })
}

export function createCount<T>(isCounted: (row: T) => boolean): (rows: Rows<T> | null) => number {
  const perSegment = createPerSegment((segment: readonly T[]) =>
    segment.reduce((count, row) => count + (isCounted(row) ? 1 : 0), 0),
  )
  return (rows) => perSegment(rows).reduce((sum, count) => sum + count, 0)
}

/** The segment that has the row if any has. */
function segmentOf(segments: Rows<Row>['segments'], id: number): number {
  let low = 0
  let high = segments.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segments[middle]?.at(-1)?.id ?? 0) <= id) high = middle
    else low = middle + 1
  }
  return low
}

function indexIn(segment: readonly Row[], id: number): number {
  const place = placeIn(segment, id)
  return segment[place]?.id === id ? place : -1
}

/** How many rows of a segment are newer. */
function placeIn(segment: readonly Row[], id: number): number {
  let low = 0
  let high = segment.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((segment[middle]?.id ?? 0) > id) low = middle + 1
    else high = middle
  }
  return low
}
