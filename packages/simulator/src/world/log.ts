/** A list that keeps its newest entries: the push log, the call log, a phone's chat. */
export interface Log<T> {
  add(entry: T): void
  /** Oldest first. */
  all: () => readonly T[]
  /** Newest first, those that `keep` keeps, at most `limit`. */
  newest: (limit: number, keep?: (entry: T) => boolean) => T[]
  replace(entries: readonly T[]): void
}

export function createLog<T>(capacity: number): Log<T> {
  let entries: T[] = []
  return {
    add(entry) {
      entries.push(entry)
      if (entries.length > capacity) entries.shift()
    },
    all: () => entries,
    newest(limit, keep = () => true) {
      const found: T[] = []
      for (let index = entries.length - 1; index >= 0 && found.length < limit; index--) {
        const entry = entries[index]
        if (entry !== undefined && keep(entry)) found.push(entry)
      }
      return found
    },
    replace(all) {
      entries = all.slice(-capacity)
    },
  }
}
