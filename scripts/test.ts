/**
 * `npm test`: everything a reviewer would ask for. Ends with the line `N passed, N failed`, in which each check counts
 * as one besides the tests.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { findServers } from './servers.ts'

const CHECKS: [what: string, command: string, ...args: string[]][] = [
  [
    'generated files are fresh',
    'node',
    '--conditions=yingwu:source',
    'packages/protocol/scripts/generate.ts',
    '--check',
  ],
  ['docs are fresh', 'node', '--conditions=yingwu:source', 'scripts/docs.ts', '--check'],
  ['format', 'biome', 'format', '.'],
  ['lint and import directions', 'oxlint', '--type-aware'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the phone', 'tsc', '-p', 'packages/simulator/ui'],
  ['nothing unused', 'knip'],
]

let passed = 0
let failed = 0

const browser = attempt(() => findBrowser(process.env))
attempt(() => findServers(process.env))
for (const [what, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  report(status === 0, what, status === 0 ? '' : `${stdout}${stderr}`)
}
if (browser !== undefined) runTests(browser)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function runTests(chromium: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-test-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  spawnSync('vitest', ['run', ...reporters], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, CHROMIUM: chromium, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) },
    shell: process.platform === 'win32',
  })
  const outcome: { numPassedTests: number; numFailedTests: number; success: boolean } = attempt(() =>
    JSON.parse(readFileSync(file, 'utf8')),
  ) ?? { numPassedTests: 0, numFailedTests: 1, success: false }
  rmSync(folder, { recursive: true })
  passed += outcome.numPassedTests
  // A file that does not even load fails without a failed test.
  failed += outcome.success ? 0 : Math.max(1, outcome.numFailedTests)
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    report(false, 'set-up', error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function report(isGood: boolean, what: string, output: string): void {
  if (isGood) passed++
  else failed++
  console.log(`${isGood ? '✓' : '✗'} ${what}${output === '' ? '' : `\n${output}`}`)
}
