/** What a fault rule can do besides delays, drops and errcodes, seen by the bot and by the program that calls. */
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createSimulator, type FaultRule } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { createStage, type Stage, tokenPath } from './support/stage.ts'

type Effect = FaultRule['effect']

async function set(stage: Stage, direction: FaultRule['direction'], effect: Effect, times = 1) {
  const answer = await stage.control('PUT', '/faults', [{ enabled: true, direction, times, effect }])
  expect(answer.status).toBe(200)
}

const text = (stage: Stage, content: string) => stage.sim.act(stage.fan.openid, { type: 'text', content })
const verdicts = (acted: Awaited<ReturnType<typeof text>>) =>
  acted.push?.attempts.map(({ verdict }) => verdict)

describe('a push', () => {
  test.for<[type: 'reset' | 'half', words: string]>([
    ['reset', '断开了连接'],
    ['half', '一半'],
  ])('%s: the bot did its work, WeChat has no answer and asks again', async ([type, words]) => {
    const stage = await createStage((push) => textReply(push, '好'))
    await set(stage, 'push', { type })
    const acted = await text(stage, '你好')
    expect(verdicts(acted)).toEqual(['connect', 'replied'])
    expect(acted.push?.attempts[0]?.explanation?.zh).toContain(words)
    expect(stage.received).toHaveLength(2)
  })

  test('tls: nothing arrives', async () => {
    const stage = await createStage((push) => textReply(push, '好'))
    await set(stage, 'push', { type: 'tls' })
    expect(verdicts(await text(stage, '你好'))).toEqual(['connect', 'replied'])
    expect(stage.received).toHaveLength(1)
  })

  test('duplicate: it comes twice with one MsgId and another nonce, and the person sees one answer', async () => {
    const stage = await createStage((push) => textReply(push, '好'))
    await set(stage, 'push', { type: 'duplicate' })
    const acted = await text(stage, '你好')
    await stage.sim.idle()
    expect(verdicts(acted)).toEqual(['replied'])
    expect(stage.received).toHaveLength(2)
    const [one, other] = stage.received
    expect(one?.body).toBe(other?.body)
    expect(one?.url.searchParams.get('nonce')).not.toBe(other?.url.searchParams.get('nonce'))
    expect(stage.sim.messages(stage.fan.openid)).toHaveLength(2)
  })

  test('reorder: the next one overtakes it; alone it goes after 2 seconds', async () => {
    const stage = await createStage((push) => textReply(push, '好'))
    const contents = () => stage.received.map(({ body }) => /Content><!\[CDATA\[(.)/.exec(body)?.[1])
    await set(stage, 'push', { type: 'reorder' })
    const first = text(stage, '一')
    await stage.clock.advance(100)
    expect(contents()).toEqual([])
    await Promise.all([first, text(stage, '二')])
    expect(contents()).toEqual(['二', '一'])

    await set(stage, 'push', { type: 'reorder' })
    const alone = text(stage, '三')
    await stage.clock.advance(2000)
    expect(verdicts(await alone)).toEqual(['replied'])
  })

  test('slow: the second half of the request comes later, over a real connection', async () => {
    const gaps: number[] = []
    const server = createServer((req, res) => {
      const echostr = /echostr=(\d+)/.exec(req.url ?? '')?.[1]
      let first = 0
      req.on('data', () => (first ||= performance.now()))
      req.on('end', () => {
        if (echostr === undefined) gaps.push(performance.now() - first)
        res.end(echostr ?? 'success')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await using sim = createSimulator()
    await sim.connect({ url: `http://127.0.0.1:${port}/`, token: 'parrot2026', mode: 'plain' })
    const openid = sim.fans()[0]?.openid ?? ''
    const document = sim.exportState()
    const slow = { id: 'slow', enabled: true, direction: 'push', effect: { type: 'slow', ms: 30 }, hits: 0 }
    sim.importState({ ...document, faults: [slow] })
    const { push } = await sim.act(openid, { type: 'text', content: '你好' })
    expect(push?.outcome).toBe('silent')
    expect(gaps).toHaveLength(1)
    expect(gaps[0]).toBeGreaterThan(20)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('a call', () => {
  const answerOf = async (stage: Stage) => {
    const response = await stage.sim.fetch(new Request(`http://sim.test${tokenPath()}`))
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      body: await response.text(),
    }
  }

  test.for<[effect: Effect, status: number, body: RegExp]>([
    [{ type: 'status', status: 503 }, 503, /^$/],
    [{ type: 'html' }, 502, /^<html>/],
    [{ type: 'empty' }, 200, /^$/],
    [{ type: 'half' }, 200, /^\{"access_token":"[^}]*$/],
    [{ type: 'reset' }, 502, /^$/],
  ])('%o', async ([effect, status, body]) => {
    const stage = await createStage()
    await set(stage, 'api', effect)
    const answer = await answerOf(stage)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatch(body)
    expect((await answerOf(stage)).body).toContain('expires_in')
  })

  test('reset: over a socket the connection really breaks', async () => {
    await using sim = createSimulator()
    await sim.listen({ port: 0 })
    const document = sim.exportState()
    const reset = { id: 'reset', enabled: true, direction: 'api', effect: { type: 'reset' }, hits: 0 }
    sim.importState({ ...document, faults: [reset] })
    await expect(fetch(`${sim.url}/cgi-bin/token?grant_type=client_credential`)).rejects.toThrow(
      'fetch failed',
    )
  })
})

test('an effect of the other direction is refused, with those that fit', async () => {
  const stage = await createStage()
  const answer = await stage.control('PUT', '/faults', [
    { enabled: true, direction: 'push', effect: { type: 'html' } },
  ])
  expect(answer).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('reorder') } },
  })
})
