/** Pages of accounts against the window around them: what they hold cannot write to the control API. */
import { createSimulator } from '@yingwu/simulator'
import { afterAll, expect, test } from 'vitest'
import { closeBrowser, openWindow } from '../support/browser.ts'
import { openWebStage } from '../support/web-page.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

/** Everything by which a page could try to write or to learn the token. Its title says when it has tried all. */
function attack(simulator: string, openid: string): string {
  return `<!doctype html><title>…</title><body><script>(async () => {
const control = ${JSON.stringify(`${simulator}/_sim/v1`)}
const action = JSON.stringify({ type: 'text', content: 'forged' })
const path = control + '/fans/${openid}/actions'
const tried = []
const attempt = async (name, run) => { try { tried.push(name + ' ' + await run()) } catch { tried.push(name + ' refused') } }
await attempt('fetch', async () => (await fetch(path, { method: 'POST', body: action })).status)
await attempt('token', async () => (await (await fetch(control + '/run')).json()).token)
await attempt('window', async () => parent.document.title)
await attempt('inner', async () => top.document.body.innerHTML)
await attempt('blind', async () => (await fetch(path, { method: 'POST', mode: 'no-cors', credentials: 'include', body: action })).type)
await attempt('header', async () => (await fetch(path, { method: 'POST', headers: { 'x-yingwu-run': 'x' }, body: action })).status)
await attempt('beacon', async () => navigator.sendBeacon(path, action))
await attempt('events', () => new Promise((resolve, reject) => {
  const source = new EventSource(control + '/events')
  source.addEventListener('snapshot', () => resolve('read'))
  source.addEventListener('error', reject)
}))
await attempt('form', () => new Promise((resolve) => {
  document.body.insertAdjacentHTML('beforeend', '<iframe name=hidden></iframe><form method=post enctype=text/plain target=hidden></form>')
  const form = document.forms[0]
  form.action = path
  const field = form.appendChild(document.createElement('input'))
  field.name = '{"type":"text","content":"forged","x":"'
  field.value = '"}'
  frames.hidden.frameElement.addEventListener('load', () => resolve('sent'))
  form.submit()
}))
await attempt('panel', () => new Promise((resolve) => {
  const frame = document.body.appendChild(document.createElement('iframe'))
  frame.addEventListener('load', () => resolve(frame.contentDocument === null ? 'closed' : 'open'))
  frame.src = ${JSON.stringify(`${simulator}/`)}
}))
document.title = 'done ' + tried.join(', ')
})()</script>`
}

test('a page in the web view writes nothing, reads nothing and shows no panel inside itself', async () => {
  await using s = await openWebStage()
  s.pages.set('/attack', attack(s.simulator.url, s.openid))
  const frame = await s.open('/attack')
  await until(async () => (await frame.title()).startsWith('done'), 'it has tried everything')
  const told = await frame.title()
  for (const end of [
    'fetch refused',
    'token refused',
    'window refused',
    'inner refused',
    'header refused',
    'events refused',
    'panel closed',
  ])
    expect(told).toContain(end)
  await s.simulator.idle()
  expect(JSON.stringify(s.simulator.messages(s.openid))).not.toContain('forged')
  // The panel inside the page shows nothing.
  const panel = s.page
    .frames()
    .find((one) => one !== s.page.mainFrame() && one.parentFrame() === frame && one.name() === '')
  expect(await panel?.locator('.window').count()).toBe(0)
})

test('scripts of an article and of an uploaded page run nowhere, in the window or on their own', async () => {
  await using s = await openWebStage()
  const script = `<script>${attack(s.simulator.url, s.openid).split('<script>')[1] ?? ''}`
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const { api } = s.client
  const { media_id: thumb_media_id } = await api.material.add({
    type: 'image',
    media: { data: png, filename: 'a.png' },
  })
  const { media_id } = await api.draft.add({
    articles: [{ title: '文章', content: `<p>正文</p>${script}<svg onload=alert(1)>`, thumb_media_id }],
  })
  await api.mass.sendAll({
    filter: { is_to_all: true },
    mpnews: { media_id },
    msgtype: 'mpnews',
    send_ignore_reprint: 0,
  })
  // A page under the name of a voice; and, as no call would take it, under its own.
  const { media_id: voice } = await api.media.upload({
    type: 'voice',
    media: { data: Buffer.from(script), filename: 'a.amr' },
  })
  const state = JSON.stringify(s.simulator.exportState())
  s.simulator.importState(JSON.parse(state.replaceAll('"audio/amr"', '"text/html"')))
  await s.phone.getByRole('button', { name: '图文：文章' }).click()
  const article = s.simulator
    .messages(s.openid)
    .flatMap((message) => (message.type === 'news' ? message.articles.map(({ url }) => url) : []))[0]
  const frame = await s.frameAt(article ?? '')
  expect(await frame.locator('p').first().innerText()).not.toContain('done')
  expect(await frame.locator('script').count()).toBe(0)

  const page = await s.window.context.newPage()
  await page.goto(article ?? '')
  // Even a script of the page's own address would not run, and has no origin of ours.
  expect(await page.evaluate('self.origin')).toBe('null')
  const download = page.waitForEvent('download')
  await page.goto(`${s.simulator.url}/_sim/media/${voice}`).catch(() => {})
  expect((await download).url()).toContain('/_sim/media/')
  await s.simulator.idle()
  expect(JSON.stringify(s.simulator.messages(s.openid))).not.toContain('forged')
})

test('a page of the same origin that is not the window has no token', async () => {
  await using s = await openWebStage()
  const page = await s.window.context.newPage()
  await page.goto(`${s.simulator.url}/connect/oauth2/authorize`)
  const status = await page.evaluate(
    `fetch('/_sim/v1/fans/${s.openid}/actions', { method: 'POST', body: '{"type":"text","content":"forged"}' }).then((answer) => answer.status, () => 'refused')`,
  )
  expect(status).toBe('refused')
  expect(s.simulator.messages(s.openid)).toEqual([])
})

test('after a restart the open window goes on by itself, and what was typed is still there', async () => {
  const account = { appid: 'wx00000000c0ffee00', secret: 'f'.repeat(32) }
  const first = createSimulator(account)
  const url = await first.listen({ port: 0 })
  const openid = first.fans()[0]?.openid ?? ''
  await using window = await openWindow(`${url}/`)
  const phone = window.phone(openid)
  await window.type(openid, '一')
  await until(() => first.messages(openid).length === 1, 'the first run takes it')
  await phone.getByTestId('composer').fill('打了一半的字')
  const state = first.exportState()
  await first.close()
  await window.page.getByTestId('offline').waitFor()

  await using second = createSimulator(account)
  second.importState(JSON.parse(JSON.stringify(state)))
  await second.listen({ port: Number(new URL(url).port) })
  await window.page.getByTestId('offline').waitFor({ state: 'detached' })
  expect(await phone.getByTestId('composer').inputValue()).toBe('打了一半的字')
  await phone.getByTestId('composer').press('Enter')
  await until(() => second.messages(openid).length === 2, 'the second run takes it')
  expect(second.messages(openid)[1]).toMatchObject({ type: 'text', content: '打了一半的字' })
})

test('a window on localhost becomes one on 127.0.0.1, where consent pages are framed and cookies kept', async () => {
  await using s = await openWebStage()
  const { port } = new URL(s.simulator.url)
  await using window = await openWindow(`http://localhost:${port}/`)
  expect(window.page.url()).toBe(`${s.simulator.url}/`)
  const { appid } = s.simulator.account()
  s.pages.set('/me', '<!doctype html><h1>我的</h1>')
  const redirect = encodeURIComponent(`${s.pages.origin}/me`)
  const authorize = `${s.simulator.url}/connect/oauth2/authorize?appid=${appid}&redirect_uri=${redirect}&response_type=code&scope=snsapi_userinfo&state=1`
  await window.type(s.openid, `<a href="${authorize}">我的</a>`)
  await window.phone(s.openid).getByRole('link', { name: '我的' }).last().click()
  const consent = window.page.frameLocator('[data-testid="webview"]')
  await consent.getByTestId('oauth-allow').click()
  await consent.getByRole('heading', { name: '我的' }).waitFor()
})

test('a consent page says by whom it may be framed: the window under each of its names, not other ports', async () => {
  await using sim = createSimulator()
  const url = await sim.listen({ port: 0 })
  const { port } = new URL(url)
  const policy = (await fetch(`${url}/connect/oauth2/authorize`)).headers.get('content-security-policy')
  expect(policy).toContain(`frame-ancestors 'self' http://127.0.0.1:${port} http://localhost:${port}`)
  expect(policy).not.toContain('*')
})
