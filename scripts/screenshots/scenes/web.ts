import { signJsSdk } from '@yingwu/protocol'
import { openPages } from '../../../test/support/account-pages.ts'
import { openStudio } from '../studio.ts'
import { createTeaShop, sendArticles } from '../tea-shop.ts'

/** A page of the account on the phone, as its bot would make it. */
async function openWeb() {
  const pages = await openPages()
  const s = await openStudio({ bot: createTeaShop(), size: 'phone' })
  await s.says('今天有什么茶')
  return {
    ...s,
    pages,
    async open(url: string, label = '打开网页'): Promise<void> {
      await s.api.message.customSend({
        touser: s.openid,
        msgtype: 'text',
        text: { content: `<a href="${url}">${label}</a>` },
      })
      await s.phone.getByText(label, { exact: true }).click()
      await s.phone.getByTestId('webview').waitFor()
    },
    async [Symbol.asyncDispose]() {
      await s[Symbol.asyncDispose]()
      await pages[Symbol.asyncDispose]()
    },
  }
}

type Web = Awaited<ReturnType<typeof openWeb>>

/** A tea list that configures the JS-SDK, signed for its own address or for another. */
async function configure({ simulator, api, pages }: Web, signedPath: string): Promise<string> {
  const url = `${pages.origin}/menu?from=chat`
  const { ticket } = await api.ticket.get({ type: 'jsapi' })
  const [nonceStr, timestamp] = ['Wm3WZYTPz0wzccnW', 1_795_329_120]
  const signature = signJsSdk({ ticket, nonceStr, timestamp, url: `${pages.origin}${signedPath}` })
  const jsApiList = ['getLocation', 'chooseWXPay', 'updateAppMessageShareData']
  const config = { appId: simulator.account().appid, timestamp, nonceStr, signature, jsApiList }
  pages.set(
    '/menu',
    `<!doctype html><meta name="viewport" content="width=device-width"><title>今日茶单</title>
<style>body { font: 17px/1.8 sans-serif; margin: 24px } li { margin: 8px 0 }</style>
<h1>今日茶单</h1><ul><li>明前龙井 58 元<li>正山小种 48 元<li>桂花乌龙 42 元</ul>
<script src="${simulator.url}/open/js/jweixin-1.6.0.js"></script>
<script>wx.config(${JSON.stringify(config)})
wx.ready(() => wx.updateAppMessageShareData({ title: '今日茶单', desc: '明前龙井到店了', link: location.href }))</script>`,
  )
  return url
}

export async function page(): Promise<void> {
  await using s = await openWeb()
  await s.open(await configure(s, '/menu?from=chat'))
  await s.phone.getByTestId('sdk-strip').waitFor()
  await s.phone.getByTestId('webview-title').getByText('今日茶单').waitFor()
  await s.shoot('web')
  await s.phone.getByTestId('webview-more').click()
  await s.phone.getByTestId('webview-share').waitFor()
  await s.shoot('web-menu')
  await s.phone.getByTestId('webview-share').click()
  await s.phone.getByTestId('share-card').waitFor()
  await s.shoot('web-share')
  await s.page.keyboard.press('Escape')
  const frame = s.page.frames().find((one) => one.url().includes('/menu'))
  void frame?.evaluate('wx.chooseWXPay({ timestamp: 1 })').catch(() => null)
  await s.phone.getByTestId('pay-ok').or(s.phone.getByTestId('pay-fail')).first().waitFor()
  await s.shoot('web-pay')
}

export async function wrongConfig(): Promise<void> {
  await using s = await openWeb()
  await s.open(await configure(s, '/menu'))
  await s.phone.getByTestId('sdk-strip').click()
  await s.phone.getByTestId('sdk-verdict').waitFor()
  await s.shoot('web-sdk-failed')
}

export async function authorization(): Promise<void> {
  await using s = await openWeb()
  const { appid } = s.simulator.account()
  s.pages.set('/me', '<!doctype html><title>我的</title>')
  const redirect = encodeURIComponent(`${s.pages.origin}/me`)
  const url = (scope: string): string =>
    `${s.simulator.url}/connect/oauth2/authorize?appid=${appid}&redirect_uri=${redirect}&response_type=code&scope=${scope}&state=1#wechat_redirect`
  await s.open(url('snsapi_userinfo'))
  const frame = s.page.frameLocator('[data-testid="webview"]')
  await frame.getByTestId('oauth-allow').waitFor()
  await s.shoot('web-consent')
  await s.phone.getByTestId('webview-close').click()
  await s.open(url('userinfo'), '再打开')
  await frame.getByTestId('oauth-error').waitFor()
  await s.shoot('web-refused')
}

export async function snapshotPage(): Promise<void> {
  await using s = await openStudio({ bot: createTeaShop(), size: 'window' })
  const [fan] = await s.simulator.addFans({ nickname: '快照客', follow: true, snapshot: true })
  const openid = fan?.openid ?? ''
  const { appid } = s.simulator.account()
  await using pages = await openPages()
  pages.set('/me', '<!doctype html><meta charset="utf-8"><title>我的</title><h1>你好，茶客</h1>')
  const redirect = encodeURIComponent(`${pages.origin}/me`)
  const url = `${s.simulator.url}/connect/oauth2/authorize?appid=${appid}&redirect_uri=${redirect}&response_type=code&scope=snsapi_userinfo&state=1#wechat_redirect`
  await s.simulator.act(openid, { type: 'text', content: `<a href="${url}">我的</a>` })
  await s.page.getByTestId(`slot-${openid}`).click()
  const phone = s.window.phone(openid)
  await phone.getByText('我的', { exact: true }).last().click()
  await phone.getByTestId('snapshot-full').waitFor()
  await s.shoot('web-snapshot', phone)
}

export async function article(): Promise<void> {
  await using s = await openStudio({ bot: createTeaShop(), size: 'phone' })
  await sendArticles(s, ['明前龙井到店了'])
  await s.phone.getByRole('button', { name: '图文：明前龙井到店了' }).click()
  await s.phone.getByTestId('article-share').waitFor()
  await s.page.frameLocator('[data-testid="webview"]').getByTestId('article-title').waitFor()
  await s.shoot('article')
  await s.phone.getByTestId('article-share').click()
  await s.phone.getByTestId('share-card').waitFor()
  await s.shoot('article-share')
}
