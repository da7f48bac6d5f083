/**
 * What Yingwu costs, one section after the other: `npm run bench`, or `npm run bench -- codec burst` for some of them.
 * `--json` prints the figures as JSON, `--quick` takes a few seconds a section.
 *
 * Only ratios within one run mean something; a wrong answer is the one thing that fails.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { isSectionName, SECTIONS, type SectionName } from './sections.ts'
import { path } from './servers.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !isSectionName(name))
if (unknown.length > 0) {
  console.error(
    `没有 / There is no ${unknown.join(', ')}. 可选 / Sections: ${Object.keys(SECTIONS).join(', ')}`,
  )
  process.exit(2)
}
const names = Object.keys(SECTIONS).filter(isSectionName)
const chosen = positionals.length === 0 ? names : names.filter((name) => positionals.includes(name))
const amounts = flags.quick
  ? {
      rounds: 3,
      starts: 1,
      perRound: 2000,
      forMemory: 0,
      compilations: 1,
      people: 1000,
      crowds: [10_000],
      logRows: 5000,
    }
  : {
      rounds: 8,
      starts: 4,
      perRound: 4000,
      forMemory: 200_000,
      compilations: 5,
      people: 10_000,
      crowds: [10_000, 1_000_000],
      logRows: 50_000,
    }

build()
if (!flags.json) {
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}. Compare figures within this run only.`,
  )
}
const figures: { [name in SectionName]?: unknown } = {}
let wrong = 0
for (const name of chosen) {
  const result = await SECTIONS[name](amounts)
  figures[name] = result.figures
  wrong += result.wrong
  if (!flags.json) console.log(`\n${result.text}`)
}
if (flags.json) console.log(JSON.stringify({ node: process.version, ...figures }, null, 2))
if (wrong > 0) {
  console.error(`${wrong} answers were wrong`)
  process.exitCode = 1
}

/** The parrot runs compiled, as it is published. */
function build(): void {
  const tsc = path('../node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-b', path('../packages/cli')], {
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) console.error('The packages do not compile without errors; what was emitted is measured.')
}
