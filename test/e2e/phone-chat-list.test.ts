/** The phone beyond the chat: its list, folder, service notices, profile and scanner. */
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

async function openPhone(size?: { width: number; height: number }) {
  const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
  const stage = await openStage(bot)
  const window = await openWindow(`${stage.simulator.url}/`, size)
  const phone = window.phone(stage.openid)
  await phone.getByTestId('composer').waitFor()
  return {
    ...stage,
    window,
    phone,
    page: window.page,
    act: stage.simulator.act.bind(stage.simulator, stage.openid),
    async [Symbol.asyncDispose]() {
      await window[Symbol.asyncDispose]()
      await stage[Symbol.asyncDispose]()
    },
  }
}

type Stage = Awaited<ReturnType<typeof openPhone>>

/** A notice of 订阅通知, agreed to and sent. */
async function sendNotice({ client, act, openid }: Stage) {
  const { api } = client
  const { priTmplId } = await api.subscribeNotify.addTemplate({
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约',
  })
  await act({ type: 'subscribe', templateIds: [priTmplId] })
  await api.subscribeNotify.send({
    touser: openid,
    template_id: priTmplId,
    data: { thing1: { value: '理发' }, time2: { value: '2026年2月1日 10:00' } },
  })
  return priTmplId
}

test('the list tells the last line without its markup', async () => {
  await using s = await openPhone()
  await s.act({ type: 'text', content: '在吗' })
  const content = '看<a href="http://127.0.0.1:9/map">地图</a> /::D'
  await s.client.api.message.customSend({ touser: s.openid, msgtype: 'text', text: { content } })
  await s.phone.getByTestId('back').click()
  const row = s.phone.getByTestId('row-account')
  await row.getByText('看地图 [呲牙]').waitFor()
})

test('the chat opens first; back leads to the list, a line of it to the chat again', async () => {
  await using s = await openPhone()
  await s.window.type(s.openid, '明前龙井到了吗')
  await s.phone.getByText('明前龙井到了吗').nth(1).waitFor()
  await s.phone.getByTestId('back').click()
  const row = s.phone.getByTestId('row-account')
  expect(await row.textContent()).toContain('明前龙井到了吗')
  expect(await s.phone.locator('.badge').count()).toBe(0)
  await s.client.api.message.customSend({ touser: s.openid, msgtype: 'text', text: { content: '到了' } })
  await row.locator('.badge').waitFor()
  expect(await row.locator('.badge').textContent()).toBe('1')
  await row.focus()
  await s.page.keyboard.press('Enter')
  await s.phone.getByText('到了', { exact: true }).waitFor()
  await s.phone.getByTestId('back').click()
  expect(await s.phone.locator('.badge').count()).toBe(0)
  expect(s.window.complaints).toEqual([])
})

test('subscription notices stand in 服务通知, template messages of the account in its chat', async () => {
  await using s = await openPhone()
  const id = await sendNotice(s)
  await until(
    () => s.simulator.messages(s.openid).some(({ type }) => type === 'template'),
    'the notice is delivered',
  )
  expect(await s.phone.locator('.chat .tpl').count()).toBe(0)
  await s.phone.getByTestId('back').click()
  const row = s.phone.getByTestId('row-notices')
  await row.locator('.badge').waitFor()
  await row.click()
  expect(await s.phone.locator('.tpl').textContent()).toContain('理发')
  await s.phone.getByTestId('notice-settings').click()
  await s.phone.getByTestId(`notice-${id}`).waitFor()
  await s.phone.getByTestId('notices-off').click()
  await until(
    () => s.simulator.pushes().some(({ kind }) => kind === 'event:subscribe_msg_change_event'),
    'the account hears of it',
  )
  await s.phone.getByTestId('back').click()
  expect(await s.phone.getByTestId('row-notices').locator('.badge').count()).toBe(0)
})

test('a subscription account lies in the folder 订阅号消息', async () => {
  await using s = await openPhone()
  const { appid } = s.simulator.account()
  await fetch(`${s.simulator.url}/_sim/v1/accounts/${appid}`, {
    method: 'PATCH',
    body: JSON.stringify({ kind: 'verifiedSubscription' }),
  })
  await s.window.type(s.openid, '你好')
  await s.phone.getByTestId('back').click()
  await s.phone.getByTestId('folder-account').waitFor()
  await s.phone.getByTestId('back').click()
  expect(await s.phone.getByTestId('row-account').count()).toBe(0)
  await s.phone.getByTestId('row-folder').click()
  await s.phone.getByTestId('folder-account').click()
  await s.phone.getByTestId('composer').waitFor()
})

test('a follower scans a code: SCAN; somebody new sees the profile first and follows with the scene', async () => {
  await using s = await openPhone()
  await s.client.api.qrcode.create({
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'table_07' } },
  })
  await s.phone.getByTestId('back').click()
  await s.phone.getByTestId('scan').click()
  await s.phone.getByTestId('scan-code-table_07').click()
  const find = (kind: string) => s.simulator.pushes().find((push) => push.kind === kind)
  await until(() => find('event:SCAN'), 'SCAN is pushed')
  expect(find('event:SCAN')?.fields).toMatchObject({ EventKey: 'table_07' })

  await s.phone.getByTestId('profile').click()
  await s.phone.getByTestId('unfollow').click()
  await s.phone.getByTestId('unfollow-confirm').click()
  await s.phone.getByTestId('follow').waitFor()
  await s.phone.getByTestId('back').click()
  expect(await s.phone.getByTestId('row-account').count()).toBe(0)
  await s.phone.getByTestId('scan').click()
  await s.phone.getByTestId('scan-text').fill('1024')
  await s.page.keyboard.press('Enter')
  expect(await s.phone.getByTestId('scanned').textContent()).toContain('qrscene_1024')
  await s.phone.getByTestId('follow').click()
  await s.phone.getByTestId('composer').waitFor()
  await until(() => find('event:subscribe'), 'subscribe is pushed')
  expect(find('event:subscribe')?.fields).toMatchObject({ EventKey: 'qrscene_1024' })
})

test('the profile refuses template messages and takes them again, and asks for notices', async () => {
  await using s = await openPhone()
  const { priTmplId } = await s.client.api.subscribeNotify.addTemplate({
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约',
  })
  await s.phone.getByTestId('profile').click()
  const receive = s.phone.getByTestId('receive-messages')
  await receive.focus()
  await s.page.keyboard.press('Space')
  await until(() => s.simulator.fans()[0]?.refusesTemplates, 'messages are refused')
  await s.phone.locator('[data-testid=receive-messages][aria-checked=false]').waitFor()
  await receive.click()
  await until(() => s.simulator.fans()[0]?.refusesTemplates === false, 'messages are taken again')
  await s.phone.getByTestId('subscribe-notices').click()
  await s.phone.getByTestId(`notice-${priTmplId}`).waitFor()
  await s.phone.getByTestId('notices-accept').click()
  const push = await until(
    () => s.simulator.pushes().find(({ kind }) => kind === 'event:subscribe_msg_popup_event'),
    'the answer is pushed',
  )
  expect(JSON.stringify(push.fields)).toContain('accept')
})

const widthOf = (page: Stage['page']) => page.evaluate<number>('document.documentElement.scrollWidth')

test('nothing is cut off at 360 pixels', async () => {
  await using s = await openPhone({ width: 360, height: 740 })
  await s.phone.getByTestId('back').click()
  for (const [id, back] of [
    ['search-account', true],
    ['scan', false],
  ] as const) {
    const wide = await widthOf(s.page)
    expect(wide).toBeLessThanOrEqual(360)
    await s.phone.getByTestId(id).click()
    if (!back) continue
    await s.phone.getByTestId('back').click()
    await s.phone.getByTestId('back').click()
  }
  expect(await widthOf(s.page)).toBeLessThanOrEqual(360)
  expect(await s.phone.locator('.tray').evaluate((tray) => tray.scrollWidth <= tray.clientWidth)).toBe(true)
})
