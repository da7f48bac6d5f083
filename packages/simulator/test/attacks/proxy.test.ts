/** The proxy stands for WeChat's hosts and leads nowhere else, whatever stands inside a tunnel. See also ../proxy.test.ts. */
import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/index.ts'
import { exchange, readAll, secureRequest, tunnel } from '../support/proxy.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function simulator(): Promise<Simulator> {
  const sim = createSimulator()
  open.push(() => sim.close())
  await sim.listen({ port: 0 })
  return sim
}

/** What no answer of the proxy may give away. */
const ACCOUNTS = '/_sim/v1/accounts'

const HOSTS = (self: string) => [
  self,
  'localhost',
  'evil.test',
  'evil.test:80',
  'weixin.qq.com.evil.test',
  '',
]

test('a tunnel to WeChat is no way to the simulator itself by the Host inside it', async () => {
  const sim = await simulator()
  for (const host of HOSTS(new URL(sim.url).host)) {
    const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:80')
    socket.end(`GET ${ACCOUNTS} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    const text = await readAll(socket)
    expect(text).toMatch(/^HTTP\/1\.1 (421|400) /)
    expect(text).not.toContain(sim.account().secret)
  }
})

test('nor one with TLS', async () => {
  const sim = await simulator()
  for (const host of [new URL(sim.url).host, 'evil.test']) {
    const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:443')
    const { status, text } = await secureRequest(socket, sim.certificate, {
      host: 'api.weixin.qq.com',
      path: ACCOUNTS,
      headers: { Host: host },
    })
    expect(status).toBe(421)
    expect(text).not.toContain(sim.account().secret)
  }
})

test('the second request of a tunnel is looked at like the first', async () => {
  const sim = await simulator()
  const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:80')
  socket.end(
    `GET /cgi-bin/token HTTP/1.1\r\nHost: api.weixin.qq.com\r\n\r\nGET ${ACCOUNTS} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
  )
  const text = await readAll(socket)
  expect(text).toContain('"errcode":40002')
  expect(text).toContain('421 Misdirected Request')
  expect(text).not.toContain(sim.account().secret)
})

test('no tunnel leads out of a tunnel', async () => {
  const sim = await simulator()
  let visits = 0
  const service = createServer((_request, response) => {
    visits++
    response.end('private')
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => service.close(resolve)))
  const address = service.address()
  const target = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  for (const inner of [
    `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`,
    `GET http://${target}/ HTTP/1.1\r\nHost: api.weixin.qq.com\r\nConnection: close\r\n\r\n`,
    `GET //${target}/ HTTP/1.1\r\nHost: api.weixin.qq.com\r\nConnection: close\r\n\r\n`,
  ]) {
    const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:80')
    socket.end(inner)
    expect(await readAll(socket)).not.toContain('private')
  }
  expect(visits).toBe(0)
})

test.each([
  'http://2130706433/',
  'http://0x7f000001/',
  'http://[::ffff:127.0.0.1]/',
  'http://0/',
  'http://169.254.169.254/latest/meta-data/',
  'http://api.weixin.qq.com.evil.test/',
  'http://evil.test#api.weixin.qq.com/',
  'http://evil.test?.weixin.qq.com/',
  'http://evil.test\\.weixin.qq.com/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_INFO',
])('GET %s is refused in one line', async (target) => {
  const sim = await simulator()
  const text = await exchange(
    sim.url,
    `GET ${target} HTTP/1.1\r\nHost: api.weixin.qq.com\r\nConnection: close\r\n\r\n`,
  )
  expect(text).toMatch(/^HTTP\/1\.1 (403|400) /)
  expect(text).not.toContain('root:')
})

test('the window is not shown under the names of WeChat', async () => {
  const sim = await simulator()
  const { socket } = await tunnel(sim.url, 'open.weixin.qq.com:443')
  const { status, text } = await secureRequest(socket, sim.certificate, {
    host: 'open.weixin.qq.com',
    path: '/',
  })
  expect(status).toBe(403)
  expect(text).toContain('foreign_host')
})
