/** Codes that open mini programs, short keys, and the limits of permanent codes. */
import { describe, expect, test } from 'vitest'
import { createStage, type Stage } from './support/stage.ts'

const SHOP = 'wx9d31e07b54c2a8f6'

async function createCode({ api }: Stage, scene_str: string) {
  const { body } = await api('/cgi-bin/qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str } },
  })
  return { ticket: String(body['ticket']), url: String(body['url']) }
}

describe('permanent codes', () => {
  test('an account has 100,000 of them; one that exists is still given', async () => {
    const stage = await createStage()
    const state = structuredClone(stage.sim.exportState())
    const qrCodes = Array.from({ length: 100_000 }, (_, n) => ({
      ticket: `t${n}`,
      appid: stage.fan.appid,
      scene: `s${n}`,
      isText: true,
      expiresAt: null,
      url: `http://weixin.qq.com/q/${n}`,
    }))
    stage.sim.importState({ ...state, qrCodes })
    const { api } = stage
    const create = (action_name: string, scene_str: string) =>
      api('/cgi-bin/qrcode/create', { action_name, action_info: { scene: { scene_str } } })
    expect((await create('QR_LIMIT_STR_SCENE', 'more')).errcode).toBe(45029)
    expect((await create('QR_LIMIT_STR_SCENE', 's7')).body).toMatchObject({ ticket: 't7' })
    expect((await create('QR_STR_SCENE', 'more')).errcode).toBe(0)
  })
})

test('a number and a text of the same digits are two scenes, and user/info tells them apart', async () => {
  const { sim, api } = await createStage()
  const tickets: string[] = []
  for (const [action_name, scene] of [
    ['QR_LIMIT_SCENE', { scene_id: 123 }],
    ['QR_LIMIT_STR_SCENE', { scene_str: '123' }],
  ] as const) {
    const { body } = await api('/cgi-bin/qrcode/create', { action_name, action_info: { scene } })
    tickets.push(String(body['ticket']))
  }
  expect(new Set(tickets).size).toBe(2)
  const told: unknown[] = []
  for (const ticket of tickets) {
    const [fan] = await sim.addFans({})
    const openid = fan?.openid ?? ''
    const { push } = await sim.act(openid, { type: 'scan', ticket })
    expect(push?.fields).toMatchObject({ Event: 'subscribe', EventKey: 'qrscene_123' })
    const { qr_scene, qr_scene_str } = (await api(`/cgi-bin/user/info?openid=${openid}`)).body
    told.push({ qr_scene, qr_scene_str })
  }
  expect(told).toEqual([
    { qr_scene: 123, qr_scene_str: '' },
    { qr_scene: 0, qr_scene_str: '123' },
  ])
})

describe('a jump rule', () => {
  const add = (stage: Stage, prefix: string, fields: object = {}) =>
    stage.api('/cgi-bin/wxopen/qrcodejumpadd', {
      prefix,
      appid: SHOP,
      path: 'pages/a',
      is_edit: 0,
      ...fields,
    })
  const publish = (stage: Stage, prefix: string) => stage.api('/cgi-bin/wxopen/qrcodejumppublish', { prefix })
  const list = async (stage: Stage, fields: object = {}) =>
    (await stage.api('/cgi-bin/wxopen/qrcodejumpget', { appid: SHOP, ...fields })).body

  test('takes scans away from the account once it is published, and gives them back when it goes', async () => {
    const stage = await createStage()
    const { sim, fan } = stage
    const { ticket, url } = await createCode(stage, 'table-7')
    const scan = async () =>
      (await sim.act(fan.openid, { type: 'scan', ticket })).pushes.map(({ kind }) => kind)
    expect((await add(stage, url)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await scan()).toEqual(['event:SCAN'])
    expect((await publish(stage, url)).errcode).toBe(0)
    expect(await scan()).toEqual([])
    const gone = await stage.api('/cgi-bin/wxopen/qrcodejumpdelete', { prefix: url, appid: SHOP })
    expect(gone.errcode).toBe(0)
    expect(await scan()).toEqual(['event:SCAN'])
  })

  test('changes until it is published', async () => {
    const stage = await createStage()
    const { url } = await createCode(stage, 'table-7')
    await add(stage, url)
    expect((await add(stage, url, { path: 'pages/b', is_edit: '1' })).errcode).toBe(0)
    expect(await list(stage)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      qrcodejump_open: 1,
      list_size: 1,
      total_count: 1,
      rule_list: [{ prefix: url, path: 'pages/b', state: 1 }],
    })
    await publish(stage, url)
    expect((await add(stage, url, { is_edit: 1 })).errcode).toBe(85071)
    expect(await list(stage)).toMatchObject({ rule_list: [{ path: 'pages/b', state: 2 }] })
  })

  test('is listed newest first, by prefix, or by page', async () => {
    const stage = await createStage()
    const urls: string[] = []
    for (const scene of ['1', '2', '3']) {
      const { url } = await createCode(stage, scene)
      urls.unshift(url)
      await add(stage, url)
    }
    const prefixes = async (fields: object) => {
      const { rule_list } = await list(stage, fields)
      return Array.isArray(rule_list) ? rule_list.map((rule: { prefix: string }) => rule.prefix) : rule_list
    }
    expect(await prefixes({})).toEqual(urls)
    expect(await prefixes({ get_type: 1, prefix_list: [urls[2]] })).toEqual([urls[2]])
    expect(await prefixes({ get_type: 2, page_num: 2, page_size: 2 })).toEqual([urls[2]])
    expect(await list(stage, { get_type: 2, page_num: 2, page_size: 2 })).toMatchObject({
      list_size: 1,
      total_count: 3,
    })
    expect(await prefixes({ appid: 'wx1' })).toEqual([])
    for (const bad of [
      { get_type: 1 },
      { get_type: 2 },
      { get_type: 2, page_num: 1, page_size: 201 },
      { get_type: 9 },
    ]) {
      expect((await list(stage, bad))['errcode']).toBe(40097)
    }
  })

  test('refusals', async () => {
    const stage = await createStage()
    const { url } = await createCode(stage, 'table-7')
    expect((await add(stage, 'http://weixin.qq.com/q/nobodys')).errcode).toBe(85066)
    expect((await add(stage, 'https://shop.example/q/')).errcode).toBe(85066)
    expect((await add(stage, url, { path: '' })).errcode).toBe(40097)
    expect((await add(stage, url, { is_edit: 2 })).errcode).toBe(40097)
    expect((await add(stage, url, { is_edit: 1 })).errcode).toBe(40097)
    await add(stage, url)
    expect((await add(stage, url)).errcode).toBe(85071)
    expect((await publish(stage, 'http://weixin.qq.com/q/nobodys')).errcode).toBe(85095)
    await stage.control('PATCH', `/accounts/${stage.fan.appid}`, { kind: 'verifiedSubscription' })
    expect((await list(stage))['errcode']).toBe(48001)
  })
})

describe('a short key', () => {
  const generate = (stage: Stage, body: object) => stage.api('/cgi-bin/shorten/gen', body)
  const fetchData = (stage: Stage, short_key: unknown) => stage.api('/cgi-bin/shorten/fetch', { short_key })

  test('keeps its data until it expires', async () => {
    const stage = await createStage()
    const long_data = 'channel=poster&store=7'
    const { body } = await generate(stage, { long_data, expire_seconds: '60' })
    expect(body).toEqual({ errcode: 0, errmsg: 'ok', short_key: expect.stringMatching(/^[0-9A-Za-z]{15}$/) })
    stage.sim.clock.change({ advanceSeconds: 59 })
    const created = Math.floor(stage.sim.clock.now() / 1000) - 59
    expect((await fetchData(stage, body['short_key'])).body).toEqual({
      errcode: 0,
      errmsg: 'ok',
      long_data,
      create_time: created,
      expire_seconds: 1,
    })
    stage.sim.clock.change({ advanceSeconds: 1 })
    expect((await fetchData(stage, body['short_key'])).errcode).toBe(40035)
  })

  test('lives 30 days where nothing is said, and through an export', async () => {
    const stage = await createStage()
    const { body } = await generate(stage, { long_data: 'x' })
    stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
    expect((await fetchData(stage, body['short_key'])).body).toMatchObject({ expire_seconds: 2_592_000 })
  })

  test.for<[string, object, number]>([
    ['no data', {}, 40035],
    ['4096 bytes', { long_data: 'x'.repeat(4096) }, 0],
    ['4098 bytes', { long_data: '一'.repeat(1366) }, 40035],
    ['0 seconds', { long_data: 'x', expire_seconds: 0 }, 40035],
    ['more than 30 days', { long_data: 'x', expire_seconds: 2_592_001 }, 40035],
  ])('%s', async ([, body, errcode]) => {
    const stage = await createStage()
    expect((await generate(stage, body)).errcode).toBe(errcode)
  })

  test('that nobody made has no data', async () => {
    const stage = await createStage()
    expect((await fetchData(stage, 'unknown')).errcode).toBe(40035)
  })
})

test('short links are no longer made', async () => {
  const { api } = await createStage()
  const { body } = await api('/cgi-bin/shorturl', { action: 'long2short', long_url: 'https://shop.example/' })
  expect(body).toMatchObject({
    errcode: 45103,
    errmsg: expect.stringContaining('This API has been unsupported'),
  })
})
