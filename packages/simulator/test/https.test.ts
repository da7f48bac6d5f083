import { X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { createSimulator, type SimulatorOptions } from '../src/index.ts'
import { createAuthority, createServerCertificate } from '../src/tls/authority.ts'
import { keptAuthority } from '../src/tls/kept.ts'
import { dial, secureRequest, startTls } from './support/proxy.ts'

const open: (() => unknown)[] = []
const DAY_MS = 86_400_000
const NOW = Date.now()

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'yingwu-ca-'))
  open.push(() => rmSync(path, { recursive: true }))
  return path
}

function simulator(options: SimulatorOptions = {}) {
  const sim = createSimulator(options)
  open.push(() => sim.close())
  return sim
}

test('HTTPS on a port of its own, for those who come by a hosts file', async () => {
  const sim = simulator()
  await sim.listen({ port: 0, httpsPort: 0 })
  const url = sim.httpsUrl ?? ''
  for (const host of ['api.weixin.qq.com', 'localhost', '127.0.0.1']) {
    const answer = await secureRequest(await dial(url), sim.certificate, { host, path: '/cgi-bin/token' })
    expect(answer.text).toContain('"errcode":40002')
  }
  const health = await secureRequest(await dial(url), sim.certificate, {
    host: 'localhost',
    path: '/_sim/v1/health',
  })
  expect(health.text).toContain('"ok":true')
})

test('there is no HTTPS port unless asked for', async () => {
  const sim = simulator()
  await sim.listen({ port: 0 })
  expect(sim.httpsUrl).toBeUndefined()
})

test('a taken HTTPS port ends the start and leaves nothing open', async () => {
  const first = simulator()
  await first.listen({ port: 0, httpsPort: 0 })
  const httpsPort = Number(new URL(first.httpsUrl ?? '').port)
  const second = simulator()
  await expect(second.listen({ port: 0, httpsPort })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: httpsPort,
  })
  await expect(second.listen({ port: 0 })).resolves.toMatch(/^http:/)
})

test('who does not trust the authority is not answered', async () => {
  const sim = simulator()
  await sim.listen({ port: 0, httpsPort: 0 })
  const stranger = createAuthority(NOW).certificate
  const asked = secureRequest(await dial(sim.httpsUrl ?? ''), stranger, { host: 'localhost', path: '/' })
  await expect(asked).rejects.toThrow(/certificate/)
})

test('the authority is kept beside the data, its key for the owner alone', async () => {
  const path = join(folder(), 'data')
  const first = simulator({ authorityFolder: path })
  expect(existsSync(path)).toBe(false)
  await first.listen({ port: 0 })
  expect(readFileSync(join(path, 'simulator-ca.pem'), 'utf8')).toBe(first.certificate)
  // Windows has no such modes.
  const mode =
    process.platform === 'win32' ? 0o600 : statSync(join(path, 'simulator-ca-key.pem')).mode & 0o777
  expect(mode).toBe(0o600)
  const second = simulator({ authorityFolder: path })
  await second.listen({ port: 0 })
  expect(second.certificate).toBe(first.certificate)
})

test('an authority that ends soon, is damaged or lost its key is made anew', () => {
  const path = folder()
  const made = keptAuthority(path, NOW)
  expect(keptAuthority(path, NOW + 3600 * DAY_MS)).toEqual(made)
  const renewed = keptAuthority(path, NOW + 3625 * DAY_MS)
  expect(renewed).not.toEqual(made)
  writeFileSync(join(path, 'simulator-ca.pem'), made.certificate)
  const mended = keptAuthority(path, NOW)
  expect(mended).not.toEqual(renewed)
  writeFileSync(join(path, 'simulator-ca-key.pem'), 'nonsense')
  expect(keptAuthority(path, NOW)).not.toEqual(mended)
  const { certificate, key } = createServerCertificate(mended, NOW)
  writeFileSync(join(path, 'simulator-ca.pem'), certificate)
  writeFileSync(join(path, 'simulator-ca-key.pem'), key)
  expect(keptAuthority(path, NOW).certificate).not.toBe(certificate)
})

test('certificates name WeChat and this machine, begin yesterday and last long enough', () => {
  const authority = createAuthority(NOW)
  const { certificate, key } = createServerCertificate(authority, NOW)
  const [issuer, server] = [new X509Certificate(authority.certificate), new X509Certificate(certificate)]
  expect(server.verify(issuer.publicKey)).toBe(true)
  expect(server.checkIssued(issuer)).toBe(true)
  for (const name of ['api.weixin.qq.com', 'sh.api.weixin.qq.com', 'mmbiz.qpic.cn', 'localhost']) {
    expect(server.checkHost(name)).toBeDefined()
  }
  expect(server.checkIP('127.0.0.1')).toBeDefined()
  expect(server.checkHost('weixin.qq.com.evil.example')).toBeUndefined()
  expect(server.validFromDate.getTime()).toBeLessThan(NOW)
  expect(server.validToDate.getTime()).toBeGreaterThan(NOW + 300 * DAY_MS)
  expect(createServer({ cert: certificate, key }).listening).toBe(false)
})

test('certificates in the years after 2049 are read as what they are', () => {
  const in2060 = Date.UTC(2060, 5, 1)
  const { validToDate } = new X509Certificate(createAuthority(in2060).certificate)
  expect(validToDate.getTime()).toBe(in2060 + 3650 * DAY_MS)
})

test('a name outside of WeChat and this machine is refused even with the right signature', async () => {
  const authority = createAuthority(NOW)
  const meet = async (host: string) => {
    const { certificate, key } = createServerCertificate(authority, NOW, [host])
    const server = createServer({ cert: certificate, key }, (socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(() => server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const socket = await startTls(await dial(`http://127.0.0.1:${port}`), authority.certificate, host)
    socket.end()
  }
  await expect(meet('bank.example')).rejects.toThrow(/permitted subtree violation/)
  await expect(meet('weixin.qq.com.evil.example')).rejects.toThrow(/permitted subtree violation/)
  await expect(meet('pay.weixin.qq.com')).resolves.toBeUndefined()
})
