/**
 * What the simulator costs: a simple call (`user/info`: token, quota, a person, the log) beside what node:http costs
 * alone, in turns within the same minute. Alone: `node scripts/run.mjs bench/simulator.ts`.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CallRound } from './calls-load.ts'
import type { RoundResult } from './load.ts'
import { answerOf, path, type ServerProcess, startProgram } from './servers.ts'
import { table } from './table.ts'

export interface SimulatorFigures {
  server: 'bare' | 'simulator'
  /** µs of user and system time of the whole process, per call. */
  cpu: number
  /** What one core could answer if it did nothing else. */
  callsPerSecond: number
  calls: number
  wrong: number
}

export interface SimulatorOptions {
  rounds: number
  callsPerRound: number
}

/** Rounds that let the compiler do its work before anything is measured. */
const WARM_UP = 3

export async function measureSimulator({
  rounds,
  callsPerRound,
}: SimulatorOptions): Promise<SimulatorFigures[]> {
  const load = fork(path('calls-load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const servers = [
    { server: 'bare', expected: 'success', process: await startProgram('bare.ts', []) },
    {
      server: 'simulator',
      expected: '"subscribe":1',
      process: await startProgram('simulator-server.ts', [], { execArgv: ['--conditions=yingwu:source'] }),
    },
  ] as const
  const figures = servers.map(({ server }) => ({ server, cpu: 0, calls: 0, wrong: 0 }))

  async function play(at: ServerProcess, round: CallRound) {
    const before = await at.usage()
    load.send(round)
    const [{ wrong }] = await answerOf<RoundResult>(load, 'the load generator')
    return { cpu: (await at.usage()).cpu - before.cpu, wrong }
  }

  try {
    for (let round = -WARM_UP; round < rounds; round++) {
      for (const [index, { process: at, expected }] of servers.entries()) {
        const played = await play(at, { url: at.url, count: callsPerRound, expected })
        const one = figures[index]
        if (!one) continue
        one.wrong += played.wrong
        if (round < 0) continue
        one.cpu += played.cpu
        one.calls += callsPerRound
      }
    }
  } finally {
    load.disconnect()
    await Promise.all(servers.map(({ process: at }) => at.close()))
  }
  return figures.map((one) => ({
    ...one,
    cpu: one.cpu / one.calls,
    callsPerSecond: (1e6 * one.calls) / one.cpu,
  }))
}

export function simulatorTable(figures: readonly SimulatorFigures[]): string {
  const bare = figures.find(({ server }) => server === 'bare')?.cpu ?? Number.NaN
  return table(
    ['server', 'CPU µs / call', '× bare', 'calls / s on one core'],
    figures.map(({ server, cpu, callsPerSecond }) => [server, cpu, cpu / bare, callsPerSecond]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureSimulator({ rounds: 8, callsPerRound: 4000 })
  console.log(`Node ${process.version}. Goal: 4,000 calls a second on one core\n\n${simulatorTable(figures)}`)
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
