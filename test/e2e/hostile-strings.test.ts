/** Hostile strings in every place where one can come in, and a look at every screen: all of it is text, none of it runs. */
import { afterAll, expect, test } from 'vitest'
import type { Frame } from 'playwright-core'
import type { Simulator } from '@yingwu/simulator'
import { Bot, reply } from 'yingwu'
import { closeBrowser, openWindow, type Window } from '../support/browser.ts'
import { openStage } from '../support/stage.ts'
import { until } from '../support/wait.ts'

afterAll(closeBrowser)

const SHORT = '<img src=x onerror=__hit()>'
const LONG = `"'>${SHORT}<svg onload=__hit()></svg><script>__hit()</script><a href="javascript:__hit()">x</a><iframe srcdoc="<script>parent.__hit()</script>"></iframe>{{__hit()}}`

/** What cannot be changed without breaking the links between things. */
const NAMES_OF_THINGS =
  /(id|ids|appid|ghid|secret|token|key|url|ticket|slug|at|time|type|kind|mode|format|base64|signature)$/i

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** Every string of the world that may be any text becomes a hostile one, behind the checks of the API. */
function plantInState(simulator: Simulator): number {
  const document: Json = JSON.parse(JSON.stringify(simulator.exportState()))
  let planted = 0
  const tryWith = (text: string, put: (text: string) => void) => {
    for (const hostile of [LONG, SHORT]) {
      try {
        put(hostile)
        simulator.importState(document)
        planted++
        return
      } catch {
        put(text)
      }
    }
  }
  const walk = (value: Json) => {
    if (Array.isArray(value)) return value.forEach(walk)
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'string') walk(member)
      else if (!NAMES_OF_THINGS.test(name)) tryWith(member, (text) => (value[name] = text))
    }
  }
  walk(document)
  simulator.importState(document)
  return planted
}

/** Scripts that ran, and elements and attributes that only markup in a string can have brought. */
const FIND_HARM = `(() => {
  const harm = [...(window.__hits ?? [])]
  for (const element of document.querySelectorAll('*')) {
    const isScript = element.matches('script') && !/^\\/assets\\//.test(new URL(element.src || 'x:', location).pathname)
    if (isScript || element.matches('img[src="x"], object, embed, base, meta[http-equiv], iframe[srcdoc]'))
      harm.push(element.outerHTML.slice(0, 200))
    for (const { name, value } of element.attributes)
      if (name.startsWith('on') || /^\\s*(javascript|vbscript):/i.test(value)) harm.push(element.tagName + ' ' + name)
  }
  return harm
})()`

const INIT = `window.__hits = []
window.__hit = () => window.__hits.push('a script ran at ' + location.href)
document.addEventListener('securitypolicyviolation', (event) => {
  if (event.violatedDirective.startsWith('script') || event.violatedDirective.includes('trusted'))
    window.__hits.push('refused: ' + event.violatedDirective + ' ' + event.blockedURI)
})`

async function harmIn(frames: readonly Frame[]): Promise<string[]> {
  const found: string[] = []
  for (const frame of frames) {
    const harm: string[] = await frame.evaluate(FIND_HARM)
    found.push(...harm)
  }
  return found
}

async function openStageOfTricks() {
  const item = { Title: LONG, Description: LONG, PicUrl: 'http://127.0.0.1:9/x', Url: 'http://127.0.0.1:9/x' }
  const bot = new Bot().on('message:text', ({ message }) =>
    message.Content === 'news' ? reply.news([item]) : LONG,
  )
  const stage = await openStage(bot)
  const { simulator, client, openid } = stage
  const { api } = client
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const { media_id: thumb_media_id } = await api.material.add({
    type: 'image',
    media: { data: png, filename: `${SHORT}.png` },
  })
  const { media_id } = await api.draft.add({
    articles: [
      {
        title: SHORT,
        author: '<b onclick=x>',
        digest: LONG.slice(0, 100),
        content: `<p>${LONG.replaceAll('javascript:', '')}</p><p onclick="__hit()">茶</p>`,
        thumb_media_id,
        need_open_comment: 1,
      },
    ],
  })
  await api.mass.sendAll({
    filter: { is_to_all: true },
    mpnews: { media_id },
    msgtype: 'mpnews',
    send_ignore_reprint: 0,
  })
  await simulator.act(openid, { type: 'text', content: LONG })
  await api.user.updateRemark({ openid, remark: SHORT })
  await api.tags.create({ tag: { name: SHORT } })
  await api.menu.create({
    button: [
      { name: '<b>茶</b>', sub_button: [{ type: 'click', name: SHORT, key: LONG.slice(0, 100) }] },
      { type: 'view', name: '<i>页</i>', url: 'http://127.0.0.1:9/x' },
    ],
  })
  const { template_id } = await api.template.add({
    template_id_short: '1221',
    keyword_name_list: ['商品名称', '支付金额'],
  })
  const data = { thing1: { value: '茶' }, amount3: { value: '¥58.00' } }
  await api.template.send({ touser: openid, template_id, url: 'http://127.0.0.1:9/x', data })
  const { priTmplId } = await api.subscribeNotify.addTemplate({
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约',
  })
  await simulator.act(openid, { type: 'subscribe', templateIds: [priTmplId] })
  await api.subscribeNotify.send({
    touser: openid,
    template_id: priTmplId,
    data: { thing1: { value: '理发' }, time2: { value: '2026年2月1日 10:00' } },
  })
  simulator.clock.change({ advanceSeconds: 60 })
  expect(plantInState(simulator)).toBeGreaterThan(20)
  return stage
}

/** What people and programs do while the window is open. */
async function live({ simulator, client, openid }: Awaited<ReturnType<typeof openStage>>) {
  await simulator.addFans({ nickname: SHORT, follow: true })
  const control = (method: string, path: string, body: unknown) =>
    fetch(`${simulator.url}/_sim/v1${path}`, { method, body: JSON.stringify(body) })
  for (const action of [
    { type: 'text', content: LONG },
    {
      type: 'text',
      content: `<a href="javascript:__hit()">点我</a> <a href="http://127.0.0.1:9/x" onclick="__hit()">x</a>`,
    },
    { type: 'text', content: 'news' },
    { type: 'link', title: LONG, description: LONG, url: 'javascript:__hit()' },
    { type: 'location', label: LONG },
    { type: 'file', title: `${SHORT}.pdf`, size: 1 },
    { type: 'voice', recognition: LONG },
  ])
    await control('POST', `/fans/${openid}/actions`, action)
  const { api } = client
  const custom = (body: object) =>
    fetch(`${simulator.url}/cgi-bin/message/custom/send?access_token=${encodeURIComponent(LONG)}`, {
      method: 'POST',
      headers: { 'user-agent': SHORT },
      body: JSON.stringify(body),
    })
  await custom({ touser: openid, msgtype: SHORT, [LONG]: LONG })
  await api.message.customSend({
    touser: openid,
    msgtype: 'msgmenu',
    msgmenu: { head_content: LONG, list: [{ id: '1', content: SHORT }], tail_content: LONG },
  })
  await api.message.customSend({
    touser: openid,
    msgtype: 'news',
    news: {
      articles: [
        { title: LONG, description: LONG, url: 'javascript:__hit()', picurl: `x" onerror="__hit()` },
      ],
    },
  })
  await simulator.idle()
}

async function walkPanel(window: Window, look: (name: string) => Promise<void>) {
  const { page } = window
  const tabs = page.getByTestId(/^tab-/)
  for (let at = 0; at < (await tabs.count()); at++) {
    const tab = tabs.nth(at)
    const name = (await tab.getAttribute('data-testid')) ?? ''
    await tab.click()
    await look(name)
    const rows = page.locator('.panel [data-row]')
    for (let row = 0; row < Math.min(8, await rows.count()); row++) {
      await rows.nth(row).click()
      for (const closed of await page
        .locator('.panel .detail summary, .panel .detail [aria-expanded=false]')
        .all())
        if (await closed.isVisible()) await closed.click()
      await look(name)
    }
  }
}

async function walkPhone(window: Window, openid: string, look: (name: string) => Promise<void>) {
  const phone = window.phone(openid)
  const press = async (testId: string) => {
    await phone.getByTestId(testId).first().click()
    await look(testId)
  }
  await look('chat')
  await phone.locator('.composer button').nth(1).click()
  await look('menu')
  await press('profile')
  if (await phone.getByTestId('history-open').count()) await press('history-open')
  await window.page.reload()
  await phone.getByTestId('back').click()
  await look('list')
  await press('row-notices')
  await press('notice-settings')
}

test('hostile strings are text on every screen', { timeout: 120_000 }, async () => {
  await using stage = await openStageOfTricks()
  const { simulator, openid } = stage
  await using window = await openWindow(`${simulator.url}/`)
  const { page, context } = window
  page.setDefaultTimeout(15_000)
  await context.addInitScript(INIT)
  await page.reload()
  await window.phone(openid).waitFor()
  await live(stage)
  const shown = new Set<string>()
  const look = async (name: string) => {
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    expect([name, ...(await harmIn(page.frames()))]).toEqual([name])
    if ((await page.locator('body').innerText()).includes('onerror=__hit()')) shown.add(name)
  }
  await walkPanel(window, look)
  await walkPhone(window, openid, look)
  // What was looked at were the strings themselves, not empty screens.
  for (const screen of ['tab-pushes', 'tab-calls', 'tab-followers', 'tab-account', 'chat', 'list', 'profile'])
    expect([...shown]).toContain(screen)
})

test('they are text on the pages of the simulator, too: articles, consent, choice of a person', async () => {
  await using stage = await openStageOfTricks()
  const { simulator, openid } = stage
  await live(stage)
  await using window = await openWindow(`${simulator.url}/reference`)
  const { page, context } = window
  await context.addInitScript(INIT)
  const { appid } = simulator.account()
  const authorize = `${simulator.url}/connect/oauth2/authorize?appid=${appid}&redirect_uri=${encodeURIComponent('http://127.0.0.1:9/x')}&response_type=code&scope=snsapi_userinfo&state=1`
  const article = simulator
    .messages(openid)
    .flatMap((message) => (message.type === 'news' ? message.articles.map(({ url }) => url) : []))
    .find((url) => url.includes('/s/'))
  for (const url of [
    authorize,
    authorize.replace('state=1', `state=${encodeURIComponent(LONG)}`),
    authorize.replace('scope=', `scope=${encodeURIComponent(LONG)}`),
    article ?? '',
    `${simulator.url}/_sim/avatars/${simulator.fans().at(-1)?.openid}`,
    `${simulator.url}/s/${encodeURIComponent(LONG)}`,
    `${simulator.url}/reference/${encodeURIComponent(LONG)}`,
    `${simulator.url}/${encodeURIComponent(LONG)}`,
  ]) {
    await page.goto(url)
    expect([url, ...(await harmIn(page.frames()))]).toEqual([url])
  }
  await page.goto(authorize)
  expect(await page.locator('body').innerText()).toContain(SHORT)
  await page.getByTestId('oauth-pick').first().click()
  await until(async () => (await page.getByTestId('oauth-nickname').count()) === 1, 'the consent is shown')
  expect(await page.locator('body').innerText()).toContain(SHORT)
  expect(await harmIn(page.frames())).toEqual([])
})
