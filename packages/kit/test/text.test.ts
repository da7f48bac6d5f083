/** Text of models: cut into messages, streamed into few. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunksOf, ConfigError, splitText } from '../src/index.ts'
import { anyText, bytesOf, collect, inDeltas, milliseconds, SEGMENTS } from './support/texts.ts'

describe('splitText', () => {
  test('loses nothing, and every piece fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 16, max: 300 }), (text, bytes) => {
        const pieces = splitText(text, { bytes })
        expect(pieces.join('')).toBe(text)
        for (const piece of pieces) {
          expect(bytesOf(piece)).toBeLessThanOrEqual(bytes)
          expect(piece).not.toBe('')
        }
      }),
      { numRuns: 500 },
    )
  })

  test('never cuts a character as people see it, unless it alone is too large', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 64, max: 300 }), (text, bytes) => {
        const whole = new Set([...SEGMENTS.segment(text)].map(({ index }) => index))
        const isTooLarge = [...SEGMENTS.segment(text)].some(({ segment }) => bytesOf(segment) > bytes)
        fc.pre(!isTooLarge)
        let at = 0
        for (const piece of splitText(text, { bytes })) {
          expect(whole.has(at)).toBe(true)
          at += piece.length
        }
      }),
      { numRuns: 500 },
    )
  })

  test('never cuts a link, an address or a code block that fits into a message', () => {
    const wholes = [
      '<a href="https://example.com/?q=1&p=2">看这里，再看那里。好</a>',
      'https://example.com/a/b/c?d=e:f,g',
      '```js\nlet a = 1\n\nlet b = 2\n```',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...wholes, '说。', '一二三四五六七八九十', ' ', '\n\n'), { maxLength: 40 }),
        (parts) => {
          // An address ends where a blank does.
          const text = parts.join(' ')
          const pieces = splitText(text, { bytes: 128 })
          for (const whole of wholes) {
            const count = (of: string) => of.split(whole).length - 1
            expect(pieces.reduce((sum, piece) => sum + count(piece), 0)).toBe(count(text))
          }
        },
      ),
    )
  })

  test('prefers the end of a paragraph, then of a line, a sentence, a clause', () => {
    const at = (text: string) => splitText(text, { bytes: 60 })[0]
    expect(at(`${'一'.repeat(11)}\n\n二二。三三，${'四'.repeat(20)}`)).toBe(`${'一'.repeat(11)}\n\n`)
    expect(at(`${'一'.repeat(11)}\n二二。三三，${'四'.repeat(20)}`)).toBe(`${'一'.repeat(11)}\n`)
    expect(at(`${'一'.repeat(11)}他说：“好。”三三，${'四'.repeat(20)}`)).toBe(
      `${'一'.repeat(11)}他说：“好。”`,
    )
    expect(at(`${'一'.repeat(11)}三三，${'四'.repeat(20)}`)).toBe(`${'一'.repeat(11)}三三，`)
    expect(at('一'.repeat(30))).toBe('一'.repeat(20))
    expect(at('The price is 3.50 yuan for each of the small ones and 5.00 for large')).toBe(
      'The price is 3.50 yuan for each of the small ones and 5.00 ',
    )
  })

  test('tears only what is larger than a message', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(splitText(family.repeat(3), { bytes: 30 })).toEqual([family, family, family])
    expect(splitText(`e${'\u0301'.repeat(100)}`, { bytes: 50 }).every((piece) => bytesOf(piece) <= 50)).toBe(
      true,
    )
    const link = `<a href="https://example.com/${'x'.repeat(200)}">很长</a>`
    expect(splitText(link, { bytes: 64 }).join('')).toBe(link)
  })

  test.each([
    ['letters', 'x'],
    ['combining marks', '\u0301'],
    ['beginnings of links', '<a '],
    ['fences', '```'],
    ['a fence at the beginning', '', '```'],
    ['links without an end, then many ends', '<a >', ''],
    ['flags', '🇨🇳'],
    ['full stops', '。'],
    ['addresses', 'https://'],
    ['line feeds', '\n'],
  ])('hostile text takes time in proportion: %s', (_what, unit, before = '') => {
    const make = (length: number) => before + (unit || 'x').repeat(Math.ceil(length / (unit.length || 1)))
    const [small, large] = [make(50_000), make(400_000)]
    splitText(small)
    const few = milliseconds(() => splitText(small))
    // Eight times the text: quadratic would be 64 times.
    expect(milliseconds(() => splitText(large))).toBeLessThan(24 * Math.max(few, 5))
  })

  test('too few bytes are refused', () => {
    expect(() => splitText('x', { bytes: 3 })).toThrow(ConfigError)
    expect(splitText('')).toEqual([])
  })
})

describe('chunksOf', () => {
  const MORE = '…more'

  test('nothing lost, in order, each within the bytes, not more messages than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.record({
          bytes: fc.integer({ min: 32, max: 300 }),
          messages: fc.integer({ min: 1, max: 6 }),
          firstAfter: fc.integer({ min: 1, max: 100 }),
        }),
        fc.integer({ min: 1, max: 40 }),
        async (text, options, size) => {
          const { given, rest } = await collect(chunksOf(inDeltas(text, size), { ...options, more: MORE }))
          expect(given.length).toBeLessThanOrEqual(options.messages)
          for (const chunk of given) {
            expect(bytesOf(chunk)).toBeLessThanOrEqual(options.bytes)
            expect(chunk).not.toBe('')
          }
          const last = given.at(-1) ?? ''
          expect(rest === '' || last.endsWith(MORE)).toBe(true)
          const shown = rest === '' ? last : last.slice(0, -MORE.length)
          expect([...given.slice(0, -1), shown, rest].join('').toWellFormed()).toBe(text.toWellFormed())
        },
      ),
      { numRuns: 500 },
    )
  })

  test.each([
    ['English', 'The parrot repeats what it is told. It does so with patience, and it never tires! ', 8000],
    ['mixed', '鹦鹉学舌：he says 你好。Then he goes on, 说个不停！\n', 4600],
    ['Chinese', '鹦鹉会学人说话，也会唱歌。它从不疲倦，说了一遍又一遍！', 2650],
  ])('a long stream comes as five messages, complete: %s', async (_what, sentence, length) => {
    const text = sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length)
    const { given, rest } = await collect(chunksOf(inDeltas(text, 7)))
    expect(given.length).toBeLessThanOrEqual(5)
    expect(rest).toBe('')
    expect(given.join('')).toBe(text)
  })

  test('gives the first message at the end of a sentence, while the stream goes on', async () => {
    let isFurther = false
    async function* slow() {
      yield '这是第一句，'
      yield '有一点长。'
      yield '后面'
      isFurther = true
      yield '还有很多。完'
    }
    const chunks = chunksOf(slow(), { firstAfter: 20 })
    expect((await chunks.next()).value).toBe('这是第一句，有一点长。')
    expect(isFurther).toBe(false)
    expect((await chunks.next()).value).toBe('后面还有很多。完')
    expect(await chunks.next()).toEqual({ done: true, value: '' })
  })

  test('does not end the first message within a link or a code block that is still open', async () => {
    const text = '看<a href="https://example.com">一个。很长的。链接。</a>然后。再然后。'
    const { given } = await collect(chunksOf(inDeltas(text, 1), { firstAfter: 10 }))
    expect(given[0]).toBe('看<a href="https://example.com">一个。很长的。链接。</a>然后。')
    const code = '代码：\n```\n一。\n二。\n```\n好了。完毕。'
    const { given: parts } = await collect(chunksOf(inDeltas(code, 1), { firstAfter: 12 }))
    expect(parts[0]).toBe('代码：\n```\n一。\n二。\n```\n')
  })

  test('what does not fit is said to remain, and handed back', async () => {
    const text = '一二三四五六七八九十。'.repeat(30)
    const { given, rest } = await collect(chunksOf(inDeltas(text, 3), { messages: 2, bytes: 200 }))
    expect(given).toHaveLength(2)
    expect(given[1]).toMatch(/……（未完）$/)
    expect(given.join('').replace('\n……（未完）', '') + rest).toBe(text)
  })

  test('a stream that breaks gives what came before, then its failure', async () => {
    async function* broken() {
      yield '说到一半'
      throw new Error('connection lost')
    }
    const chunks = chunksOf(broken())
    expect((await chunks.next()).value).toBe('说到一半')
    await expect(chunks.next()).rejects.toThrow('connection lost')
  })

  test('a reader who leaves ends the stream', async () => {
    let isEnded = false
    async function* endless() {
      try {
        for (;;) yield '没完没了。'
      } finally {
        isEnded = true
      }
    }
    for await (const chunk of chunksOf(endless())) {
      expect(chunk).not.toBe('')
      break
    }
    expect(isEnded).toBe(true)
  })
})
