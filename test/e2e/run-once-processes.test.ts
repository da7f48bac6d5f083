/** Real processes with one store: each message runs once, is answered once, and survives the death of whoever runs it. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { AccountKind } from '@yingwu/protocol'
import { createSimulator, seededRandom, type Simulator } from '@yingwu/simulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BotSaid, BotSettings } from '../support/bot-process.ts'
import { type Server, startPostgres, startRedis } from '../support/servers.ts'
import { until } from '../support/wait.ts'

/** One is enough to see that it still works; YINGWU_KILLS=50 looks for the rare moment. */
const KILLS = Number(process.env['YINGWU_KILLS'] ?? 1)
const PEOPLE = 4
const token = 'parrot2026'
const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

interface BotProcess {
  child: ChildProcess
  port: number
}

/** Each store and each way of delivery once. */
const CASES: [store: 'postgres' | 'redis', kind: AccountKind, start: () => Promise<Server>][] = [
  ['postgres', 'subscription', startPostgres],
  ['redis', 'verifiedService', startRedis],
]

describe.each(CASES)('%s, %s', (store, kind, start) => {
  const random = seededRandom(2026)
  const bots: BotProcess[] = []
  const runs: { question: string; attempt: number; child: ChildProcess }[] = []
  const failures: string[] = []
  const tapped = new Set<number>()
  let server: Server
  let simulator: Simulator
  let apiUrl = ''
  let turn = 0

  beforeAll(async () => {
    server = await start()
    simulator = createSimulator({ kind, random, receiver: passOn })
    apiUrl = await simulator.listen({ port: 0 })
    await simulator.addFans({ count: PEOPLE, follow: true })
    await startBots(1)
    await simulator.connect({ url: 'http://balancer.test/wechat', token, encodingAESKey, mode: 'safe' })
    await startBots(1)
  }, 400_000)

  afterAll(async () => {
    for (const { child } of bots) child.kill('SIGKILL')
    await simulator.close()
    await server[Symbol.asyncDispose]()
  })

  /** A balancer: every delivery goes to another process. */
  async function passOn(request: Request): Promise<Response> {
    turn += 1
    const bot = bots[turn % bots.length]
    const { search } = new URL(request.url)
    const body = request.method === 'GET' ? null : await request.text()
    const { method, signal } = request
    return await fetch(`http://127.0.0.1:${bot?.port ?? 0}/${search}`, { method, body, signal })
  }

  async function startBots(count: number) {
    const { appid: appId, secret: appSecret } = simulator.account()
    const settings: BotSettings = {
      store,
      place: server.url,
      apiUrl,
      appId,
      appSecret,
      token,
      encodingAESKey,
      kind,
    }
    const started = Array.from({ length: count }, async () => {
      const child = fork(new URL('../support/bot-process.ts', import.meta.url), [JSON.stringify(settings)], {
        execArgv: ['--conditions=yingwu:source', '--disable-warning=ExperimentalWarning'],
      })
      const port = await new Promise<number>((resolve) => {
        child.on('message', (said: BotSaid) => {
          if (said.type === 'listens') resolve(said.port)
          else if (said.type === 'runs') runs.push({ ...said, child })
          else failures.push(said.message)
        })
      })
      bots.push({ child, port })
    })
    await Promise.all(started)
  }

  const answersTo = (question: string) =>
    simulator
      .fans()
      .flatMap((fan) => simulator.messages(fan.openid))
      .filter(
        (message) => message.from === 'account' && 'content' in message && message.content.includes(question),
      )

  /** Whoever was told to ask again does so, once for each link. */
  function tapLinks() {
    for (const { openid } of simulator.fans()) {
      for (const message of simulator.messages(openid)) {
        const link =
          'content' in message ? /msgmenucontent=([^&]+)&msgmenuid=([^"]+)"/.exec(message.content) : null
        const [, content = '', bizmsgmenuid = ''] = link ?? []
        if (link === null || tapped.has(message.id)) continue
        tapped.add(message.id)
        void simulator.act(openid, { type: 'text', content, bizmsgmenuid })
      }
    }
  }

  /** Everybody asks at once. */
  function askAll(name: string, milliseconds: (index: number) => number) {
    const questions = simulator.fans().map(({ openid }, index) => {
      const content = `${name}-${index}:${milliseconds(index)}`
      return { content, done: simulator.act(openid, { type: 'text', content }) }
    })
    return questions
  }

  async function answered(questions: ReturnType<typeof askAll>) {
    const contents = questions.map(({ content }) => content)
    await until(
      () => {
        tapLinks()
        return contents.every((content) => answersTo(content).length > 0)
      },
      `an answer for ${contents.join()}`,
      40,
    )
    await Promise.all(questions.map(({ done }) => done))
    expect(contents.map((content) => answersTo(content).length)).toEqual(contents.map(() => 1))
    return contents.map((content) => runs.filter(({ question }) => question === content))
  }

  test.each([2, 5])(
    '%d processes: one run and one answer, wherever deliveries land',
    async (count) => {
      await startBots(count - bots.length)
      const before = runs.length
      const questions = askAll(`p${count}`, (index) => (index % 2 === 0 ? 0 : 5500))
      const found = await answered(questions)
      expect(found.map((one) => one.map(({ attempt }) => attempt))).toEqual(questions.map(() => [1]))
      expect(runs.length - before).toBe(questions.length)
      expect(failures).toEqual([])
    },
    60_000,
  )

  test(
    `kill -9 of the owner at ${KILLS} random moments: one answer each`,
    async () => {
      let takenOver = 0
      for (let killed = 1; killed <= KILLS; killed += 1) {
        const questions = askAll(`k${killed}`, (index) => 500 + 1500 * index)
        const first = questions[killed % questions.length]
        const lasts = Number(first?.content.split(':')[1])
        const moment = (Number(random.digits(4)) / 10_000) * (lasts + 500)
        const owner = await until(() => runs.find(({ question }) => question === first?.content), 'it runs')
        await new Promise((resolve) => setTimeout(resolve, moment))
        const [victim] = bots.splice(
          bots.findIndex(({ child }) => child === owner.child),
          1,
        )
        victim?.child.kill('SIGKILL')
        if (victim) await once(victim.child, 'exit')
        const found = await answered(questions)
        takenOver += found.filter((one) => one.length > 1).length
        // More than once only where somebody took over.
        expect(found.every((one) => one.every(({ attempt }, index) => attempt === index + 1))).toBe(true)
        await startBots(1)
      }
      console.log(`${store} ${kind}: ${KILLS} kills, ${takenOver} runs taken over`)
      expect(failures).toEqual([])
    },
    KILLS * 60_000,
  )
})
