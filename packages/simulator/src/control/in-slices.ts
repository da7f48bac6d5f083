/** A look through a long log that does not hold up the pushes that are under way meanwhile. */
import { setImmediate } from 'node:timers/promises'

/** About a millisecond, also where bodies are long. */
const SLICE = 250

export async function filterInSlices<T>(rows: readonly T[], keeps: (row: T) => boolean): Promise<T[]> {
  const kept: T[] = []
  for (let from = 0; from < rows.length; from += SLICE) {
    if (from > 0) await setImmediate()
    kept.push(...rows.slice(from, from + SLICE).filter(keeps))
  }
  return kept
}
