import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'
import { emptyRecord } from '../src/wire.ts'
import {
  ProtocolError,
  parseXml,
  type WireRecord,
  writeXml,
  type XmlRecord,
  type XmlValue,
} from '../src/index.ts'

/** The same reading by another hand: a full XML parser, folded into WeChat's grammar. */
function readBySaxes(xml: string): XmlValue {
  interface Open {
    children: XmlRecord | undefined
    text: string
    lead: string
    sections: number
    tail: string
  }
  const root: Open = { children: undefined, text: '', lead: '', sections: 0, tail: '' }
  const open: Open[] = [root]
  const parser = new SaxesParser()
  const top = (): Open => open.at(-1) ?? root
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('doctype')
  })
  parser.on('opentag', () => open.push({ children: undefined, text: '', lead: '', sections: 0, tail: '' }))
  parser.on('text', (text) => {
    const element = top()
    if (element.sections === 0) element.lead += text
    else element.tail += text
  })
  parser.on('cdata', (text) => {
    const element = top()
    element.text += element.tail + text
    element.tail = ''
    element.sections++
  })
  parser.on('closetag', ({ name }) => {
    const element = open.pop() ?? root
    const blank = /^[ \t\n]*$/
    const lead = element.sections > 0 && blank.test(element.lead) ? '' : element.lead
    const tail = element.sections > 0 && blank.test(element.tail) ? '' : element.tail
    const value: XmlValue = element.children ?? lead + element.text + tail
    const parent = top()
    parent.children ??= emptyRecord()
    const present = parent.children[name]
    if (present === undefined) parent.children[name] = value
    else if (Array.isArray(present)) present.push(value)
    else parent.children[name] = [present, value]
  })
  parser.write(xml).close()
  return root.children?.['xml'] ?? ''
}

const name = fc.oneof(
  fc.constantFrom('Content', 'MsgId', '__proto__', 'constructor', 'toString', 'item', 'a-b.c_1'),
  fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/),
)
const content = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(']', '>', ']]>', '<', '&', ' ', '\n', '\r', '\r\n', '中', '😀', 'a') }),
)
const { record } = fc.letrec<{ record: WireRecord; value: WireRecord[string] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    content,
    fc.integer(),
    fc.bigInt({ min: 0n, max: 2n ** 64n }),
    fc.array(content, { minLength: 2, maxLength: 3 }),
    tie('record'),
  ),
  record: fc.dictionary(name, tie('value'), { minKeys: 1, maxKeys: 5, noNullPrototype: false }),
}))

/** What can be read back: numbers as digits, forbidden characters gone, an empty list as absence. */
function asRead(value: WireRecord[string]): XmlValue {
  if (Array.isArray(value)) return value.map((item: WireRecord[string]) => asRead(item))
  if (typeof value === 'object') {
    const out: XmlRecord = Object.create(null)
    for (const [key, item] of Object.entries(value)) if (item !== undefined) out[key] = asRead(item)
    return out
  }
  return String(value)
    .toWellFormed()
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
}

/** The result, or the protocol's own error; anything else thrown fails the test. */
function attempt<T>(act: () => T): T | ProtocolError {
  try {
    return act()
  } catch (error) {
    if (error instanceof ProtocolError) return error
    throw error
  }
}

describe('what is written can be read', () => {
  test('and is the same', () => {
    fc.assert(
      fc.property(record, (fields) => {
        expect(parseXml(writeXml(fields))).toEqual(asRead(fields))
      }),
      { numRuns: 500 },
    )
  })

  test('by another parser too', () => {
    fc.assert(
      fc.property(record, (fields) => {
        const xml = writeXml(fields)
        expect(parseXml(xml)).toEqual(readBySaxes(xml))
      }),
      { numRuns: 300 },
    )
  })
})

describe('beside a full XML parser', () => {
  const tags =
    '<xml> </xml> <a> </a> <a/> <b\t> </b> <a\tb="1"> <a\tb="1"\tb="2"/> <![CDATA[ ]]> <!-- --> <!DOCTYPE\tx> <?xml\tversion="1.0"?>'
  const references = '&amp; &lt; &#20320; &#x1F600; &#0; &#xD800; &nbsp; &'
  const pieces = [
    ...tags.split(' '),
    ...references.split(' '),
    ...' |\n|\r|\r\n|\u0000|\u0008|]|>|<|"|中|😀'.split('|'),
  ]
  const piece = fc.constantFrom(...pieces)

  test('whatever is accepted is read the same; whatever that one refuses is refused', () => {
    let accepted = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, isWrapped) => {
        const xml = isWrapped ? `<xml><a>${pieces.join('')}</a></xml>` : pieces.join('')
        const ours = attempt(() => parseXml(xml))
        if (ours instanceof ProtocolError) return
        accepted++
        const theirs = readBySaxes(xml)
        expect(typeof theirs === 'string' ? {} : theirs).toEqual(ours)
      }),
      { numRuns: 5000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})

describe('reading', () => {
  test.each([
    ['blanks around CDATA mean nothing', '<a>\n <![CDATA[x]]>\n</a>', 'x'],
    ['blanks inside CDATA count', '<a><![CDATA[ x ]]></a>', ' x '],
    ['blanks of bare text count', '<a> x </a>', ' x '],
    ['text and CDATA are one', '<a>1 <![CDATA[<2>]]> 3</a>', '1 <2> 3'],
    [']]> is split over two sections', '<a><![CDATA[]]]]><![CDATA[>]]></a>', ']]>'],
    ['references are decoded once', '<a>&amp;lt;&#20320;&#x597D;&#128512;</a>', '&lt;你好😀'],
    ['digits stay digits', '<a>007</a>', '007'],
    ['64-bit ids keep all digits', '<a>9223372036854775807</a>', '9223372036854775807'],
    ['an empty element is empty text', '<a></a>', ''],
    ['so is one that closes itself', '<a/>', ''],
    ['a comment is passed over', '<a>x<!-- y -->z</a>', 'xz'],
    ['so are attributes', `<a b="1>" c\t=\n'2/>' >x</a>`, 'x'],
    ['also where nothing is inside', '<a b="1"/>', ''],
  ])('%s', (_what, xml, value) => {
    expect(parseXml(`<xml>${xml}</xml>`)).toEqual({ a: value })
  })

  test('an XML declaration and a BOM are passed over', () => {
    expect(parseXml('\ufeff<?xml version="1.0" encoding="utf-8"?>\n<xml><a>1</a></xml>\n')).toEqual({
      a: '1',
    })
  })

  test('names of the prototype are names like any other', () => {
    const read = parseXml(
      '<xml><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></xml>',
    )
    expect('toString' in read || 'hasOwnProperty' in read).toBe(false)
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('hostile input gets a clear error', () => {
  const deep = (levels: number): string => `<xml>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</xml>`
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]><xml><a>&b;</a></xml>`
  test.each([
    ['a DTD', laughs, /DTD/],
    ['an external entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>&e;</xml>', /DTD/],
    ['a DTD inside', '<xml><!DOCTYPE x><a>1</a></xml>', /DTD/],
    ['an unknown entity', '<xml><a>&nbsp;</a></xml>', /entity/],
    ['a bare ampersand', '<xml><a>1 & 2</a></xml>', /entity/],
    ['50,000 levels', deep(50_000), /levels/],
    ['33 levels', deep(32), /levels/],
    ['too many elements', `<xml>${'<a/>'.repeat(30_000)}</xml>`, /elements/],
    ['a text cut in a tag', '<xml><a', /expected/],
    ['a text cut in an element', '<xml><a>1</a>', /ends inside/],
    ['a text cut in CDATA', '<xml><a><![CDATA[x]]', /CDATA/],
    [']]> as text', '<xml><a>]]></a></xml>', /CDATA/],
    ['tags that cross', '<xml><a><b></a></b></xml>', /closed by another/],
    ['an attribute without quotes', '<xml><a b=1>x</a></xml>', /expected/],
    ['an attribute twice', '<xml><a b="1" b="2">x</a></xml>', /twice/],
    ['an attribute in a closing tag', '<xml><a>x</a b="1"></xml>', /expected/],
    ['an attribute with an entity', '<xml><a b="&nbsp;">x</a></xml>', /expected/],
    ['10 MB of an attribute', `<xml><a b="${'x'.repeat(10_000_000)}`, /expected/],
    ['10 MB of blanks in a tag', `<xml><a${' '.repeat(10_000_000)}b`, /expected/],
    ['text beside elements', '<xml>x<a>1</a></xml>', /beside/],
    ['CDATA behind elements', '<xml><a>1</a><![CDATA[x]]></xml>', /beside/],
    ['another root', '<root><a>1</a></root>', /root/],
    ['a control character', '<xml><a><![CDATA[\u0008]]></a></xml>', /control/],
    ['a reference to one', '<xml><a>&#8;</a></xml>', /forbidden/],
    ['a reference to a surrogate', '<xml><a>&#xD83D;</a></xml>', /forbidden/],
    ['a reference beyond Unicode', '<xml><a>&#x110000;</a></xml>', /forbidden/],
    ['a lone surrogate', '<xml><a>\ud83d</a></xml>', /surrogate/],
    ['nothing', '', /expected/],
    ['no XML', 'hello', /expected/],
    ['a second root', '<xml></xml><xml></xml>', /follows/],
    ['10 MB that do not end', `<xml><a>${'x'.repeat(10_000_000)}`, /ends inside/],
    ['10 MB of ampersands', `<xml><a>${'&'.repeat(10_000_000)}</a></xml>`, /entity/],
    ['10 MB of CDATA openers', `<xml><a>${'<![CDATA['.repeat(1_000_000)}`, /CDATA/],
    ['10 MB of comments', `<xml><a>${'<!--'.repeat(2_500_000)}`, /comment/],
  ])('%s', (_what, xml, message) => {
    const error = attempt(() => parseXml(xml))
    expect(error).toBeInstanceOf(ProtocolError)
    expect(error).toMatchObject({ code: -40002, message: expect.stringMatching(message) })
  })

  test('10 MB in good order are read', () => {
    const text = 'x'.repeat(10_000_000)
    expect(parseXml(writeXml({ a: text }))).toEqual({ a: text })
  })
})

describe('writing', () => {
  test('keeps WeChat’s own layout', () => {
    expect(
      writeXml({
        ToUserName: 'gh',
        CreateTime: 1,
        ScanCodeInfo: { ScanType: 'q' },
        MsgId: 9223372036854775807n,
      }),
    ).toBe(
      '<xml><ToUserName><![CDATA[gh]]></ToUserName>\n<CreateTime>1</CreateTime>\n' +
        '<ScanCodeInfo><ScanType><![CDATA[q]]></ScanType>\n</ScanCodeInfo>\n<MsgId>9223372036854775807</MsgId>\n</xml>',
    )
  })

  test('refuses a number that is none', () => {
    expect(() => writeXml({ a: Number.NaN })).toThrow(/a is NaN/)
  })
})
