import { describe, expect, test } from 'vitest'
import { openSimulator } from './support/simulator.ts'
import { yingwu } from './support/terminal.ts'

const TOKEN = 'parrot2026'
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const APP_ID = 'wx00000000deadbeef'
const KEYS = { env: { WECHAT_TOKEN: TOKEN, WECHAT_ENCODING_AES_KEY: KEY, WECHAT_APP_ID: APP_ID } }

const written = async (...words: string[]) => (await yingwu(['encode', ...words], KEYS)).out

describe.each(['plain', 'compatible', 'safe'])('in %s mode', (mode) => {
  test.each(['xml', 'json'])('what encode writes in %s, decode reads', async (format) => {
    const dump = await written('text', '--set', 'Content=1 < 2 & 你好', '--mode', mode, '--format', format)
    const { code, out } = await yingwu(['decode', '--json'], { ...KEYS, stdin: dump })
    expect(JSON.parse(out)).toMatchObject({
      kind: 'message:text',
      fields: { Content: '1 < 2 & 你好', MsgType: 'text' },
      checks: expect.arrayContaining([expect.objectContaining({ name: 'signature', state: 'ok' })]),
    })
    expect(code).toBe(0)
  })
})

test('a curl command and a line of a log are read, too', async () => {
  const curl = await written('CLICK', '--set', "EventKey=it's", '--curl')
  expect(curl).toMatch(/^curl 'http:\/\/127\.0\.0\.1:8000\/wechat\?signature=/)
  const fromCurl = await yingwu(['decode'], { ...KEYS, stdin: curl })
  expect(fromCurl.out).toContain('event:CLICK')

  const { url, body } = JSON.parse(await written('CLICK', '--set', 'EventKey=TODAY', '--json'))
  const line = JSON.stringify({ level: 'info', time: 1, url, body })
  const fromLog = await yingwu(['decode', '--json'], { ...KEYS, stdin: line })
  expect(JSON.parse(fromLog.out)).toMatchObject({ kind: 'event:CLICK', fields: { EventKey: 'TODAY' } })

  const access = `1.2.3.4 - - "POST ${url.replace('http://127.0.0.1:8000', '')} HTTP/1.0" 200 7`
  const fromAccessLog = await yingwu(['decode'], { ...KEYS, stdin: access })
  expect(fromAccessLog.out).toContain('genuine')
})

test('an entry of the push log is read, too', async () => {
  await using stage = await openSimulator()
  const fan = await stage.wechat.fan({ follow: true })
  await fan.says('你好')
  const { token, encodingAESKey, appId } = stage.wechat.account
  const { code, out } = await yingwu(
    ['decode', '--token', token, '--key', encodingAESKey, '--appid', appId],
    {
      stdin: JSON.stringify(stage.wechat.pushes.at(-1)),
    },
  )
  expect(out).toContain('"Content": "你好"')
  expect(code).toBe(0)
})

test('a body alone, without keys, tells what it can', async () => {
  const { body } = JSON.parse(await written('text', '--json'))
  const { code, out } = await yingwu(['decode'], { stdin: body })
  expect(out).toContain('EncodingAESKey and AppID open it')
  expect(out).toContain('the signature cannot be checked')
  expect(code).toBe(0)
})

describe('what is wrong is named', () => {
  const broken = async (words: string[], change: (text: string) => string = (text) => text) =>
    yingwu(['decode', ...words], { ...KEYS, stdin: change(await written('text')) })

  test.each([
    { because: 'another token', words: ['--token', 'another'], says: 'Another token' },
    { because: 'another key', words: ['--key', KEY.toUpperCase()], says: 'another EncodingAESKey' },
    { because: 'another AppID', words: ['--appid', 'wx00000000000000ff'], says: 'the AppID does not' },
    { because: 'no key', words: ['--key', 'short'], says: '43 letters and digits' },
  ])('$because', async ({ words, says }) => {
    const { code, out } = await broken(words)
    expect(out).toContain(says)
    expect(code).toBe(1)
  })

  test('a changed text', async () => {
    const { code, out } = await broken([], (text) => text.replace(/(<Encrypt><!\[CDATA\[.{20})./, '$1*'))
    expect(out).toContain('the text was changed')
    expect(code).toBe(1)
  })

  test('a cut body', async () => {
    const { body } = JSON.parse(await written('text', '--mode', 'plain', '--json'))
    const { code, out } = await yingwu(['decode'], { stdin: body.replace('<MsgType>', '<MsgTyp>') })
    expect(out).toContain('cannot be read')
    expect(code).toBe(1)
  })

  test.each([
    { words: ['decode'], says: 'there is no push in the input' },
    { words: ['decode', 'no-such-file'], says: 'cannot read no-such-file' },
    { words: ['encode', 'tekst'], says: 'there is no message or event tekst' },
    { words: ['encode', 'text', '--mode', 'sicher'], says: '--mode must be' },
  ])('$words', async ({ words, says }) => {
    const { code, err } = await yingwu(words, { stdin: 'nothing here' })
    expect(err).toContain(says)
    expect(code).toBe(2)
  })

  test('encode without a token', async () => {
    expect(await yingwu(['encode', 'text'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--token'),
    })
  })
})
