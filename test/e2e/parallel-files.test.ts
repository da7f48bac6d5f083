/**
 * Test files of the test kit beside one another: vitest runs generated files in parallel workers, also many in one worker
 * without isolation, and each of them sees its own WeChat alone. `PARALLEL_FILES=200` makes it two hundred files.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../support/program.ts'

const FILES = Number(process.env['PARALLEL_FILES'] ?? 16)

const folder = mkdtempSync(join(tmpdir(), 'yingwu-parallel-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CONFIG = `export default {
  resolve: { conditions: ['yingwu:source'] },
  ssr: { resolve: { conditions: ['yingwu:source'] } },
  test: { include: ['files/*.test.ts'], isolate: false },
}
`

/** A bot that counts what it hears, a person who talks, two days that pass: nobody else's may show in it. */
const toFile = (n: number) => `import { startSimulator } from '@yingwu/simulator/testing'
import { expect, test } from 'vitest'
import { Bot, createCallback, createClient, fetchHandler } from 'yingwu'

test('file ${n}', async () => {
  let heard = 0
  const bot = new Bot().on('message:text', (ctx) => \`${n}: \${++heard} \${ctx.message.Content}\`)
  await using wechat = await startSimulator({
    bot: (account) => fetchHandler(createCallback({ ...account, bot, api: createClient(account).api })),
  })
  const fan = await wechat.fan({ nickname: '${n} 号' })
  await fan.follows()
  for (let turn = 1; turn <= 5; turn++) {
    await fan.says('第 ${n} 个文件')
    expect(await fan.nextMessage()).toMatchObject({ content: \`${n}: \${turn} 第 ${n} 个文件\` })
    const before = wechat.simulator.clock.now()
    await wechat.clock.advance('48h')
    expect(wechat.simulator.clock.now() - before).toBe(48 * 3_600_000)
  }
  await wechat.idle()
  expect(wechat.simulator.pushes()).toHaveLength(6)
  expect(wechat.simulator.fans().filter(({ nickname }) => nickname.endsWith('号'))).toHaveLength(1)
})
`

test(`${FILES} test files in parallel do not disturb one another`, { timeout: 120_000 }, () => {
  mkdirSync(join(folder, 'files'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'vitest.config.js'), CONFIG)
  for (let n = 1; n <= FILES; n++) writeFileSync(join(folder, 'files', `file-${n}.test.ts`), toFile(n))
  const report = join(folder, 'report.json')
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], NO_COLOR: '1' } },
  )
  const outcome: { numPassedTests: number; numFailedTests: number } = JSON.parse(readFileSync(report, 'utf8'))
  expect(outcome, `${stdout}${stderr}`).toMatchObject({ numPassedTests: FILES, numFailedTests: 0 })
})
