import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../src/index.ts'
import { dial, exchange, readAll, secureRequest, startTls, tunnel } from './support/proxy.ts'

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

const TOKEN = '/cgi-bin/token?grant_type=client_credential'

test('a call to https://api.weixin.qq.com goes through a tunnel and is answered here', async () => {
  const sim = await simulator()
  const { appid, secret } = sim.account()
  const { answer, socket } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  expect(answer).toBe('HTTP/1.1 200 Connection Established\r\n\r\n')
  const { status, text } = await secureRequest(socket, sim.certificate, {
    host: 'api.weixin.qq.com',
    path: `${TOKEN}&appid=${appid}&secret=${secret}`,
  })
  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({ access_token: expect.any(String), expires_in: expect.any(Number) })
  expect(sim.calls()[0]).toMatchObject({ endpoint: 'token.get', errcode: 0 })
})

test.each([
  'mp.weixin.qq.com',
  'open.weixin.qq.com',
  'sh.api.weixin.qq.com',
  'API.weixin.qq.com',
  'mmbiz.qpic.cn',
  'res.wx.qq.com',
])('the certificate covers %s', async (host) => {
  const sim = await simulator()
  const { socket } = await tunnel(sim.url, `${host}:443`)
  const { status } = await secureRequest(socket, sim.certificate, { host, path: '/cgi-bin/token' })
  expect(status).toBe(200)
})

test('what a client sends together with the CONNECT is not lost', async () => {
  const sim = await simulator()
  const request = `GET ${TOKEN} HTTP/1.1\r\nHost: api.weixin.qq.com\r\nConnection: close\r\n\r\n`
  const text = await exchange(sim.url, `CONNECT api.weixin.qq.com:80 HTTP/1.1\r\nHost: x\r\n\r\n${request}`)
  expect(text).toContain('200 Connection Established')
  expect(text).toContain('"errcode":41002')
})

test.each([
  'example.com:443',
  'weixin.qq.com.evil.example:443',
  'evilweixin.qq.com:443',
  'api.weixin.qq.com@evil.example:443',
  'api.weixin.qq.com%00.evil.example:443',
  'api.weixin.qq.com.:443',
  'qq.com:443',
  'wx.qq.com:443',
  'evilres.wx.qq.com:443',
  'res.wx.qq.com.evil.example:443',
  '127.0.0.1:443',
  'localhost:443',
  '[::1]:443',
  'api.weixin.qq.com:22',
  'api.weixin.qq.com:8443',
  'api.weixin.qq.com:0443',
  'api.weixin.qq.com',
  ':443',
  '/',
])('CONNECT %s is refused with a sentence', async (target) => {
  const sim = await simulator()
  const text = await exchange(sim.url, `CONNECT ${target} HTTP/1.1\r\nHost: api.weixin.qq.com\r\n\r\n`)
  expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/)
  expect(text).toContain("leads to WeChat's hosts alone")
})

test('it never connects to anything, not even to services of this machine', async () => {
  let visits = 0
  const service = createServer((_request, response) => {
    visits++
    response.end('private')
  })
  service.on('connection', () => visits++)
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise((resolve) => service.close(resolve)))
  const address = service.address()
  const port = typeof address === 'object' ? address?.port : 0
  const sim = await simulator()
  const host = `127.0.0.1:${port}`
  expect(await exchange(sim.url, `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toContain(' 403 ')
  const plain = await exchange(
    sim.url,
    `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
  )
  expect(plain).toContain(' 403 ')
  expect(plain).not.toContain('private')
  expect(visits).toBe(0)
})

const getWhole = (sim: Simulator, target: string, host: string) =>
  exchange(sim.url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)

test('a plain request with the whole address is answered, too', async () => {
  const sim = await simulator()
  expect(await getWhole(sim, `http://api.weixin.qq.com${TOKEN}`, 'x')).toContain('"errcode":41002')
})

test('axios asks for https:// without a tunnel, and is answered', async () => {
  const sim = await simulator()
  expect(await getWhole(sim, `https://api.weixin.qq.com${TOKEN}`, 'x')).toContain('"errcode":41002')
})

test.each([
  'http://example.com/cgi-bin/token',
  'http://api.weixin.qq.com:22/cgi-bin/token',
  'http://user:pass@api.weixin.qq.com/cgi-bin/token',
  'https://example.com/cgi-bin/token',
  'https://api.weixin.qq.com:22/cgi-bin/token',
  'https://user:pass@api.weixin.qq.com/cgi-bin/token',
  'https://127.0.0.1/cgi-bin/token',
  'ftp://api.weixin.qq.com/',
  'api.weixin.qq.com/cgi-bin/token',
])('GET %s is refused', async (target) => {
  const sim = await simulator()
  expect(await getWhole(sim, target, 'api.weixin.qq.com')).toMatch(/^HTTP\/1\.1 (403|400) /)
})

test('the simulator itself can be called through its own proxy', async () => {
  const sim = await simulator()
  const text = await exchange(
    sim.url,
    `GET ${sim.url}/_sim/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
  )
  expect(text).toContain('"ok":true')
})

test("the control API is not to be had under WeChat's names, whatever the Host header says", async () => {
  const sim = await simulator()
  const health = '/_sim/v1/health'
  const self = new URL(sim.url).host
  const smuggled = await exchange(
    sim.url,
    `GET http://api.weixin.qq.com${health} HTTP/1.1\r\nHost: ${self}\r\nConnection: close\r\n\r\n`,
  )
  expect(smuggled).toContain('foreign_host')
  const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  const { text } = await secureRequest(socket, sim.certificate, { host: 'api.weixin.qq.com', path: health })
  expect(text).toContain('foreign_host')
})

test('giant and malformed heads are refused', async () => {
  const sim = await simulator()
  const giant = `X-Padding: ${'x'.repeat(20_000)}\r\n`
  expect(await exchange(sim.url, `CONNECT api.weixin.qq.com:443 HTTP/1.1\r\n${giant}\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  )
  const split =
    'CONNECT api.weixin.qq.com:443 HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect(await exchange(sim.url, split)).not.toContain('200 Connection')
  const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  const secure = await startTls(socket, sim.certificate, 'api.weixin.qq.com')
  secure.write(`GET / HTTP/1.1\r\nHost: api.weixin.qq.com\r\n${giant}\r\n`)
  expect(await readAll(secure)).toMatch(/^HTTP\/1\.1 431 /)
})

test('noise in place of TLS ends the tunnel and nothing else', async () => {
  const sim = await simulator()
  const { socket } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  const ended = readAll(socket).catch(() => '')
  socket.write('GET / HTTP/1.1\r\n\r\n')
  await ended
  expect((await fetch(`${sim.url}/_sim/v1/health`)).status).toBe(200)
})

test('closing ends tunnels at every stage', async () => {
  const sim = await simulator()
  const silent = await dial(sim.url)
  const { socket: opened } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  const { socket: plain } = await tunnel(sim.url, 'api.weixin.qq.com:80')
  const { socket: begun } = await tunnel(sim.url, 'api.weixin.qq.com:443')
  const secure = await startTls(begun, sim.certificate, 'api.weixin.qq.com')
  const broken = await tunnel(sim.url, 'api.weixin.qq.com:443')
  broken.socket.resetAndDestroy()
  const ends = [silent, opened, plain, secure].map((socket) => readAll(socket).catch(() => ''))
  await sim.close()
  await Promise.all(ends)
  await expect(dial(sim.url)).rejects.toThrow('ECONNREFUSED')
})
