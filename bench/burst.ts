/**
 * Ten thousand people send at once to a bot that takes two seconds: is every first delivery answered within WeChat's
 * five seconds, and each message handled once? Alone: `node scripts/run.mjs bench/burst.ts`.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Burst, BurstResult } from './burst-load.ts'
import { answerOf, path } from './servers.ts'
import { startKit } from './stores.ts'
import { table } from './table.ts'

const LATENCY_MS = 2000

export interface BurstFigures extends BurstResult {
  store: 'none' | 'sqlite'
  people: number
  /** How often the handler ran. */
  runs: number
  /** Resident bytes: before, and at the most. */
  idleMemory: number
  peakMemory: number
}

export async function measureBursts(people: number): Promise<BurstFigures[]> {
  const figures: BurstFigures[] = []
  for (const store of ['none', 'sqlite'] as const) figures.push(await measureBurst(store, people))
  return figures
}

async function measureBurst(store: BurstFigures['store'], people: number): Promise<BurstFigures> {
  const server = await startKit(store, LATENCY_MS)
  const load = fork(path('burst-load.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] })
  try {
    const { memory } = await server.usage()
    load.send({ url: server.url, people } satisfies Burst)
    const [result] = await answerOf<BurstResult>(load, 'the load generator')
    const { runs } = await server.ask<{ runs: number }>('runs')
    const { peak } = await server.usage()
    const wrong = result.wrong + Math.abs(runs - people)
    return { ...result, wrong, store, people, runs, idleMemory: memory, peakMemory: peak }
  } finally {
    if (load.connected) load.disconnect()
    await server.close()
  }
}

export function burstTable(figures: readonly BurstFigures[]): string {
  return table(
    [
      'store',
      'people',
      'runs',
      'ms median',
      'ms 99 %',
      'ms last',
      'after 5 s',
      'forgotten',
      'MB before',
      'MB at most',
    ],
    figures.map(({ store, people, runs, median, p99, worst, late, forgotten, idleMemory, peakMemory }) => [
      store,
      people,
      runs,
      median,
      p99,
      worst,
      late,
      forgotten,
      idleMemory / 1e6,
      peakMemory / 1e6,
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measureBursts(10_000)
  console.log(
    `Node ${process.version}. Goal: none after 5 s, as many runs as people\n\n${burstTable(figures)}`,
  )
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
