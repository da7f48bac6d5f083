/** Texts as people and models write them, in pieces, and what work on them costs. */
import fc from 'fast-check'

export const SEGMENTS = new Intl.Segmenter('zh', { granularity: 'grapheme' })
export const bytesOf = (text: string) => Buffer.byteLength(text)

/** Text as people and models write it, and as neither does. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '你好。',
        '\n',
        '\n\n',
        ' ',
        '，',
        '。',
        '！”',
        'word ',
        'Sentence. ',
        '👨‍👩‍👧‍👦',
        '🇨🇳',
        'é̂',
        '```\ncode()\n```',
        '```',
        '<a href="https://example.com">链接</a>',
        '<a ',
        '</a>',
        'https://example.com/a?b=c ',
        '\r\n',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

/** A text in deltas that are cut anywhere, within characters too. */
export async function* inDeltas(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

export async function collect(chunks: AsyncGenerator<string, string, undefined>) {
  const given: string[] = []
  for (;;) {
    const { done, value } = await chunks.next()
    if (done) return { given, rest: value }
    given.push(value)
  }
}

/** Of this thread's own work, the best of three: the machine has other things to do. */
export function milliseconds(run: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const began = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(began)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
