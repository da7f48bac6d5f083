/** `npm start`: one command, and a message typed on the phone comes back. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, type ActionResult, createSimulator, type Fan } from '@yingwu/simulator'
import { expect, test } from 'vitest'
import { getJson, postJson, ROOT, startEverything, startProgram } from '../support/program.ts'
import { until } from '../support/wait.ts'

const CREDENTIALS = {
  WECHAT_APP_ID: 'wx00000000abcdef01',
  WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_TOKEN: 'parrot2026',
}

test('what a person says by the control API comes back', async () => {
  const { program, simulator, openid } = await startEverything()
  await using _ = program
  const { push, messages } = await postJson<ActionResult>(`${simulator}/_sim/v1/fans/${openid}/actions`, {
    type: 'text',
    content: '你好',
  })
  expect(push?.outcome).toBe('replied')
  expect(push?.attempts[0]?.request.body).toContain('<Encrypt>')
  expect(messages).toMatchObject([
    { from: 'fan', type: 'text', content: '你好' },
    { from: 'account', via: 'reply', type: 'text', content: '你好', pushId: push?.id },
  ])
})

test('an edited bot answers differently, and a broken one says so until it is mended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-bot-'))
  const bot = join(folder, 'bot.ts')
  cpSync(join(ROOT, 'examples/parrot/bot.ts'), bot)
  const { program, simulator, openid } = await startEverything({ YINGWU_BOT: bot })
  await using _ = program
  const say = async (content: string): Promise<string | undefined> => {
    const action = { type: 'text', content }
    const { messages } = await postJson<ActionResult>(`${simulator}/_sim/v1/fans/${openid}/actions`, action)
    const answer = messages[1]
    return answer?.type === 'text' ? answer.content : undefined
  }

  expect(await say('你好')).toBe('你好')
  const source = readFileSync(bot, 'utf8')
  writeFileSync(bot, source.replace('ctx.message.Content)', '`${ctx.message.Content}！`)'))
  await until(() => program.output().includes('已重载'), 'the bot is reloaded')
  expect(await say('你好')).toBe('你好！')

  writeFileSync(bot, `${source}\nthis is no TypeScript`)
  await until(() => program.output().includes('YINGWU_BOT='), 'the fault is named')
  // As some editors save: a new file in the place of the old.
  writeFileSync(`${bot}.new`, source)
  renameSync(`${bot}.new`, bot)
  await until(() => program.output().split('已重载').length >= 3, 'the bot is back')
  expect(await say('你好')).toBe('你好')
  rmSync(folder, { recursive: true })
})

test('a bot in TypeScript runs once at its first start, in a server without a compiler', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-bot-'))
  writeFileSync(join(folder, 'parts.ts'), "export const answer: string = '好'")
  writeFileSync(
    join(folder, 'bot.ts'),
    `import { Bot } from 'yingwu'
import { answer } from './parts.ts'
const hasCompiler: boolean = process.moduleLoadList.some((name) => name.includes('amaro'))
console.log(\`the bot runs, compiler: \${hasCompiler}\`)
export default new Bot().on('message:text', () => answer)`,
  )
  const runsOf = async (cache: NodeJS.Dict<string>): Promise<string[]> => {
    const env = { ...cache, YINGWU_BOT: join(folder, 'bot.ts'), ...CREDENTIALS }
    await using program = await startProgram('serve', env)
    await until(() => program.output().includes('account server listens'), 'the server listens')
    return program.output().match(/the bot runs, compiler: \w+/g) ?? []
  }
  const without = ['the bot runs, compiler: false']
  expect(await runsOf({ TMPDIR: folder })).toEqual(without)
  expect(await runsOf({ NODE_COMPILE_CACHE: join(folder, 'cache') })).toEqual(without)
  expect(await runsOf({ NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(['the bot runs, compiler: true'])
  rmSync(folder, { recursive: true })
})

test('ends cleanly on Ctrl+C, and the account is the same next time', async () => {
  const first = await startEverything()
  const accounts = await getJson<Account[]>(`${first.simulator}/_sim/v1/accounts`)
  expect(accounts[0]).toMatchObject({
    appid: expect.stringMatching(/^wx00000000[0-9a-f]{8}$/),
    verification: { verified: true },
  })
  expect(await first.program.stop()).toBe(0)
  await expect(fetch(`${first.server}/healthz`)).rejects.toThrow('fetch failed')
})

test('a taken port is named, with the way out', async () => {
  await using one = await startProgram('simulator')
  await until(() => one.output().includes('AppID'), 'the first simulator is up')
  await using two = await startProgram('simulator', { SIMULATOR_PORT: String(one.simulatorPort) })
  await until(() => two.process.exitCode !== null, 'the second one gives up')
  expect(two.output()).toContain(`SIMULATOR_PORT=${one.simulatorPort + 1}`)
  expect(two.output()).not.toMatch(/^\s+at /m)
})

test('a server that cannot start ends npm start too', async () => {
  await using one = await startProgram('simulator')
  await until(() => one.output().includes('AppID'), 'something has the port')
  await using two = await startProgram('start', { PORT: String(one.simulatorPort) })
  await until(() => two.process.exitCode !== null, 'it gives up')
  expect(two.process.exitCode).toBe(1)
  expect(two.output()).toContain(`PORT=${one.simulatorPort + 1}`)
})

test('a wrong setting ends npm start, with what would have been right', async () => {
  await using program = await startProgram('start', { PORT: 'eighty' })
  await until(() => program.process.exitCode !== null, 'it gives up')
  expect(program.process.exitCode).toBe(1)
  expect(program.output()).toContain('PORT=eighty')
})

test('saves while the old bot still finishes end in one running server', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-bot-'))
  const bot = join(folder, 'bot.ts')
  const source = readFileSync(join(ROOT, 'examples/parrot/bot.ts'), 'utf8')
  const slow =
    "bot.hears('慢', () => new Promise<string>((resolve) => setTimeout(resolve, 1500, '久等了')))\n"
  writeFileSync(bot, source.replace('const bot = new Bot()\n', `const bot = new Bot()\n${slow}`))
  const { program, simulator, openid } = await startEverything({ YINGWU_BOT: bot })
  await using _ = program
  const actions = `${simulator}/_sim/v1/fans/${openid}/actions`
  const finishing = postJson<ActionResult>(actions, { type: 'text', content: '慢' })
  await until(
    () => getJson<unknown[]>(`${simulator}/_sim/v1/pushes`).then(({ length }) => length > 0),
    'it is handled',
  )
  writeFileSync(bot, `${source}// 一\n`)
  // Longer than an editor takes, and shorter than the handler.
  await new Promise((resolve) => setTimeout(resolve, 400))
  writeFileSync(bot, `${source}// 二\n`)
  expect((await finishing).messages.at(-1)).toMatchObject({ content: '久等了' })
  await until(() => program.output().includes('已重载'), 'the bot is reloaded')
  const { messages } = await postJson<ActionResult>(actions, { type: 'text', content: '在' })
  expect(messages.at(-1)).toMatchObject({ content: '在' })
  expect(program.output()).not.toMatch(/✗|PORT=/)
  rmSync(folder, { recursive: true })
})

test('people keep their openids, and programs their account, over a restart', async () => {
  const { program, openid, simulator } = await startEverything()
  await using _ = program
  const { appid, ghId } = (await getJson<Account[]>(`${simulator}/_sim/v1/accounts`))[0] ?? {}
  const again = createSimulator(appid === undefined ? {} : { appid })
  expect(again.account()).toMatchObject({ appid, ghId })
  expect(again.fans()[0]?.openid).toBe(openid)
})

test('serve without credentials lists all that is missing', async () => {
  await using program = await startProgram('serve', { PORT: 'eighty' })
  await until(() => program.process.exitCode !== null, 'it gives up')
  expect(program.process.exitCode).toBe(1)
  for (const name of ['WECHAT_APP_ID', 'WECHAT_APP_SECRET', 'WECHAT_TOKEN', 'PORT=eighty'])
    expect(program.output()).toContain(name)
})

test('a restart goes on with the people and their messages; --fresh and off do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingwu-state-'))
  const env = { SIMULATOR_STATE: join(folder, 'state.json') }
  const upAgain = async (more: NodeJS.Dict<string> = {}, ...words: string[]) => {
    const program = await startProgram('simulator', { ...env, ...more }, words)
    await until(() => program.output().includes('AppID'), 'the simulator is up')
    return { program, simulator: `http://127.0.0.1:${program.simulatorPort}/_sim/v1` }
  }
  const account = { WECHAT_APP_ID: 'wx00000000abcdef01', WECHAT_APP_SECRET: 'a'.repeat(32) }
  const first = await upAgain(account)
  await postJson(`${first.simulator}/fans`, { nickname: '老周' })
  expect(await first.program.stop()).toBe(0)

  const second = await upAgain(account)
  expect(second.program.output()).toContain('接着上次的')
  expect(await getJson<Fan[]>(`${second.simulator}/fans`)).toHaveLength(2)
  await second.program.stop()

  const off = await upAgain({ ...account, SIMULATOR_STATE: 'off' })
  expect(await getJson<Fan[]>(`${off.simulator}/fans`)).toHaveLength(1)
  await off.program.stop()

  const fresh = await upAgain(account, '--fresh')
  expect(await getJson<Fan[]>(`${fresh.simulator}/fans`)).toHaveLength(1)
  await fresh.program.stop()
  expect(readdirSync(folder).some((name) => name.startsWith('state.before-'))).toBe(true)
  rmSync(folder, { recursive: true })
})
