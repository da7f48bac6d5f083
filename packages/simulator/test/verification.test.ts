import { describe, expect, test } from 'vitest'
import { createSimulator, type NewCallback, seededRandom, type SimulatorOptions } from '../src/index.ts'
import { createFakeClock } from '../src/testing/fake-clock.ts'
import { sha1 } from './support/reply.ts'
import { KEY, sleep, TOKEN } from './support/stage.ts'

const clock = createFakeClock()

function simulatorWith(receiver: NonNullable<SimulatorOptions['receiver']>, options: SimulatorOptions = {}) {
  return createSimulator({ clock, random: seededRandom(7), receiver, token: TOKEN, ...options })
}

/** What the receiver answers to echostr. */
async function verifyWith(body: (echostr: string) => string | Response, callback: Partial<NewCallback> = {}) {
  const sim = simulatorWith((request) => {
    const answer = body(new URL(request.url).searchParams.get('echostr') ?? '')
    return typeof answer === 'string' ? new Response(answer) : answer
  })
  const verification = await sim.connect({ url: 'http://bot.test/wechat', ...callback })
  return { sim, verification, failed: verification.steps.find(({ state }) => state === 'failed') }
}

test('asks once, with a signature over the token, and saves when echostr comes back', async () => {
  const asked: URL[] = []
  const sim = simulatorWith((request) => {
    asked.push(new URL(request.url))
    return new Response(asked[0]?.searchParams.get('echostr'))
  })
  const verification = await sim.connect({ url: 'http://bot.test/wechat', mode: 'safe' })
  const query = Object.fromEntries(asked[0]?.searchParams ?? [])
  expect(asked).toHaveLength(1)
  expect(Object.keys(query)).toEqual(['signature', 'echostr', 'timestamp', 'nonce'])
  expect(query['signature']).toBe(sha1(TOKEN, query['timestamp'] ?? '', query['nonce'] ?? ''))
  expect(query['echostr']).toMatch(/^\d{19}$/)
  expect(verification.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'settings passed',
    'connect passed',
    'status passed',
    'body passed',
  ])
  expect(sim.account().callback).toMatchObject({ url: 'http://bot.test/wechat', mode: 'safe', enabled: true })
})

describe('refuses the settings', () => {
  test.for<[string, Partial<NewCallback>, string]>([
    ['a token of two characters', { token: 'ab' }, '3 to 32 letters and digits'],
    ['a token with a dash', { token: 'a-b-c' }, '3 to 32 letters and digits'],
    ['an address without scheme', { url: 'bot.test/wechat' }, 'begin with http'],
    ['another scheme', { url: 'ftp://bot.test/' }, 'begin with http'],
    ['a short key in safe mode', { mode: 'safe', encodingAESKey: 'short' }, '43 letters and digits'],
  ])('%s', async ([, callback, saying]) => {
    const { sim, verification, failed } = await verifyWith((echostr) => echostr, callback)
    expect(verification.verified).toBe(false)
    expect(failed).toMatchObject({ name: 'settings' })
    expect(failed?.text.en).toContain(saying)
    expect(sim.account().callback).toBeNull()
  })

  test('a key of any kind in plain mode is of no interest', async () => {
    expect((await verifyWith((echostr) => echostr, { encodingAESKey: 'x' })).verification.verified).toBe(true)
  })

  test('encryption on a test account', async () => {
    const sim = simulatorWith(() => new Response(), { kind: 'sandbox' })
    const { steps } = await sim.connect({ url: 'http://bot.test/', mode: 'safe', encodingAESKey: KEY })
    expect(steps[0]?.text.en).toContain('plain mode only')
  })
})

describe('says what is wrong with the body', () => {
  test.for<[string, (echostr: string) => string | Response, string]>([
    ['quotes', (echostr) => JSON.stringify(echostr), 'in quotes'],
    ['a line feed', (echostr) => `${echostr}\n`, 'line breaks'],
    ['a BOM', (echostr) => `\uFEFF${echostr}`, 'BOM'],
    ['a page', () => '<!doctype html><html></html>', 'HTML'],
    ['JSON', () => '{"ok":true}', 'JSON'],
    ['nothing', () => '', 'empty'],
    ['a rounded number', (echostr) => String(Number(echostr)), 'exceeds 2^53'],
    ['something else', () => 'success', 'not echostr'],
  ])('%s', async ([, body, saying]) => {
    const { sim, failed } = await verifyWith(body)
    expect(failed?.name).toBe('body')
    expect(failed?.text.en).toContain(saying)
    expect(failed?.bytes).toBeDefined()
    expect(sim.account().callback).toBeNull()
  })
})

test('names a status and a redirect', async () => {
  const forbidden = await verifyWith(() => new Response('no', { status: 403 }))
  expect(forbidden.failed).toMatchObject({ name: 'status', bytes: '6e 6f' })
  expect(forbidden.failed?.text.zh).toContain('403')
  const moved = await verifyWith(() => Response.redirect('https://bot.test/wechat/'))
  expect(moved.failed?.text.en).toContain('https://bot.test/wechat/')
})

test('gives up after five seconds', async () => {
  const sim = simulatorWith(() => sleep(clock, 9000).then(() => new Response()))
  const verifying = sim.connect({ url: 'http://bot.test/' })
  await clock.advance(5000)
  expect((await verifying).steps.map(({ state }) => state)).toEqual([
    'passed',
    'failed',
    'skipped',
    'skipped',
  ])
})

test('a failure leaves the saved configuration as it was', async () => {
  let isBroken = false
  const sim = simulatorWith(
    (request) => new Response(isBroken ? 'no' : new URL(request.url).searchParams.get('echostr')),
  )
  await sim.connect({ url: 'http://bot.test/old' })
  isBroken = true
  await sim.connect({ url: 'http://bot.test/new' })
  expect(sim.account().callback?.url).toBe('http://bot.test/old')
  expect(sim.account().verification?.verified).toBe(false)
})
