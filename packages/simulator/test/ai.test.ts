import { expect, test } from 'vitest'
import { writePng } from '../src/png.ts'
import { APP_ID, call, createStage, type Stage, tokenPath } from './support/stage.ts'

const PICTURE = writePng(200, 100, () => [0, 90, 60])
/** A JPEG as far as its frame header: 40 wide, 30 high. */
const JPEG = Buffer.from(
  'ffd8ffe000104a46494600010100000100010000ffc0001108001e002803012200021101031101',
  'hex',
)
/** ID3 tag and one frame: enough to be told apart as MP3. */
const SPEECH = Buffer.concat([
  Buffer.from('ID3\u0003\0\0\0\0\0\0', 'latin1'),
  Buffer.from('fffb9064', 'hex'),
  Buffer.alloc(413),
])

function upload(
  { api }: Stage,
  path: string,
  bytes: Uint8Array = PICTURE,
  { name = 'img', filename = 'a.png', fields = {} }: Sent = {},
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set(name, new Blob([Buffer.from(bytes)]), filename)
  return api(path, form)
}

interface Sent {
  name?: string
  filename?: string
  fields?: { [name: string]: string }
}

test.each([
  ['idcard', ['type', 'name', 'id', 'addr', 'gender', 'nationality']],
  ['bankcard', ['number']],
  ['driving', ['plate_num', 'owner', 'vin', 'card_position_front', 'img_size']],
  ['drivinglicense', ['id_num', 'name', 'car_class', 'official_seal']],
  ['bizlicense', ['reg_num', 'enterprise_name', 'cert_position', 'img_size']],
  ['comm', ['items', 'img_size']],
  ['platenum', ['number']],
])('ocr/%s reads the same from the same picture', async (name, members) => {
  const stage = await createStage()
  const one = await upload(stage, `/cv/ocr/${name}?type=photo`)
  const again = await upload(stage, `/cv/ocr/${name}?type=scan`)
  const other = await upload(stage, `/cv/ocr/${name}`, JPEG, { filename: 'b.jpg' })
  expect(one.body).toMatchObject({ errcode: 0, errmsg: 'ok' })
  for (const member of members) expect(one.body).toHaveProperty(member)
  expect(again.body).toEqual(one.body)
  expect(other.body).not.toEqual(one.body)
})

test.each(['idcard', 'driving', 'drivinglicense', 'bizlicense', 'comm'])(
  'ocr/%s says that it is canned',
  async (name) => {
    const stage = await createStage()
    expect(JSON.stringify((await upload(stage, `/cv/ocr/${name}`)).body)).toContain('模拟结果')
  },
)

test('an identity card has two sides', async () => {
  const stage = await createStage()
  const { body } = await stage.api('/cv/ocr/idcard?img_url=https://a.example/back.jpg', new FormData())
  expect(body).toEqual({ errcode: 0, errmsg: 'ok', type: 'Back', valid_date: '20200101-20400101' })
})

test('tells the size of a picture', async () => {
  const stage = await createStage()
  expect((await upload(stage, '/cv/ocr/comm')).body['img_size']).toEqual({ w: 200, h: 100 })
  expect((await upload(stage, '/cv/ocr/comm', JPEG)).body['img_size']).toEqual({ w: 40, h: 30 })
})

test.each([
  ['a file that is no picture', Buffer.from('hello')],
  ['a picture of another kind', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
  ['a picture that breaks off', PICTURE.subarray(0, 20)],
  ['more than 2 MB', Buffer.concat([PICTURE, Buffer.alloc(2 * 1024 * 1024)])],
])('%s gives 40160', async (_what, bytes) => {
  const stage = await createStage()
  expect((await upload(stage, '/cv/ocr/comm', bytes)).errcode).toBe(40160)
})

test('a picture may come as an address, which must be one', async () => {
  const { api } = await createStage()
  expect((await api('/cv/ocr/comm?img_url=https%3A%2F%2Fa.example%2Fb.png', '')).errcode).toBe(0)
  expect((await api('/cv/ocr/comm?img_url=ftp%3A%2F%2Fa.example%2Fb.png', '')).errcode).toBe(101000)
  expect((await api('/cv/ocr/comm?img_url=b.png', '')).errcode).toBe(101000)
  expect((await api('/cv/ocr/comm', '')).errcode).toBe(41005)
})

test('a hundred calls of each kind are free a day', async () => {
  const stage = await createStage()
  const { api, sim } = stage
  const path = '/cv/ocr/platenum?img_url=https://a.example/b.png'
  for (let n = 0; n < 100; n++) expect((await api(path, '')).errcode).toBe(0)
  expect((await api(path, '')).errcode).toBe(101002)
  expect((await api(path.replace('platenum', 'bankcard'), '')).errcode).toBe(0)
  sim.clock.change({ advanceSeconds: 24 * 3600 })
  expect((await createFresh(stage, path)).errcode).toBe(0)
})

/** With a token of now. */
async function createFresh({ sim, api }: Stage, path: string) {
  const { body } = await api('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: APP_ID,
    secret: sim.account().secret,
  })
  return api(`${path}&access_token=${String(body['access_token'])}`, '')
}

test('finds a code in every picture', async () => {
  const stage = await createStage()
  const { body } = await upload(stage, '/cv/img/qrcode')
  expect(body).toMatchObject({
    errcode: 0,
    code_results: [
      {
        type_name: 'QR_CODE',
        data: expect.stringContaining('模拟结果'),
        pos: { left_top: { x: 20, y: 10 }, right_bottom: { x: 180, y: 90 } },
      },
    ],
    img_size: { w: 200, h: 100 },
  })
})

test('the picture of superresolution can be fetched', async () => {
  const stage = await createStage()
  const { body } = await upload(stage, '/cv/img/superresolution')
  const { body: token } = await stage.api('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: APP_ID,
    secret: stage.sim.account().secret,
  })
  const query = new URLSearchParams({
    access_token: String(token['access_token']),
    media_id: String(body['media_id']),
  })
  const response = await stage.sim.fetch(
    new Request(`http://127.0.0.1:8100/cgi-bin/media/get?${query.toString()}`),
  )
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(PICTURE))
})

test('crops are as large as their ratio allows, and lie in the middle', async () => {
  const stage = await createStage()
  const { body } = await upload(stage, '/cv/img/aicrop?ratios=1,4')
  expect(body['results']).toEqual([
    { crop_left: 50, crop_top: 0, crop_right: 149, crop_bottom: 99 },
    { crop_left: 0, crop_top: 25, crop_right: 199, crop_bottom: 74 },
  ])
  const inForm = await upload(stage, '/cv/img/aicrop', PICTURE, { fields: { ratios: '1' } })
  expect(inForm.body['results']).toHaveLength(1)
  const whole = await upload(stage, '/cv/img/aicrop')
  expect(whole.body['results']).toEqual([{ crop_left: 0, crop_top: 0, crop_right: 199, crop_bottom: 99 }])
  for (const ratios of ['1,1,1,1,1,1', '0', 'x', '-1'])
    expect((await upload(stage, `/cv/img/aicrop?ratios=${ratios}`)).errcode).toBe(40035)
})

const VOICE = '/cgi-bin/media/voice'

test('speech that was handed in gives a text by its id, also in another world', async () => {
  const stage = await createStage()
  const { api, sim } = stage
  const sent = { name: 'media', filename: 'a.mp3' }
  const submitted = await upload(stage, `${VOICE}/addvoicetorecofortext?format=mp3&voice_id=v1`, SPEECH, sent)
  expect(submitted.body).toEqual({ errcode: 0, errmsg: 'ok' })
  sim.importState(JSON.parse(JSON.stringify(sim.exportState())))
  const { body } = await api(`${VOICE}/queryrecoresultfortext?voice_id=v1&lang=zh_CN`, '')
  expect(body).toEqual({ result: expect.stringContaining('模拟结果'), is_end: true })
  expect((await api(`${VOICE}/queryrecoresultfortext?voice_id=v2`, '')).errcode).toBe(46008)
  expect((await api(`${VOICE}/queryrecoresultfortext`, '')).errcode).toBe(40035)
})

test('speech may be the whole body', async () => {
  const { sim, api } = await createStage()
  const { body } = await call(sim, 'GET', tokenPath())
  const query = `format=mp3&voice_id=v1&access_token=${String(body['access_token'])}`
  const url = `http://127.0.0.1:8100${VOICE}/addvoicetorecofortext?${query}`
  const response = await sim.fetch(
    new Request(url, { method: 'POST', body: SPEECH, headers: { 'Content-Type': 'audio/mpeg' } }),
  )
  expect(await response.json()).toMatchObject({ errcode: 0 })
  expect((await api('/cgi-bin/media/upload?type=image', 'bytes')).errcode).toBe(41005)
})

test.each([
  ['another format', 'format=amr&voice_id=v', SPEECH, 40004],
  ['a file of another kind', 'format=mp3&voice_id=v', PICTURE, 40004],
  ['an empty file', 'format=mp3&voice_id=v', Buffer.alloc(0), 41005],
  ['more than 1 MB', 'format=mp3&voice_id=v', Buffer.concat([SPEECH, Buffer.alloc(1024 * 1024)]), 45001],
  ['no id', 'format=mp3', SPEECH, 40035],
  ['an unknown language', 'format=mp3&voice_id=v&lang=fr_FR', SPEECH, 40035],
])('speech: %s is refused', async (_what, query, bytes, errcode) => {
  const stage = await createStage()
  const sent = { name: 'media', filename: 'a.mp3' }
  expect((await upload(stage, `${VOICE}/addvoicetorecofortext?${query}`, bytes, sent)).errcode).toBe(errcode)
})

test('a translation repeats the text and says that it is none', async () => {
  const { api } = await createStage()
  const path = `${VOICE}/translatecontent?lfrom=zh_CN&lto=en_US`
  expect((await api(path, '今天几点开门')).body).toEqual({
    from_content: '今天几点开门',
    to_content: '[模拟结果 zh_CN → en_US] 今天几点开门',
  })
  expect((await api(path, '')).errcode).toBe(44002)
  expect((await api(path, '茶'.repeat(200))).errcode).toBe(0)
  expect((await api(path, '茶'.repeat(201))).errcode).toBe(45002)
  expect((await api(`${VOICE}/translatecontent?lfrom=zh_CN&lto=xx`, '茶')).errcode).toBe(40035)
})

test('a sentence is taken for the first service that was named', async () => {
  const { api } = await createStage()
  const asked = { query: '明天的机票', city: '深圳', category: 'flight,hotel', appid: APP_ID }
  const { body } = await api('/semantic/semproxy/search', asked)
  expect(body).toMatchObject({ errcode: 0, query: '明天的机票', type: 'flight' })
  expect(body).not.toHaveProperty('errmsg')
  const refusal = async (change: object) =>
    (await api('/semantic/semproxy/search', { ...asked, ...change })).errcode
  expect(await refusal({ query: '' })).toBe(7000001)
  expect(await refusal({ city: undefined })).toBe(7000001)
  expect(await refusal({ city: undefined, latitude: 22.5, longitude: 114.1 })).toBe(0)
  expect(await refusal({ category: 'juggling' })).toBe(7000000)
  expect(await refusal({ appid: 'wx0000000000000000' })).toBe(40013)
})
