/** Requests of the simulator to the outside: pushes go where the developer said and nowhere else, and nothing else goes out. */
import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createSimulator, seededRandom, type Simulator } from '../../src/index.ts'
import { createFakeClock } from '../../src/testing/fake-clock.ts'
import { field } from '../support/reply.ts'
import { createStage } from '../support/stage.ts'

const open: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

/** Somebody who must never be visited. */
async function canary() {
  const visits: string[] = []
  const url = await serve((request, response) => {
    visits.push(request.url ?? '')
    response.end('success')
  })
  return { url, visits }
}

/** A simulator whose bot passes the verification and then does as the test says. */
async function against(onPush: RequestListener, options: Parameters<typeof createSimulator>[0] = {}) {
  const sim = createSimulator(options)
  open.push(() => sim.close())
  const url = await serve((request, response) => {
    if (request.method === 'POST') return onPush(request, response)
    response.end(new URL(request.url ?? '/', 'http://x').searchParams.get('echostr'))
  })
  expect((await sim.connect({ url: `${url}/wechat`, mode: 'plain' })).verified).toBe(true)
  return sim
}

function say(sim: Simulator, wait = true) {
  return sim.act(sim.fans()[0]?.openid ?? '', { type: 'text', content: '你好' }, { wait })
}

test.for([301, 302, 303, 307, 308])('a redirect (%i) is reported and not followed', async (status) => {
  const { url, visits } = await canary()
  const sim = await against((_request, response) => {
    response.writeHead(status, { Location: url, Refresh: `0; url=${url}` }).end()
  })
  const { push } = await say(sim)
  expect(push?.attempts[0]).toMatchObject({ verdict: 'status', response: { status } })
  expect(visits).toEqual([])
})

test('nor is one at the verification', async () => {
  const { url, visits } = await canary()
  const bot = await serve((_request, response) => response.writeHead(302, { Location: url }).end())
  await using sim = createSimulator()
  const { verified, steps } = await sim.connect({ url: bot, mode: 'plain' })
  expect([verified, steps.find(({ state }) => state === 'failed')?.name]).toEqual([false, 'status'])
  expect(visits).toEqual([])
})

test('an answer without end is cut off at 1 MiB', async () => {
  let close = () => {}
  const closed = new Promise<void>((resolve) => (close = resolve))
  const sim = await against((_request, response) => {
    response.on('close', close)
    const piece = Buffer.alloc(64 * 1024, 'x')
    const more = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    more()
  })
  const { push } = await say(sim)
  expect(push?.outcome).not.toBe('replied')
  expect(push?.attempts[0]?.response?.bytes).toBeLessThanOrEqual(1024 * 1024)
  await closed
})

test('one that comes drop by drop is given up after five seconds', async () => {
  const clock = createFakeClock()
  let dripping = () => {}
  const arrived = new Promise<void>((resolve) => (dripping = resolve))
  const sim = await against(
    (_request, response) => {
      response.write('s')
      dripping()
    },
    { clock, random: seededRandom(1) },
  )
  const acting = say(sim)
  await arrived
  await clock.advance(60_000)
  const { push } = await acting
  expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'timeout', 'timeout'])
})

test('giant heads and broken answers end the attempt, not the simulator', async () => {
  const sim = await against((request, response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)
    request.resume()
  })
  expect((await say(sim)).push?.outcome).not.toBe('replied')
})

test.for([
  ['http://user:pass@127.0.0.1:8000/wechat', 'user name'],
  ['http://user@127.0.0.1:8000/wechat', 'user name'],
  ['http://:pass@127.0.0.1:8000/wechat', 'user name'],
  ['file:///etc/passwd', 'http'],
  ['gopher://127.0.0.1:6379/_INFO', 'http'],
  ['javascript:alert(1)', 'http'],
  ['http://', 'http'],
  ['//127.0.0.1/', 'http'],
])('%s is no address for pushes', async ([url, reason]) => {
  const { control, sim } = await createStage()
  const { body } = await control('PUT', `/accounts/${sim.account().appid}/callback`, { url })
  expect(body).toMatchObject({
    verified: false,
    steps: [
      { name: 'settings', state: 'failed', text: { en: expect.stringContaining(reason ?? '') } },
      {},
      {},
      {},
    ],
  })
  expect(sim.account().callback?.url).toBe('http://bot.test/wechat')
})

test('nor in a state document', async () => {
  const { sim } = await createStage()
  const state = JSON.stringify(sim.exportState())
  for (const url of ['http://user:pass@bot.test/wechat', 'file:///etc/passwd'])
    expect(() => sim.importState(JSON.parse(state.replace('http://bot.test/wechat', url)))).toThrow(
      'callback',
    )
})

test('a reply cannot name where the next request goes', async () => {
  const { url, visits } = await canary()
  const sim = await against((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const [from, to] = [field(body, 'FromUserName'), field(body, 'ToUserName')]
      response.end(
        `<xml><ToUserName><![CDATA[${from}]]></ToUserName><FromUserName><![CDATA[${to}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[news]]></MsgType><ArticleCount>1</ArticleCount><Articles><item><Title><![CDATA[x]]></Title><Description><![CDATA[x]]></Description><PicUrl><![CDATA[${url}/pic]]></PicUrl><Url><![CDATA[${url}/page]]></Url></item></Articles></xml>`,
      )
    })
  })
  expect((await say(sim)).push?.outcome).toBe('replied')
  await sim.idle()
  expect(visits).toEqual([])
})

test('addresses that accounts and people bring are kept and never visited', async () => {
  const { url, visits } = await canary()
  const { api, sim, fan, control } = await createStage()
  await sim.act(fan.openid, { type: 'text', content: url })
  await sim.act(fan.openid, { type: 'link', title: 'x', description: 'x', url: `${url}/link` })
  await api('/cgi-bin/message/custom/send', {
    touser: fan.openid,
    msgtype: 'news',
    news: { articles: [{ title: 'x', description: 'x', url: `${url}/news`, picurl: `${url}/pic` }] },
  })
  await api('/cgi-bin/message/custom/send', {
    touser: fan.openid,
    msgtype: 'music',
    music: { title: 'x', musicurl: `${url}/a.mp3`, hqmusicurl: `${url}/b.mp3`, thumb_media_id: 'x' },
  })
  await api('/cgi-bin/menu/create', { button: [{ type: 'view', name: 'x', url: `${url}/menu` }] })
  await api(`/cv/img/qrcode?img_url=${encodeURIComponent(`${url}/img`)}`, {})
  await api('/cgi-bin/draft/add', {
    articles: [
      { title: 'x', content: `<img src="${url}/img">`, thumb_media_id: 'x', content_source_url: url },
    ],
  })
  await control('POST', '/js-sdk/config', {
    url: `${url}/page`,
    appId: sim.account().appid,
    timestamp: 1,
    nonceStr: 'x',
    signature: 'x',
  })
  await sim.fetch(
    new Request(`http://127.0.0.1:8100/_sim/webview?openid=${fan.openid}&url=${encodeURIComponent(url)}`),
  )
  await sim.idle()
  expect(visits).toEqual([])
})
