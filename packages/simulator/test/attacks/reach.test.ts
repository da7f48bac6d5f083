/** Who reaches the control API and the window: programs of this machine and the window itself, and nobody's web page. */
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/index.ts'
import { exchange } from '../support/proxy.ts'
import { createStage } from '../support/stage.ts'

type Headers = { [name: string]: string }

const HERE = { host: '127.0.0.1:8100' }
const OWN_PAGE = { ...HERE, origin: 'http://127.0.0.1:8100', 'sec-fetch-site': 'same-origin' }

function ask(sim: Simulator, method: string, path: string, headers: Headers = {}) {
  const init = { method, headers, ...(method !== 'GET' && { body: '{}' }) }
  return sim.fetch(new Request(`http://127.0.0.1:8100${path}`, init))
}

async function runToken(sim: Simulator): Promise<string> {
  const answer = await ask(sim, 'GET', '/_sim/v1/run', OWN_PAGE)
  const { token }: { token: string } = JSON.parse(await answer.text())
  return token
}

const quiet = (allowedHosts: string[] = []) =>
  createSimulator({ receiver: () => new Response(), allowedHosts })

test.for<[string, Headers, number]>([
  ['a program', HERE, 200],
  ['a program, by name', { host: 'localhost:8100' }, 200],
  ['a program, over IPv6', { host: '[::1]:8100' }, 200],
  ['a program, by a configured name', { host: 'sim.internal:8100' }, 200],
  ['the fetch of Node.js', { ...HERE, 'sec-fetch-mode': 'cors' }, 200],
  ['a page of somebody else', { ...HERE, origin: 'https://evil.test' }, 403],
  ['a page on another port', { ...HERE, origin: 'http://127.0.0.1:8000' }, 403],
  ['a page under another name of this machine', { ...HERE, origin: 'http://localhost:8100' }, 403],
  ['a page without an origin of its own', { ...HERE, origin: 'null' }, 403],
  ['a form of another site that hides its origin', { ...HERE, 'sec-fetch-site': 'cross-site' }, 403],
  ['a form on another port that hides its origin', { ...HERE, 'sec-fetch-site': 'same-site' }, 403],
  ['a page of this very origin that is not the window', OWN_PAGE, 403],
  ['a navigation that writes', { ...HERE, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, 403],
  ['a name that was pointed here', { host: 'evil.test:8100' }, 403],
  ['a name that looks like ours', { host: 'localhost.evil.test' }, 403],
  ['a name that ends like ours', { host: 'evillocalhost' }, 403],
  ['an empty name', { host: '' }, 403],
])('%s writes: %i', async ([, headers, status]) => {
  const sim = quiet(['sim.internal'])
  expect((await ask(sim, 'POST', '/_sim/v1/fans', headers)).status).toBe(status)
  expect(sim.fans()).toHaveLength(status === 200 ? 2 : 1)
})

test('the window writes with the token of its run, and no other does', async () => {
  const sim = quiet()
  const write = async (token: string) =>
    (await ask(sim, 'POST', '/_sim/v1/fans', { ...OWN_PAGE, 'x-yingwu-run': token })).status
  const token = await runToken(sim)
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(await write(token)).toBe(200)
  for (const wrong of ['', 'x', token.slice(1), `${token}x`, token.toUpperCase(), await runToken(quiet())])
    expect(await write(wrong)).toBe(403)
  expect(sim.fans()).toHaveLength(2)
})

test('a token is no way round the other checks', async () => {
  const sim = quiet()
  const stolen = { 'x-yingwu-run': await runToken(sim) }
  for (const headers of [
    { ...HERE, origin: 'https://evil.test' },
    { host: 'evil.test', origin: 'http://evil.test' },
  ])
    expect((await ask(sim, 'POST', '/_sim/v1/fans', { ...headers, ...stolen })).status).toBe(403)
})

test('two runs have two tokens, whatever seed the test kit was given', async () => {
  const [one, other] = [await createStage(), await createStage()]
  expect(await runToken(one.sim)).not.toBe(await runToken(other.sim))
})

const READS = ['/_sim/v1/run', '/_sim/v1/accounts', '/_sim/v1/state', '/_sim/v1/events', '/_sim/v1/fans', '/']

test.for(READS)('%s is not read under a name that was pointed here', async (path) => {
  const sim = quiet()
  const answer = await ask(sim, 'GET', path, { host: 'evil.test:8100' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).not.toContain(sim.account().secret)
})

test.for(READS.filter((path) => path !== '/'))('%s is not read by pages of others', async (path) => {
  const sim = quiet()
  for (const headers of [
    { origin: 'https://evil.test' },
    { origin: 'http://127.0.0.1:8000', 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ]) {
    const answer = await ask(sim, 'GET', path, { ...HERE, ...headers })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBe(null)
  }
})

test('no page is told by a preflight that it may', async () => {
  const answer = await ask(quiet(), 'OPTIONS', '/_sim/v1/fans', { ...HERE, origin: 'https://evil.test' })
  expect(answer.status).toBe(403)
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('answers can be taken neither for a script nor into a page of others', async () => {
  const { headers } = await ask(quiet(), 'GET', '/_sim/v1/accounts', HERE)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('a link of a foreign page does not decide whose phone the browser is', async () => {
  const sim = quiet()
  const path = `/_sim/webview?openid=${sim.fans()[0]?.openid}&url=${encodeURIComponent('http://evil.test/')}`
  const navigation = { ...HERE, 'sec-fetch-mode': 'navigate' }
  for (const site of ['cross-site', 'same-site']) {
    const answer = await ask(sim, 'GET', path, { ...navigation, 'sec-fetch-site': site })
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([403, null])
  }
  expect((await ask(sim, 'GET', path, { ...navigation, 'sec-fetch-site': 'same-origin' })).status).toBe(302)
})

test('nothing but this machine is listened to', async () => {
  await using sim = createSimulator()
  const port = Number(new URL(await sim.listen({ port: 0 })).port)
  const others = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address),
  )
  for (const host of others)
    await expect(
      new Promise((resolve, reject) => {
        connect(port, host).once('connect', resolve).once('error', reject)
      }),
    ).rejects.toThrow('ECONNREFUSED')
})

test('over the wire, too: rebinding, a second Host, a Host with a user name', async () => {
  await using sim = createSimulator()
  const url = await sim.listen({ port: 0 })
  const { host } = new URL(url)
  const get = (head: string) =>
    exchange(url, `GET /_sim/v1/accounts HTTP/1.1\r\n${head}\r\nConnection: close\r\n\r\n`)
  expect(await get(`Host: ${host}`)).toContain(sim.account().secret)
  for (const head of [
    'Host: evil.test',
    `Host: evil.test\r\nHost: ${host}`,
    `Host: ${host}\r\nHost: evil.test`,
    `Host: ${host}@evil.test`,
    `Host: evil.test#@${host}`,
    `Host: ${host}.evil.test`,
    `Host: evil.test\r\nX-Forwarded-Host: ${host}`,
    `Host: ${host}\r\nOrigin: http://evil.test`,
  ])
    expect(await get(head)).not.toContain(sim.account().secret)
})

test("the server API is WeChat's: any name reaches it", async () => {
  const answer = await ask(quiet(), 'GET', '/cgi-bin/token', { host: 'api.weixin.qq.com' })
  expect(await answer.json()).toMatchObject({ errcode: 40002 })
})
