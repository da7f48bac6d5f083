/** Markdown of models, made readable. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toWeChatText, weChatTextOf, withoutLinks } from '../src/index.ts'
import { inDeltas, milliseconds } from './support/texts.ts'

describe('Markdown', () => {
  test('becomes text that reads well', () => {
    const markdown = [
      '# 今日菜单 #',
      '欢迎，**各位**！*请* 看 `menu **1**`。',
      '',
      '',
      '',
      '- 茶',
      '- [x] 咖啡',
      '  - 冰',
      '1. 先看',
      '2. 再点',
      '',
      '| 名 | 价 | 产地 |',
      '|----|:--:|------|',
      '| 苹果 | 5 元 | 烟台 |',
      '',
      '| 键 | 值 |',
      '|---|---|',
      '| 甲 | **乙** |',
      '> 引用',
      '---',
      '[官网](https://example.com/a_(b)) ![图](https://example.com/p.png)',
      'snake_case_name，2*3*4，\\*星\\*',
    ].join('\n')
    expect(toWeChatText(markdown)).toBe(
      [
        '【今日菜单】',
        '欢迎，各位！请 看 menu **1**。',
        '',
        '• 茶',
        '☑ 咖啡',
        '  • 冰',
        '1. 先看',
        '2. 再点',
        '',
        '苹果：价 5 元，产地 烟台',
        '',
        '甲：乙',
        '│ 引用',
        '————————',
        '官网 (https://example.com/a_(b)) 图 (https://example.com/p.png)',
        'snake_case_name，2*3*4，*星*',
      ].join('\n'),
    )
  })

  test('keeps code blocks as they are', () => {
    const code = '```py\n# no heading\n\n\n\n- a_b_c **x**\n```'
    expect(toWeChatText(`看：\n${code}`)).toBe(`看：\n${code}`)
  })

  test('lets nobody forge a link, also not in code or in a link of its own', () => {
    const forged = [
      '<a href="https://evil.example">银行</a>',
      '`<a href="https://evil.example">银行</a>`',
      '```\n<A\nhref="https://evil.example">银行</A>\n```',
      '# <a href="x">y</a>',
      '| <a href="x">y</a> | b |\n|---|---|\n| <a href="x">y</a> | b |',
      '[</a><a href="https://evil.example">银行](https://good.example)',
      '[x](https://good.example/"><a href="https://evil.example)',
      '<<a a href="https://evil.example">x</a>',
      '\\<a href="x">y</a>',
      '<**a** href="x">y</a>',
    ].join('\n\n')
    expect(toWeChatText(forged)).not.toMatch(/<\/?a/i)
    const tappable = toWeChatText(forged, { links: 'tap' })
    const links = [...tappable.matchAll(/<a\s[^>]*>/gi)].map(([link]) => link)
    expect(links.every((link) => link.startsWith('<a href="https://good.example'))).toBe(true)
    expect(withoutLinks('1 < 2, a<b')).toBe('1 < 2, a<b')
  })

  test('any text: no link comes out that was not asked for', () => {
    const pieces = fc.constantFrom(
      '<',
      'a',
      ' href="x"',
      '>',
      '/',
      '`',
      '*',
      '**',
      '_',
      '\\',
      '[',
      '](',
      ')',
      '\n',
      '|',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expect(toWeChatText(parts.join(''))).not.toMatch(/<\/?a(?![a-z\d])/i)
      }),
      { numRuns: 2000 },
    )
  })

  test('makes links tappable when asked, for http and https only', () => {
    expect(toWeChatText('[官网](https://example.com/?a=1&b="2")', { links: 'tap' })).toBe(
      '<a href="https://example.com/?a=1&b=%222%22">官网</a>',
    )
    expect(toWeChatText('[点我](weixin://bizmsgmenu?msgmenucontent=x)', { links: 'tap' })).toBe(
      '点我 (weixin://bizmsgmenu?msgmenucontent=x)',
    )
  })

  test('as a stream it is the same text, and a sentence need not wait for its line', async () => {
    const parts = fc.constantFrom(
      '# 题\n',
      '你好。',
      '**粗** ',
      '- 项\n',
      '\n',
      '| a | b |\n',
      '|---|---|\n',
      '```\n',
      'x。`y`。z\n',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(parts, { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (list, size) => {
          const text = list.join('')
          let streamed = ''
          for await (const piece of weChatTextOf(inDeltas(text, size))) streamed += piece
          expect(streamed).toBe(toWeChatText(text))
        },
      ),
      { numRuns: 500 },
    )
    async function* stalls() {
      yield '第一句。第二'
      throw new Error('stalled')
    }
    const pieces = weChatTextOf(stalls())
    expect(await pieces.next()).toMatchObject({ value: '第一句。' })
  })

  test.each(['[', '![', '*', '**', '_a', '`', '<a ', '|', '](', '[a](', '> ', '\\', '~~', '<br', '【', '# '])(
    'hostile Markdown takes time in proportion: %s',
    (unit) => {
      const make = (length: number) => unit.repeat(Math.ceil(length / unit.length))
      const [small, large] = [make(20_000), make(160_000)]
      toWeChatText(small)
      const few = milliseconds(() => toWeChatText(small))
      expect(milliseconds(() => toWeChatText(large))).toBeLessThan(24 * Math.max(few, 5))
    },
  )
})
