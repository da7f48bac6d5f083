/** The account's menu on the phone: every kind of button with its own sheet, and the pushes in their order. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser } from '../support/browser.ts'
import { openPhones, type Phones, toViewScript } from '../support/phones.ts'
import { until } from '../support/wait.ts'

let s: Phones
/** Lets the answer to `scancode_waitmsg` go. */
let letGo: () => void = () => undefined

beforeAll(async () => {
  const bot = new Bot()
    .on('event:scancode_waitmsg', async (ctx) => {
      await new Promise<void>((resolve) => {
        letGo = resolve
      })
      return `七号桌：${ctx.message.ScanCodeInfo.ScanResult}`
    })
    .on('event:CLICK', (ctx) => `按了 ${ctx.message.EventKey}`)
  s = await openPhones(bot)
})
beforeEach(() =>
  s.client.api.menu.create({
    button: [
      { type: 'click', name: '今日茶单', key: 'TODAY' },
      {
        name: '到店',
        sub_button: [
          { type: 'scancode_push', name: '扫码点单', key: 'SCAN' },
          { type: 'scancode_waitmsg', name: '扫码等待', key: 'WAIT' },
          { type: 'pic_sysphoto', name: '拍照', key: 'SHOT' },
          { type: 'pic_photo_or_album', name: '发图', key: 'PHOTO' },
          { type: 'pic_weixin', name: '相册', key: 'ALBUM' },
        ],
      },
      {
        name: '我的',
        sub_button: [
          { type: 'location_select', name: '位置', key: 'PLACE' },
          {
            type: 'miniprogram',
            name: '点单',
            url: 'http://127.0.0.1:9/',
            appid: 'wx1234567890abcdef',
            pagepath: 'pages/order?table=7',
          },
          { type: 'view', name: '会员中心', url: 'http://127.0.0.1:9/me' },
        ],
      },
    ],
  }),
)
afterAll(async () => {
  letGo()
  await s[Symbol.asyncDispose]()
  await closeBrowser()
})

/** Kinds in the order in which they were pushed, after the follow. */
const kindsOf = ({ pushes }: Awaited<ReturnType<Phones['person']>>) =>
  pushes()
    .map(({ kind }) => kind)
    .toReversed()
    .slice(1)

/** Somebody with the menu in front of them. */
async function person() {
  const one = await s.person()
  await one.id('menu-0').waitFor()
  return {
    ...one,
    async tap(button: number, item: number): Promise<void> {
      await one.id(`menu-${button}`).click()
      await one.id(`submenu-${button}-${item}`).click()
    },
  }
}

describe('a button', () => {
  test('that clicks is answered; at most five items rise above the others', async () => {
    const one = await person()
    await one.id('menu-0').click()
    await one.phone.getByText('按了 TODAY').waitFor()
    await one.id('menu-1').click()
    expect(await one.phone.getByRole('menuitem').allTextContents()).toEqual([
      '扫码点单',
      '扫码等待',
      '拍照',
      '发图',
      '相册',
    ])
    await s.page.keyboard.press('Escape')
    expect(await one.phone.getByRole('menuitem').count()).toBe(0)
  })

  test('that scans pushes what was scanned, and opens it', async () => {
    const one = await person()
    await one.tap(1, 0)
    await one.id('scan-result').fill('http://127.0.0.1:9/t/7')
    await one.id('sheet-send').click()
    await one.id('webview').waitFor()
    const push = await one.push('event:scancode_push')
    expect(push.fields).toMatchObject({
      EventKey: 'SCAN',
      ScanCodeInfo: { ScanType: 'qrcode', ScanResult: 'http://127.0.0.1:9/t/7' },
    })
  })

  test('that scans and waits shows 消息接收中 until the answer is there', async () => {
    const one = await person()
    await one.tap(1, 1)
    await one.id('scan-result').fill('table-7')
    await s.page.keyboard.press('Enter')
    await one.id('receiving').waitFor()
    letGo()
    await one.id('receiving').waitFor({ state: 'detached' })
    await one.phone.getByText('七号桌：table-7').waitFor()
    expect(await one.id('webview').count()).toBe(0)
  })

  test('that takes photos pushes its event first, then one message for each', async () => {
    const one = await person()
    await one.tap(1, 2)
    await one.id('photo-take').click()
    await until(() => kindsOf(one).length === 2, 'event and picture are pushed')
    expect(kindsOf(one)).toEqual(['event:pic_sysphoto', 'image'])

    await one.tap(1, 3)
    await one.id('photo-album').click()
    await one.id('album-4').click()
    await one.id('album-send').click()
    await one.tap(1, 4)
    for (const picture of [2, 5, 1, 5]) await one.id(`album-${picture}`).click()
    expect(await one.id('album-1').textContent()).toBe('2')
    await one.id('album-send').click()
    await until(() => kindsOf(one).length === 7, 'all are pushed')
    expect(kindsOf(one).slice(2)).toEqual([
      'event:pic_photo_or_album',
      'image',
      'event:pic_weixin',
      'image',
      'image',
    ])
  })

  test('that asks for a place pushes its event, then the place', async () => {
    const one = await person()
    await one.tap(2, 0)
    await one.id('sheet').getByRole('button', { name: '北京市东城区天安门广场' }).click()
    await one.id('sheet-send').click()
    await until(() => kindsOf(one).length === 2, 'event and place are pushed')
    expect(kindsOf(one)).toEqual(['event:location_select', 'location'])
    expect(one.pushes()[0]?.fields).toMatchObject({ Label: '北京市东城区天安门广场' })
  })

  test('that opens a mini program says what would open, and pushes its path', async () => {
    const one = await person()
    await one.tap(2, 1)
    const page = await one.id('mini-program').textContent()
    expect(page).toContain('wx1234567890abcdef')
    expect(page).toContain('pages/order?table=7')
    expect((await one.push('event:view_miniprogram')).fields).toMatchObject({
      EventKey: 'pages/order?table=7',
    })
    await one.phone.getByRole('button', { name: '返回聊天' }).click()
    await one.id('menu-0').waitFor()
  })
})

test('with 菜单缓存 the phone keeps the old menu for five minutes, says so, and reads it again on entering', async () => {
  const one = await person()
  await s.page.getByTestId('phone-settings').click()
  await s.page.getByRole('menuitem', { name: '菜单缓存 5 分钟' }).click()
  await s.client.api.menu.create({ button: [{ type: 'click', name: '新茶单', key: 'NEW' }] })
  await one.id('menu-old').waitFor()
  expect(await one.id('menu-0').textContent()).toBe('今日茶单')
  const enter = async () => {
    await one.id('profile').click()
    await one.id('message').click()
  }
  await enter()
  expect(await one.id('menu-0').textContent()).toBe('今日茶单')
  s.simulator.clock.change({ advanceSeconds: 301 })
  await one.id('menu-old').getByText('再进一次对话').waitFor()
  await enter()
  await one.id('menu-0').getByText('新茶单').waitFor()
  await s.client.api.menu.delete()
  await one.id('menu-update').click()
  await one.id('composer').waitFor()
  await s.page.evaluate(toViewScript({}))
})
