/** 自动保存: a simulator goes on where the last one ended, and no file keeps it from starting. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bilingual, createFakeClock, createSimulator, type SimulatorOptions } from '../src/index.ts'
import { APP_ID, KEY, SECRET, TOKEN } from './support/stage.ts'

let folder: string
let file: string
let reports: Bilingual[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingwu-autosave-'))
  file = join(folder, 'data', 'simulator-state.json')
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(options: SimulatorOptions & { fresh?: boolean; receiver?: SimulatorOptions['receiver'] } = {}) {
  const { fresh = false, ...others } = options
  const clock = createFakeClock()
  const simulator = createSimulator({
    clock,
    appid: APP_ID,
    secret: SECRET,
    token: TOKEN,
    encodingAESKey: KEY,
    receiver: (request) => new Response(new URL(request.url).searchParams.get('echostr') ?? 'success'),
    ...others,
    autosave: { file, fresh, report: (text) => reports.push(text) },
  })
  return { simulator, clock, openid: simulator.fans()[0]?.openid ?? '' }
}

/** Until the disk has done its work. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !condition(); turn++)
    await new Promise<void>((resolve) => setImmediate(resolve))
  expect(condition()).toBe(true)
}

const kept = (): unknown => JSON.parse(readFileSync(file, 'utf8'))
const aside = () => readdirSync(join(folder, 'data')).filter((name) => name !== 'simulator-state.json')

test('what was said, changed and made is there at the next start, with the clock', async () => {
  const first = open()
  await first.simulator.connect({ url: 'http://bot.test/wechat' })
  await first.simulator.act(first.openid, { type: 'text', content: '你好' })
  await first.simulator.addFans({ nickname: '老周' })
  first.simulator.patchAccount({ name: '另一家茶铺' })
  first.simulator.clock.change({ advanceSeconds: 3600 })
  await first.simulator.close()

  const { simulator, openid } = open()
  expect(openid).toBe(first.openid)
  expect(simulator.messages(openid)).toMatchObject([{ content: '你好' }])
  expect(simulator.fans().map(({ nickname }) => nickname)).toEqual(['晓雨', '老周'])
  expect(simulator.account()).toMatchObject({
    name: '另一家茶铺',
    callback: { url: 'http://bot.test/wechat' },
  })
  expect(simulator.clock.state().aheadMs).toBe(3_600_000)
  expect(simulator.pushes()).toMatchObject([{ outcome: 'silent' }])
  expect(reports).toEqual([expect.objectContaining({ en: expect.stringContaining('people: 2') })])
})

test('a reset afterwards goes back to the beginning, and keeps the connected server', async () => {
  const first = open()
  await first.simulator.connect({ url: 'http://bot.test/wechat' })
  await first.simulator.addFans({ nickname: '老周' })
  await first.simulator.close()
  const { simulator } = open()
  simulator.reset()
  expect(simulator.fans()).toHaveLength(1)
  expect(simulator.account().callback?.url).toBe('http://bot.test/wechat')
})

test('five seconds after a change the file is whole, so that a killed process loses no more', async () => {
  const { simulator, clock, openid } = open()
  await simulator.act(openid, { type: 'text', content: '你好' })
  await clock.advance(4999)
  expect(existsSync(file)).toBe(false)
  await clock.advance(1)
  await until(() => existsSync(file))
  expect(kept()).toMatchObject({ messages: [{ content: '你好' }] })
  // Killed here: nothing is closed.
  expect(open().simulator.messages(openid)).toMatchObject([{ content: '你好' }])
  expect(readdirSync(join(folder, 'data'))).toEqual(['simulator-state.json'])
  // Secrets are in it.
  expect(statSync(file).mode & 0o077).toBe(0)
})

test('nothing is written while nothing happens', async () => {
  const { simulator, clock } = open()
  await clock.advance(60_000)
  await simulator.close()
  expect(existsSync(file)).toBe(false)
})

test('a change that only the control API knows of is saved, too', async () => {
  const first = open()
  const rules = [{ enabled: true, direction: 'push', effect: { type: 'drop' } }]
  const request = new Request('http://127.0.0.1:8100/_sim/v1/faults', {
    method: 'PUT',
    body: JSON.stringify(rules),
  })
  expect((await first.simulator.fetch(request)).status).toBe(200)
  await first.simulator.close()
  expect(open().simulator.exportState()).toMatchObject({ faults: rules })
})

test('a push that was under way has failed at the next start', async () => {
  const first = open({ receiver: (request) => (request.method === 'GET' ? echo(request) : never()) })
  await first.simulator.connect({ url: 'http://bot.test/wechat' })
  void first.simulator.act(first.openid, { type: 'text', content: '你好' }, { wait: false })
  await first.clock.settle()
  await first.simulator.close()
  const [push] = open().simulator.pushes()
  expect(push).toMatchObject({ outcome: 'failed', attempts: [{ verdict: 'connect' }] })
  expect(push?.attempts[0]?.explanation?.en).toContain('reset or closed')
})

test('what this start was given goes before what was kept', async () => {
  const first = open()
  await first.simulator.addFans({ nickname: '老周' })
  await first.simulator.close()
  const other = 'f'.repeat(32)
  const { simulator } = open({ secret: other })
  expect(simulator.fans()).toHaveLength(2)
  expect(simulator.account().secret).toBe(other)
})

test('--fresh starts anew, and the old state is put aside', async () => {
  const first = open()
  await first.simulator.addFans({ nickname: '老周' })
  await first.simulator.close()
  expect(open({ fresh: true }).simulator.fans()).toHaveLength(1)
  expect(aside()).toEqual(['simulator-state.before-20260101T000000Z.json'])
  expect(reports[0]?.zh).toContain('从头开始')
})

test.each([
  ['cut off', '{"yingwu":"simulator-state","secret":"0123456789ab', 'no JSON'],
  ['empty', '', 'no JSON'],
  ['something else', '[1,2]', 'Not a state'],
  ['of another version', '{"yingwu":"simulator-state","version":99}', 'version'],
  ['older than a part of it', '{"yingwu":"simulator-state","version":1,"accounts":[]}', 'clock'],
])('a file that is %s is put aside with a reason, and the start goes on', async (_what, text, reason) => {
  const first = open()
  await first.simulator.addFans({})
  await first.simulator.close()
  writeFileSync(file, text)
  for (const _ of [1, 2]) {
    const { simulator } = open()
    expect(simulator.fans()).toHaveLength(1)
    await simulator.close()
    writeFileSync(file, text)
  }
  expect(aside()).toEqual([
    'simulator-state.unusable-20260101T000000Z-2.json',
    'simulator-state.unusable-20260101T000000Z.json',
  ])
  expect(readFileSync(join(folder, 'data', aside()[1] ?? ''), 'utf8')).toBe(text)
  expect(reports[0]?.en).toContain(reason)
  expect(reports[0]?.en).not.toContain('0123456789ab')
})

test("another account's state is put aside", async () => {
  const first = open()
  await first.simulator.addFans({})
  await first.simulator.close()
  expect(open({ appid: 'wx00000000cafecafe' }).simulator.account().appid).toBe('wx00000000cafecafe')
  expect(reports[0]?.en).toContain("another account's")
  expect(aside()).toHaveLength(1)
})

test('a folder that cannot be written to is told once, and nothing else suffers', async () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be')
  const { simulator, clock, openid } = open()
  for (const content of ['一', '二', '三']) {
    await simulator.act(openid, { type: 'text', content })
    await clock.advance(5000)
  }
  await simulator.close()
  expect(simulator.messages(openid)).toHaveLength(3)
  expect(reports).toHaveLength(1)
  expect(reports[0]?.zh).toContain('状态没有存下')
})

test('10,000 people and full logs are written in steps of which none holds anybody up', async () => {
  const { simulator, clock } = open()
  await simulator.connect({ url: 'http://bot.test/wechat' })
  const people = await simulator.addFans({ count: 10_000 })
  const writers = await simulator.addFans({ count: 500, follow: true })
  await Promise.all(
    writers.flatMap(({ openid }) => [
      simulator.act(openid, { type: 'text', content: '一' }),
      simulator.act(openid, { type: 'text', content: '二' }),
    ]),
  )
  await clock.advance(5000)
  let longest = 0
  let last = process.threadCpuUsage()
  await until(() => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
    return existsSync(file)
  })
  expect(people).toHaveLength(10_000)
  // Of this thread's own work: a whole state at once takes several times as long.
  expect(longest).toBeLessThan(150)
  expect(kept()).toMatchObject({ yingwu: 'simulator-state' })
})

test('the newest 1,000 rows of each log are kept', async () => {
  const first = open()
  await first.simulator.connect({ url: 'http://bot.test/wechat' })
  await first.simulator.act(first.openid, { type: 'follow' })
  for (let n = 0; n < 1100; n++) await first.simulator.act(first.openid, { type: 'text', content: `${n}` })
  await first.simulator.close()
  const next = open().simulator
  expect(next.exportState()['pushes']).toHaveLength(1000)
  expect(next.pushes()[0]?.summary).toBe('1099')
})

const echo = (request: Request) => new Response(new URL(request.url).searchParams.get('echostr'))
const never = () => new Promise<Response>(() => {})
