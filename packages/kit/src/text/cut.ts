/** Where a text may be cut, and where it is best cut. */
import type { Range } from './kept-whole.ts'

const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Ends of sentences, and what may follow them: quotes and brackets belong to the sentence. */
const SENTENCE_END = /[。！？…；][”’」』）】》)\]"']*$/u
const STILL_SENTENCE = /^(?:[”’」』）】》)\]"'。！？…]|\p{M}|\u200d)/u
const LATIN_SENTENCE_END = /[.!?]["')\]]*\s$/
const CLAUSE_END = /[，、：\s]$/u

export interface Cut {
  /** Not more than so many bytes of UTF-8. */
  bytes: number
  /** From this share of the bytes on, a better place is taken before a later one: 0 to 1. */
  from: number
}

/**
 * Where the piece that begins at `start` ends: behind a paragraph, a line, a sentence, a clause, or else a character as
 * people see it; never within a kept range. Only a single character beyond the limit is torn, between code points.
 */
export function cutAt(text: string, start: number, { bytes, from }: Cut, kept: readonly Range[]): number {
  // The character after the last possible end decides whether that is one.
  const view = text.slice(start, start + bytes + 2)
  let size = 0
  let best = 0
  let bestRank = -1
  let whole = 0
  for (const { segment, index } of SEGMENTS.segment(view)) {
    size += Buffer.byteLength(segment)
    if (size > bytes) break
    const end = start + index + segment.length
    while ((kept[whole]?.to ?? Infinity) <= end) whole += 1
    if ((kept[whole]?.from ?? Infinity) < end) continue
    const rank = size < bytes * from ? -1 : rankOf(text, end)
    if (rank < bestRank) continue
    best = end
    bestRank = rank
  }
  return best > start ? best : start + codePointsWithin(view, bytes)
}

/** How good a place is: behind a paragraph 4, a line 3, a sentence 2, a clause or word 1, any character 0. */
function rankOf(text: string, end: number): number {
  const before = text.slice(Math.max(0, end - 4), end)
  if (before.endsWith('\n')) return before.endsWith('\n\n') ? 4 : 3
  if (isSentenceEnd(text, end)) return 2
  return CLAUSE_END.test(before) ? 1 : 0
}

/** Whether a sentence has ended here; a closing quote to come still belongs to it. */
export function isSentenceEnd(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 4), end)
  if (LATIN_SENTENCE_END.test(before)) return true
  return SENTENCE_END.test(before) && !STILL_SENTENCE.test(text.slice(end, end + 2))
}

function codePointsWithin(text: string, bytes: number): number {
  let size = 0
  let length = 0
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    length += character.length
  }
  return length
}
