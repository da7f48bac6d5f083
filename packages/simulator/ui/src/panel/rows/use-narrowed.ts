import { useLayoutEffect, useMemo, useState } from 'react'
import { NO_ROWS, type Rows } from '../../api/rows.ts'

/** Of each stretch of work; keys are heard in between. */
const SLICE_MS = 8

interface Narrowed<T> {
  rows: Rows<T>
  /** Everything was looked through. */
  isDone: boolean
}

/**
 * The rows that are kept. Of 50,000 with long bodies they cannot be found within a frame, so it is done in slices, the
 * newest first; what was shown stays until something is found. A segment is looked through once. `keeps` null: all.
 */
export function useNarrowed<T>(rows: Rows<T>, keeps: ((row: T) => boolean) | null): Narrowed<T> {
  const [found, setFound] = useState<Found<T>>(NOTHING)
  const known = useMemo(() => createNarrowing(keeps), [keeps])
  // The next search begins with everything.
  if (keeps === null && found !== NOTHING) setFound(NOTHING)

  useLayoutEffect(() => {
    if (known === null) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isShown = false
    const { look, keptOf } = known

    function work(): void {
      const isDone = look(rows)
      const kept = keptOf(rows)
      // In between nothing would be seen but a number that grows.
      if (isDone || (!isShown && kept.count > 0)) {
        isShown = true
        setFound({ rows: kept, of: rows, keeps, isDone })
      }
      if (!isDone) timer = setTimeout(work)
    }

    work()
    return () => clearTimeout(timer)
  }, [rows, keeps, known])

  if (keeps === null) return { rows, isDone: true }
  const shown = found.keeps === null ? rows : found.rows
  return { rows: shown, isDone: found.isDone && found.keeps === keeps && found.of === rows }
}

interface Found<T> extends Narrowed<T> {
  of: Rows<T>
  /** By what they were found. */
  keeps: unknown
}

const NOTHING: Found<never> = { rows: NO_ROWS, of: NO_ROWS, keeps: null, isDone: false }

function createNarrowing<T>(keeps: ((row: T) => boolean) | null) {
  if (keeps === null) return null
  const known = new WeakMap<readonly T[], readonly T[]>()
  return {
    /** One slice; whether nothing is left. */
    look: ({ segments }: Rows<T>): boolean => {
      const until = performance.now() + SLICE_MS
      for (const segment of segments) {
        if (known.has(segment)) continue
        if (performance.now() >= until) return false
        known.set(segment, segment.filter(keeps))
      }
      return true
    },
    /** As far as it is known. */
    keptOf: ({ segments: all }: Rows<T>): Rows<T> => {
      const segments = all.map((segment) => known.get(segment) ?? []).filter(({ length }) => length > 0)
      return { segments, count: segments.reduce((sum, { length }) => sum + length, 0) }
    },
  }
}
