import { createServer, request, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { isRecord } from '../src/check.ts'
import { createSimulator, type Simulator } from '../src/index.ts'
import { field, textReply } from './support/reply.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function serve(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return { server, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
}

function echo(): RequestListener {
  return (request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => answer(body))
    function answer(body: string) {
      const echostr = new URL(request.url ?? '/', 'http://bot.test').searchParams.get('echostr')
      response.end(request.method === 'GET' ? echostr : textReply(body, field(body, 'Content')))
    }
  }
}

function simulator(): Simulator {
  const sim = createSimulator()
  open.push(() => sim.close())
  return sim
}

test('the whole way over sockets: verify, push, API, events', async () => {
  const bot = await serve(echo())
  const sim = simulator()
  const url = await sim.listen({ port: 0 })
  expect(sim.url).toBe(url)
  expect((await sim.connect({ url: `${bot.url}/wechat`, mode: 'plain' })).verified).toBe(true)
  const [fan] = sim.fans()
  const acted = await fetch(`${url}/_sim/v1/fans/${fan?.openid}/actions`, {
    method: 'POST',
    body: JSON.stringify({ type: 'text', content: '你好' }),
  })
  expect(await acted.json()).toMatchObject({
    push: { outcome: 'replied' },
    messages: [{}, { content: '你好' }],
  })
  expect(await (await fetch(`${url}/cgi-bin/token`)).json()).toMatchObject({ errcode: 40002 })
  const head = await fetch(`${url}/`)
  expect(head.status).toBe(200)
  expect(head.headers.get('content-type')).toContain('text/html')
})

test('closing ends open event streams and frees the port', async () => {
  const sim = simulator()
  const url = await sim.listen({ port: 0 })
  const events = await fetch(`${url}/_sim/v1/events`)
  await sim.close()
  await expect(events.text()).resolves.toContain('event: snapshot')
  await expect(fetch(`${url}/_sim/v1/health`)).rejects.toThrow('fetch failed')
})

test('a refused connection and an unknown name are told apart', async () => {
  const bot = await serve(echo())
  const sim = simulator()
  await sim.connect({ url: bot.url })
  bot.server.closeAllConnections()
  await new Promise((resolve) => bot.server.close(resolve))
  const [fan] = sim.fans()
  const { push } = await sim.act(fan?.openid ?? '', { type: 'text', content: '你好' })
  expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['connect', 'connect', 'connect'])
  const { steps } = await sim.connect({ url: 'http://no-such-host.invalid/' })
  expect(steps[1]).toMatchObject({
    name: 'connect',
    state: 'failed',
    text: { zh: expect.stringContaining('no-such-host.invalid') },
  })
})

test('a receiver that hangs up in the middle of its answer has not answered', async () => {
  const bot = await serve((request, response) => {
    if (request.method === 'GET') return echo()(request, response)
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('<xml>')
    setImmediate(() => response.destroy())
  })
  const sim = simulator()
  await sim.connect({ url: bot.url })
  const { push } = await sim.act(sim.fans()[0]?.openid ?? '', { type: 'text', content: '你好' })
  expect(push?.attempts[0]?.verdict).toBe('connect')
})

test('an idle connection that the receiver has closed costs no attempt', async () => {
  const bot = await serve(echo())
  const sim = simulator()
  await sim.connect({ url: bot.url })
  for (let n = 0; n < 5; n++) {
    const { push } = await sim.act(sim.fans()[0]?.openid ?? '', { type: 'text', content: String(n) })
    expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['replied'])
    bot.server.closeIdleConnections()
  }
})

test('a second listener on a taken port is an error, not a crash', async () => {
  const sim = simulator()
  const url = await sim.listen({ port: 0 })
  await expect(simulator().listen({ port: Number(new URL(url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

test('a GET may carry its parameters as a JSON body, as the manual has it for the members of a tag', async () => {
  const sim = simulator()
  const url = await sim.listen({ port: 0 })
  const { appid, secret } = sim.account()
  const token: unknown = await (
    await fetch(`${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`)
  ).json()
  const access = isRecord(token) ? String(token['access_token']) : ''
  const create = await fetch(`${url}/cgi-bin/tags/create?access_token=${access}`, {
    method: 'POST',
    body: JSON.stringify({ tag: { name: '茶友' } }),
  })
  expect(await create.json()).toEqual({ tag: { id: 100, name: '茶友' } })
  expect(await getWithBody(`${url}/cgi-bin/user/tag/get?access_token=${access}`, '{"tagid":100}')).toBe(
    '{"count":0}',
  )
})

/** `fetch` sends no body with GET; many another client does. */
function getWithBody(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'GET', headers: { 'Content-Length': body.length } },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        response.on('end', () => resolve(text))
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
