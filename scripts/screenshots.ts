/**
 * Pictures of the running window: those of the README (`docs/images/phone*.png`), and every screen in light and dark
 * (`docs/images/screens`), which docs/screens.md shows. Needs what `npm test` needs, a Chromium.
 *
 *     npm run screenshots                  all of them
 *     npm run screenshots -- chat faults   these scenes only
 *     npm run screenshots -- --check       takes none; is each picture of the table there, and no other?
 */
import { readdirSync, rmSync } from 'node:fs'
import { closeBrowser } from '../test/support/browser.ts'
import { findBrowser } from './browser.ts'
import { screenProblems, SCREENS_FOLDER, THEMES, writeScreenPages } from './screenshots/pages.ts'
import * as chat from './screenshots/scenes/chat.ts'
import * as lists from './screenshots/scenes/lists.ts'
import * as log from './screenshots/scenes/log.ts'
import * as readme from './screenshots/scenes/readme.ts'
import * as tabs from './screenshots/scenes/tabs.ts'
import * as web from './screenshots/scenes/web.ts'
import * as window from './screenshots/scenes/window.ts'
import { SCREENS } from './screenshots/screens.ts'

const SCENES: Record<string, () => Promise<void>> = {
  ...readme,
  ...window,
  ...chat,
  ...lists,
  ...web,
  ...log,
  ...tabs,
}

const names = process.argv.slice(2)
if (names.includes('--check')) report(screenProblems())
else await takeAll(names)

async function takeAll(only: string[]): Promise<void> {
  process.env['CHROMIUM'] = findBrowser(process.env)
  const failures: string[] = []
  for (const [name, play] of Object.entries(SCENES)) {
    if (only.length > 0 && !only.includes(name)) continue
    try {
      await play()
      console.log(`✓ ${name}`)
    } catch (error) {
      failures.push(`scene ${name}: ${error instanceof Error ? error.message : String(error)}`)
      console.log(`✗ ${name}`)
    }
  }
  await closeBrowser()
  removeLeftOvers()
  writeScreenPages()
  report([...failures, ...screenProblems()])
}

function removeLeftOvers(): void {
  const wanted = new Set(SCREENS.flatMap(({ name }) => THEMES.map((theme) => `${name}-${theme}.png`)))
  for (const name of readdirSync(SCREENS_FOLDER)) if (!wanted.has(name)) rmSync(SCREENS_FOLDER + name)
}

function report(problems: string[]): void {
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
