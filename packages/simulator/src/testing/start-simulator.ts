/** WeChat for one test: a world of its own, in this process, with a clock that the test moves. */
import { systemClock } from '../clock.ts'
import type { Verification } from '../control/types.ts'
import { seededRandom, systemRandom } from '../random.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { createFakeClock } from './fake-clock.ts'
import { toTestFan } from './fan.ts'
import { replayWith } from './replay.ts'
import { createReports } from './reports.ts'
import { defaultMode, newAccount, type TestAccount, toEnvironment } from './test-account.ts'
import { fakeTiming, realTiming } from './test-clock.ts'
import { createFetch } from './test-fetch.ts'
import type { StartOptions, TestSimulator } from './types.ts'

/** Where a function is said to be; nothing ever listens there. */
const BOT_URL = 'http://bot.test/wechat'
const SIMULATOR_URL = 'http://wechat.test'

/**
 * Starts WeChat for a test: one account of its own, nobody following, the bot connected and verified.
 *
 * @throws Error when the bot's address is not verified, with the step that failed
 */
export async function startSimulator(options: StartOptions = {}): Promise<TestSimulator> {
  const { bot, receiver, url, mode, clock, now = systemClock.now(), seed, port, patienceMs = 3000 } = options
  const isInProcess = bot !== undefined || receiver !== undefined
  const isFake = (clock ?? (isInProcess ? 'fake' : 'real')) === 'fake'
  const isListening = port !== undefined || url !== undefined
  const base = createFakeClock(Number(now))
  const random = seed === undefined ? systemRandom : seededRandom(seed)
  const credentials = newAccount(options, random)
  let receive = receiver
  // Of a bot outside this process nothing is known.
  let requests = isInProcess ? 0 : 1

  const simulator = createSimulator({
    ...credentials,
    random,
    ...(isFake && { clock: base }),
    ...(isInProcess && { receiver: answer }),
    ...(!isListening && { publicUrl: SIMULATOR_URL }),
  })
  const reports = createReports(() => simulator.pushes()[0]?.id ?? 0)
  async function answer(request: Request): Promise<Response> {
    if (!receive) return new Response('the bot is not there yet', { status: 503 })
    requests++
    try {
      return await receive(request)
    } catch (error) {
      reports.threw(error)
      return new Response('the bot threw', { status: 500 })
    } finally {
      requests--
    }
  }
  const counted = createFetch(simulator)
  const timing = isFake
    ? fakeTiming({
        base,
        pushes: () => simulator.pushes().filter(({ outcome }) => outcome === null).length,
        requests: () => requests,
        calls: counted.underWay,
        patienceMs,
      })
    : realTiming(simulator)
  const idle = async () => {
    await timing.wait(Promise.all([simulator.idle(), counted.idle()]))
  }
  const parts = { simulator, timing, reports, idle, patience: isFake ? '1m' : '1s' } as const

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const asked = simulator.fetch(
      new Request(`http://127.0.0.1/_sim/v1${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    // What is done may wait for the bot and the clock; who only asks may mean to wait for the test.
    const response = await (method === 'GET' ? asked : timing.wait(asked))
    const answered = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${answered}`)
    return JSON.parse(answered)
  }

  async function connect(address: string): Promise<Verification> {
    const { token, encodingAESKey } = account
    const saved = simulator.connect({ url: address, token, encodingAESKey, mode: account.mode })
    const verification = await timing.wait(saved)
    const failed = verification.steps.find(({ state }) => state === 'failed')
    if (!failed) return verification
    const told = reports.since()
    throw new Error(
      [
        `${address} 没有通过验证 / was not verified: ${failed.text.zh} / ${failed.text.en}`,
        ...told.map(({ text }) => text),
      ].join('\n  '),
      { cause: told.find(({ error }) => error !== undefined)?.error },
    )
  }

  withoutPeople(simulator)
  if (isListening) await simulator.listen({ port: port ?? 0 })
  const account: TestAccount = {
    appId: credentials.appid,
    appSecret: credentials.secret,
    token: credentials.token,
    encodingAESKey: credentials.encodingAESKey,
    mode: mode ?? defaultMode(credentials.kind),
    apiUrl: simulator.url,
    fetch: counted.fetch,
    clock: timing.clock,
    observer: reports.observer,
  }
  try {
    receive ??= await bot?.(account)
    const address = url ?? (isInProcess ? BOT_URL : undefined)
    if (address !== undefined) await connect(address)
  } catch (error) {
    await simulator.close()
    throw error
  }

  return {
    account,
    environment: toEnvironment(account),
    apiUrl: account.apiUrl,
    fetch: counted.fetch,
    clock: timing.clock,
    async fan(person = {}) {
      timing.begin()
      const [fan] = await timing.wait(simulator.addFans(person))
      if (!fan) throw new Error('addFans made nobody')
      return toTestFan(fan, parts)
    },
    async followers(count) {
      timing.begin()
      const fans = await timing.wait(simulator.addFans({ count, follow: true }))
      return fans.map((fan) => toTestFan(fan, parts))
    },
    get pushes() {
      return simulator.pushes().toReversed()
    },
    get calls() {
      return simulator.calls().toReversed()
    },
    idle,
    async setFaults(rules) {
      const set = rules.map((rule) => ({ enabled: true, ...rule }))
      await control('PUT', '/faults', set)
    },
    replay: (transcript, wish) => replayWith(transcript, { simulator, timing }, wish),
    connect,
    control,
    simulator,
    close: () => simulator.close(),
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

/** A new world has its first follower already; a test makes its own. */
function withoutPeople(simulator: Simulator): void {
  simulator.importState({ ...simulator.exportState(), fans: [] })
}
