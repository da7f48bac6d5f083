/** 网页授权 and the web view's own doings: who the page learns to know, what is refused, and how large it is read. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Bot } from 'yingwu'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openPhones, type Phones } from '../support/phones.ts'
import { getJson } from '../support/program.ts'
import { until } from '../support/wait.ts'

let s: Phones
let server: Server
let origin = ''
let lastCode = ''
let visits = 0

/** A page of the account that greets whoever has come back with a code. */
beforeAll(async () => {
  s = await openPhones(new Bot().on('message:text', (ctx) => ctx.message.Content))
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://page')
    void answer(url, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(async () => {
  await s[Symbol.asyncDispose]()
  server.closeAllConnections()
  server.close()
  await closeBrowser()
})

async function answer(url: URL, response: ServerResponse): Promise<void> {
  const text = await greet(url)
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>我的资料</title><main>${text}</main>`)
}

async function greet(url: URL): Promise<string> {
  const [code, state] = [url.searchParams.get('code'), url.searchParams.get('state')]
  lastCode = code ?? lastCode
  if (url.pathname === '/later') return '还没有用'
  if (code === null) return state === null ? '没有授权' : `拒绝了，state ${state}`
  const { appid, secret } = s.simulator.account()
  const ask = (path: string, query: { [name: string]: string }) =>
    getJson<{ [name: string]: string | number | undefined }>(
      `${s.simulator.url}/sns/${path}?${new URLSearchParams(query).toString()}`,
    )
  const token = await ask('oauth2/access_token', { appid, secret, code, grant_type: 'authorization_code' })
  if (token['errcode'] !== undefined) return `errcode ${token['errcode']}`
  const [access_token, openid] = [String(token['access_token']), String(token['openid'])]
  if (token['scope'] === 'snsapi_base') return `openid ${openid}`
  const me = await ask('userinfo', { access_token, openid })
  return `你好，${me['nickname']}${me['is_snapshotuser'] === 1 ? '（快照）' : ''}`
}

function toAuthorize(scope: string, redirect = `${origin}/me`): string {
  const { appid } = s.simulator.account()
  const query = { appid, redirect_uri: redirect, response_type: 'code', scope, state: 'abc' }
  return `${s.simulator.url}/connect/oauth2/authorize?${new URLSearchParams(query).toString()}#wechat_redirect`
}

/** Opens an address by a link in the chat, and reads the page it ends on. */
async function visit({ phone, type }: Awaited<ReturnType<Phones['person']>>, url: string) {
  visits += 1
  await type(`<a href="${url}">打开第 ${visits} 页</a>`)
  await phone.getByRole('link', { name: `打开第 ${visits} 页` }).click()
  return s.page.frameLocator('[data-testid=webview]')
}

describe('网页授权', () => {
  test('asks nobody for the openid', async () => {
    const one = await s.person()
    const page = await visit(one, toAuthorize('snsapi_base'))
    await page.getByText(`openid ${one.openid}`).waitFor()
  })

  test('asks for nickname and picture; the person answers as themselves', async () => {
    const one = await s.person({ nickname: '晓雨' })
    const page = await visit(one, toAuthorize('snsapi_userinfo'))
    await page.getByText('获取你的昵称、头像').waitFor()
    await page.getByTestId('oauth-allow').click()
    await page.getByText('你好，晓雨').waitFor()
  })

  test('or as another identity, or not at all: back with the state alone', async () => {
    const one = await s.person({ nickname: '晓雨' })
    const page = await visit(one, toAuthorize('snsapi_userinfo'))
    await page.getByTestId('oauth-other').check()
    await page.getByTestId('oauth-allow').click()
    await page.getByText(/你好，茶客\d{4}/).waitFor()
    await one.id('webview-close').click()
    const again = await visit(one, toAuthorize('snsapi_userinfo'))
    await again.getByTestId('oauth-deny').click()
    await again.getByText('拒绝了，state abc').waitFor()
  })

  test('of a snapshot page gives a virtual user, until the whole service is asked for', async () => {
    const one = await s.person({ nickname: '快照客', snapshot: true })
    const page = await visit(one, toAuthorize('snsapi_userinfo'))
    await page.getByText('你好，微信用户（快照）').waitFor()
    await one.id('snapshot-full').click()
    await page.getByTestId('oauth-allow').click()
    await page.getByText('你好，快照客', { exact: true }).waitFor()
    expect(await one.id('snapshot-full').count()).toBe(0)
  })

  test('in a browser of one’s own asks who one is; anybody is found by a search', async () => {
    await s.simulator.fetch(
      new Request('http://127.0.0.1/_sim/v1/followers', { method: 'POST', body: '{"count":500}' }),
    )
    const somebody = s.simulator.fans().at(-1)
    await using browser = await openWindow(toAuthorize('snsapi_base'))
    const { page } = browser
    page.setDefaultTimeout(15_000)
    await page.getByTestId('oauth-more').click()
    await page.getByTestId('oauth-pick').first().waitFor()
    await page.getByTestId('oauth-search').fill(somebody?.openid ?? '')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('1–1 / 1').waitFor()
    await page.getByTestId('oauth-pick').click()
    await page.getByText(`openid ${somebody?.openid}`).waitFor()
  })

  test('to a domain that is not on the list is refused with 10003', async () => {
    const one = await s.person()
    const page = await visit(one, toAuthorize('snsapi_base', 'https://elsewhere.example/me'))
    expect(await page.getByTestId('oauth-error').textContent()).toContain('10003')
  })

  test('gives a code for once: loaded again, the page hears 40163', async () => {
    const one = await s.person()
    const page = await visit(one, toAuthorize('snsapi_base'))
    await page.getByText(`openid ${one.openid}`).waitFor()
    await one.id('webview-close').click()
    const again = await visit(one, `${origin}/me?code=${lastCode}&amp;state=abc`)
    await again.getByText('errcode 40163').waitFor()
  })

  test('gives a code for five minutes', async () => {
    const one = await s.person()
    const page = await visit(one, toAuthorize('snsapi_base', `${origin}/later`))
    await page.getByText('还没有用').waitFor()
    await one.id('webview-close').click()
    s.simulator.clock.change({ advanceSeconds: 301 })
    const late = await visit(one, `${origin}/me?code=${lastCode}`)
    await late.getByText('errcode 40029').waitFor()
  })
})

describe('the web view', () => {
  test('shows a page larger or smaller, as one likes to read', async () => {
    const one = await s.person()
    const page = await visit(one, `${origin}/plain`)
    await page.getByText('没有授权').waitFor()
    /** The larger a page is drawn, the less of it fits. */
    const width = () => s.page.frames().at(-1)?.evaluate<number>('innerWidth') ?? 0
    const choose = async (zoom: number) => {
      await one.id('webview-more').click()
      await one.id('webview-font').click()
      await one.id(`font-${zoom}`).click()
    }
    const before = await width()
    await choose(1.35)
    await until(async () => Math.abs((await width()) - before / 1.35) < 2, 'it is drawn larger')
    await choose(1)
    await until(async () => (await width()) === before, 'it is as it was')
  })
})
