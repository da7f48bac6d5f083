/** Eight real processes with one store, whose token is taken away again and again, and which are killed while they fetch. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFakeClock, createSimulator, seededRandom } from '@yingwu/simulator'
import type { TokenKind } from 'yingwu'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postJson } from '../support/program.ts'
import { type Server, startPostgres, startRedis } from '../support/servers.ts'
import type { StoreKind } from '../support/stores.ts'
import { until } from '../support/wait.ts'
import type { CallerSettings, Said } from './caller.ts'

const PROCESSES = 8
const INVALIDATIONS = 6
const KILLS = 1

const STORES: [kind: StoreKind, tokens: TokenKind, start?: () => Promise<Server>][] = [
  ['file', 'stable'],
  ['sqlite', 'classic'],
  ['postgres', 'stable', startPostgres],
  ['redis', 'classic', startRedis],
]

describe.each(STORES)('%s, %s tokens', (kind, tokens, start) => {
  const endpoint = tokens === 'stable' ? 'token.stable' : 'token.get'
  const random = seededRandom(2026)
  let folder = ''
  // WeChat's time stands still: tokens end only because the test ends them, and a delayed answer waits for the test.
  const clock = createFakeClock()
  const simulator = createSimulator({ clock, random })
  const callers: ChildProcess[] = []
  const failures: Said[] = []
  let server: Server | undefined
  /** Answers of WeChat so far. */
  const seen = { tokens: 0, calls: 0 }
  let onAsk = (_caller: ChildProcess) => {}

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'yingwu-eight-'))
    server = await start?.()
    const apiUrl = await simulator.listen({ port: 0 })
    const { appid: appId, secret: appSecret } = simulator.patchAccount({ quotas: { 'ip.api': 1_000_000 } })
    simulator.on((event) => {
      if (event.name !== 'call') return
      if (event.data.endpoint === endpoint) seen.tokens += 1
      else if (event.data.errcode === 0) seen.calls += 1
    })
    const place = server?.url ?? join(folder, 'store')
    const settings: CallerSettings = { kind, place, tokens, apiUrl, appId, appSecret }
    for (let number = 0; number < PROCESSES; number += 1) {
      const caller = fork(new URL('caller.ts', import.meta.url), [JSON.stringify(settings)], {
        execArgv: ['--conditions=yingwu:source', '--disable-warning=ExperimentalWarning'],
      })
      callers.push(caller)
      caller.on('message', (said: Said) => {
        if (said.type === 'asks') onAsk(caller)
        else failures.push(said)
      })
    }
  }, 400_000)

  afterAll(async () => {
    for (const caller of callers) caller.kill('SIGKILL')
    await simulator.close()
    await server?.[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true })
  })

  /** Waits for so many more calls that succeed. */
  async function moreCalls(count: number) {
    const enough = seen.calls + count
    await until(() => seen.calls >= enough, `${count} more calls`, 60)
  }

  /** Ends the token, as expired or as replaced by another program. */
  async function invalidate(how: 'expire' | 'replace') {
    const { appid } = simulator.account()
    const url = `${simulator.url}/_sim/v1/accounts/${appid}/tokens`
    expect(await postJson(url, { [how]: true })).toHaveProperty('tokens')
  }

  test(`${INVALIDATIONS} tokens die at random moments: no call fails, and each is replaced by one fetch`, async () => {
    await moreCalls(200)
    expect(seen.tokens).toBe(1)
    for (let done = 1; done <= INVALIDATIONS; done += 1) {
      await moreCalls(50 + (Number(random.digits(3)) % 200))
      await invalidate(done % 2 === 0 ? 'expire' : 'replace')
      await until(() => seen.tokens > done, 'somebody noticed')
    }
    await moreCalls(150)
    expect(failures).toEqual([])
    // One for the beginning and one for each that died: nobody can go on with fewer.
    expect(seen.tokens).toBe(1 + INVALIDATIONS)
  }, 120_000)

  test('kill -9 of the process that fetches: another one takes over, and no call of the others fails', async () => {
    for (let killed = 1; killed <= KILLS; killed += 1) {
      const before = seen.tokens
      const asked = new Promise<ChildProcess>((resolve) => {
        onAsk = resolve
      })
      await holdBackNextToken()
      await invalidate('expire')
      const victim = await asked
      await until(heldBack, "the victim's request has arrived")
      victim.kill('SIGKILL')
      await once(victim, 'exit')
      callers.splice(callers.indexOf(victim), 1)
      await until(() => seen.tokens > before, 'another one has fetched')
      await moreCalls(150)
      // The one fetch that was needed. WeChat gets to the dead one's request only now.
      expect(seen.tokens).toBe(before + 1)
      await clock.advance(60_000)
      expect(seen.tokens).toBe(before + 2)
      await moreCalls(150)
      expect(seen.tokens).toBe(before + 2)
    }
    expect(failures).toEqual([])
    expect(callers).toHaveLength(PROCESSES - KILLS)
  }, 120_000)

  test('all of them end when told so', async () => {
    const exits = callers.map(async (caller) => (await once(caller, 'exit'))[0])
    for (const caller of callers) caller.send('stop')
    expect(await Promise.all(exits)).toEqual(callers.map(() => 0))
    expect(failures).toEqual([])
  })

  async function holdBackNextToken() {
    const path = tokens === 'stable' ? '/cgi-bin/stable_token' : '/cgi-bin/token'
    const rule = {
      enabled: true,
      direction: 'api',
      match: path,
      times: 1,
      effect: { type: 'delay', ms: 60_000 },
    }
    const response = await fetch(`${simulator.url}/_sim/v1/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([rule]),
    })
    expect(response.status).toBe(200)
  }

  async function heldBack(): Promise<boolean> {
    const response = await fetch(`${simulator.url}/_sim/v1/faults`)
    return /"hits":1\b/.test(await response.text())
  }
})
