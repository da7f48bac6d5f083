/** What happens on the wire below HTTP, with real sockets: what the push log says of it, and what is left of it. */
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createSimulator, type Push, type Simulator } from '../src/index.ts'
import { createFakeClock } from '../src/testing/fake-clock.ts'

const open: (() => unknown)[] = []

afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})

const HEAD = 'HTTP/1.1 200 OK\r\n'
const SUCCESS = `${HEAD}Content-Length: 7\r\n\r\nsuccess`

/** A bot that passes the verification and answers pushes with what `answer` writes, on one connection after the other. */
async function connected(answer: (socket: Socket, n: number, request: string) => void) {
  const sockets = new Set<Socket>()
  let pushes = 0
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      const request = bytes.toString()
      const echostr = /echostr=(\d+)/.exec(request)?.[1]
      if (echostr !== undefined) socket.write(`${HEAD}Content-Length: ${echostr.length}\r\n\r\n${echostr}`)
      else answer(socket, ++pushes, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const clock = createFakeClock()
  const sim = createSimulator({ clock })
  open.push(
    () => sim.close(),
    () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  )
  await sim.connect({ url: `http://127.0.0.1:${port}/路`, mode: 'plain' })
  return { sim, sockets, clock }
}

async function say(sim: Simulator, content = '你好'): Promise<Push> {
  const { push } = await sim.act(sim.fans()[0]?.openid ?? '', { type: 'text', content })
  if (!push) throw new Error('nothing was pushed')
  return push
}

test.for<[name: string, code: string, answer: (socket: Socket) => void]>([
  ['closes without a word', 'ECONNRESET', (socket) => socket.end()],
  ['resets', 'ECONNRESET', (socket) => socket.resetAndDestroy()],
  ['closes within its head', 'ECONNRESET', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
  ['closes within its body', 'ECONNRESET', (socket) => socket.end(`${HEAD}Content-Length: 9\r\n\r\n<xml>`)],
  [
    'closes within a chunk',
    'ECONNRESET',
    (socket) => socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n9\r\n<x`),
  ],
  ['speaks no HTTP', 'HTTP/1.1', (socket) => socket.end('hello\r\n\r\n')],
  [
    'sends a huge head',
    'HPE_HEADER_OVERFLOW',
    (socket) => socket.end(`${HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`),
  ],
])('a server that %s has not answered, and the reason is told', async ([, code, answer]) => {
  const { sim } = await connected(answer)
  const { attempts } = await say(sim)
  expect(attempts.map(({ verdict }) => verdict)).toEqual(['connect', 'connect', 'connect'])
  expect(attempts[0]?.explanation?.zh).toContain(code)
})

test.for<[name: string, answer: string]>([
  ['with a length', SUCCESS],
  ['in chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n3\r\nsuc\r\n4\r\ncess\r\n0\r\n\r\n`],
  ['until it closes', `${HEAD}Connection: close\r\n\r\nsuccess`],
  ['as HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\nsuccess'],
])('an answer %s is whole', async ([name, answer]) => {
  const isClosed = name === 'until it closes' || name === 'as HTTP/1.0'
  const { sim } = await connected((socket) => void (isClosed ? socket.end(answer) : socket.write(answer)))
  for (const content of ['一', '二']) expect(await say(sim, content)).toMatchObject({ outcome: 'silent' })
})

test('headers come in lower case, and those that came twice are joined', async () => {
  const { sim } = await connected((socket) =>
    socket.write(`${HEAD}X-Bot: 1\r\nx-bot: 2\r\nConstructor: 3\r\nContent-Length: 0\r\n\r\n`),
  )
  const { attempts } = await say(sim)
  expect(attempts[0]?.response?.headers).toEqual({ 'x-bot': '1, 2', constructor: '3', 'content-length': '0' })
})

test('of an answer beyond 1 MiB no more is read', async () => {
  const { sim, sockets } = await connected((socket) =>
    socket.write(`${HEAD}\r\n${'x'.repeat(3 * 1024 * 1024)}`),
  )
  expect((await say(sim)).attempts).toMatchObject([{ verdict: 'invalid', response: { bytes: 1024 * 1024 } }])
  await gone(sockets)
})

test('the path and the body arrive as they were written', async () => {
  const requests: string[] = []
  const { sim } = await connected((socket, _n, request) => {
    requests.push(request)
    socket.write(SUCCESS)
  })
  const { plainBody, attempts } = await say(sim)
  const [head = '', body] = requests[0]?.split('\r\n\r\n') ?? []
  expect(body).toBe(plainBody)
  expect(head).toMatch(
    /^POST \/%E8%B7%AF\?signature=[0-9a-f]{40}&timestamp=\d+&nonce=\d+&openid=\S+ HTTP\/1.1\r\n/,
  )
  expect(head.toLowerCase()).toContain(`\r\ncontent-length: ${Buffer.byteLength(plainBody)}`)
  expect(head).toContain('\r\nUser-Agent: Mozilla/4.0\r\n')
  expect(attempts[0]?.request.body).toBe(plainBody)
})

test('pushes share a connection, and one that was just closed costs no attempt', async () => {
  const used = new Set<Socket>()
  const { sim } = await connected((socket, n) => {
    used.add(socket)
    if (n === 3) socket.resetAndDestroy()
    else socket.write(SUCCESS)
  })
  for (const content of ['一', '二', '三']) {
    const { outcome, attempts } = await say(sim, content)
    expect([outcome, attempts.length]).toEqual(['silent', 1])
  }
  expect(used.size).toBe(2)
})

test.for([
  ['all', undefined],
  ['half', { type: 'slow', ms: 600_000 }],
] as const)(
  'after the deadline the connections are gone; of the request was sent: %s',
  async ([, effect]) => {
    const bytes = Promise.withResolvers<void>()
    const { sim, sockets, clock } = await connected(() => bytes.resolve())
    const slow = { id: 'slow', enabled: true, direction: 'push', effect, hits: 0 }
    if (effect) sim.importState({ ...sim.exportState(), faults: [slow] })
    const saying = say(sim)
    await bytes.promise
    await clock.advance(15_000)
    expect((await saying).attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'timeout', 'timeout'])
    await gone(sockets)
  },
)

test('closing the simulator ends what is under way, and its connections', async () => {
  const bytes = Promise.withResolvers<void>()
  const { sim, sockets } = await connected(() => bytes.resolve())
  const saying = say(sim)
  await bytes.promise
  await sim.close()
  expect(await saying).toMatchObject({ outcome: null })
  await gone(sockets)
})

/** Resolves once the bot has no connection any longer. */
async function gone(sockets: ReadonlySet<Socket>): Promise<void> {
  await Promise.all(
    [...sockets].map((socket) => new Promise((resolve) => socket.destroyed || socket.once('close', resolve))),
  )
}
