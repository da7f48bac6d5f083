import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { openSimulator } from './support/simulator.ts'
import { yingwu } from './support/terminal.ts'

function openFolder() {
  const path = mkdtempSync(join(tmpdir(), 'yingwu-transcripts-'))
  return {
    path,
    file: (name: string) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  }
}

const saying = (words: string) => new Bot().on('message:text', () => words)

/** A file with one question and what the bot answers to it. */
async function recorded(file: string, bot?: Bot): Promise<void> {
  await using stage = await openSimulator(bot)
  const fan = await stage.wechat.fan({ nickname: '晓雨', follow: true })
  await fan.says('早')
  expect(await yingwu(['transcript', 'start'], stage)).toMatchObject({ code: 0 })
  await fan.says('你好')
  expect(await yingwu(['transcript', 'record', file], stage)).toMatchObject({ code: 0 })
}

test('what was done since the start becomes a file, and replays green on the same bot', async () => {
  using folder = openFolder()
  const file = folder.file('hello.json')
  await recorded(file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    yingwu: 'transcript',
    version: 1,
    name: 'hello',
    fans: { 晓雨: { nickname: '晓雨', follows: true } },
    steps: [
      {
        fan: '晓雨',
        action: { type: 'text', content: '你好' },
        expect: [{ type: 'text', content: '你好', via: 'reply' }],
      },
    ],
  })
  await using stage = await openSimulator()
  const { code, out } = await yingwu(['transcript', 'replay', '--grace', '0', file], stage)
  expect(out).toMatch(/^✓ hello: 1 步，与记录相同 \/ 1 steps, as recorded/)
  expect(code).toBe(0)
})

test('on a changed bot the difference is printed, and the exit code is 1', async () => {
  using folder = openFolder()
  const file = folder.file('hello.json')
  await recorded(file)
  await using stage = await openSimulator(saying('改版了'))
  const { code, out } = await yingwu(['transcript', 'replay', '--grace', '0', file, file], stage)
  expect(out).toMatch(/✗ hello: .*1 of 1 steps differ/)
  expect(out).toMatch(/- text「你好」 \(reply\)\n\s+\+ text「改版了」 \(reply\)/)
  expect(out.match(/✗ hello/g)).toHaveLength(2)
  expect(code).toBe(1)

  expect(await yingwu(['transcript', 'replay', '--grace', '0', '--update', file], stage)).toMatchObject({
    code: 0,
  })
  expect(await yingwu(['transcript', 'replay', '--grace', '0', file], stage)).toMatchObject({ code: 0 })
})

test('the push log of a real server becomes a file without its people', async () => {
  using folder = openFolder()
  const { out: pushed } = await yingwu(
    [
      'encode',
      'text',
      '--set',
      'Content=我的电话 13912345678',
      '--openid',
      'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi',
      '--mode',
      'plain',
    ],
    { env: { WECHAT_TOKEN: 'parrot2026' } },
  )
  await using stage = await openSimulator()
  const file = folder.file('production.json')
  writeFileSync(folder.file('push.log'), pushed)
  expect(await yingwu(['transcript', 'import', folder.file('push.log'), file], stage)).toMatchObject({
    code: 0,
  })
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('我的电话 13800000000')
  expect(text).not.toContain('o7rTk1Gd0bQv5XmZyN8sLcWe2uHi')
  expect(await yingwu(['transcript', 'replay', '--grace', '0', file], stage)).toMatchObject({ code: 0 })
})

test.each([
  { words: ['transcript', 'erase'], says: 'transcript knows start, record, replay, import' },
  { words: ['transcript', 'replay'], says: 'which files?' },
  { words: ['transcript', 'replay', '/nowhere.json'], says: 'cannot read /nowhere.json' },
  { words: ['transcript', 'record', '-'], says: 'Nobody has done anything' },
])('$words is explained', async ({ words, says }) => {
  await using stage = await openSimulator()
  const { code, err } = await yingwu(words, stage)
  expect(err).toContain(says)
  expect(code).toBe(2)
})
