/**
 * What it costs to handle each message once in a store: an echo with run-once in SQLite, on the disk, beside the same
 * echo in memory mode, in turns. Alone: `node scripts/run.mjs bench/stores.ts`.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RoundResult } from './load.ts'
import { answerOf, path, type ServerProcess, startProgram } from './servers.ts'
import { table } from './table.ts'

/** `none`: memory mode, one process and no restart; `memory`: the way over a store, without a disk. */
const STORES = ['none', 'memory', 'sqlite'] as const

export interface StoreFigures {
  store: (typeof STORES)[number]
  requestsPerSecond: number
  /** µs of user and system time of the whole process, per request. */
  cpu: number
  wrong: number
}

export interface StoreOptions {
  rounds: number
  requestsPerRound: number
}

/** Rounds that let the compiler do its work before anything is measured. */
const WARM_UP = 4

export async function measureStores({ rounds, requestsPerRound }: StoreOptions): Promise<StoreFigures[]> {
  const load = fork(path('load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const servers: ServerProcess[] = []
  const sums = STORES.map((store) => ({ store, ms: 0, cpu: 0, wrong: 0 }))
  let first = 0

  async function play(server: ServerProcess) {
    load.send({ url: server.url, mode: 'plain', first, count: requestsPerRound, isEchoed: true })
    await answerOf(load, 'the load generator')
    const before = await server.usage()
    load.send('go')
    const [{ ms, wrong }] = await answerOf<RoundResult>(load, 'the load generator')
    return { ms, wrong, cpu: (await server.usage()).cpu - before.cpu }
  }

  try {
    for (const store of STORES) servers.push(await startKit(store, 0))
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const [index, server] of servers.entries()) {
        const { ms, cpu, wrong } = await play(server)
        const sum = sums[index]
        if (!sum) continue
        sum.wrong += wrong
        if (round < 0) continue
        sum.ms += ms
        sum.cpu += cpu
      }
      first += requestsPerRound
    }
  } finally {
    if (load.connected) load.disconnect()
    await Promise.all(servers.map((server) => server.close()))
  }
  const count = rounds * requestsPerRound
  return sums.map(({ store, ms, cpu, wrong }) => ({
    store,
    requestsPerSecond: count / (ms / 1000),
    cpu: cpu / count,
    wrong,
  }))
}

/** The kit with one of the stores, and a bot of this latency. */
export function startKit(store: StoreFigures['store'], latencyMs: number): Promise<ServerProcess> {
  return startProgram('kit-server.ts', [store, String(latencyMs), 'plain'], {
    execArgv: ['--conditions=yingwu:source'],
  })
}

export function storesTable(figures: readonly StoreFigures[]): string {
  const none = figures.find(({ store }) => store === 'none')?.requestsPerSecond ?? Number.NaN
  return table(
    ['store', 'requests / s', 'of memory mode', 'CPU µs / request'],
    figures.map((one) => [one.store, one.requestsPerSecond, one.requestsPerSecond / none, one.cpu]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureStores({ rounds: 8, requestsPerRound: 4000 })
  console.log(`Node ${process.version}. Goal: SQLite at least 0.60 of memory mode\n\n${storesTable(figures)}`)
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
