import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openSimulator } from './support/simulator.ts'
import { yingwu } from './support/terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingwu-call-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('an answer as JSON; whom it asked is said beside it', async () => {
  await using stage = await openSimulator()
  const fan = await stage.wechat.fan({ follow: true, nickname: '小明' })
  const { code, out, err } = await yingwu(['call', 'user.info', '--set', `openid=${fan.openid}`], stage)
  expect(JSON.parse(out)).toMatchObject({ subscribe: 1, openid: fan.openid })
  expect(err).toBe(`→ ${stage.wechat.apiUrl} · ${stage.wechat.account.appId}`)
  expect(code).toBe(0)
})

test('by its path, too, and nested fields by theirs', async () => {
  await using stage = await openSimulator()
  const { out } = await yingwu(['call', '/cgi-bin/tags/create', '--set', 'tag.name=常客'], stage)
  expect(JSON.parse(out)).toMatchObject({ tag: { name: '常客' } })
  const { code } = await yingwu(
    [
      'call',
      'menu.create',
      '--set',
      'button.0.name=签到',
      '--set',
      'button.0.type=click',
      '--set',
      'button.0.key=K',
    ],
    stage,
  )
  expect(code).toBe(0)
  expect(stage.wechat.simulator.account().menu).toMatchObject([{ name: '签到', type: 'click', key: 'K' }])
})

test('parameters from standard input, a file up, a file down', async () => {
  await using stage = await openSimulator()
  const picture = join(folder, 'picture.png')
  writeFileSync(
    picture,
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  )
  const up = await yingwu(
    ['call', 'media.upload', '--set', 'type=image', '--set', `media=@${picture}`],
    stage,
  )
  const { media_id } = JSON.parse(up.out)
  const copy = join(folder, 'copy.png')
  const down = await yingwu(['call', 'media.get', '--body', '-', '--output', copy], {
    ...stage,
    stdin: JSON.stringify({ media_id }),
  })
  expect(down).toMatchObject({ code: 0, out: expect.stringContaining('image/png') })
  expect(readFileSync(copy)).toEqual(readFileSync(picture))
  const without = await yingwu(['call', 'media.get', '--set', `media_id=${media_id}`], stage)
  expect(without).toMatchObject({ code: 2, err: expect.stringContaining('--output') })
})

describe('what goes wrong is explained', () => {
  test.each([
    { words: ['call', 'user.inof'], code: 2, says: 'user.info' },
    { words: ['call', 'user.info'], code: 1, says: 'openid is missing' },
    { words: ['call', 'user.info', '--set', 'openid=oNobody'], code: 1, says: '40003' },
    {
      words: ['call', 'user.info', '--body', 'no-such-file.json'],
      code: 2,
      says: 'cannot read no-such-file.json',
    },
    { words: ['call', 'user.info', '--body', '-'], code: 2, says: '- is no JSON' },
    { words: ['call', 'user.info', '--wrong'], code: 1, says: 'Unknown option' },
  ])('$words', async ({ words, code, says }) => {
    await using stage = await openSimulator()
    const ran = await yingwu(words, stage)
    expect(ran.err).toContain(says)
    expect(ran.code).toBe(code)
  })

  test('a secret that is missing', async () => {
    const ran = await yingwu(['call', 'menu.get'], { env: { WECHAT_APP_ID: 'wx1234567890abcdef' } })
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('WECHAT_APP_SECRET is missing') })
  })
})

test('the account of the environment goes before the simulator, and one of a simulator never leaves it', async () => {
  await using stage = await openSimulator()
  const { appId, appSecret } = stage.wechat.account
  const env = { ...stage.env, WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret }
  expect(await yingwu(['call', 'tags.list'], { env })).toMatchObject({ code: 0 })
  const wrong = await yingwu(['call', 'tags.list'], { env: { ...env, WECHAT_APP_SECRET: '0'.repeat(32) } })
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('AppSecret wrong') })
})
