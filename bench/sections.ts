/** The sections of the benchmark, in the order in which they run: what is measured, its goal and its table. */
import { MODES } from './account.ts'
import { burstTable, measureBursts } from './burst.ts'
import { clientTable, measureClient } from './client.ts'
import { type CodecFigures, codecTable, measureCodec } from './codec.ts'
import { followersTable, measureFollowers } from './followers.ts'
import { logsTable, measureLogs } from './logs.ts'
import { measurePushes, pushesTable } from './pushes.ts'
import { measureRunning, runningTable } from './running.ts'
import { measureSimulator, simulatorTable } from './simulator.ts'
import { measureStores, storesTable } from './stores.ts'
import { measureTypes } from './types.ts'
import { measureWindow, windowTable } from './window.ts'

export interface Amounts {
  rounds: number
  /** Of each of the running servers. */
  starts: number
  /** Requests or calls. */
  perRound: number
  /** Requests before the parrot's memory is read. */
  forMemory: number
  compilations: number
  /** Who send at once. */
  people: number
  /** Sizes of crowds that the simulator makes up. */
  crowds: readonly number[]
  /** In each log of the simulator. */
  logRows: number
}

export interface Section {
  figures: unknown
  text: string
  wrong: number
}

export const SECTIONS = {
  codec,
  client,
  types,
  running,
  stores,
  burst,
  simulator,
  pushes,
  window,
  followers,
  logs,
} as const

export type SectionName = keyof typeof SECTIONS

export function isSectionName(text: string): text is SectionName {
  return Object.hasOwn(SECTIONS, text)
}

async function codec(): Promise<Section> {
  const figures: CodecFigures[] = []
  for (const mode of MODES) figures.push(await measureCodec(mode))
  const title =
    'Codec alone, in a process of its own: CPU µs per exchange, middle round and quietest quarter. Goals: 10 plain, 30 safe'
  return section(title, figures, codecTable(figures))
}

async function client({ rounds, perRound }: Amounts): Promise<Section> {
  const figures = await measureClient({ rounds, callsPerRound: perRound })
  const title = `The typed client over a pool of undici, ${rounds * perRound} calls each. Goal: 2 × a bare request that does the same`
  return section(title, [figures], clientTable(figures))
}

async function types({ compilations }: Amounts): Promise<Section> {
  const figures = measureTypes(compilations)
  const added = Math.round(figures.all - figures.without)
  const text = `takes ${added} ms more than an empty program. Goal: 1500 ms`
  return {
    figures,
    text: `Type-checking a bot that makes all ${figures.calls} calls ${text}`,
    wrong: figures.wrong,
  }
}

async function running({ starts, rounds, perRound, forMemory }: Amounts): Promise<Section> {
  const amounts = { starts, rounds, requestsPerRound: perRound, requestsForMemory: forMemory }
  const figures = await measureRunning(amounts)
  const title = `Running servers, ${starts} starts each with ${rounds * perRound} requests, in turns. Goals: the parrot at most 1.25 × the reference, 110 MB`
  return section(title, figures, runningTable(figures))
}

async function stores({ rounds, perRound }: Amounts): Promise<Section> {
  const figures = await measureStores({ rounds, requestsPerRound: perRound })
  const title = `Each message handled once in a store, ${rounds * perRound} requests each, in turns. Goal: SQLite at least 0.60 of memory mode (none)`
  return section(title, figures, storesTable(figures))
}

async function burst({ people }: Amounts): Promise<Section> {
  const figures = await measureBursts(people)
  const title =
    'People who send at once to a bot that takes 2 s. Goals: none answered after 5 s, as many runs as people'
  return section(title, figures, burstTable(figures))
}

async function simulator({ rounds, perRound }: Amounts): Promise<Section> {
  const figures = await measureSimulator({ rounds, callsPerRound: perRound })
  const title = `The simulator, ${rounds * perRound} calls of user/info. Goal: 4,000 calls a second on one core`
  return section(title, figures, simulatorTable(figures))
}

async function pushes({ rounds, perRound }: Amounts): Promise<Section> {
  const figures = await measurePushes({ rounds, pushesPerRound: perRound })
  const title = `The simulator's pushes to a fast bot in a process of its own, ${rounds * perRound} each. Goal: 3,000 a second`
  return section(title, figures, pushesTable(figures))
}

async function window({ rounds, perRound }: Amounts): Promise<Section> {
  const figures = await measureWindow({ rounds, pushesPerRound: perRound })
  const title = `The window in a browser, at rest and during ${rounds * perRound} pushes to a fast bot. Goal: 60 frames a second at 3,000 pushes a second`
  return section(title, figures, windowTable(figures))
}

async function followers({ crowds }: Amounts): Promise<Section> {
  const figures = measureFollowers(crowds)
  const title =
    "The simulator's followers, made up from a seed. Goals: 10,000 within 2 s, a million in bounded memory"
  return section(title, figures, followersTable(figures))
}

async function logs({ logRows }: Amounts): Promise<Section> {
  const figures = await measureLogs(logRows)
  const title =
    'Searching full logs, in the simulator and in the window. Goal: no key waits for more than 50 ms'
  return section(title, figures, logsTable(figures))
}

function section(title: string, figures: readonly { wrong: number }[], table: string): Section {
  return { figures, text: `${title}\n\n${table}`, wrong: figures.reduce((sum, one) => sum + one.wrong, 0) }
}
