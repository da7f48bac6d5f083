/** The callback behind real servers: node:http, Express-like body parsers, and functions from Request to Response. */
import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { connect } from 'node:net'
import { parseXml } from '@yingwu/protocol'
import { describe, expect, test, vi } from 'vitest'
import { Bot, createCallback, fetchHandler, nodeListener, WholeRequest } from '../src/index.ts'
import { ACCOUNT, createHandClock, deliver, text, verification } from './support/wechat.ts'

const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
const createEcho = () => createCallback({ ...ACCOUNT, mode: 'plain', bot, clock: createHandClock() })

/** Listens on a free port for as long as the test needs it. */
async function listen(
  listener: (req: IncomingMessage, res: ServerResponse) => void,
  options: ServerOptions = {},
) {
  const server = createServer(options, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/wechat`,
    port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe.each([
  ['node:http', {}],
  ['node:http with WholeRequest', { IncomingMessage: WholeRequest }],
])('%s', (_name, options) => {
  test('verifies and echoes', async () => {
    await using server = await listen(nodeListener(createEcho()), options)
    const verified = await fetch(`${server.url}?${verification('123')}`)
    expect(await verified.text()).toBe('123')
    const { search, body } = deliver(text('你好'))
    const response = await fetch(`${server.url}?${search}`, { method: 'POST', body })
    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(response.headers.get('content-length')).toBe(
      String(Buffer.byteLength(await response.clone().text())),
    )
    expect(parseXml(await response.text())).toMatchObject({ Content: '你好' })
  })

  test.each([1, 1000, 20_000])('Chinese and emoji come back whole, %i times over', async (times) => {
    await using server = await listen(nodeListener(createEcho()), options)
    const Content = '鹦鹉🦜ö'.repeat(times)
    const { search, body } = deliver(text(Content))
    const response = await fetch(`${server.url}?${search}`, { method: 'POST', body })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(parseXml(bytes.toString())).toMatchObject({ Content })
  })

  test('a message in many small pieces is one message', async () => {
    await using server = await listen(nodeListener(createEcho()), options)
    const { search, body } = deliver(text('一点一点'))
    const answered = new Promise<string>((resolve) => {
      const sent = request(`${server.url}?${search}`, { method: 'POST' }, (response) => {
        let received = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (received += chunk))
        response.on('end', () => resolve(received))
      })
      for (const byte of Buffer.from(body)) sent.write(Buffer.of(byte))
      sent.end()
    })
    expect(parseXml(await answered)).toMatchObject({ Content: '一点一点' })
  })

  test('a body that claims no length is cut off at the limit', async () => {
    await using server = await listen(nodeListener(createEcho()), options)
    const { search } = deliver(text('x'))
    const status = new Promise<number | undefined>((resolve) => {
      const sent = request(`${server.url}?${search}`, { method: 'POST' }, (response) =>
        resolve(response.statusCode),
      )
      sent.on('error', () => {})
      for (let sentBytes = 0; sentBytes < 2 * 1024 * 1024; sentBytes += 65_536) sent.write('x'.repeat(65_536))
      sent.end()
    })
    expect(await status).toBe(413)
  })

  test('text that a body parser kept is taken from there', async () => {
    const listener = nodeListener(createEcho())
    await using server = await listen((req, res) => {
      void readAll(req).then((body) => listener(Object.assign(req, { body }), res))
    }, options)
    const { search, body } = deliver(text('你好'))
    const response = await fetch(`${server.url}?${search}`, { method: 'POST', body })
    expect(parseXml(await response.text())).toMatchObject({ Content: '你好' })
  })

  test('a body that is gone is an error with the remedy, not a request that hangs', async () => {
    const listener = nodeListener(createEcho())
    await using server = await listen((req, res) => {
      void readAll(req).then(() => listener(Object.assign(req, { body: { xml: {} } }), res))
    }, options)
    const { search, body } = deliver(text('你好'))
    const response = await fetch(`${server.url}?${search}`, { method: 'POST', body })
    expect(response.status).toBe(500)
    expect(await response.text()).toMatch(/before the body parser/)
  })

  test('several messages over one connection, sent without waiting, are answered in their order', async () => {
    await using server = await listen(nodeListener(createEcho()), options)
    const texts = ['一', '二', '三', '四']
    const socket = connect(server.port, '127.0.0.1')
    socket.write(
      texts.map((content, index) => raw(deliver(text(content, { MsgId: `${index + 1}` })))).join(''),
    )
    let received = ''
    for await (const chunk of socket.setEncoding('utf8')) {
      received += String(chunk)
      if (received.includes('四')) break
    }
    expect([...received.matchAll(/<Content><!\[CDATA\[(.)/g)].map(([, content]) => content)).toEqual(texts)
  })

  test('a sender that hangs up in the middle starts nothing, and the next one is served', async () => {
    const handle = vi.fn<() => string>(() => 'x')
    const callback = createCallback({
      ...ACCOUNT,
      mode: 'plain',
      bot: new Bot().on('message', handle),
      clock: createHandClock(),
    })
    await using server = await listen(nodeListener(callback), options)
    const push = deliver(text('半截'))
    const socket = connect(server.port, '127.0.0.1')
    const closed = once(socket, 'close')
    socket.write(raw(push).slice(0, -10), () => socket.resetAndDestroy())
    await closed
    const response = await fetch(`${server.url}?${push.search}`, { method: 'POST', body: push.body })
    expect(response.status).toBe(200)
    expect(handle).toHaveBeenCalledOnce()
  })
})

describe('a server with WholeRequest', () => {
  test('leaves the bodies of all other requests to their listeners', async () => {
    const onCallback = nodeListener(createEcho())
    await using server = await listen(
      (req, res) => {
        if (req.url?.startsWith('/wechat')) onCallback(req, res)
        else void readAll(req).then((body) => res.end(body.toUpperCase()))
      },
      { IncomingMessage: WholeRequest },
    )
    const other = `http://127.0.0.1:${server.port}/other`
    const long = 'abc'.repeat(100_000)
    expect(await (await fetch(other, { method: 'POST', body: long })).text()).toBe(long.toUpperCase())
    const { search, body } = deliver(text('你好'))
    const response = await fetch(`${server.url}?${search}`, { method: 'POST', body })
    expect(parseXml(await response.text())).toMatchObject({ Content: '你好' })
    expect(await (await fetch(other, { method: 'POST', body: 'again' })).text()).toBe('AGAIN')
  })
})

describe('Request to Response', () => {
  const post = (search: string, body: string) =>
    new Request(`http://bot.test/wechat?${search}`, { method: 'POST', body })

  test('verifies and echoes', async () => {
    const handler = fetchHandler(createEcho())
    expect(await (await handler(new Request(`http://bot.test/wechat?${verification('123')}`))).text()).toBe(
      '123',
    )
    const { search, body } = deliver(text('你好'))
    expect(parseXml(await (await handler(post(search, body))).text())).toMatchObject({ Content: '你好' })
  })

  test('too large a body is refused', async () => {
    const { search } = deliver(text('x'))
    const response = await fetchHandler(createEcho())(post(search, 'x'.repeat(1024 * 1024 + 1)))
    expect(response.status).toBe(413)
  })
})

async function readAll(req: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of req.setEncoding('utf8')) body += String(chunk)
  return body
}

/** The request as it goes over the wire. */
function raw({ search, body }: { search: string; body: string }): string {
  return `POST /wechat?${search} HTTP/1.1\r\nHost: bot.test\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
