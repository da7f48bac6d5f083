/**
 * What Yingwu costs: the codec alone, the running parrot beside what node:http and a handler written by hand cost in
 * the same minutes, memory, the typed client beside requests written by hand, what its types cost the compiler, and the
 * simulator. `--json` prints the same as JSON, `--quick` takes a few seconds.
 *
 * Only ratios within one run mean something; a wrong echo is the one thing that fails.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { MODES } from './account.ts'
import { clientTable, measureClient } from './client.ts'
import { type CodecFigures, measureCodec } from './codec.ts'
import { measureRunning, type RunningFigures } from './running.ts'
import { path } from './servers.ts'
import { measureSimulator, simulatorTable } from './simulator.ts'
import { table } from './table.ts'
import { measureTypes } from './types.ts'

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const AMOUNTS = flags.quick
  ? { rounds: 3, requestsPerRound: 2000, requestsForMemory: 0, compilations: 1 }
  : { rounds: 8, requestsPerRound: 4000, requestsForMemory: 200_000, compilations: 5 }
const CALLS = { rounds: AMOUNTS.rounds, callsPerRound: AMOUNTS.requestsPerRound }

build()
const codec: CodecFigures[] = []
for (const mode of MODES) codec.push(await measureCodec(mode))
const client = await measureClient(CALLS)
const types = measureTypes(AMOUNTS.compilations)
const running = await measureRunning(AMOUNTS)
const simulator = await measureSimulator(CALLS)

const figures = { node: process.version, codec, client, types, running, simulator }
if (flags.json) console.log(JSON.stringify(figures, null, 2))
else print()
const wrong = [...codec, client, types, ...running, ...simulator].reduce((sum, one) => sum + one.wrong, 0)
if (wrong > 0) {
  console.error(`${wrong} answers were wrong`)
  process.exitCode = 1
}

function print(): void {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}. Compare figures within this run only.

Codec alone, in this process: CPU µs per exchange. Goals: 10 plain, 30 safe
`)
  console.log(
    table(
      ['mode', 'codec', 'callback with bot', 'written by hand', 'codec / by hand'],
      codec.map((one) => [one.mode, one.codec, one.callback, one.reference, one.codec / one.reference]),
    ),
  )
  console.log(`
The typed client over a pool of undici, ${CALLS.rounds * CALLS.callsPerRound} calls each. Goal: 2 × a bare request that does the same
`)
  console.log(clientTable(client))
  const added = Math.round(types.all - types.without)
  console.log(`
Type-checking a bot that makes all ${types.calls} calls takes ${added} ms more than an empty program. Goal: 1500 ms`)
  console.log(`
Running servers, ${AMOUNTS.rounds * AMOUNTS.requestsPerRound} requests each, in turns. Goals: the parrot at most 1.25 × the reference, 110 MB
`)
  console.log(
    table(
      [
        'mode',
        'server',
        'CPU µs / request',
        '× reference',
        'requests / s',
        'MB idle',
        'MB after',
        'of requests',
      ],
      running.map(toRow),
    ),
  )
  console.log(`
The simulator, ${CALLS.rounds * CALLS.callsPerRound} calls of user/info. Goal: 4,000 calls a second on one core
`)
  console.log(simulatorTable(simulator))
}

function toRow(one: RunningFigures): (string | number)[] {
  const { mode, server, cpu, requestsPerSecond, idleMemory, memory, requests } = one
  const reference = running.find((other) => other.mode === mode && other.server === 'reference')?.cpu
  return [
    mode,
    server,
    cpu,
    cpu / (reference ?? Number.NaN),
    requestsPerSecond,
    idleMemory / 1e6,
    memory / 1e6,
    requests,
  ]
}

/** The parrot runs compiled, as it is published. */
function build(): void {
  const tsc = path('../node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-b', path('../packages/cli')], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) console.error('The packages do not compile without errors; what was emitted is measured.')
}
