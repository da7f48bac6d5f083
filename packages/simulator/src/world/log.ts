/** A list that keeps its newest entries: the push log, the call log, a phone's chat. */
export interface Log<T> {
  /** `weight`: how much of `most` it takes, when that is known already. */
  add(entry: T, weight?: number): void
  /** What an entry takes now that it is complete. */
  weigh(entry: T, weight: number): void
  /** Oldest first. */
  all: () => readonly T[]
  /** Newest first, those that `keep` keeps, at most `limit`. */
  newest: (limit: number, keep?: (entry: T) => boolean) => T[]
  replace(entries: readonly T[]): void
}

interface LogLimits<T> {
  /** Only as many entries as weigh so much together. Left out: no matter what they weigh. */
  most?: number
  /** These stay when they are the oldest. */
  isKept?: (entry: T) => boolean
}

/** At most `capacity` entries, not counting those that were kept. */
export function createLog<T extends object>(
  capacity: number,
  { most = Number.POSITIVE_INFINITY, isKept = () => false }: LogLimits<T> = {},
): Log<T> {
  let entries: T[] = []
  /** Older than all entries. */
  let kept: T[] = []
  /** Entries before this one are gone; the list is cut now and then, because cutting costs its length. */
  let first = 0
  let total = 0
  const weights = new Map<T, number>()

  function prune() {
    while (entries.length - first > capacity || (total > most && entries.length - first > 1)) {
      const oldest = entries[first]
      first += 1
      if (oldest === undefined) continue
      total -= weights.get(oldest) ?? 0
      weights.delete(oldest)
      if (isKept(oldest)) kept = [...kept.filter(isKept), oldest]
    }
    if (first > 1000 && first > entries.length / 4) cut()
  }

  function cut() {
    entries = entries.slice(first)
    first = 0
  }

  function weigh(entry: T, weight: number) {
    total += weight - (weights.get(entry) ?? 0)
    weights.set(entry, weight)
    prune()
  }

  return {
    weigh,
    add(entry, weight) {
      entries.push(entry)
      if (weight === undefined) prune()
      else weigh(entry, weight)
    },
    all() {
      if (first > 0) cut()
      kept = kept.filter(isKept)
      return kept.length === 0 ? entries : [...kept, ...entries]
    },
    newest(limit, keep = () => true) {
      const found: T[] = []
      for (let index = entries.length - 1; index >= first && found.length < limit; index--) {
        const entry = entries[index]
        if (entry !== undefined && keep(entry)) found.push(entry)
      }
      for (const entry of kept.toReversed())
        if (found.length < limit && isKept(entry) && keep(entry)) found.push(entry)
      return found
    },
    replace(all) {
      entries = all.slice(-capacity)
      kept = []
      first = 0
      total = 0
      weights.clear()
    },
  }
}
