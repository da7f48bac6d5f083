/** Each way in which verification fails, with a small server that fails so. */
import { describe, expect, test } from 'vitest'
import {
  APP_ID,
  bot,
  type BrokenServer,
  echo,
  KEY,
  paramOf,
  serve,
  serveBytes,
  serveSecure,
  TOKEN,
} from './support/broken-server.ts'
import { homemade } from './support/certificate.ts'
import { yingwu } from './support/terminal.ts'

const env = { WECHAT_TOKEN: TOKEN, WECHAT_ENCODING_AES_KEY: KEY, WECHAT_APP_ID: APP_ID }

interface Diagnosis {
  healthy: boolean
  checks: { name: string; state: string; zh: string; en: string }[]
}

async function examine(url: string, ...words: string[]): Promise<Diagnosis> {
  const { out } = await yingwu(['doctor', url, '--json', ...words], { env })
  return JSON.parse(out)
}

/** The one thing that is wrong. */
async function faultOf(server: BrokenServer, ...words: string[]) {
  await using open = server
  const { healthy, checks } = await examine(open.url, ...words)
  const found = checks.filter(({ state }) => state === 'bad')
  expect({ healthy, found: found.length }).toEqual({ healthy: false, found: 1 })
  return found[0]
}

test('a healthy server', async () => {
  await using server = await serve(bot())
  const { code, out } = await yingwu(['doctor', server.url], { env })
  expect(out).toContain('✓ body')
  expect(out).toContain('a forged signature is refused')
  expect(out).toContain('a push in safe mode is accepted')
  expect(out).toContain('no fault found')
  expect(code).toBe(0)
})

test('the first fault ends the examination, with exit code 1', async () => {
  const { code, out } = await yingwu(['doctor', 'http://127.0.0.1:9/wechat'], { env })
  expect(out).toMatch(/✗ port[\s\S]*mend the first/)
  expect(out).not.toContain('body')
  expect(code).toBe(1)
})

describe('the way there', () => {
  test.each([
    'wechat',
    'ftp://example.com/',
    'http://user:secret@example.com/',
    'http://example.com/#/wechat',
  ])('%s is no address', async (url) => {
    const { checks } = await examine(url)
    expect(checks).toMatchObject([{ name: 'address', state: 'bad' }])
  })

  test('a name that nobody knows', async () => {
    const { checks } = await examine('http://no-such-host.invalid/wechat')
    expect(checks.at(-1)).toMatchObject({
      name: 'dns',
      state: 'bad',
      en: expect.stringContaining('A record'),
    })
  })

  test('a port where nobody listens', async () => {
    const closed = await serve(bot())
    await closed[Symbol.asyncDispose]()
    const { checks } = await examine(closed.url)
    expect(checks.at(-1)).toMatchObject({
      name: 'port',
      state: 'bad',
      en: expect.stringContaining('nothing listens'),
    })
  })

  test('a port besides 80 and 443, for a public address', async () => {
    const { checks } = await examine('http://no-such-host.invalid:8000/wechat')
    expect(checks[1]).toMatchObject({ state: 'warn', en: expect.stringContaining('80 and 443') })
  })

  test.each([
    { fault: 'that nobody signed', chain: true, says: 'self-signed' },
    { fault: 'without its chain', chain: false, says: 'install the full chain' },
  ])('a certificate $fault', async ({ chain, says }) => {
    const fault = await faultOf(await serveSecure(bot(), homemade({ chain })))
    expect(fault).toMatchObject({ name: 'certificate', en: expect.stringContaining(says) })
  })

  test('https:// where there is only http', async () => {
    await using server = await serve(bot())
    const { checks } = await examine(server.url.replace('http:', 'https:'))
    expect(checks.at(-1)).toMatchObject({
      name: 'certificate',
      en: expect.stringContaining('there is no HTTPS'),
    })
  })

  test('something else than HTTP', async () => {
    const server = await serveBytes((socket) => socket.end('220 smtp ready\r\n'))
    expect(await faultOf(server)).toMatchObject({
      name: 'answer',
      en: expect.stringContaining('not speak HTTP'),
    })
  })

  test('a connection that ends without an answer', async () => {
    const server = await serveBytes((socket) => socket.once('data', () => socket.destroy()))
    expect(await faultOf(server)).toMatchObject({ name: 'answer', en: expect.stringContaining('closed') })
  })

  test('no answer in time', async () => {
    const server = await serve(() => {})
    expect(await faultOf(server, '--timeout', '50')).toMatchObject({
      en: expect.stringContaining('within 0.05 s'),
    })
  })
})

describe('status and redirects', () => {
  test.each([
    { status: 404, says: 'no such path' },
    { status: 405, says: 'verification is a GET' },
    { status: 500, says: 'see its log' },
    { status: 502, says: 'behind the proxy' },
  ])('HTTP $status', async ({ status, says }) => {
    const server = await serve((_, response) => void response.writeHead(status).end('no'))
    expect(await faultOf(server)).toMatchObject({ name: 'status', en: expect.stringContaining(says) })
  })

  test('a slash at the end', async () => {
    const server = await serve((request, response) => {
      const target = (request.url ?? '').replace('/wechat?', '/wechat/?')
      response.writeHead(308, { Location: target }).end()
    })
    expect(await faultOf(server)).toMatchObject({
      name: 'redirect',
      en: expect.stringMatching(/only the slash.*http:\/\/127\.0\.0\.1:\d+\/wechat\/ as the address/),
    })
  })

  test('from http to https', async () => {
    const server = await serve((request, response) => {
      response.writeHead(301, { Location: `https://${request.headers.host}${request.url}` }).end()
    })
    expect(await faultOf(server)).toMatchObject({
      name: 'redirect',
      en: expect.stringContaining('enter https://127.0.0.1'),
    })
  })
})

describe('the body', () => {
  test.each([
    { fault: 'quotes', change: (text: string) => JSON.stringify(text), says: 'in quotes' },
    { fault: 'a BOM', change: (text: string) => `\uFEFF${text}`, says: 'BOM' },
    { fault: 'a line break', change: (text: string) => `${text}\n`, says: 'line breaks' },
    { fault: 'a web page', change: () => '<!DOCTYPE html><p>Welcome', says: 'web page' },
    {
      fault: 'a script behind it',
      change: (text: string) => `${text}<script src="ad.js"></script>`,
      says: 'more around echostr',
    },
    { fault: 'a number', change: (text: string) => String(Number(text)), says: '2^53' },
    { fault: 'nothing', change: () => '', says: 'empty' },
    { fault: 'another text', change: () => 'invalid signature', says: 'another token' },
  ])('$fault', async ({ change, says }) => {
    expect(await faultOf(await serve(echo(change)))).toMatchObject({ en: expect.stringContaining(says) })
  })
})

describe('token, clock, mode', () => {
  test('another token', async () => {
    const fault = await faultOf(await serve(bot({ token: 'another' })))
    expect(fault).toMatchObject({
      name: 'token',
      en: expect.stringContaining('token is the same on both sides'),
    })
  })

  test('a server that believes everybody is only warned of', async () => {
    await using server = await serve(echo((text) => text))
    const { healthy, checks } = await examine(server.url)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'token', state: 'warn' }))
    expect(healthy).toBe(true)
  })

  test('a clock that is an hour off', async () => {
    const fault = await faultOf(await serve(bot({ seconds: 3600 })))
    expect(fault).toMatchObject({
      name: 'clock',
      en: expect.stringMatching(/the token is right.*(3600|3599|3601) s off/),
    })
  })

  test('a clock that is two minutes off is only warned of', async () => {
    await using server = await serve(bot({ seconds: 120 }))
    const { healthy, checks } = await examine(server.url)
    expect(checks).toContainEqual(expect.objectContaining({ name: 'clock', state: 'warn' }))
    expect(healthy).toBe(true)
  })

  test('plain mode there, safe mode here', async () => {
    const fault = await faultOf(await serve(bot({ mode: 'plain' })))
    expect(fault).toMatchObject({ name: 'mode', en: expect.stringContaining('works in plain mode') })
  })

  test('safe mode there, plain mode here', async () => {
    const fault = await faultOf(await serve(bot()), '--mode', 'plain')
    expect(fault).toMatchObject({
      name: 'mode',
      en: expect.stringMatching(/works in (compatible|safe) mode/),
    })
  })

  test('no token: the rest is examined', async () => {
    await using server = await serve(bot())
    const { code, out } = await yingwu(['doctor', server.url])
    expect(out).toContain('– token')
    expect(code).toBe(0)
  })
})

describe('a push', () => {
  const answering = (text: string, status = 200) =>
    serve((request, response) => {
      const signed = request.method === 'GET' ? paramOf(request, 'echostr') : text
      response.writeHead(request.method === 'GET' ? 200 : status).end(signed)
    })

  test.each([
    { text: '"success"', status: 200, says: 'without quotes' },
    { text: 'success\n', status: 200, says: 'without quotes or line breaks' },
    { text: '<html>', status: 200, says: 'the POST does not reach the bot' },
    { text: '你好', status: 200, says: 'failure notice' },
    { text: '<xml><MsgType>text</MsgType></xml>', status: 200, says: 'must be encrypted' },
    { text: 'no', status: 405, says: 'pushes are POSTs' },
    { text: 'no', status: 500, says: 'see its log' },
  ])('is answered $status $text', async ({ text, status, says }) => {
    const fault = await faultOf(await answering(text, status))
    expect(fault).toMatchObject({ name: 'push', en: expect.stringContaining(says) })
  })

  test('is left out on demand', async () => {
    await using server = await answering('no', 500)
    expect(await examine(server.url, '--no-push')).toMatchObject({ healthy: true })
  })
})
