import type { Mode } from './account.ts'
import { startProgram } from './servers.ts'
import { table } from './table.ts'

export interface CodecFigures {
  mode: Mode
  /** µs per exchange: query, verification, decryption, decoding, encoding, encryption. */
  codec: number
  /** µs per exchange of the whole callback: the same, and freshness, run-once and an echo bot. */
  callback: number
  /** µs per exchange of the echo written by hand. */
  reference: number
  /** The same in a quarter of the rounds at most: what else the machine was doing counts for less. */
  quiet: { codec: number; reference: number }
  wrong: number
}

const WAYS = ['codec', 'callback', 'reference'] as const
export type Way = (typeof WAYS)[number]

export interface RoundResult {
  /** CPU time per exchange, of all threads. */
  us: number
}

/** The compiler needs some 40,000 exchanges until it has done what it can. */
const WARM_UP = 30
const ROUNDS = 50

/**
 * Measures the path of a message without a network, each way in a process of its own. They take turns, so that the
 * machine is as quick for one as for another. The middle one of many rounds counts.
 */
export async function measureCodec(mode: Mode): Promise<CodecFigures> {
  const programs = await Promise.all(
    WAYS.map(async (way) => ({ way, program: await startProgram('codec-exchanges.ts', [way, mode]) })),
  )
  const times: Record<Way, number[]> = { codec: [], callback: [], reference: [] }
  let wrong = 0
  try {
    for (const { program } of programs) wrong += (await program.ask<{ wrong: number }>('check')).wrong
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const { way, program } of programs) {
        const { us } = await program.ask<RoundResult>('round')
        if (round >= WARM_UP) times[way].push(us)
      }
    }
  } finally {
    await Promise.all(programs.map(({ program }) => program.close()))
  }
  const { codec, callback, reference } = times
  return {
    mode,
    codec: median(codec),
    callback: median(callback),
    reference: median(reference),
    quiet: { codec: quantile(codec, 0.25), reference: quantile(reference, 0.25) },
    wrong,
  }
}

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
}

export function codecTable(figures: readonly CodecFigures[]): string {
  return table(
    [
      'mode',
      'codec',
      'callback with bot',
      'written by hand',
      'codec / by hand',
      'quiet: codec',
      'by hand',
      'codec / by hand',
    ],
    figures.map(({ mode, codec, callback, reference, quiet }) => {
      const ratio = quiet.codec / quiet.reference
      return [mode, codec, callback, reference, codec / reference, quiet.codec, quiet.reference, ratio]
    }),
  )
}
