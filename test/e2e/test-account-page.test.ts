/** 测试号管理页: a beginner follows it from top to bottom, and a template message stands on the phone. */
import { createServer } from 'node:http'
import { createSimulator } from '@yingwu/simulator'
import { afterAll, expect, test } from 'vitest'
import { createCallback, createClient, Bot, nodeListener } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'

afterAll(closeBrowser)

const TOKEN = 'beginner2026'

/** A beginner's program: it knows a token, and as yet no account. */
async function openProgram() {
  const callback = createCallback({
    bot: new Bot().on('message:text', ({ message }) => message.Content),
    appId: 'wx00000000deadbeef',
    token: TOKEN,
    mode: 'plain',
  })
  const server = createServer(nodeListener(callback))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/wechat`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a beginner follows the page from top to bottom and gets a template message on the phone', async () => {
  await using program = await openProgram()
  await using simulator = createSimulator()
  await simulator.listen({ port: 0 })
  await using window = await openWindow(`${simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-account').click()
  await page.getByTestId('account-test').click()

  // It is another kind of account at first.
  await page.getByTestId('make-sandbox').click()
  await page.getByTestId('other-kind').waitFor({ state: 'detached' })

  // 测试号信息
  await page.getByTestId('test-secret-show').click()
  const appId = (await page.getByTestId('test-appid').textContent()) ?? ''
  const appSecret = (await page.getByTestId('test-secret').textContent()) ?? ''
  expect([appId, appSecret]).toEqual([simulator.account().appid, simulator.account().secret])

  // 接口配置信息: a wrong token is explained, the right one is verified.
  await page.getByTestId('test-url').fill(program.url)
  await page.getByTestId('test-token').fill('wrong')
  await page.getByTestId('test-submit').click()
  await page.getByTestId('verification').getByText('token 验证失败').waitFor()
  await page.getByTestId('test-token').fill(TOKEN)
  await page.getByTestId('test-submit').click()
  await page.locator('[data-testid="verification"].ok').waitFor()
  expect(simulator.account().callback).toMatchObject({ url: program.url, mode: 'plain', enabled: true })

  // Domains
  await page.getByTestId('test-jsDomains').fill('127.0.0.1:8000')
  await page.getByTestId('test-jsDomains-save').click()
  await page.getByTestId('test-oauthDomains').fill('http://wrong')
  await page.getByTestId('test-oauthDomains-save').click()
  await page
    .getByTestId('toast')
    .getByText(/without http/)
    .waitFor()
  await page.getByTestId('test-oauthDomains').fill('127.0.0.1:8000')
  await page.getByTestId('test-oauthDomains-save').click()
  await expect.poll(() => simulator.account().oauthDomains).toEqual(['127.0.0.1:8000'])
  expect(simulator.account().jsDomains).toEqual(['127.0.0.1:8000'])

  // The code, and who scanned it.
  await page.getByTestId('test-scan').click()
  await expect.poll(() => simulator.fans().length).toBe(2)
  const follower = simulator.fans()[1]?.openid ?? ''
  await page.getByTestId(`test-fan-${follower}`).waitFor()
  await page.getByTestId(`test-remove-${follower}`).click()
  await page.getByTestId(`test-fan-${follower}`).waitFor({ state: 'detached' })
  expect(simulator.pushes()[0]?.kind).toBe('event:unsubscribe')

  // A template of one's own
  await page.getByTestId('test-template-title').fill('取餐提醒')
  await page.getByTestId('test-template-content').fill('门店：{{store.DATA}}\n餐品：{{items.DATA}}')
  await page.getByTestId('test-template-add').click()
  const template = page.getByTestId('test-template').filter({ hasText: '取餐提醒' })
  await template.waitFor()
  const template_id = (await template.getByTestId('test-template-id').textContent()) ?? ''

  // The program sends it.
  const openid = simulator.fans()[0]?.openid ?? ''
  const { api } = createClient({ appId, appSecret, apiUrl: simulator.url })
  await api.template.send({
    touser: openid,
    template_id,
    data: { store: { value: '鹦鹉茶铺' }, items: { value: '龙井' } },
  })
  await window.phone(openid).getByText('取餐提醒').waitFor()
  await window.phone(openid).getByText('龙井').waitFor()

  // 体验接口权限表 counts the call.
  await page.getByTestId('test-right-template.send').getByText(/^1 \//).waitFor()

  // It is deleted again, and with it what the program could send.
  await template.getByTestId('test-template-remove').click()
  await template.waitFor({ state: 'detached' })
  const again = api.template.send({ touser: openid, template_id, data: { store: { value: '' } } })
  await expect(again).rejects.toThrow('40037')
  // The browser logs the refused request for the wrong domain, and nothing else.
  expect(window.complaints.filter((text) => !text.includes('400'))).toEqual([])
})

test('people are removed as WeChat does it: with an event, and nicknames are shown as text', async () => {
  await using simulator = createSimulator({ kind: 'sandbox' })
  await simulator.listen({ port: 0 })
  const [fan] = await simulator.addFans({ nickname: '<img src=x onerror=alert(1)>', follow: true })
  await using window = await openWindow(`${simulator.url}/`)
  const { page } = window
  await page.getByTestId('tab-account').click()
  await page.getByTestId('account-test').click()
  const row = page.getByTestId(`test-fan-${fan?.openid ?? ''}`)
  await row.getByText('<img src=x onerror=alert(1)>').waitFor()
  expect(await row.locator('img[src="x"]').count()).toBe(0)
  expect(window.complaints).toEqual([])
})

test.each([360, 1280])('fits a window of %i px, in both languages', async (width) => {
  await using simulator = createSimulator({ kind: 'sandbox' })
  await simulator.listen({ port: 0 })
  await using window = await openWindow(`${simulator.url}/`, { width, height: 1500 })
  const { page } = window
  if (width < 820) await page.getByTestId('panel-toggle').click()
  await page.getByTestId('tab-account').click()
  await page.getByTestId('account-test').click()
  for (const language of ['zh', 'en']) {
    await page.getByTestId(`lang-${language}`).click()
    await page.getByTestId('test-right-template.send').waitFor()
    const overflow = await page.evaluate(
      `Math.max(document.documentElement.scrollWidth - innerWidth, ...[...document.querySelectorAll('.tabpage, .blk')].map((box) => box.scrollWidth - box.clientWidth))`,
    )
    expect({ language, overflow }).toEqual({ language, overflow: 0 })
  }
})
