/**
 * What Yingwu costs: the codec alone, the running parrot beside what node:http and a handler written by hand cost in
 * the same minutes, and memory. `--json` prints the same as JSON, `--quick` takes a few seconds.
 *
 * Only ratios within one run mean something; a wrong echo is the one thing that fails.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { MODES } from './account.ts'
import { type CodecFigures, measureCodec } from './codec.ts'
import { measureRunning, type RunningFigures } from './running.ts'
import { path } from './servers.ts'
import { table } from './table.ts'

const { values: flags } = parseArgs({
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const AMOUNTS = flags.quick
  ? { rounds: 3, requestsPerRound: 2000, requestsForMemory: 0 }
  : { rounds: 8, requestsPerRound: 4000, requestsForMemory: 200_000 }

build()
const codec: CodecFigures[] = []
for (const mode of MODES) codec.push(await measureCodec(mode))
const running = await measureRunning(AMOUNTS)

if (flags.json) console.log(JSON.stringify({ node: process.version, codec, running }, null, 2))
else print()
const wrong = [...codec, ...running].reduce((sum, figures) => sum + figures.wrong, 0)
if (wrong > 0) {
  console.error(`${wrong} echoes were wrong`)
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
