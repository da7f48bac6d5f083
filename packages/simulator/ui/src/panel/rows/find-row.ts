/** Looks a row up in a log, which is sorted newest first. */
export function findRow<T extends { id: number }>(
  rows: readonly T[] | null,
  id: number | null,
): T | undefined {
  if (!rows || id === null) return undefined
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (!row || row.id === id) return row
    if (row.id > id) low = middle + 1
    else high = middle - 1
  }
  return undefined
}
