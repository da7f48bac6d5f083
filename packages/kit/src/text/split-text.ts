import { MAX_TEXT_BYTES } from '@yingwu/protocol'
import { ConfigError } from '../errors.ts'
import { cutAt } from './cut.ts'
import { keptWhole } from './kept-whole.ts'

export interface SplitOptions {
  /** Of UTF-8 in each piece; WeChat's 2,048 where left out, at least 16. */
  bytes?: number
}

/** Pieces of less than half the size would cost messages; from there on a paragraph's end is worth more than room. */
const FROM_HALF = 0.5

/**
 * Cuts a text into messages, which put together are the text again. Cuts behind paragraphs, lines, sentences or words
 * where possible, and never inside a character as people see it, a link (`<a …>…</a>`) or a code block, unless that alone
 * is larger than a message. Takes time in proportion to the text, whatever it holds.
 *
 * @throws ConfigError for fewer than 16 bytes
 */
export function splitText(text: string, { bytes = MAX_TEXT_BYTES }: SplitOptions = {}): string[] {
  checkBytes('splitText', bytes)
  return split(text, { bytes, lastBytes: bytes, from: FROM_HALF })
}

/** Two pieces never fit into one message: nobody joins them again. */
const FROM_THREE_QUARTERS = 0.75

/** Pieces of which each, but the last, leaves so many bytes for what stands at its end. */
export function splitRest(text: string, { bytes, endBytes }: { bytes: number; endBytes: number }): string[] {
  return split(text, { bytes: bytes - endBytes, lastBytes: bytes, from: FROM_THREE_QUARTERS })
}

function split(
  text: string,
  { bytes, lastBytes, from }: { bytes: number; lastBytes: number; from: number },
): string[] {
  const kept = keptWhole(text, { bytes })
  const pieces: string[] = []
  let passed = 0
  for (let start = 0; start < text.length; ) {
    while ((kept[passed]?.to ?? Infinity) <= start) passed += 1
    const fits = text.length - start <= lastBytes && Buffer.byteLength(text.slice(start)) <= lastBytes
    const near = fits ? [] : kept.slice(passed, passed + bytes)
    const end = fits ? text.length : cutAt(text, start, { bytes, from }, near)
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

export function checkBytes(name: string, bytes: number): void {
  if (Number.isInteger(bytes) && bytes >= 16) return
  throw new ConfigError({
    zh: `${name}：bytes 应为不小于 16 的整数，得到 ${bytes}`,
    en: `${name}: bytes must be a whole number of at least 16, not ${bytes}`,
  })
}
