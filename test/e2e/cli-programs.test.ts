/** The `yingwu` program as shells run it: exit codes, signals, help. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ROOT } from '../support/program.ts'
import { until } from '../support/wait.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingwu-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Running {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
}

function start(...words: string[]): Running {
  const child = spawn(process.execPath, [join(ROOT, 'packages/cli/dist/main.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return { child, output: () => output, ended: new Promise((resolve) => child.on('close', resolve)) }
}

function script(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

describe('simulator exec', () => {
  test('runs a test suite of another SDK beside a simulator, and ends with its code', async () => {
    const file = script(
      'suite.mjs',
      `import { createServer } from 'node:http'
      const { SIMULATOR_URL, WECHAT_API_URL, WECHAT_APP_ID, WECHAT_APP_SECRET, WECHAT_TOKEN, WECHAT_ENCODING_AES_KEY } = process.env
      const control = (method, path, body) =>
        fetch(SIMULATOR_URL + '/_sim/v1' + path, { method, body: JSON.stringify(body) }).then((answer) => answer.json())
      const server = createServer((request, response) => {
        response.end(new URL(request.url, 'http://x').searchParams.get('echostr') ?? 'success')
      })
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { verified } = await control('PUT', '/accounts/' + WECHAT_APP_ID + '/callback', {
        url: 'http://127.0.0.1:' + server.address().port + '/wechat',
        token: WECHAT_TOKEN, encodingAESKey: WECHAT_ENCODING_AES_KEY, mode: 'safe',
      })
      const [fan] = await control('GET', '/fans')
      const { push } = await control('POST', '/fans/' + fan.openid + '/actions', { type: 'text', content: '你好' })
      const token = await fetch(WECHAT_API_URL + '/cgi-bin/token?grant_type=client_credential&appid=' + WECHAT_APP_ID + '&secret=' + WECHAT_APP_SECRET)
      console.log(verified, push.outcome, typeof (await token.json()).access_token)
      server.close()
      process.exitCode = 7`,
    )
    const { output, ended } = start('simulator', 'exec', '--', process.execPath, file)
    expect(await ended).toBe(7)
    expect(output()).toBe('true silent string\n')
  })

  test('--proxy leads SDKs that know only api.weixin.qq.com here', async () => {
    const file = script(
      'sdk.mjs',
      `const answer = await fetch('https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=' + process.env.WECHAT_APP_ID + '&secret=' + process.env.WECHAT_APP_SECRET)
      console.log(typeof (await answer.json()).access_token)`,
    )
    const { output, ended } = start('simulator', 'exec', '--proxy', '--', process.execPath, file)
    expect(await ended).toBe(0)
    expect(output()).toContain('string')
  })

  test('a signal goes to the command, which ends as it likes', async () => {
    const file = script(
      'patient.mjs',
      `process.on('SIGTERM', () => { console.log('tidying'); process.exit(3) }); console.log('ready'); setInterval(() => {}, 1000)`,
    )
    const { child, output, ended } = start('simulator', 'exec', '--', process.execPath, file)
    await until(() => output().includes('ready'), 'the command runs')
    child.kill('SIGTERM')
    expect(await ended).toBe(3)
    expect(output()).toContain('tidying')
  })

  test('a command that is killed gives 128 and the signal', async () => {
    const file = script('killed.mjs', `process.kill(process.pid, 'SIGKILL')`)
    expect(await start('simulator', 'exec', '--', process.execPath, file).ended).toBe(137)
  })

  test.each([
    { words: ['--', 'no-such-command'], says: 'cannot run no-such-command' },
    { words: [], says: 'write the command behind --' },
  ])('$words', async ({ words, says }) => {
    const { output, ended } = start('simulator', 'exec', ...words)
    expect(await ended).toBe(2)
    expect(output()).toContain(says)
  })
})

test('help shows every command, and each command its options and examples', async () => {
  const all = start('--help')
  expect(await all.ended).toBe(0)
  for (const name of [
    'start',
    'serve',
    'simulator',
    'trigger',
    'call',
    'decode',
    'encode',
    'doctor',
    'menu',
    'completion',
  ])
    expect(all.output()).toContain(`  ${name}`)
  const one = start('trigger', '--help')
  expect(await one.ended).toBe(0)
  expect(one.output()).toContain('--set <field=value>')
  expect(one.output()).toContain('yingwu trigger text')
  expect(one.output()).not.toContain('LOG_LEVEL')
})

test('a pipe from one command to the other', async () => {
  const encoded = start('encode', 'text', '--set', 'Content=你好', '--token', 'parrot2026')
  await encoded.ended
  const decoded = start('decode', '--token', 'parrot2026')
  decoded.child.stdin?.end(encoded.output())
  expect(await decoded.ended).toBe(0)
  expect(decoded.output()).toContain('"Content": "你好"')
})

test('a mistyped command is no stack trace', async () => {
  const { output, ended } = start('triger')
  expect(await ended).toBe(1)
  expect(output()).toContain('no such command: triger')
})

test('what others wrote cannot command the terminal', async () => {
  const { output, ended } = start('\u001B[31mred')
  await ended
  expect(output()).toContain('\uFFFD[31mred')
  expect(output()).not.toContain('\u001B')
})
