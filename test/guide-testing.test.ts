/** The examples of docs/guide/testing run as they stand there, by the runners they are written for. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ROOT } from './support/program.ts'

let folder: string

/** A project with the parrot as its bot. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yingwu-guide-'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  copyFileSync(join(ROOT, 'examples/parrot/bot.ts'), join(folder, 'bot.ts'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const RUNNERS = {
  vitest: { command: [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], outcome: /Tests\s+1 passed/ },
  'node:test': { command: ['--test', 'bot.test.ts'], outcome: /pass 1\n/ },
}

test.each(['vitest', 'node:test'] as const)('the example for %s passes', async (runner) => {
  const { command, outcome } = RUNNERS[runner]
  writeFileSync(join(folder, 'bot.test.ts'), exampleFor(runner, 'testing.md'))
  const { PATH, HOME } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, command, {
    cwd: folder,
    env: { PATH, HOME, NO_COLOR: '1' },
  })
  expect(stdout).toMatch(outcome)
})

test.each(['vitest', 'node:test'])('the example for %s is the same in Chinese', (runner) => {
  const chinese = exampleFor(runner, 'testing.zh-CN.md')
  expect(chinese.replace('鹦鹉学舌', 'the parrot repeats')).toBe(exampleFor(runner, 'testing.md'))
})

function exampleFor(runner: string, page: string): string {
  const text = readFileSync(join(ROOT, 'docs/guide', page), 'utf8')
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, block = '']) => block)
  const found = blocks.find((block) => block.includes(`from '${runner}'`) && block.includes('./bot.ts'))
  if (found === undefined) throw new Error(`no example for ${runner} in ${page}`)
  return found
}
