import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  decodeMessage,
  decodeReply,
  encodeMessage,
  encodeReply,
  EVENTS,
  type EventOf,
  type Field,
  type FieldTable,
  kindOf,
  MESSAGES,
  type MessageOf,
  parseWireJson,
  parseXml,
  QQ_FACES,
  readBody,
  REPLIES,
  type Reply,
  runKey,
  splitFaces,
  triggerOf,
  type WireRecord,
  type WireValue,
  type XmlRecord,
} from '../src/index.ts'

const HEAD = {
  ToUserName: 'gh_0123456789ab',
  FromUserName: 'oKitUser000000000000000000001',
  CreateTime: 1750000000,
}

/** Any value that a declared field can hold. */
function valueOf(field: Field): fc.Arbitrary<WireValue> {
  if (isRepeated(field)) return fc.array(valueOf(field[0]), { minLength: 1, maxLength: 3 })
  if (field === 'integer' || field === 'time') return fc.integer()
  if (field === 'decimal') return fc.integer({ min: -180_000_000, max: 180_000_000 }).map((n) => n / 1e6)
  if (field === 'id') return fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String)
  if (field === 'string') return fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.trim())
  return recordOf(field)
}

function isRepeated(field: Field): field is Extract<Field, readonly unknown[]> {
  return Array.isArray(field)
}

function recordOf(table: FieldTable): fc.Arbitrary<WireRecord> {
  const fields = Object.entries(table)
  return fc.record(
    Object.fromEntries(fields.map(([name, field]) => [name.replace('?', ''), valueOf(field)])),
    {
      requiredKeys: fields.filter(([name]) => !name.endsWith('?')).map(([name]) => name),
      noNullPrototype: true,
    },
  )
}

const pushes = [
  ...Object.entries(MESSAGES).map(([MsgType, table]) => ({
    kind: `message:${MsgType}`,
    extra: { MsgType },
    table,
  })),
  ...Object.entries(EVENTS).map(([Event, table]) => ({
    kind: `event:${Event}`,
    extra: { MsgType: 'event', Event },
    table,
  })),
]

describe('every push survives the wire', () => {
  test.each(pushes)('$kind', ({ kind, extra, table }) => {
    fc.assert(
      fc.property(recordOf(table), (own) => {
        const message = { ...HEAD, ...extra, ...own }
        const fromXml = decodeMessage(readBody(encodeMessage(message)).record)
        expect(fromXml).toEqual(message)
        expect(kindOf(fromXml)).toBe(kind)
        expect(decodeMessage(parseWireJson(encodeMessage(message, 'json')))).toEqual(message)
      }),
      { numRuns: 20 },
    )
  })
})

/** What a reader could stumble over. */
const PIECES =
  'a 汉 😀 \n \r \0 \ud800 \ufffe & &amp; < > ] ]] ]]> --> <!-- <![CDATA[ ]]><![CDATA[ ]]>\n<![CDATA[ </Content> </xml> <MsgId>'
    .split(' ')
    .concat(' ')

/** The text of the section at this index, counted round, begins with an empty section of its own. */
function splitSection(xml: string, index: number): string {
  const openings = [...xml.matchAll(/<!\[CDATA\[/g)]
  const opening = openings[index % openings.length]
  if (opening === undefined) return xml
  return `${xml.slice(0, opening.index)}<![CDATA[]]>${xml.slice(opening.index)}`
}

/** A push of any kind with a few pieces in places where nobody expects them. */
const damaged = fc
  .tuple(fc.constantFrom(...pushes), fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }))
  .chain(([{ extra, table }, pieces]) => {
    const texts = Object.entries(table).filter(([, field]) => field === 'string')
    const words = Object.fromEntries(texts.map(([name]) => [name, pieces.join('')]))
    return fc.tuple(
      recordOf(table).map((own) => encodeMessage({ ...HEAD, ...extra, ...own, ...words })),
      fc.array(fc.nat(), { maxLength: 2 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...PIECES)), { maxLength: 2 }),
    )
  })
  .map(([xml, splits, cuts]) =>
    cuts.reduce(
      (text, [at, length, piece]) => {
        const start = at % text.length
        return text.slice(0, start) + piece + text.slice(start + length)
      },
      splits.reduce(splitSection, xml),
    ),
  )

function readOrRefuse(read: () => XmlRecord): XmlRecord | string {
  try {
    return read()
  } catch (error) {
    return String(error)
  }
}

test('a text in two empty sections is empty', () => {
  const push = encodeMessage({ ...HEAD, MsgType: 'text', Content: '', MsgId: '1' })
  const { record } = readBody(push.replace('<Content><![CDATA[', '<Content><![CDATA[]]><![CDATA['))
  expect(record).toMatchObject({ Content: '' })
})

test('a body is read, or refused, as its XML is', () => {
  fc.assert(
    fc.property(damaged, (xml) => {
      expect(readOrRefuse(() => readBody(xml).record)).toEqual(readOrRefuse(() => parseXml(xml)))
    }),
    { numRuns: 3000 },
  )
})

describe('every reply survives the wire', () => {
  test.each(Object.entries(REPLIES))('%s', (MsgType, table) => {
    fc.assert(
      fc.property(recordOf(table), (own) => {
        const reply = { ...HEAD, MsgType, ...own }
        const isReply = (value: WireRecord): value is Reply & typeof HEAD => value['MsgType'] === MsgType
        if (!isReply(reply)) throw new Error('unreachable')
        expect(decodeReply(parseXml(encodeReply(reply)))).toEqual(reply)
      }),
      { numRuns: 20 },
    )
  })

  test('articles of a JSON reply are a bare list', () => {
    const articles = [{ Title: 't', Description: 'd', PicUrl: '', Url: 'https://example.com' }]
    const reply = { ...HEAD, MsgType: 'news', ArticleCount: 1, Articles: { item: articles } } as const
    const json = encodeReply({ ...reply, Articles: { item: articles } }, 'json')
    expect(JSON.parse(json)).toEqual({ ...reply, Articles: articles })
    expect(decodeReply(parseWireJson(json))).toEqual(reply)
  })
})

describe('decoding', () => {
  const text = (fields: string): string =>
    `<xml><ToUserName>gh</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime>${fields}</xml>`

  test('keeps unknown fields and unknown kinds', () => {
    const message = decodeMessage(
      parseXml(text('<MsgType>hologram</MsgType><Depth>3</Depth><MsgId>12</MsgId>')),
    )
    expect(message).toEqual({
      ToUserName: 'gh',
      FromUserName: 'o',
      CreateTime: 1,
      MsgType: 'hologram',
      Depth: '3',
      MsgId: '12',
    })
  })

  test('reads one repeated element as a list', () => {
    const body = text(
      '<MsgType>event</MsgType><Event>subscribe_msg_popup_event</Event><SubscribeMsgPopupEvent><List>' +
        '<TemplateId>t</TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>2</PopupScene>' +
        '</List></SubscribeMsgPopupEvent>',
    )
    expect(decodeMessage(parseXml(body))).toMatchObject({
      SubscribeMsgPopupEvent: { List: [{ TemplateId: 't', SubscribeStatusString: 'accept', PopupScene: 2 }] },
    })
  })

  test('gives events their official spelling and trims their padding', () => {
    const body = text(
      '<MsgType>event</MsgType><Event>scan</Event><EventKey>\nshop\n</EventKey><Ticket>x</Ticket>',
    )
    expect(decodeMessage(parseXml(body))).toMatchObject({ Event: 'SCAN', EventKey: 'shop' })
  })

  test('finds a field under another case', () => {
    const body = text('<MsgType>voice</MsgType><MediaId>m</MediaId><Format>amr</Format><MsgID>77</MsgID>')
    expect(decodeMessage(parseXml(body))).toMatchObject({ MsgId: '77' })
  })

  test('an absent EventKey is empty text', () => {
    expect(decodeMessage(parseXml(text('<MsgType>event</MsgType><Event>subscribe</Event>')))).toMatchObject({
      EventKey: '',
    })
  })

  test('leaves blanks of a text alone', () => {
    const body = text('<MsgType>text</MsgType><Content><![CDATA[  你好\n ]]></Content><MsgId>1</MsgId>')
    expect(decodeMessage(parseXml(body))).toMatchObject({ Content: '  你好\n ' })
  })

  test('says what a record lacks to be a message', () => {
    expect(() => decodeMessage(parseXml('<xml><MsgType>text</MsgType></xml>'))).toThrow(
      /ToUserName, FromUserName, CreateTime missing/,
    )
  })

  test('JSON ids keep all their digits', () => {
    const body =
      '{"ToUserName":"gh","FromUserName":"o","CreateTime":1,"MsgType":"text","Content":"x","MsgId":9223372036854775807}'
    expect(decodeMessage(parseWireJson(body))).toMatchObject({ MsgId: '9223372036854775807', CreateTime: 1 })
  })
})

describe('run keys', () => {
  const message = { ...HEAD, MsgType: 'text', Content: 'x', MsgId: '1' } as const
  const event = { ...HEAD, MsgType: 'event', Event: 'CLICK', EventKey: 'A' } as const

  test('are the same for every delivery and differ between messages', () => {
    expect(runKey(message)).toBe(runKey({ ...message, Content: 'changed' }))
    expect(runKey(message)).not.toBe(runKey({ ...message, MsgId: '2' }))
    expect(runKey(message)).not.toBe(runKey({ ...message, ToUserName: 'gh_other' }))
  })

  test('tell two events of one second apart', () => {
    expect(runKey(event)).toBe(runKey({ ...event }))
    expect(runKey(event)).not.toBe(runKey({ ...event, EventKey: 'B' }))
    expect(runKey(event)).not.toBe(runKey({ ...event, CreateTime: event.CreateTime + 1 }))
  })
})

test('faces are found longest first, and the text around them stays', () => {
  expect(splitFaces('a/::-O/::Db')).toEqual([
    { text: 'a' },
    { code: '/::-O', name: '哈欠' },
    { code: '/::D', name: '呲牙' },
    { text: 'b' },
  ])
  for (const [code, name] of QQ_FACES) expect(splitFaces(code)).toEqual([{ code, name }])
})

test.each([
  [{ MsgType: 'text' }, 'message'],
  [{ MsgType: 'text', bizmsgmenuid: '1' }, 'menu'],
  [{ MsgType: 'event', Event: 'CLICK', EventKey: 'A' }, 'menu'],
  [{ MsgType: 'event', Event: 'VIEW', EventKey: 'https://example.com' }, undefined],
  [{ MsgType: 'event', Event: 'subscribe', EventKey: '' }, 'follow'],
  [{ MsgType: 'event', Event: 'subscribe', EventKey: 'qrscene_1' }, 'scan'],
  [{ MsgType: 'event', Event: 'SCAN', EventKey: '1' }, 'scan'],
])('%o opens the allowance of %s', (push, trigger) => {
  expect(triggerOf(push)).toBe(trigger)
})

test('types follow from the tables', () => {
  expectTypeOf<MessageOf<'location'>['Location_X']>().toEqualTypeOf<number>()
  expectTypeOf<MessageOf<'voice'>['Recognition']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<MessageOf<'text'>['MsgId']>().toEqualTypeOf<string>()
  expectTypeOf<EventOf<'CLICK'>['EventKey']>().toEqualTypeOf<string>()
  expectTypeOf<
    EventOf<'pic_weixin'>['SendPicsInfo']['PicList']['item'][0]['PicMd5Sum']
  >().toEqualTypeOf<string>()
})
