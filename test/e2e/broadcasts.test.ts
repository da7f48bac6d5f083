/** What an account sends by itself lands on the right phones, and opens what it should. */
import { createServer } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'

afterAll(closeBrowser)

test('a broadcast by tag arrives on the phones of its tag, and on no other', async () => {
  await using stage = await openStage(new Bot())
  const { simulator, client } = stage
  const [regular, guest] = await simulator.addFans({ count: 2, follow: true })
  const [yes, no] = [regular?.openid ?? '', guest?.openid ?? '']
  const { tag } = await client.api.tags.create({ tag: { name: '老客' } })
  await client.api.tags.batchTag({ openid_list: [yes], tagid: tag.id })

  const { errmsg } = await client.api.mass.sendAll({
    filter: { is_to_all: false, tag_id: tag.id },
    msgtype: 'text',
    text: { content: '老客专享：龙井到店' },
  })
  expect(errmsg).toBe('send job submission success')
  simulator.clock.change({ advanceSeconds: 2 })

  await using window = await openWindow(`${simulator.url}/`)
  const { page, phone } = window
  await phone(stage.openid).waitFor()
  for (const openid of [yes, no]) await page.getByTestId(`slot-${openid}`).click()
  await phone(yes).getByText('老客专享：龙井到店').waitFor()
  await phone(no).getByTestId('composer').waitFor()
  expect(await phone(no).getByText('老客专享').count()).toBe(0)
  expect(await phone(stage.openid).getByText('老客专享').count()).toBe(0)
  expect(window.complaints).toEqual([])
})

test('a template card shows its lines and opens its page, by keyboard too', async () => {
  await using shop = await openShop()
  await using stage = await openStage(new Bot())
  const { simulator, client, openid } = stage
  const { template_id } = await client.api.template.add({
    template_id_short: '1221',
    keyword_name_list: ['商品名称', '支付金额'],
  })
  await client.api.template.send({
    touser: openid,
    template_id,
    url: `${shop.url}/orders/8841`,
    data: { thing1: { value: '有机苹果5kg' }, amount3: { value: '¥58.00' } },
  })
  simulator.clock.change({ advanceSeconds: 1 })

  await using window = await openWindow(`${simulator.url}/`)
  const card = window.phone(openid).getByRole('article', { name: '订单支付成功通知' })
  await card.waitFor()
  expect(await card.locator('dt').allTextContents()).toEqual(['商品名称', '支付金额'])
  expect(await card.locator('dd').allTextContents()).toEqual(['有机苹果5kg', '¥58.00'])
  await card.getByRole('button').press('Enter')
  await window.page.frameLocator('[data-testid="webview"]').getByText('订单 /orders/8841').waitFor()
  await window.page.getByTestId('webview-close').click()
  // Anywhere on the card.
  await card.getByText('有机苹果5kg').click({ force: true })
  await window.page.getByTestId('webview').waitFor()
  expect(window.complaints).toEqual([])
})

async function openShop() {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<link rel="icon" href="data:,"><p>订单 ${request.url}</p>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
