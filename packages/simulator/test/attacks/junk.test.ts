/** Scanners and broken programs: plain 404s, nothing of how the simulator is made, and everything goes on. */
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from 'vitest'
import { createSimulator } from '../../src/index.ts'
import { askRaw, exchange } from '../support/proxy.ts'

let errors: MockInstance<typeof console.error>

beforeEach(() => {
  errors = vi.spyOn(console, 'error').mockImplementation(() => {})
})

afterEach(() => {
  errors.mockRestore()
})

const PATHS = [
  '/wp-login.php',
  '/.env',
  '/.git/config',
  '/phpmyadmin/index.php?lang=en',
  '/actuator/env',
  '/cgi-bin/luci/;stok=/locale',
  '/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php',
  '/%',
  '/%00',
  '/%ff%fe',
  '/_sim/media/%',
  '/s/%E0%A4%A',
  '/mmbiz_png/%c0%ae%c0%ae/0',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/assets/..%5c..%5c..%5cpackage.json',
  '/assets/../../../package.json',
  '/assets/%2e%2e/%2e%2e/%2e%2e/package.json',
  '/open/js/..%2f..%2findex.html',
  '/open/js/jweixin-1.6.0.js%00.html',
  '//evil.test/index.html',
  '/constructor',
  '/__proto__',
  `/${'a'.repeat(8000)}`,
  `/s/${'x/'.repeat(3000)}`,
]

/** What gives away how a program is made. */
const INSIDES = /\bat .*:\d+:\d+|node_modules|file:\/\/|\.ts\b|Error:|root:x:|"workspaces"/

test('whatever path is tried, the answer is short and says nothing', async () => {
  await using sim = createSimulator()
  const url = await sim.listen({ port: 0 })
  for (const path of PATHS)
    for (const method of ['GET', 'POST', 'PROPFIND']) {
      const body = method === 'GET' ? '' : 'Content-Length: 2\r\n\r\n{}'
      const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n`
      const text = await askRaw(url, `${head}${body || '\r\n'}`)
      // WeChat's own paths are answered as WeChat does.
      const status = path.startsWith('/cgi-bin/') ? /^HTTP\/1\.1 200 / : /^HTTP\/1\.1 (404|400) /
      expect([path, text]).toEqual([path, expect.stringMatching(status)])
      expect(text.length).toBeLessThan(3000)
      expect([path, text]).not.toEqual([path, expect.stringMatching(INSIDES)])
    }
  expect(errors).not.toHaveBeenCalled()
})

test.each([
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
  ['a host full of signs', 'GET / HTTP/1.1\r\nHost: <script>\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['TLS on the port for HTTP', '\u0016\u0003\u0001\u0000\u0005hello'],
  [
    'two lengths',
    'POST /_sim/v1/fans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
  ],
  [
    'a length and pieces',
    'POST /_sim/v1/fans HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a broken header', 'GET / HTTP/1.1\r\nHost: localhost\r\nX\u0000: 1\r\n\r\n'],
])('%s gets a 400, and the next one its answer', async (_name, bytes) => {
  await using sim = createSimulator()
  const url = await sim.listen({ port: 0 })
  const text = await exchange(url, bytes)
  expect(text).toMatch(/^HTTP\/1\.1 (400|403) /)
  expect(text).not.toMatch(INSIDES)
  expect(errors).not.toHaveBeenCalled()
  expect((await fetch(`${url}/_sim/v1/health`)).status).toBe(200)
})

test('JSON that is deep, of many members or named like what every object has', async () => {
  await using sim = createSimulator()
  const url = await sim.listen({ port: 0 })
  const { appid, secret } = sim.account()
  const asked = await fetch(
    `${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`,
  )
  const { access_token: token }: { access_token: string } = JSON.parse(await asked.text())
  const bodies = [
    '['.repeat(400_000),
    `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`,
    `{"touser":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    `{${Array.from({ length: 50_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
    '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  ]
  const paths = [
    `/cgi-bin/message/custom/send?access_token=${token}`,
    `/cgi-bin/menu/create?access_token=${token}`,
    `/cgi-bin/draft/add?access_token=${token}`,
    '/_sim/v1/fans',
    `/_sim/v1/fans/${sim.fans()[0]?.openid}/actions`,
    '/_sim/v1/state',
  ]
  for (const path of paths)
    for (const body of bodies) {
      const response = await fetch(url + path, { method: path.endsWith('state') ? 'PUT' : 'POST', body })
      expect(response.status).toBeLessThan(500)
      expect(await response.text()).not.toMatch(INSIDES)
    }
  expect(Reflect.get({}, 'isAdmin')).toBe(undefined)
  expect(errors).not.toHaveBeenCalled()
})
