/** A text that is still being written, as the few messages that an allowance holds. */
import { MAX_TEXT_BYTES } from '@yingwu/protocol'
import { ConfigError } from '../errors.ts'
import { cutAt, isSentenceEnd } from './cut.ts'
import { keptWhole } from './kept-whole.ts'
import { checkBytes } from './split-text.ts'

export interface ChunkOptions {
  /** At most so many messages; 5 where left out, which is what one message of a follower allows. */
  messages?: number
  /** Of UTF-8 in each message; WeChat's 2,048 where left out, at least 16. */
  bytes?: number
  /** The first message goes out at the first end of a sentence behind so many bytes; 120 where left out: 40 汉字. */
  firstAfter?: number
  /** Stands at the end of the last message when not everything fits; part of its bytes. */
  more?: string
}

/** What one message of a follower allows. */
export const MESSAGES = 5
/** Some 40 汉字. */
export const FIRST_AFTER = 120
/** Where a text goes on later. */
export const MORE = '\n……（未完）'

/**
 * Only at the end of a full message a better place is looked for: a stream does not tell its length, and what is given
 * away in each message may be missing in the last.
 */
const FROM_THE_END = 0.95

/**
 * Makes messages of a stream: the first one early, at the end of a sentence, then each when it is full, and the last when
 * the stream has ended. Put together they are the stream's text, in order. What does not fit is never dropped: the last
 * message ends in `more`, and the generator returns the rest (`''` when everything went).
 *
 * @throws ConfigError for fewer than 1 message or 16 bytes; what the stream throws, after what came before it was given
 */
export async function* chunksOf(
  stream: AsyncIterable<string>,
  options: ChunkOptions = {},
): AsyncGenerator<string, string, undefined> {
  const { messages = MESSAGES, bytes = MAX_TEXT_BYTES, firstAfter = FIRST_AFTER, more = MORE } = options
  checkBytes('chunksOf', bytes)
  checkMessages(messages)
  const endBytes = Buffer.byteLength(more)
  checkBytes('chunksOf', bytes - endBytes)
  const cut = { messages, firstAfter, firstBytes: bytes, bytes, endBytes }
  for await (const { text, part } of cutStream(stream, cut)) {
    if (part === 'rest') return text
    yield part === 'last' ? text + more : text
  }
  return ''
}

export interface StreamCut {
  messages: number
  firstAfter: number
  /** The first message may be passive, and hold less than the others. */
  firstBytes: number
  bytes: number
  /** Left free at the end of the last message where something follows. */
  endBytes: number
}

export interface Chunk {
  text: string
  /** A message; the last message, behind which something follows; and that. */
  part: 'message' | 'last' | 'rest'
}

/** The messages, without what is to stand at the end of the last one. */
export async function* cutStream(
  stream: AsyncIterable<string>,
  { messages, firstAfter, firstBytes, bytes, endBytes }: StreamCut,
): AsyncGenerator<Chunk, void, undefined> {
  let buffer = ''
  let given = 0
  let searched = 0

  const left = () => messages - given
  const limit = () => (given === 0 ? firstBytes : bytes)
  const take = (end: number, part: Chunk['part'] = 'message'): Chunk => {
    const text = buffer.slice(0, end)
    buffer = buffer.slice(end)
    given += 1
    return { text, part }
  }

  /** As long as what is there is more than one message. */
  function* takeFull(): Generator<Chunk> {
    while (left() > 0 && isOver(buffer, limit())) {
      const isLast = left() === 1
      const fits = isLast ? limit() - endBytes : limit()
      const kept = keptWhole(buffer, { bytes: fits, isOpen: true })
      yield take(cutAt(buffer, 0, { bytes: fits, from: FROM_THE_END }, kept), isLast ? 'last' : 'message')
    }
  }

  /** What is there when nothing more comes. */
  function* takeRest(): Generator<Chunk> {
    // A half character at the end stays a half one.
    buffer = buffer.toWellFormed()
    yield* takeFull()
    if (buffer !== '' && left() > 0) yield take(buffer.length)
  }

  try {
    for await (const delta of stream) {
      buffer += delta
      if (given === 0 && messages > 1 && Buffer.byteLength(buffer) >= firstAfter) {
        const end = earlyEnd(buffer, { searched, firstAfter, bytes: firstBytes })
        if (end !== undefined) yield take(end)
        else searched = Math.max(0, buffer.length - 4)
      }
      yield* takeFull()
    }
  } catch (error) {
    yield* takeRest()
    throw error
  }
  yield* takeRest()
  if (buffer !== '') yield { text: buffer, part: 'rest' }
}

/** The first end of a sentence that stands far enough in, outside links and code, with something behind it. */
function earlyEnd(
  text: string,
  { searched, firstAfter, bytes }: { searched: number; firstAfter: number; bytes: number },
): number | undefined {
  const kept = keptWhole(text, { bytes, isOpen: true })
  for (let end = Math.max(1, searched); end < text.length; end += 1) {
    const isEnd = text[end - 1] === '\n' || isSentenceEnd(text, end)
    if (!isEnd || kept.some(({ from, to }) => from < end && end < to)) continue
    const size = Buffer.byteLength(text.slice(0, end))
    if (size > bytes) return undefined
    if (size >= firstAfter) return end
  }
  return undefined
}

/** Half a surrogate pair at the end may be the beginning of a character of the next delta. */
function isOver(buffer: string, bytes: number): boolean {
  const isHalf = /[\ud800-\udbff]$/.test(buffer)
  return Buffer.byteLength(isHalf ? buffer.slice(0, -1) : buffer) > bytes
}

function checkMessages(messages: number): void {
  if (Number.isInteger(messages) && messages >= 1) return
  throw new ConfigError({
    zh: `chunksOf：messages 应为不小于 1 的整数，得到 ${messages}`,
    en: `chunksOf: messages must be a whole number of at least 1, not ${messages}`,
  })
}
