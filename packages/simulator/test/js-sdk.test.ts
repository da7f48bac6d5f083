/** wx.config as the simulator judges it, in words; and what the web view of the phone asks of the control API. */
import { signJsSdk } from '@yingwu/protocol'
import { describe, expect, test } from 'vitest'
import type { JsConfigVerdict } from '../src/index.ts'
import { urlGuesses } from '../src/js-sdk/guesses.ts'
import { APP_ID, createStage, isObject, SECRET, type Stage } from './support/stage.ts'

const PAGE = 'http://127.0.0.1:8000/menu?from=chat&isappinstalled=0'
const NONCE = 'Wm3WZYTPz0wzccnW'
const TIME = 1_795_329_120

async function ticketOf(stage: Stage, type = 'jsapi'): Promise<string> {
  const { body } = await stage.api(`/cgi-bin/ticket/getticket?type=${type}`)
  return String(body['ticket'])
}

/** What a page gives, signed as `signed` says where it differs. */
async function judge(
  stage: Stage,
  signed: Partial<Parameters<typeof signJsSdk>[0]> = {},
  given: object = {},
): Promise<JsConfigVerdict> {
  const ticket = signed.ticket ?? (await ticketOf(stage))
  const signature = signJsSdk({ nonceStr: NONCE, timestamp: TIME, url: PAGE, ...signed, ticket })
  const config = { url: PAGE, appId: APP_ID, timestamp: TIME, nonceStr: NONCE, signature, ...given }
  const { status, body } = await stage.control('POST', '/js-sdk/config', config)
  expect(status).toBe(200)
  if (!isVerdict(body)) throw new Error('no verdict')
  return body
}

function isVerdict(body: unknown): body is JsConfigVerdict {
  return isObject(body) && 'ok' in body && 'checks' in body
}

const bad = ({ checks }: JsConfigVerdict) =>
  checks.filter(({ state }) => state === 'bad').map(({ name }) => name)

describe('wx.config', () => {
  test('passes with the right signature, whatever stands behind #, and with a timestamp as text', async () => {
    const stage = await createStage()
    expect(await judge(stage)).toMatchObject({ ok: true, errMsg: 'config:ok' })
    expect(await judge(stage, {}, { url: `${PAGE}#top`, timestamp: String(TIME) })).toMatchObject({
      ok: true,
    })
  })

  test.each([
    ['http://127.0.0.1:8000/menu', '签名用的网址少了 ?from=chat&isappinstalled=0'],
    ['http://127.0.0.1:8000/menu?from=chat', '签名用的网址少了 isappinstalled=0'],
    ['https://127.0.0.1:8000/menu?from=chat&isappinstalled=0', '签名用的是 https://，页面是 http://'],
    ['http://127.0.0.1/menu?from=chat&isappinstalled=0', '签名用的网址没有端口'],
    ['http://localhost:8000/menu?from=chat&isappinstalled=0', '签名用的是 localhost，页面在 127.0.0.1'],
    ['http://127.0.0.1:8000/', '签名用的是首页的网址，不是这一页的'],
    [encodeURIComponent(PAGE), '签名前把网址编码了'],
    ['', '签名时没有网址'],
  ])('signed for %s: says so', async (url, zh) => {
    const stage = await createStage()
    const verdict = await judge(stage, { url })
    expect(verdict).toMatchObject({ ok: false, errMsg: 'config:invalid signature', text: { zh } })
    expect(bad(verdict)).toEqual(['url', 'signature'])
  })

  test('says which ticket was taken for the right one', async () => {
    const stage = await createStage()
    const card = await ticketOf(stage, 'wx_card')
    expect(await judge(stage, { ticket: card })).toMatchObject({
      text: { zh: expect.stringContaining('wx_card') },
    })
    const { body } = await stage.api(
      `/cgi-bin/token?grant_type=client_credential&appid=${APP_ID}&secret=${SECRET}`,
    )
    expect(await judge(stage, { ticket: String(body['access_token']) })).toMatchObject({
      text: { zh: '签名用的是 access_token，不是 jsapi_ticket' },
    })
    const old = await ticketOf(stage)
    stage.sim.clock.change({ advanceSeconds: 7300 })
    await ticketOf(stage)
    const verdict = await judge(stage, { ticket: old })
    expect(verdict).toMatchObject({ text: { zh: expect.stringContaining('过期') } })
    expect(bad(verdict)).toEqual(['ticket', 'signature'])
    expect(await judge(await createStage(), { ticket: '' })).toMatchObject({
      text: { zh: expect.stringContaining('没有 jsapi_ticket') },
    })
  })

  test('says when the timestamp or the nonce is another one, and names two mistakes at once', async () => {
    const stage = await createStage()
    expect(await judge(stage, { timestamp: TIME + 3 })).toMatchObject({
      text: { zh: expect.stringContaining(`${TIME + 3}`) },
    })
    expect(await judge(stage, { timestamp: TIME * 1000 })).toMatchObject({
      text: { zh: expect.stringContaining('不是以秒计') },
    })
    expect(bad(await judge(stage, { nonceStr: NONCE.toLowerCase() }))).toEqual(['nonceStr', 'signature'])
    const two = await judge(stage, { url: 'http://127.0.0.1:8000/menu', nonceStr: '' })
    expect(bad(two)).toEqual(['url', 'nonceStr', 'signature'])
  })

  test('that fits nothing known shows what should have been signed', async () => {
    const stage = await createStage()
    const verdict = await judge(stage, {}, { signature: '0'.repeat(40) })
    const ticket = await ticketOf(stage)
    expect(verdict.expected?.string1).toBe(
      `jsapi_ticket=${ticket}&noncestr=${NONCE}&timestamp=${TIME}&url=${PAGE}`,
    )
    expect(verdict.checks.find(({ name }) => name === 'url')?.state).toBe('unknown')
    expect(await judge(stage, {}, { nonceStr: '' })).toMatchObject({
      text: { zh: 'wx.config 里缺少 timestamp、nonceStr 或 signature' },
    })
  })

  test('needs an appId of this world and a JS safe domain', async () => {
    const stage = await createStage()
    expect(await judge(stage, {}, { appId: 'wx0' })).toMatchObject({
      ok: false,
      errMsg: 'config:invalid appid',
    })
    const url = 'http://tea.example/menu'
    expect(await judge(stage, { url }, { url })).toMatchObject({ errMsg: 'config:invalid url domain' })
    await stage.control('PATCH', `/accounts/${APP_ID}`, { jsDomains: ['tea.example'] })
    expect(await judge(stage, { url }, { url })).toMatchObject({ ok: true })
    expect(await judge(stage)).toMatchObject({ errMsg: 'config:invalid url domain' })
  })

  test('may come with any text without harm', async () => {
    const stage = await createStage()
    for (const url of ['x', 'javascript:alert(1)', 'http://[', `http://127.0.0.1/?${'a=1&'.repeat(1500)}`])
      expect((await judge(stage, {}, { url })).ok).toBe(false)
    expect(urlGuesses(`http://127.0.0.1/?${'a=1&'.repeat(2000)}`).length).toBeLessThan(60)
  })
})

test('a ticket that has ended is not given out again', async () => {
  const stage = await createStage()
  const first = await ticketOf(stage)
  stage.sim.clock.change({ advanceSeconds: 7300 })
  expect(await ticketOf(stage)).not.toBe(first)
})

describe('wx.uploadImage', () => {
  const PNG =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

  test('makes temporary media of the account', async () => {
    const stage = await createStage()
    const { body } = await stage.control('POST', `/fans/${stage.fan.openid}/uploads`, { data: PNG })
    const mediaId = isObject(body) ? String(body['mediaId']) : ''
    const download = async () => {
      const { body: token } = await stage.api(
        `/cgi-bin/token?grant_type=client_credential&appid=${APP_ID}&secret=${SECRET}`,
      )
      const path = `/cgi-bin/media/get?access_token=${String(token['access_token'])}&media_id=${mediaId}`
      const file = await stage.sim.fetch(new Request(`http://127.0.0.1${path}`))
      return Buffer.from(await file.arrayBuffer())
    }
    expect((await download()).toString('base64')).toBe(PNG)
    stage.sim.clock.change({ advanceSeconds: 3 * 24 * 3600 + 1 })
    expect((await download()).toString()).toContain('"errcode":40007')
  })

  test('refuses what is no picture, SVG among it, and whom nobody knows', async () => {
    const stage = await createStage()
    const upload = (data: string, contentType?: string, openid = stage.fan.openid) =>
      stage.control('POST', `/fans/${openid}/uploads`, { data, ...(contentType && { contentType }) })
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64')
    const page = Buffer.from('<!doctype html><script>alert(1)</script>').toString('base64')
    expect((await upload(svg, 'image/svg+xml')).status).toBe(400)
    expect((await upload(page, 'text/html')).status).toBe(400)
    expect((await upload('%%%')).status).toBe(400)
    expect((await upload(PNG, undefined, 'onobody')).status).toBe(404)
  })
})

test('the codes of an account are listed for the scanner until they end', async () => {
  const stage = await createStage()
  const create = (scene_id: number, expire_seconds: number) =>
    stage.api('/cgi-bin/qrcode/create', {
      action_name: 'QR_SCENE',
      expire_seconds,
      action_info: { scene: { scene_id } },
    })
  await create(1, 60)
  await create(2, 600)
  const list = async () => (await stage.control('GET', `/accounts/${APP_ID}/codes`)).body
  expect(await list()).toMatchObject([{ scene: '2' }, { scene: '1' }])
  stage.sim.clock.change({ advanceSeconds: 61 })
  expect(await list()).toMatchObject([{ scene: '2', expiresAt: expect.any(Number) }])
})

test('an address that is no article is not found', async () => {
  const stage = await createStage()
  expect((await stage.control('GET', '/articles/nothing')).status).toBe(404)
})

test('subscription notices say that they stand in 服务通知, and still do after an import', async () => {
  const stage = await createStage()
  const { body } = await stage.api('/wxaapi/newtmpl/addtemplate', {
    tid: '401',
    kidList: [1, 2],
    sceneDesc: '预约',
  })
  const template_id = String(body['priTmplId'])
  await stage.sim.act(stage.fan.openid, { type: 'subscribe', templateIds: [template_id] })
  await stage.api('/cgi-bin/message/subscribe/bizsend', {
    touser: stage.fan.openid,
    template_id,
    data: { thing1: { value: '理发' }, time2: { value: '2026年2月1日 10:00' } },
  })
  stage.sim.clock.change({ advanceSeconds: 1 })
  await stage.sim.idle()
  stage.sim.importState(stage.sim.exportState())
  expect(stage.sim.messages(stage.fan.openid).at(-1)).toMatchObject({ type: 'template', place: 'notices' })
})
