/** What widespread SDKs do that the manual does not tell, and that the service lets pass. */
import { expect, test } from 'vitest'
import { form, PNG } from './support/library.ts'
import { call, createStage, tokenPath } from './support/stage.ts'

test.for(['', '{}'])('reading calls that clients post, with %o as their body', async (body) => {
  const { api } = await createStage()
  const post = async (path: string) => (await api(path, body)).errcode
  expect(await post('/cgi-bin/getcallbackip')).toBe(0)
  expect(await post('/cgi-bin/get_current_selfmenu_info')).toBe(0)
  expect(await post('/cgi-bin/menu/get')).toBe(46003)
  expect(await post('/cgi-bin/menu/delete')).toBe(0)
  expect(await post('/cgi-bin/template/get_all_private_template')).toBe(0)
  await api('/cgi-bin/template/api_set_industry', { industry_id1: '1', industry_id2: '4' })
  expect(await post('/cgi-bin/template/get_industry')).toBe(0)
  expect(await post('/cgi-bin/material/get_materialcount')).toBe(0)
  expect(await post('/cgi-bin/ticket/getticket?type=jsapi')).toBe(0)
})

test('a posted download', async () => {
  const stage = await createStage()
  const { body } = await stage.api('/cgi-bin/media/upload?type=image', form(PNG, 'a.png'))
  const { body: token } = await call(stage.sim, 'GET', tokenPath())
  const query = new URLSearchParams({
    media_id: String(body['media_id']),
    access_token: String(token['access_token']),
  })
  const url = `http://127.0.0.1:8100/cgi-bin/media/get?${query.toString()}`
  const response = await stage.sim.fetch(new Request(url, { method: 'POST' }))
  expect(response.headers.get('content-type')).toBe('image/png')
})

test('the result of a voice, asked for with GET', async () => {
  const { api } = await createStage()
  const path = '/cgi-bin/media/voice/queryrecoresultfortext?voice_id=nobody&lang=zh_CN'
  expect((await api(path)).errcode).toBe(46008)
})

test('the type of an upload as a field beside the file; the one in the URL counts more', async () => {
  const { api } = await createStage()
  const upload = (path: string, type: string) => api(path, form(PNG, 'a.png', { type }))
  expect((await upload('/cgi-bin/media/upload', 'image')).body).toMatchObject({ type: 'image' })
  expect((await upload('/cgi-bin/media/upload', 'photo')).errcode).toBe(40004)
  expect((await upload('/cgi-bin/media/upload?type=thumb', 'image')).errcode).toBe(40005)
  expect((await upload('/cgi-bin/material/add_material', 'image')).errcode).toBe(0)
})

test('the address of a picture as a form instead of in the URL', async () => {
  const stage = await createStage()
  const { body: token } = await call(stage.sim, 'GET', tokenPath())
  const recognize = async (body: string) => {
    const response = await stage.sim.fetch(
      new Request(`http://127.0.0.1:8100/cv/ocr/comm?access_token=${String(token['access_token'])}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      }),
    )
    return response.json()
  }
  expect(await recognize('img_url=https%3A%2F%2Fa.test%2Fa.jpg')).toMatchObject({ errcode: 0 })
  expect(await recognize('picture=https%3A%2F%2Fa.test%2Fa.jpg')).toMatchObject({ errcode: 41005 })
})

test('an empty list of keywords with a template of the time before them', async () => {
  const { api } = await createStage()
  const add = (id: string) =>
    api('/cgi-bin/template/api_add_template', { template_id_short: id, keyword_name_list: [] })
  expect((await add('TM00015')).errcode).toBe(0)
  expect((await add('1221')).errcode).toBe(40037)
})
