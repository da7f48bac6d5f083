/** 个性化菜单: every phone shows the menu of its own user, and the bot learns which one was tapped. */
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

test('phones show what their users see, and change as tags and rules do', async () => {
  const menuIds: unknown[] = []
  const bot = new Bot().on('event:VIEW', (ctx) => void menuIds.push(ctx.message.MenuId))
  await using stage = await openStage(bot)
  const { client, simulator, openid } = stage
  const [android] = await simulator.addFans({ nickname: '安卓', follow: true, platform: 2 })
  const other = android?.openid ?? ''
  await using window = await openWindow(`${simulator.url}/`)
  const { page } = window
  const label = (of: string) => window.phone(of).getByTestId('menu-0')

  await client.api.menu.create({ button: [{ type: 'click', name: '今日茶单', key: 'TODAY' }] })
  await label(openid).getByText('今日茶单').waitFor()
  const { tag } = await client.api.tags.create({ tag: { name: '会员' } })
  const { menuid } = await client.api.menu.addConditional({
    button: [{ type: 'view', name: '会员中心', url: 'http://127.0.0.1:9/vip' }],
    matchrule: { tag_id: tag.id },
  })
  await client.api.menu.addConditional({
    button: [{ type: 'click', name: '安卓专享', key: 'ANDROID' }],
    matchrule: { client_platform_type: 2 },
  })

  await page.getByTestId(`slot-${other}`).click()
  await label(other).getByText('安卓专享').waitFor()
  await label(openid).getByText('今日茶单').waitFor()

  await client.api.tags.batchTag({ openid_list: [openid], tagid: tag.id })
  await label(openid).getByText('会员中心').waitFor()
  await label(openid).click()
  expect(await page.getByTestId('webview').getAttribute('src')).toContain(
    encodeURIComponent('http://127.0.0.1:9/vip'),
  )
  await until(() => menuIds.length > 0, 'the bot hears of the tap')
  expect(menuIds).toEqual([menuid])
  await page.getByTestId('webview-close').click()

  await client.api.menu.deleteConditional({ menuid })
  await label(openid).getByText('今日茶单').waitFor()
  await client.api.menu.delete()
  await window.phone(openid).getByTestId('composer').waitFor()
  expect(window.complaints).toEqual([])
})
