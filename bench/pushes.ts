/**
 * How many pushes a second the simulator delivers to a fast bot in a process of its own, over kept-alive connections:
 * encoded, signed, encrypted, sent, judged, logged and, where the bot echoes, put on the phone. Followers write from inside
 * the simulator's process. Alone: `node scripts/run.mjs bench/pushes.ts`.
 */
import { fileURLToPath } from 'node:url'
import { MODES, type Mode } from './account.ts'
import { startProgram } from './servers.ts'
import { table } from './table.ts'

/** What the simulator's process is told to do. */
export interface PushRound {
  /** The bot's. */
  url: string
  mode: Mode
  count: number
  /** So many pushes are under way at a time. */
  atOnce: number
  /** So many people write, in turns. */
  fans: number
  expected: 'silent' | 'replied'
}

export interface PushRoundResult {
  ms: number
  wrong: number
}

export interface PushFigures {
  mode: Mode
  bot: 'success' | 'echo'
  pushesPerSecond: number
  /** µs of user and system time of the simulator's whole process, per push. */
  cpu: number
  pushes: number
  /** Resident bytes of the simulator afterwards. */
  memory: number
  wrong: number
}

export interface PushOptions {
  rounds: number
  pushesPerRound: number
}

const WARM_UP = 2
const AT_ONCE = 64
const FANS = 1000
const BOTS = ['success', 'echo'] as const

export async function measurePushes(options: PushOptions): Promise<PushFigures[]> {
  const figures: PushFigures[] = []
  for (const mode of MODES) for (const bot of BOTS) figures.push(await measure(mode, bot, options))
  return figures
}

async function measure(
  mode: Mode,
  bot: PushFigures['bot'],
  { rounds, pushesPerRound: count }: PushOptions,
): Promise<PushFigures> {
  const answering = await startProgram('pushes-bot.ts', [bot])
  const simulator = await startProgram('pushes-server.ts', [], { execArgv: ['--conditions=yingwu:source'] })
  const expected = bot === 'echo' ? 'replied' : 'silent'
  const round: PushRound = { url: answering.url, mode, count, atOnce: AT_ONCE, fans: FANS, expected }
  const sum = { ms: 0, cpu: 0, pushes: 0, wrong: 0 }
  try {
    for (let turn = -WARM_UP; turn < rounds; turn++) {
      const before = await simulator.usage()
      const { ms, wrong } = await simulator.ask<PushRoundResult>(round)
      sum.wrong += wrong
      if (turn < 0) continue
      sum.ms += ms
      sum.cpu += (await simulator.usage()).cpu - before.cpu
      sum.pushes += count
    }
    const { memory } = await simulator.usage()
    return {
      mode,
      bot,
      pushesPerSecond: (1000 * sum.pushes) / sum.ms,
      cpu: sum.cpu / sum.pushes,
      pushes: sum.pushes,
      memory,
      wrong: sum.wrong,
    }
  } finally {
    await Promise.all([simulator.close(), answering.close()])
  }
}

export function pushesTable(figures: readonly PushFigures[]): string {
  return table(
    ['mode', 'bot', 'pushes / s', 'CPU µs / push', 'MB after'],
    figures.map(({ mode, bot, pushesPerSecond, cpu, memory }) => [
      mode,
      bot,
      pushesPerSecond,
      cpu,
      memory / 1e6,
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await measurePushes({ rounds: 5, pushesPerRound: 6000 })
  console.log(`Node ${process.version}. Goal: 3,000 pushes a second\n\n${pushesTable(figures)}`)
  if (figures.some(({ wrong }) => wrong > 0)) process.exitCode = 1
}
