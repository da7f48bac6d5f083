import { describe, expect, test } from 'vitest'
import { call, createStage } from './support/stage.ts'

const FORMS = [
  [
    'rid',
    /^invalid openid rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/,
    /^access_token missing, rid: [0-9a-f-]{26}$/,
  ],
  [
    'hint',
    /^invalid openid hint: \[[\w-]{16}\] rid: [0-9a-f-]{26}$/,
    /^access_token missing, hints: \[ req_id: [\w-]{16} \]$/,
  ],
  [
    'hintOnly',
    /^invalid openid hint: \[[\w-]{16}\]$/,
    /^access_token missing, hints: \[ req_id: [\w-]{16} \]$/,
  ],
] as const

test.for(FORMS)('errmsgStyle %s', async ([errmsgStyle, ordinary, sns]) => {
  const { sim, api } = await createStage()
  sim.patchAccount({ switches: { errmsgStyle } })
  expect((await api('/cgi-bin/user/info?openid=nobody')).body['errmsg']).toMatch(ordinary)
  expect((await call(sim, 'GET', '/sns/auth')).body['errmsg']).toMatch(sns)
})

test('success carries no decoration', async () => {
  const { sim, api, fan } = await createStage()
  sim.patchAccount({ switches: { errmsgStyle: 'hint' } })
  const { body } = await api('/cgi-bin/user/info/updateremark', { openid: fan.openid, remark: '' })
  expect(body).toEqual({ errcode: 0, errmsg: 'ok' })
})

test('an expired token is named in the words that old clients look for', async () => {
  const { sim, control, api } = await createStage()
  await api('/cgi-bin/getcallbackip')
  await control('POST', `/accounts/${sim.account().appid}/tokens`, { expire: true })
  const { body } = await api('/cgi-bin/getcallbackip')
  expect(JSON.stringify(body)).toMatch(/42001.*access_token expired/)
})

describe('Content-Type', () => {
  test('is a bare application/json everywhere where the account says so', async () => {
    const { sim, api } = await createStage()
    sim.patchAccount({ switches: { contentType: 'json' } })
    const types = [
      await api('/cgi-bin/getcallbackip'),
      await call(sim, 'GET', '/sns/auth'),
      await api('/customservice/kfaccount/add', {}),
    ]
    expect(types.map(({ contentType }) => contentType)).toEqual(Array(3).fill('application/json'))
  })
})

test('slashes of addresses are escaped, and nothing else is', async () => {
  const { sim, api, fan } = await createStage()
  await api('/cgi-bin/user/info/updateremark', { openid: fan.openid, remark: '茶/水' })
  const { body } = await api('/cgi-bin/qrcode/create', {
    action_name: 'QR_STR_SCENE',
    action_info: { scene: { scene_str: 'a' } },
  })
  expect(sim.calls()[0]?.responseBody).toContain(String.raw`"http:\/\/weixin.qq.com\/q\/`)
  expect(body['url']).toMatch(/^http:\/\/weixin\.qq\.com\/q\//)
  await api(`/cgi-bin/user/info?openid=${fan.openid}`)
  expect(sim.calls()[0]?.responseBody).toContain('"remark":"茶/水"')
})

describe('odd requests', () => {
  test.for(['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is no method of any call', async (method) => {
    const { sim } = await createStage()
    const path = '/cgi-bin/menu/get?access_token=x'
    const response = await sim.fetch(new Request(`http://127.0.0.1:8100${path}`, { method }))
    expect(response.status).toBe(200)
    expect(sim.calls()[0]).toMatchObject({ method, errcode: 43001 })
  })

  test('a path of a known family is an invalid url, another one is not the API’s', async () => {
    const { sim, api } = await createStage()
    for (const path of ['/cgi-bin', '/cgi-bin/', '/cgi-bin//menu/get', '/sns/nothing', '/datacube/x']) {
      const { body, status } = await api(path)
      expect([status, body['errcode'], body['errmsg']]).toEqual([
        200,
        40066,
        expect.stringMatching(/^invalid url/),
      ])
    }
    expect((await sim.fetch(new Request('http://127.0.0.1:8100/favicon.ico'))).status).toBe(404)
  })
})
