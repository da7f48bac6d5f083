import { fork } from 'node:child_process'
import { MODES, type Mode, SERVERS, type ServerName } from './account.ts'
import { median } from './codec.ts'
import type { Round, RoundResult } from './load.ts'
import { answerOf, path, type ServerProcess, startServer } from './servers.ts'
import { table } from './table.ts'

export interface RunningFigures {
  mode: Mode
  server: ServerName
  /** µs of user and system time of the whole process, per request: the middle one of the rounds. */
  cpu: number
  requestsPerSecond: number
  /** Resident bytes: after the start, and after all requests. */
  idleMemory: number
  memory: number
  requests: number
  wrong: number
}

export interface RunningOptions {
  /** Measured rounds per server and mode; the servers take turns. */
  rounds: number
  requestsPerRound: number
  /** The parrot gets this many in all before its memory is read. */
  requestsForMemory: number
}

/** Rounds that let the compiler do its work before anything is measured. */
const WARM_UP = 5

interface Contestant {
  figures: RunningFigures
  process: ServerProcess
  /** µs per request of each measured round. */
  cpus: number[]
  ms: number
  measured: number
}

/** Puts the three servers side by side under the same load, one mode after the other. */
export async function measureRunning(options: RunningOptions): Promise<RunningFigures[]> {
  const load = startLoad()
  try {
    const figures: RunningFigures[] = []
    for (const mode of MODES) figures.push(...(await measureMode(mode, options, load)))
    return figures
  } finally {
    load.close()
  }
}

async function measureMode(mode: Mode, options: RunningOptions, load: Load): Promise<RunningFigures[]> {
  const { rounds, requestsPerRound: count, requestsForMemory } = options
  const contestants: Contestant[] = []
  try {
    for (const server of SERVERS) contestants.push(await enter(server, mode))
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const one of contestants) await play(one, load, count, round >= 0)
    }
    for (const one of contestants) {
      const { figures } = one
      const wanted = figures.server === 'parrot' ? requestsForMemory : 0
      while (figures.requests < wanted) await play(one, load, count, false)
      figures.cpu = median(one.cpus)
      figures.requestsPerSecond = one.measured / (one.ms / 1000)
      figures.memory = (await one.process.usage()).memory
    }
  } finally {
    await Promise.all(contestants.map((one) => one.process.close()))
  }
  return contestants.map((one) => one.figures)
}

async function enter(server: ServerName, mode: Mode): Promise<Contestant> {
  const process = await startServer(server, mode)
  const { memory } = await process.usage()
  const figures = {
    mode,
    server,
    cpu: 0,
    requestsPerSecond: 0,
    idleMemory: memory,
    memory,
    requests: 0,
    wrong: 0,
  }
  return { figures, process, cpus: [], ms: 0, measured: 0 }
}

async function play(one: Contestant, load: Load, count: number, isMeasured: boolean): Promise<void> {
  const { figures, process } = one
  const { mode, server } = figures
  await load.prepare({ url: process.url, mode, first: figures.requests, count, isEchoed: server !== 'bare' })
  const before = await process.usage()
  const { ms, wrong } = await load.run()
  const after = await process.usage()
  figures.requests += count
  figures.wrong += wrong
  if (!isMeasured) return
  one.cpus.push((after.cpu - before.cpu) / count)
  one.ms += ms
  one.measured += count
}

interface Load {
  prepare(round: Round): Promise<void>
  run(): Promise<RoundResult>
  close(): void
}

function startLoad(): Load {
  const child = fork(path('load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  return {
    async prepare(round) {
      child.send(round)
      await answerOf(child, 'the load generator')
    },
    async run() {
      child.send('go')
      const [result] = await answerOf<RoundResult>(child, 'the load generator')
      return result
    },
    close() {
      if (child.connected) child.disconnect()
    },
  }
}

export function runningTable(figures: readonly RunningFigures[]): string {
  const head = ['CPU µs / request', '× reference', 'requests / s', 'MB idle', 'MB after', 'of requests']
  return table(
    ['mode', 'server', ...head],
    figures.map(({ mode, server, cpu, requestsPerSecond, idleMemory, memory, requests }) => {
      const reference = figures.find((other) => other.mode === mode && other.server === 'reference')?.cpu
      const ratio = cpu / (reference ?? Number.NaN)
      return [mode, server, cpu, ratio, requestsPerSecond, idleMemory / 1e6, memory / 1e6, requests]
    }),
  )
}
