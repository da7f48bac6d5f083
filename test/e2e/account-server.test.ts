/** The account server beside its bot: profile page, health, metrics, logs, and a clean end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AccountServer, createLog, type ServerConfig, startServer } from '@yingwu/server'
import { createFakeClock, createSimulator, type FakeClock, type Simulator } from '@yingwu/simulator'
import { Bot } from 'yingwu'

const SECRET = '0123456789abcdef0123456789abcdef'
const TOKEN = 'parrot2026'
const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

let clock: FakeClock
let simulator: Simulator
let server: AccountServer
let log: string
let gate: PromiseWithResolvers<void>

beforeEach(async () => {
  clock = createFakeClock()
  simulator = createSimulator({ clock, appid: 'wx00000000abcdef01', secret: SECRET })
  await simulator.listen({ port: 0 })
  gate = Promise.withResolvers()
  log = ''
  const bot = new Bot()
    .hears('慢', async () => {
      await gate.promise
      return '久等了'
    })
    .hears('坏', () => {
      throw new Error(`cannot connect with ${SECRET} and ${KEY}`)
    })
    .on('message:text', (ctx) => ctx.message.Content)
  const config: ServerConfig = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://127.0.0.1:1',
    appId: 'wx00000000abcdef01',
    appSecret: SECRET,
    token: TOKEN,
    encodingAESKey: KEY,
    mode: 'safe',
    apiUrl: simulator.url,
    openUrl: simulator.url,
    maxAgeSeconds: 300,
    logLevel: 'debug',
  }
  const logger = createLog(config, { write: (line) => (log += line) })
  server = await startServer({ config, bot, clock, log: logger })
  await simulator.connect({ url: server.callbackUrl, token: TOKEN, encodingAESKey: KEY, mode: 'safe' })
})

afterEach(async () => {
  gate.resolve()
  await server.close()
  await simulator.close()
})

const openidOf = (): string => simulator.fans()[0]?.openid ?? ''

describe('/me', () => {
  /** A browser: follows no redirect by itself, and keeps cookies. */
  function createVisitor() {
    let cookie = ''
    return {
      async get(url: string) {
        const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
        const set = response.headers.get('set-cookie')?.split(';')[0]
        if (set !== undefined) cookie = set
        return response
      },
      forget: () => {
        cookie = ''
      },
    }
  }

  /** Opens the page, agrees at WeChat, and gives the address that WeChat sends the browser back to. */
  async function agree(visitor = createVisitor()) {
    const begun = await visitor.get(`${server.url}/me`)
    expect(begun.status).toBe(302)
    const authorize = begun.headers.get('location') ?? ''
    const picked = await answerForm(await fetch(authorize), authorize, { openid: openidOf() })
    const done = await answerForm(picked, authorize, { decision: 'allow' })
    const back = new URL(done.headers.get('location') ?? '')
    return { visitor, back: `${server.url}/me${back.search}`, search: back.searchParams }
  }

  /** Fills in the simulator's form as a browser without scripts would. */
  async function answerForm(page: Response, base: string, fields: Record<string, string>): Promise<Response> {
    const html = await page.text()
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1] ?? ''
    const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const origin = new URL(base).origin
    return fetch(new URL(action, origin), {
      method: 'POST',
      redirect: 'manual',
      headers: { origin },
      body: new URLSearchParams({ ticket, ...fields }),
    }).then(async (response) => {
      const next = response.headers.get('location')
      const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
      return next?.startsWith('/')
        ? fetch(new URL(next, origin), { redirect: 'manual', headers: { cookie } })
        : response
    })
  }

  test('shows the profile, twice if WeChat comes twice', async () => {
    const { visitor, back } = await agree()
    for (const _ of [1, 2]) {
      const response = await visitor.get(back)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('晓雨的个人主页')
    }
    expect(simulator.calls().filter(({ endpoint }) => endpoint === 'oauth.accessToken')).toHaveLength(1)
  })

  test('may not be framed by strangers, and holds no script', async () => {
    const { visitor, back } = await agree()
    const policy = (await visitor.get(back)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain('frame-ancestors http://127.0.0.1:* http://localhost:*')
  })

  test.each([
    [
      'a refusal',
      '您没有同意授权',
      async () => {
        const { visitor, search } = await agree()
        return visitor.get(`${server.url}/me?state=${search.get('state')}`)
      },
    ],
    [
      'a code that was used',
      '授权码已经用过了',
      async () => {
        const { visitor, back } = await agree()
        await visitor.get(back)
        await clock.advance(61_000)
        const again = await agree(visitor)
        return visitor.get(
          `${server.url}/me?code=${new URL(back).searchParams.get('code')}&state=${again.search.get('state')}`,
        )
      },
    ],
    [
      'a code that expired',
      '授权码',
      async () => {
        const { visitor, back } = await agree()
        await clock.advance(5 * 60_000 + 1000)
        return visitor.get(back)
      },
    ],
    [
      'a code that was made up',
      '授权码无效',
      async () => {
        const { visitor, search } = await agree()
        return visitor.get(`${server.url}/me?code=made-up&state=${search.get('state')}`)
      },
    ],
    [
      'a login that took too long',
      '授权等得太久了',
      async () => {
        const { visitor, back } = await agree()
        await clock.advance(10 * 60_000 + 1000)
        return visitor.get(back)
      },
    ],
    [
      'another browser',
      '这次登录不是从这里开始的',
      async () => {
        const { back } = await agree()
        return createVisitor().get(back)
      },
    ],
    [
      'a forged state',
      '这次登录不是从这里开始的',
      async () => {
        const { visitor, back } = await agree()
        return visitor.get(back.replace(/state=..../, 'state=0000'))
      },
    ],
  ])('%s has its own clear page', async (_what, title, act) => {
    const response = await act()
    const page = await response.text()
    expect(response.status).toBe(400)
    expect(page).toContain(`<h1>${title}`)
    expect(page).toContain('再试一次')
  })

  test('says so when WeChat cannot be reached', async () => {
    const { visitor, back } = await agree()
    await simulator.close()
    const response = await visitor.get(back)
    expect(response.status).toBe(502)
    expect(await response.text()).toContain('微信没有回应')
  })
})

describe('for operators', () => {
  test('health, metrics, and a friendly page where there is none', async () => {
    await simulator.act(openidOf(), { type: 'text', content: '你好' })
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true })
    const metrics = await (await fetch(`${server.url}/metrics`)).text()
    expect(metrics).toContain('yingwu_deliveries_total{kind="message:text",answer="text",run="first"} 1')
    expect(metrics).toMatch(/^yingwu_delivery_seconds_count 1$/m)
    expect(metrics).toContain('process_resident_memory_bytes')
    const missing = await fetch(`${server.url}/nothing`)
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('没有这个页面')
  })

  test('a failing handler is logged, without the secrets that its error quoted', async () => {
    const { push } = await simulator.act(openidOf(), { type: 'text', content: '坏' })
    expect(push?.outcome).toBe('silent')
    expect(log).toContain('"level":"error"')
    expect(log).toContain('cannot connect with [secret]')
    for (const secret of [SECRET, KEY, TOKEN]) expect(log).not.toContain(secret)
    for (const line of log.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  })
})

test('closing finishes what is running, and takes nothing new', async () => {
  const slow = simulator.act(openidOf(), { type: 'text', content: '慢' })
  while (!/yingwu_runs_in_progress 1/.test(await (await fetch(`${server.url}/metrics`)).text()));
  const closed = server.close()
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
  gate.resolve()
  await closed
  const { push, messages } = await slow
  expect(push?.attempts).toHaveLength(1)
  expect(messages.at(-1)).toMatchObject({ from: 'account', content: '久等了' })
})
