/** 菜单消息的链接: whatever word is in it, a tap sends that word, and nothing else becomes of the text around it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toMenuLink } from '../src/text/menu-link.ts'

/** A link as clients read it: the quotes end the address, `<` and `>` the tag; the address is decoded once. */
function read(link: string) {
  const [whole, address = '', shown = ''] = /^<a href="([^"<>\s]*)">([^]*)<\/a>$/.exec(link) ?? []
  if (whole === undefined) return undefined
  const [, query = ''] = /^weixin:\/\/bizmsgmenu\?([^#]*)$/.exec(address) ?? []
  const values = query.split('&').map((pair) => pair.split('=').map(decodeURIComponent))
  return { values, shown }
}

const HOSTILE = [
  'A&B',
  'a&msgmenuid=9',
  '100%',
  '%E6',
  '1+1=2',
  '"><a href="https://evil.example">',
  "it's",
  '</a>',
  '<b>',
  '#1',
  'a b\nc',
  '人工客服',
  '👨‍👩‍👧 一家',
  '\u3000全角 空格',
  'weixin://bizmsgmenu?msgmenucontent=x',
]

describe('the link', () => {
  test.each(HOSTILE)('sends %j', (word) => {
    const { values, shown } = read(toMenuLink(word, 'id-1')) ?? {}
    expect(values).toEqual([
      ['msgmenucontent', word],
      ['msgmenuid', 'id-1'],
    ])
    expect(shown?.replaceAll('＜', '<')).toBe(word)
    expect(shown).not.toMatch(/<\/?a/i)
  })

  test('any word and any id', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (word, id) => {
        expect(read(toMenuLink(word, id, '点这里'))).toEqual({
          values: [
            ['msgmenucontent', word.toWellFormed()],
            ['msgmenuid', id.toWellFormed()],
          ],
          shown: '点这里',
        })
      }),
    )
  })

  test('leaves 汉字 as they are, for clients that do not decode', () => {
    expect(toMenuLink('继续', '1', '点这里')).toBe(
      '<a href="weixin://bizmsgmenu?msgmenucontent=继续&msgmenuid=1">点这里</a>',
    )
  })
})
