/** The parts of a text that mean nothing when torn apart: links (`<a …>…</a>`), addresses, code between ``` fences. */

/** From and to, in UTF-16 units. */
export interface Range {
  readonly from: number
  readonly to: number
}

export interface KeptOptions {
  /** Longer ones cannot be kept whole. */
  bytes: number
  /** The text may go on: what is open at its end counts as kept to the end. */
  isOpen?: boolean
}

/** In order, none inside another. */
export function keptWhole(text: string, { bytes, isOpen = false }: KeptOptions): Range[] {
  const ranges: Range[] = []
  const openings = /```|<a\s|https?:\/\/[^\s<>"'，。！？；：、（）《》【】“”‘’]+/gi
  const fences = createFinder(text, '```')
  const closings = createFinder(text, '</a>')
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const from = found.index
    const [opening] = found
    const closing =
      opening === '```' ? fences(from + 3) : opening.startsWith('<') ? closings(from) : from + opening.length
    const to = closing ?? (isOpen ? text.length : undefined)
    if (to === undefined) continue
    const fits = to - from <= bytes && Buffer.byteLength(text.slice(from, to)) <= bytes
    if (fits) ranges.push({ from, to })
    // What follows a fence that is too far away is still code, not the beginning of a block.
    if (fits || opening === '```') openings.lastIndex = to
  }
  return ranges
}

/** Where `word` ends next, at or behind a place. Looks anew only when that was passed: hostile text stays linear. */
function createFinder(text: string, word: string): (from: number) => number | undefined {
  let next = -1
  return (from) => {
    if (next !== Infinity && next < from) {
      const found = text.indexOf(word, from)
      next = found === -1 ? Infinity : found
    }
    return next === Infinity ? undefined : next + word.length
  }
}
