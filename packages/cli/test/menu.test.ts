import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSimulator } from './support/simulator.ts'
import { yingwu } from './support/terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingwu-menu-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MENU = `# our menu
button:
  - name: 签到
    type: click
    key: CHECKIN
  - name: 服务
    sub_button:
      - { name: 官网, type: view, url: 'https://example.com/' }
      - { name: 门店, type: click, key: SHOPS }
conditionalmenu:
  - button: [{ name: iOS, type: click, key: IOS }]
    matchrule: { client_platform_type: 1 }
  - button: [{ name: 安卓, type: click, key: ANDROID }]
    matchrule: { client_platform_type: 2 }
`

test('what is pushed is the same as what is pulled, in YAML and in JSON', async () => {
  await using stage = await openSimulator()
  const [file, copy, json] = ['a.yaml', 'b.yaml', 'c.json'].map((name) => join(folder, name))
  writeFileSync(file ?? '', MENU)
  const pushed = await yingwu(['menu', 'push', file ?? ''], stage)
  expect(pushed).toMatchObject({ code: 0, err: expect.stringContaining('已发布 published') })
  const { menu, conditionalMenus } = stage.wechat.simulator.account()
  expect(menu).toMatchObject([
    { name: '签到' },
    { name: '服务', sub_button: [{ name: '官网' }, { name: '门店' }] },
  ])
  expect(conditionalMenus.map(({ button }) => button[0]?.name)).toEqual(['iOS', '安卓'])

  for (const pulled of [copy, json]) {
    expect(await yingwu(['menu', 'pull', pulled ?? ''], stage)).toMatchObject({ code: 0 })
    const same = await yingwu(['menu', 'diff', pulled ?? ''], stage)
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining('is the same') })
  }
  expect(JSON.parse(readFileSync(json ?? '', 'utf8'))).toMatchObject({
    button: [{ name: '签到', type: 'click', key: 'CHECKIN' }, {}],
  })
  expect(await yingwu(['menu', 'diff', file ?? ''], stage)).toMatchObject({ code: 0 })
})

test('a difference is told by its place, with exit code 1, and nothing is changed', async () => {
  await using stage = await openSimulator()
  const file = join(folder, 'changed.yaml')
  writeFileSync(file, MENU)
  await yingwu(['menu', 'push', file], stage)
  writeFileSync(file, MENU.replace('name: 签到', 'name: 打卡').replace(/ {6}- \{ name: 门店.*\n/, ''))
  for (const words of [['diff'], ['push', '--dry-run']]) {
    const { code, out } = await yingwu(['menu', words[0] ?? '', file, ...words.slice(1)], stage)
    expect(out).toContain('- button[0].name: "签到"\n+ button[0].name: "打卡"')
    expect(out).toContain('- button[1].sub_button[1]:')
    expect(code).toBe(1)
  }
  expect(stage.wechat.simulator.account().menu?.[0]?.name).toBe('签到')
})

test('only what differs is published', async () => {
  await using stage = await openSimulator()
  const file = join(folder, 'once.yaml')
  writeFileSync(file, MENU)
  await yingwu(['menu', 'push', file], stage)
  const before = stage.wechat.calls.length
  await yingwu(['menu', 'push', file], stage)
  writeFileSync(file, MENU.replace('name: 签到', 'name: 打卡'))
  await yingwu(['menu', 'push', file], stage)
  const made = stage.wechat.calls.slice(before).map(({ endpoint }) => endpoint)
  expect(made.filter((id) => id?.startsWith('menu.') && id !== 'menu.get')).toEqual(['menu.create'])
})

test('to standard output', async () => {
  await using stage = await openSimulator()
  const file = join(folder, 'shown.yaml')
  writeFileSync(file, MENU)
  await yingwu(['menu', 'push', file], stage)
  const { code, out } = await yingwu(['menu', 'pull', '-'], stage)
  expect(out).toMatch(/^button:\n {2}- name: 签到/)
  expect(code).toBe(0)
})

test('an account without a menu', async () => {
  await using stage = await openSimulator()
  const file = join(folder, 'empty.yaml')
  expect(await yingwu(['menu', 'pull', file], stage)).toMatchObject({ code: 0 })
  const { code, err } = await yingwu(['menu', 'push', file], stage)
  expect(err).toContain('call menu.delete')
  expect(code).toBe(2)
})

test.each([
  { text: 'button: [', says: 'cannot be read' },
  { text: 'button: 5', says: 'a list called button' },
  { text: '- 1', says: 'has no button' },
  { text: undefined, says: 'yingwu menu pull' },
])('a file with $text is explained', async ({ text, says }) => {
  await using stage = await openSimulator()
  const file = join(folder, 'wrong.yaml')
  if (text === undefined) rmSync(file, { force: true })
  else writeFileSync(file, text)
  const { code, err } = await yingwu(['menu', 'push', file], stage)
  expect(err).toContain(says)
  expect(code).toBe(2)
})

test('what WeChat would refuse is not sent', async () => {
  await using stage = await openSimulator()
  const file = join(folder, 'long.yaml')
  writeFileSync(file, MENU.replace('name: 签到', 'name: 一个实在太长太长太长的名字'))
  const { code, err } = await yingwu(['menu', 'push', file], stage)
  expect(err).toContain('button[0].name')
  expect(code).toBe(1)
  expect(existsSync(file)).toBe(true)
})
