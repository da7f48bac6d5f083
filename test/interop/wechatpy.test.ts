import { ENCRYPTION_MODES } from '@yingwu/protocol'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { arrive, converse } from './support/conversation.ts'
import { expectFullUse } from './support/full-use.ts'
import { installPython } from './support/install.ts'
import { INTEROP, startWorld } from './support/world.ts'

let python: string

beforeAll(async () => {
  python = await installPython('wechatpy')
})
afterAll(closeBrowser)

test('wechatpy calls the API, and its menu shows on the phone', async () => {
  await using world = await startWorld()
  const { sim, fans } = world
  const report = await world.run(python, [`${INTEROP}wechatpy/calls.py`])
  expectFullUse(world, report, {
    text: '你好，wechatpy',
    broadcast: '群发给标签',
    download: { step: 'media.download', result: { bytes: 69, type: 'image/png' } },
    refusals: {
      'unknown openid': 40003,
      'menu too wide': 40016,
      'unknown media': 40007,
      'wrong secret': 40125,
      'withdrawn call': 45103,
    },
  })
  await using window = await openWindow(`${sim.url}/`)
  const menu = window.phone(fans[0].openid)
  await menu.getByTestId('menu-0').getByText('今日歌曲').waitFor()
  await menu.getByTestId('menu-1').getByText('菜单').click()
  await window.page.getByText('扫码', { exact: true }).waitFor()
})

test.each(ENCRYPTION_MODES)('a server with wechatpy answers in %s mode', async (mode) => {
  await using world = await startWorld()
  const url = await world.serve(python, [`${INTEROP}wechatpy/server.py`])
  await converse(world, url, mode)
  expect(await arrive(world, '123')).toMatchObject({ content: '扫码关注 123' })
})
