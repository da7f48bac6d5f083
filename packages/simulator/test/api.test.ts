import { ENDPOINTS } from '@yingwu/protocol/contract'
import { describe, expect, test } from 'vitest'
import { call, createStage, tokenPath } from './support/stage.ts'

describe('the order of checks', () => {
  test.for<[string, string, string, unknown, number]>([
    ['an unknown path', 'GET', '/cgi-bin/nothing/here', undefined, 40066],
    ['POST instead of GET', 'POST', '/cgi-bin/tags/get?access_token=x', {}, 43001],
    ['GET instead of POST', 'GET', '/cgi-bin/menu/create?access_token=x', undefined, 43002],
    ['no token', 'GET', '/cgi-bin/menu/get', undefined, 41001],
    ['something that never was a token', 'GET', '/cgi-bin/menu/get?access_token=x', undefined, 40014],
    [
      'a token of another time',
      'GET',
      `/cgi-bin/menu/get?access_token=91_${'x'.repeat(133)}`,
      undefined,
      40001,
    ],
  ])('%s', async ([, method, path, body, errcode]) => {
    const { sim } = await createStage()
    expect((await call(sim, method, path, body)).errcode).toBe(errcode)
  })

  test.for<[string, unknown, number]>([
    ['an empty body', '', 44002],
    ['blanks', '  \n', 44002],
    ['broken JSON, as in the old tutorial', '{"kf_account": "system@system",}', 47001],
    ['a list', '[]', 47001],
    ['JSON text alone', '"x"', 47001],
  ])('%s', async ([, body, errcode]) => {
    const { api } = await createStage()
    expect((await api('/customservice/kfaccount/add', body)).errcode).toBe(errcode)
  })

  test('the class of the account comes before the body', async () => {
    const { sim, api } = await createStage()
    sim.patchAccount({ kind: 'subscription' })
    expect((await api('/cgi-bin/menu/create', '')).errcode).toBe(48001)
  })
})

describe('the form of answers', () => {
  test('errors are decorated with the rid of the log', async () => {
    const { sim, api } = await createStage()
    const { body, status } = await api('/cgi-bin/user/info?openid=nobody')
    expect(status).toBe(200)
    expect(body['errmsg']).toMatch(/^invalid openid rid: 6955b900-[0-9a-f]{8}-[0-9a-f]{8}$/)
    expect(body['errmsg']).toContain(String(sim.calls()[0]?.rid))
  })

  test('each family has its own Content-Type', async () => {
    const { sim, api } = await createStage()
    expect((await api('/cgi-bin/getcallbackip')).contentType).toBe('application/json; encoding=utf-8')
    expect((await call(sim, 'GET', '/sns/auth')).contentType).toBe('text/plain')
    expect((await api('/customservice/kfaccount/add', {})).contentType).toBe(
      'application/json; charset=UTF-8',
    )
  })

  test('what is not emulated says so', async () => {
    const { api } = await createStage()
    expect(await api('/card/batchget', {})).toMatchObject({
      status: 501,
      body: { errcode: -501, errmsg: 'not emulated yet: card.batchGet (yingwu simulator)' },
    })
  })

  test('every call of the contract is answered by its own name', async () => {
    const { sim, api } = await createStage()
    const calls = Object.values(ENDPOINTS).filter(({ responseKind }) => responseKind !== 'redirect')
    for (const { path, method } of calls) await api(path, method === 'POST' ? {} : undefined, { method })
    const logged = sim.calls().slice(0, calls.length).toReversed()
    expect(logged.map(({ path }) => path)).toEqual(calls.map(({ path }) => path))
    expect(logged.filter(({ endpoint }) => endpoint === null)).toEqual([])
  })
})

test('the log keeps no secret and no token', async () => {
  const { sim, api } = await createStage()
  await api('/cgi-bin/ticket/getticket?type=jsapi')
  await call(sim, 'POST', '/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: sim.account().appid,
    secret: sim.account().secret,
  })
  const { body } = await call(sim, 'GET', tokenPath())
  const text = JSON.stringify(sim.calls())
  expect(text).not.toContain(sim.account().secret)
  expect(text).not.toContain(String(body['access_token']))
  expect(sim.calls()[0]).toMatchObject({
    endpoint: 'token.get',
    appid: sim.account().appid,
    status: 200,
    errcode: 0,
  })
})

describe('customer-service messages', () => {
  async function opened() {
    const stage = await createStage()
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
    const { messages } = await stage.sim.act(stage.fan.openid, { type: 'image' })
    const image = messages[0]?.type === 'image' ? messages[0].mediaId : ''
    const send = (message: object) =>
      stage.api('/cgi-bin/message/custom/send', { touser: stage.fan.openid, ...message })
    return { ...stage, image, send, last: () => stage.sim.messages(stage.fan.openid).at(-1) }
  }

  test('each kind that a phone shows', async () => {
    const { send, last, image, sim, fan } = await opened()
    const voice = await sim.act(fan.openid, { type: 'voice' })
    const voiceId = voice.messages[0]?.type === 'voice' ? voice.messages[0].mediaId : ''
    const video = await sim.act(fan.openid, { type: 'video' })
    const videoId = video.messages[0]?.type === 'video' ? video.messages[0].mediaId : ''
    const shown: string[] = []
    for (const message of [
      { msgtype: 'text', text: { content: '您好' } },
      { msgtype: 'image', image: { media_id: image } },
      { msgtype: 'voice', voice: { media_id: voiceId } },
      { msgtype: 'video', video: { media_id: videoId, title: '片' } },
      {
        msgtype: 'music',
        music: { musicurl: 'http://m.test/a', hqmusicurl: 'http://m.test/b', thumb_media_id: image },
      },
    ]) {
      expect((await send(message)).errcode).toBe(0)
      shown.push(last()?.type ?? '')
    }
    await sim.act(fan.openid, { type: 'text', content: '还有吗' })
    for (const message of [
      { msgtype: 'news', news: { articles: [{ title: '茶', url: 'https://a.test/', picurl: '' }] } },
      {
        msgtype: 'msgmenu',
        msgmenu: { head_content: '满意吗', list: [{ id: '1', content: '是' }], tail_content: '谢谢' },
      },
      {
        msgtype: 'miniprogrampage',
        miniprogrampage: { title: '店', appid: 'wx1', pagepath: 'p', thumb_media_id: image },
      },
    ]) {
      expect((await send(message)).errcode).toBe(0)
      shown.push(last()?.type ?? '')
    }
    expect(shown).toEqual(['text', 'image', 'voice', 'video', 'music', 'news', 'msgmenu', 'miniprogrampage'])
    expect(last()).toMatchObject({ from: 'account', via: 'custom', callId: sim.calls()[0]?.id })
  })

  test.for<[string, object, number]>([
    ['an unknown person', { touser: 'o_nobody', msgtype: 'text', text: { content: 'x' } }, 40003],
    ['an unknown type', { msgtype: 'smoke' }, 40008],
    ['no text', { msgtype: 'text', text: {} }, 44004],
    ['2,049 bytes', { msgtype: 'text', text: { content: 'a'.repeat(2049) } }, 45002],
    ['no media_id', { msgtype: 'image', image: {} }, 41006],
    ['an unknown media_id', { msgtype: 'image', image: { media_id: 'x' } }, 40007],
    ['no article', { msgtype: 'news', news: { articles: [] } }, 44003],
    ['two articles', { msgtype: 'news', news: { articles: [{}, {}] } }, 45008],
    ['an empty menu', { msgtype: 'msgmenu', msgmenu: { list: [] } }, 45098],
    [
      'an unknown agent',
      { msgtype: 'text', text: { content: 'x' }, customservice: { kf_account: 'nobody@tea' } },
      65401,
    ],
    [
      'an agent without @',
      { msgtype: 'text', text: { content: 'x' }, customservice: { kf_account: 'nobody' } },
      61452,
    ],
  ])('%s costs nothing of the allowance', async ([, message, errcode]) => {
    const { send, sim } = await opened()
    expect((await send(message)).errcode).toBe(errcode)
    expect(sim.fans()[0]?.allowance).toMatchObject([{ remaining: 5 }])
  })

  test('a test account has no menu messages', async () => {
    const { sim, send } = await opened()
    sim.patchAccount({ kind: 'sandbox' })
    expect(
      (await send({ msgtype: 'msgmenu', msgmenu: { list: [{ id: '1', content: '是' }] } })).errcode,
    ).toBe(48008)
    expect((await send({ msgtype: 'text', text: { content: '好' } })).errcode).toBe(0)
  })

  test('escaped Chinese reaches the person as it was escaped', async () => {
    const { api, fan, last } = await opened()
    await api(
      '/cgi-bin/message/custom/send',
      `{"touser":"${fan.openid}","msgtype":"text","text":{"content":"\\u4f60\\n\\u597d \\\\u597d"}}`,
    )
    expect(last()).toMatchObject({ content: '\\u4f60\n\\u597d \\u597d' })
  })

  test('in the name of an agent, with name and picture', async () => {
    const { api, send, last } = await opened()
    const kf_account = 'mia@yingwu'
    expect((await api('/customservice/kfaccount/add', { kf_account, nickname: '米娅' })).errcode).toBe(0)
    const data = new FormData()
    data.append('media', new Blob([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])]), 'mia.jpg')
    expect((await api(`/customservice/kfaccount/uploadheadimg?kf_account=${kf_account}`, data)).errcode).toBe(
      0,
    )
    await send({ msgtype: 'text', text: { content: '您好' }, customservice: { kf_account } })
    expect(last()).toMatchObject({
      agent: { nickname: '米娅', avatar: expect.stringMatching(/^\/_sim\/media\//) },
    })
  })

  test('typing lasts fifteen seconds, or until the message comes', async () => {
    const { api, sim, fan, send } = await opened()
    const typing = (command: string) => api('/cgi-bin/message/custom/typing', { touser: fan.openid, command })
    const isTyping = () => sim.fans()[0]?.typing
    expect((await typing('Think')).errcode).toBe(45072)
    expect((await typing('Typing')).errcode).toBe(0)
    expect(isTyping()).toBe(true)
    expect((await typing('Typing')).errcode).toBe(45081)
    sim.clock.change({ advanceSeconds: 15 })
    expect(isTyping()).toBe(false)
    await typing('Typing')
    await send({ msgtype: 'text', text: { content: '好' } })
    expect(isTyping()).toBe(false)
    sim.clock.change({ advanceSeconds: 31 })
    expect((await typing('Typing')).errcode).toBe(45080)
  })
})

describe('agents', () => {
  const add = { kf_account: 'anna@yingwu', nickname: '安娜', password: 'md5 of old' }

  test('are added, renamed, listed and deleted', async () => {
    const { api } = await createStage()
    expect((await api('/customservice/kfaccount/add', add)).errcode).toBe(0)
    expect((await api('/customservice/kfaccount/add', add)).errcode).toBe(65406)
    expect((await api('/customservice/kfaccount/update', { ...add, nickname: '安' })).errcode).toBe(0)
    expect((await api('/cgi-bin/customservice/getkflist')).body).toEqual({
      kf_list: [{ kf_account: 'anna@yingwu', kf_headimgurl: '', kf_id: 1001, kf_nick: '安' }],
    })
    expect((await api('/customservice/kfaccount/del?kf_account=anna@yingwu')).errcode).toBe(0)
    expect((await api('/customservice/kfaccount/del', { kf_account: 'anna@yingwu' })).errcode).toBe(65401)
    expect((await api('/cgi-bin/customservice/getkflist')).body).toEqual({ kf_list: [] })
  })

  test.for([
    [{ ...add, kf_account: 'anna' }, 65404],
    [{ ...add, kf_account: 'elevenchars@yingwu' }, 65404],
    [{ ...add, nickname: '' }, 65403],
    [{ ...add, nickname: '一'.repeat(17) }, 65403],
  ] as const)('%o: %i', async ([body, errcode]) => {
    const { api } = await createStage()
    expect((await api('/customservice/kfaccount/add', body)).errcode).toBe(errcode)
  })
})

describe('followers', () => {
  test('are shown as since 2021, or as before', async () => {
    const { sim, fan, api } = await createStage()
    const info = () => api(`/cgi-bin/user/info?openid=${fan.openid}&lang=zh_CN`)
    expect((await info()).body).toMatchObject({
      subscribe: 1,
      openid: fan.openid,
      nickname: '',
      sex: 0,
      subscribe_time: 1767225600,
    })
    sim.patchAccount({ switches: { oldProfileFields: true } })
    expect((await info()).body).toMatchObject({ nickname: '晓雨', sex: 2, city: '深圳' })
    await sim.act(fan.openid, { type: 'unfollow' })
    expect((await info()).body).toEqual({ subscribe: 0, openid: fan.openid })
  })

  test('come in pages, without data when there are none', async () => {
    const { sim, fan, api } = await createStage()
    await sim.addFans({ count: 2, follow: true })
    await sim.addFans({ count: 2 })
    const all = (await api('/cgi-bin/user/get')).body
    expect(all).toMatchObject({ total: 3, count: 3 })
    expect((await api(`/cgi-bin/user/get?next_openid=${fan.openid}`)).body).toMatchObject({
      total: 3,
      count: 2,
    })
    expect((await api(`/cgi-bin/user/get?next_openid=${String(all['next_openid'])}`)).body).toEqual({
      total: 3,
      count: 0,
      next_openid: '',
    })
    expect((await api('/cgi-bin/user/get?next_openid=nobody')).errcode).toBe(40003)
  })

  test('are read in batches of a hundred, and get remarks of under 30 bytes', async () => {
    const { sim, fan, api } = await createStage()
    const batch = (count: number, openid = fan.openid) =>
      api('/cgi-bin/user/info/batchget', { user_list: Array.from({ length: count }, () => ({ openid })) })
    expect((await batch(100)).body['user_info_list']).toHaveLength(100)
    expect((await batch(101)).errcode).toBe(40032)
    expect((await batch(1, 'o_nobody')).errcode).toBe(40003)
    const remark = (text: string) =>
      api('/cgi-bin/user/info/updateremark', { openid: fan.openid, remark: text })
    expect((await remark('一二三四五六七八九')).errcode).toBe(0)
    expect(sim.fans()[0]?.remark).toBe('一二三四五六七八九')
    expect((await remark('一二三四五六七八九十')).errcode).toBe(40092)
  })
})

describe('QR codes', () => {
  const temporary = (scene: object, action_name = 'QR_STR_SCENE', more: object = {}) => ({
    action_name,
    action_info: { scene },
    ...more,
  })

  test('a scan of a temporary code, before and after following, and after its end', async () => {
    const { sim, api } = await createStage()
    const { body } = await api(
      '/cgi-bin/qrcode/create',
      temporary({ scene_str: '桌-7' }, 'QR_STR_SCENE', { expire_seconds: 600 }),
    )
    expect(body).toMatchObject({
      expire_seconds: 600,
      url: expect.stringMatching(/^http:\/\/weixin\.qq\.com\/q\//),
    })
    const ticket = String(body['ticket'])
    const [newcomer] = await sim.addFans()
    const openid = newcomer?.openid ?? ''
    expect((await sim.act(openid, { type: 'scan', ticket })).push?.fields).toMatchObject({
      Event: 'subscribe',
      EventKey: 'qrscene_桌-7',
      Ticket: ticket,
    })
    expect((await sim.act(openid, { type: 'scan', ticket })).push?.fields).toMatchObject({
      Event: 'SCAN',
      EventKey: '桌-7',
      Ticket: ticket,
    })
    expect((await api(`/cgi-bin/user/info?openid=${openid}`)).body).toMatchObject({
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene: 0,
      qr_scene_str: '桌-7',
    })
    const picture = () =>
      sim.fetch(new Request(`http://127.0.0.1:8100/cgi-bin/showqrcode?ticket=${encodeURIComponent(ticket)}`))
    expect((await picture()).headers.get('content-type')).toBe('image/png')
    sim.clock.change({ advanceSeconds: 600 })
    expect((await picture()).status).toBe(404)
    await expect(sim.act(openid, { type: 'scan', ticket })).rejects.toThrow('expired')
  })

  test('a permanent code is the same each time', async () => {
    const { api } = await createStage()
    const body = temporary({ scene_id: '100000' }, 'QR_LIMIT_SCENE')
    const first = await api('/cgi-bin/qrcode/create', body)
    expect(first.body).not.toHaveProperty('expire_seconds')
    expect((await api('/cgi-bin/qrcode/create', body)).body).toEqual(first.body)
  })

  test.for<[object, number]>([
    [temporary({ scene_str: 'x' }, 'QR_OTHER'), 40052],
    [temporary({}), 40053],
    [temporary({ scene_str: 'a'.repeat(65) }), 40129],
    [temporary({ scene_id: 100_001 }, 'QR_LIMIT_SCENE'), 40129],
    [temporary({ scene_id: 0 }, 'QR_SCENE'), 40129],
    [temporary({ scene_str: 'x' }, 'QR_STR_SCENE', { expire_seconds: 2_592_001 }), 40053],
  ])('%o: %i', async ([body, errcode]) => {
    const { api } = await createStage()
    expect((await api('/cgi-bin/qrcode/create', body)).errcode).toBe(errcode)
  })
})

test('the network check names what it probes', async () => {
  const { api } = await createStage()
  const check = (action: string, check_operator = 'DEFAULT') =>
    api('/cgi-bin/callback/check', { action, check_operator })
  expect(Object.keys((await check('all')).body)).toEqual(['dns', 'ping'])
  expect(Object.keys((await check('dns')).body)).toEqual(['dns'])
  expect((await check('other')).errcode).toBe(40202)
  expect((await check('all', 'other')).errcode).toBe(40203)
})
