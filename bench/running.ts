import { fork } from 'node:child_process'
import { MODES, type Mode, SERVERS, type ServerName } from './account.ts'
import { median } from './codec.ts'
import type { Round, RoundResult } from './load.ts'
import { answerOf, path, type ServerProcess, startServer } from './servers.ts'
import { table } from './table.ts'

export interface RunningFigures {
  mode: Mode
  server: ServerName
  /** µs of user and system time of the whole process, per request: the mean of the starts. */
  cpu: number
  /** The same of the cheapest and of the dearest start. */
  least: number
  most: number
  requestsPerSecond: number
  /** Resident bytes after the start, and after all requests, in the largest of the starts. */
  idleMemory: number
  memory: number
  /** To one start at most. */
  requests: number
  wrong: number
}

export interface RunningOptions {
  /** How often each server is started: the same program may cost a quarter more from one start to the next. */
  starts: number
  /** Measured rounds of each start; the servers take turns. */
  rounds: number
  requestsPerRound: number
  /** The first parrot gets this many in all before its memory is read. */
  requestsForMemory: number
}

/** Rounds that let the compiler do its work before anything is measured. */
const WARM_UP = 8

/** One start of a server, and what was measured of it. */
interface Contestant {
  server: ServerName
  process: ServerProcess
  /** µs per request of each measured round; the middle one counts. */
  cpus: number[]
  /** Of the measured rounds. */
  ms: number
  idleMemory: number
  memory: number
  requests: number
  wrong: number
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
  const all: Contestant[] = []
  for (let start = 0; start < options.starts; start++) {
    const requestsForMemory = start === 0 ? options.requestsForMemory : 0
    all.push(...(await measureStart(mode, { ...options, requestsForMemory }, load)))
  }
  return SERVERS.map((server) => {
    const starts = all.filter((one) => one.server === server)
    const cpus = starts.map((one) => median(one.cpus))
    const measured = starts.length * options.rounds * options.requestsPerRound
    return {
      mode,
      server,
      cpu: sum(cpus) / cpus.length,
      least: Math.min(...cpus),
      most: Math.max(...cpus),
      requestsPerSecond: measured / (sum(starts.map((one) => one.ms)) / 1000),
      idleMemory: Math.max(...starts.map((one) => one.idleMemory)),
      memory: Math.max(...starts.map((one) => one.memory)),
      requests: Math.max(...starts.map((one) => one.requests)),
      wrong: sum(starts.map((one) => one.wrong)),
    }
  })
}

async function measureStart(mode: Mode, options: RunningOptions, load: Load): Promise<Contestant[]> {
  const { rounds, requestsPerRound: count, requestsForMemory } = options
  const contestants: Contestant[] = []
  try {
    for (const server of SERVERS) contestants.push(await enter(server, mode))
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const one of contestants) await play(one, mode, load, count, round >= 0)
    }
    for (const one of contestants) {
      const wanted = one.server === 'parrot' ? requestsForMemory : 0
      while (one.requests < wanted) await play(one, mode, load, count, false)
      one.memory = (await one.process.usage()).memory
    }
  } finally {
    await Promise.all(contestants.map((one) => one.process.close()))
  }
  return contestants
}

async function enter(server: ServerName, mode: Mode): Promise<Contestant> {
  const process = await startServer(server, mode)
  const { memory } = await process.usage()
  return { server, process, cpus: [], ms: 0, idleMemory: memory, memory, requests: 0, wrong: 0 }
}

async function play(
  one: Contestant,
  mode: Mode,
  load: Load,
  count: number,
  isMeasured: boolean,
): Promise<void> {
  const { process, server } = one
  await load.prepare({ url: process.url, mode, first: one.requests, count, isEchoed: server !== 'bare' })
  const before = await process.usage()
  const { ms, wrong } = await load.run()
  const after = await process.usage()
  one.requests += count
  one.wrong += wrong
  if (!isMeasured) return
  one.cpus.push((after.cpu - before.cpu) / count)
  one.ms += ms
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
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
  const head = ['CPU µs / request', 'of the starts', '× reference', 'requests / s', 'MB idle', 'MB after']
  return table(
    ['mode', 'server', ...head, 'of requests'],
    figures.map((one) => {
      const reference = figures.find((other) => other.mode === one.mode && other.server === 'reference')?.cpu
      const ratio = one.cpu / (reference ?? Number.NaN)
      const range = `${one.least.toFixed(1)}–${one.most.toFixed(1)}`
      const memories = [one.idleMemory / 1e6, one.memory / 1e6]
      return [one.mode, one.server, one.cpu, range, ratio, one.requestsPerSecond, ...memories, one.requests]
    }),
  )
}
