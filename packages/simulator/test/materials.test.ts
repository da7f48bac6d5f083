import { describe, expect, test } from 'vitest'
import { sampleVoice } from '../src/actions/samples.ts'
import { AMR, addPicture, form, freshApi, JPEG, load, MP4, newArticle, PNG } from './support/library.ts'
import { call, createStage, isObject, type Stage, tokenPath } from './support/stage.ts'

const add = ({ api }: Stage, type: string, body: FormData) =>
  api(`/cgi-bin/material/add_material?type=${type}`, body)

const get = ({ api }: Stage, mediaId: unknown) => api('/cgi-bin/material/get_material', { media_id: mediaId })

/** Files come as they are, which `api` does not read. */
async function download(stage: Stage, mediaId: string) {
  const { body } = await call(stage.sim, 'GET', tokenPath())
  const response = await stage.sim.fetch(
    new Request(
      `http://127.0.0.1:8100/cgi-bin/material/get_material?access_token=${String(body['access_token'])}`,
      {
        method: 'POST',
        body: JSON.stringify({ media_id: mediaId }),
      },
    ),
  )
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('the library', () => {
  test('keeps a picture for ever, with an address that loads', async () => {
    const stage = await createStage()
    const { mediaId, url } = await addPicture(stage)
    expect(mediaId).toMatch(/^[\w-]{43}$/)
    stage.sim.clock.change({ advanceSeconds: 30 * 24 * 3600 })
    const { bytes, headers } = await download(stage, mediaId)
    expect(bytes.equals(PNG)).toBe(true)
    expect(headers.get('content-disposition')).toBe(`attachment; filename="${mediaId}.png"`)
    const picture = await load(stage, url)
    expect(picture.bytes.equals(PNG)).toBe(true)
    expect(picture.headers.get('content-type')).toBe('image/png')
  })

  test('a picture answers its address, other types none; thumbnails are called media_id here', async () => {
    const stage = await createStage()
    expect((await add(stage, 'image', form(PNG, 'a.png'))).body).toEqual({
      media_id: expect.any(String),
      url: expect.stringContaining('/mmbiz_png/'),
      item: [],
    })
    expect((await add(stage, 'thumb', form(JPEG, 'a.jpg'))).body).toEqual({
      media_id: expect.any(String),
      item: [],
    })
    expect((await add(stage, 'voice', form(AMR, 'a.amr'))).body).not.toHaveProperty('url')
  })

  test('a video has its words as JSON in one field, and comes back as a link', async () => {
    const stage = await createStage()
    const description = JSON.stringify({ title: '门店介绍', introduction: '一分钟逛完新店' })
    const { body } = await add(stage, 'video', form(MP4, 'a.mp4', { description }))
    const video = await get(stage, body['media_id'])
    expect(video.body).toMatchObject({ title: '门店介绍', description: '一分钟逛完新店' })
    expect(video.errcode).toBe(0)
    expect((await load(stage, String(video.body['down_url']))).bytes.equals(MP4)).toBe(true)
    const inUrl = await stage.api(
      `/cgi-bin/material/add_material?type=video&description=${encodeURIComponent(description)}`,
      form(MP4, 'b.mp4'),
    )
    expect((await get(stage, inUrl.body['media_id'])).body).toMatchObject({ title: '门店介绍' })
  })

  test('counts and lists by page, newest first', async () => {
    const stage = await createStage()
    const first = await addPicture(stage)
    stage.sim.clock.change({ advanceSeconds: 10 })
    const second = await addPicture(stage)
    await add(stage, 'voice', form(AMR, 'hello.amr'))
    await add(stage, 'thumb', form(JPEG, 'a.jpg'))
    expect((await stage.api('/cgi-bin/material/get_materialcount')).body).toEqual({
      voice_count: 1,
      video_count: 0,
      image_count: 2,
      news_count: 0,
    })
    const page = (type: string, offset: number, count: number) =>
      stage.api('/cgi-bin/material/batchget_material', { type, offset, count })
    expect((await page('image', 0, 1)).body).toEqual({
      item: [{ media_id: second.mediaId, name: 'tea.png', update_time: 1767225610, url: second.url }],
      total_count: 2,
      item_count: 1,
    })
    expect((await page('image', 1, 20)).body).toMatchObject({ item: [{ media_id: first.mediaId }] })
    expect((await page('voice', 0, 20)).body).toMatchObject({ item: [{ name: 'hello.amr' }] })
    expect((await page('image', 5, 20)).body).toEqual({ item: [], total_count: 2, item_count: 0 })
    expect((await page('image', 0, 21)).errcode).toBe(40097)
    expect((await page('image', 0, 0)).errcode).toBe(40097)
    expect((await page('image', -1, 5)).errcode).toBe(40097)
    expect((await page('thumb', 0, 5)).errcode).toBe(40004)
  })

  test('what is deleted is gone, and its address with it; what a menu shows stays', async () => {
    const stage = await createStage()
    const { mediaId, url } = await addPicture(stage)
    const remove = (id: string) => stage.api('/cgi-bin/material/del_material', { media_id: id })
    expect((await remove(mediaId)).body).toEqual({ errcode: 0, errmsg: 'ok' })
    expect((await remove(mediaId)).errcode).toBe(40007)
    expect((await get(stage, mediaId)).errcode).toBe(40007)
    expect((await load(stage, url)).status).toBe(404)
    const shown = await addPicture(stage)
    await stage.api('/cgi-bin/menu/create', {
      button: [{ type: 'media_id', name: '海报', media_id: shown.mediaId }],
    })
    expect((await remove(shown.mediaId)).errcode).toBe(48005)
    const forSome = await addPicture(stage)
    await stage.api('/cgi-bin/menu/addconditional', {
      button: [{ type: 'media_id', name: '海报', media_id: forSome.mediaId }],
      matchrule: { client_platform_type: '1' },
    })
    expect((await remove(forSome.mediaId)).errcode).toBe(48005)
  })

  test('holds a thousand voices', async () => {
    const stage = await createStage()
    await add(stage, 'voice', form(AMR, 'a.amr'))
    const state = stage.sim.exportState()
    const [voice] = Array.isArray(state['media']) ? state['media'].filter(isObject) : []
    const media = Array.from({ length: 1000 }, (_, n) => ({ ...voice, id: `voice-${n}` }))
    stage.sim.importState({ ...state, media })
    expect((await add(stage, 'voice', form(AMR, 'a.amr'))).errcode).toBe(45034)
    expect((await add(stage, 'image', form(PNG, 'a.png'))).errcode).toBe(0)
  })

  test('comes through an export and an import', async () => {
    const stage = await createStage()
    const { mediaId, url } = await addPicture(stage)
    const state = stage.sim.exportState()
    const other = await createStage()
    other.sim.importState(state)
    expect((await download(other, mediaId)).bytes.equals(PNG)).toBe(true)
    expect((await load(other, url)).status).toBe(200)
  })

  test.for<[string, string, () => FormData, number]>([
    ['an unknown type', 'file', () => form(PNG, 'a.png'), 40004],
    ['an empty file', 'image', () => form(Buffer.alloc(0), 'a.png'), 44001],
    ['a text as picture', 'image', () => form(Buffer.from('hello'), 'a.txt'), 40137],
    ['a picture as voice', 'voice', () => form(PNG, 'a.png'), 40005],
    ['a PNG as thumbnail', 'thumb', () => form(PNG, 'a.png'), 40005],
    [
      'a thumbnail beyond 64 KiB',
      'thumb',
      () => form(Buffer.concat([JPEG, Buffer.alloc(65_536)]), 'a.jpg'),
      40012,
    ],
    [
      'a picture beyond 10 MiB',
      'image',
      () => form(Buffer.concat([PNG, Buffer.alloc(10_485_760)]), 'a.png'),
      40009,
    ],
    ['a video without words', 'video', () => form(MP4, 'a.mp4'), 41028],
    ['a video whose words are no JSON', 'video', () => form(MP4, 'a.mp4', { description: '门店' }), 47001],
  ])('refuses %s', async ([, type, body, errcode]) => {
    expect((await add(await createStage(), type, body())).errcode).toBe(errcode)
  })

  test.for<[string, (seconds: number) => Buffer<ArrayBuffer>]>([
    ['amr', (seconds) => Buffer.from(sampleVoice(seconds))],
    ['wav', wav],
    ['mp3', mp3],
  ])('takes a minute of %s and no more', async ([extension, record]) => {
    const stage = await createStage()
    expect((await add(stage, 'voice', form(record(60), `a.${extension}`))).errcode).toBe(0)
    expect((await add(stage, 'voice', form(record(61), `a.${extension}`))).errcode).toBe(45007)
  })

  test('asks for a media_id, and knows temporary media by another call alone', async () => {
    const stage = await createStage()
    expect((await get(stage, undefined)).errcode).toBe(41006)
    expect((await get(stage, 'x')).errcode).toBe(40007)
    const { body } = await stage.api('/cgi-bin/media/upload?type=image', form(PNG, 'a.png'))
    expect((await get(stage, body['media_id'])).errcode).toBe(40007)
    const { mediaId } = await addPicture(stage)
    expect((await stage.api(`/cgi-bin/media/get?media_id=${mediaId}`)).errcode).toBe(40007)
  })

  test('belongs to verified accounts', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ kind: 'subscription' })
    expect((await stage.api('/cgi-bin/material/get_materialcount')).errcode).toBe(48001)
  })
})

/** Silence, 8,000 bytes a second. */
function wav(seconds: number): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(8000, 28)
  head.write('data', 36)
  return Buffer.concat([head, Buffer.alloc(8000 * seconds)])
}

/** Frames of 417 bytes at 128 kbit/s, MPEG 1, layer 3. */
function mp3(seconds: number): Buffer<ArrayBuffer> {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0x00])
  return Buffer.concat(Array.from({ length: Math.floor((seconds * 16_000) / 417) }, () => frame))
}

describe('articles as they were kept before the draft box', () => {
  test('are refused once the draft box is open, which the account itself can do', async () => {
    const stage = await createStage()
    const articles = [await newArticle(stage, { show_cover_pic: 1 })]
    expect((await stage.api('/cgi-bin/material/add_news', { articles })).errcode).toBe(45103)
    stage.sim.patchAccount({ switches: { draftBox: false } })
    const asked = await stage.api('/cgi-bin/draft/switch?checkonly=1', undefined, { method: 'POST' })
    expect(asked.body).toEqual({ errcode: 0, errmsg: 'ok', is_open: 0 })
    expect((await stage.api('/cgi-bin/material/add_news', { articles })).errcode).toBe(0)
    const opened = await stage.api('/cgi-bin/draft/switch', undefined, { method: 'POST' })
    expect(opened.body).toMatchObject({ is_open: 1 })
    expect((await stage.api('/cgi-bin/material/add_news', { articles })).errcode).toBe(45103)
  })

  test('are added, changed, read, listed and deleted', async () => {
    const stage = await createStage()
    stage.sim.patchAccount({ switches: { draftBox: false } })
    const articles = [await newArticle(stage), await newArticle(stage, { title: '第二篇' })]
    const { body } = await stage.api('/cgi-bin/material/add_news', { articles })
    const mediaId = body['media_id']
    const update = (index: unknown) =>
      stage.api('/cgi-bin/material/update_news', {
        media_id: mediaId,
        index,
        articles: { ...articles[1], title: '改过' },
      })
    expect((await update(2)).errcode).toBe(40114)
    expect((await update('1')).body).toEqual({ errcode: 0, errmsg: 'ok' })
    const read = await get(stage, mediaId)
    expect(read.body).toMatchObject({
      news_item: [{ title: '新茶上市', show_cover_pic: 0, author: '' }, { title: '改过' }],
      create_time: 1767225600,
    })
    const [, address = ''] = /"url":"([^"]+)"/.exec(JSON.stringify(read.body)) ?? []
    expect((await load(stage, address)).text).toContain('新茶上市')
    const list = { type: 'news', offset: 0, count: 20 }
    expect((await stage.api('/cgi-bin/material/batchget_material', list)).body).toMatchObject({
      total_count: 1,
      item: [{ media_id: mediaId, content: { news_item: [{}, { title: '改过' }] } }],
    })
    expect((await stage.api('/cgi-bin/material/get_materialcount')).body).toMatchObject({ news_count: 1 })
    expect((await stage.api('/cgi-bin/material/del_material', { media_id: mediaId })).errcode).toBe(0)
    expect((await get(stage, mediaId)).errcode).toBe(40007)
  })
})

describe('before a broadcast', () => {
  test('a picture for the text of an article has an address and no place in the library', async () => {
    const stage = await createStage()
    const { body } = await stage.api('/cgi-bin/media/uploadimg', form(PNG, 'inline.png'))
    expect(Object.keys(body)).toEqual(['url'])
    expect((await load(stage, String(body['url']))).bytes.equals(PNG)).toBe(true)
    expect((await stage.api('/cgi-bin/material/get_materialcount')).body).toMatchObject({ image_count: 0 })
    const upload = (data: FormData) => stage.api('/cgi-bin/media/uploadimg', data)
    expect((await upload(form(Buffer.from('GIF89a\x01\0\x01\0\0\0\0;'), 'a.gif'))).errcode).toBe(40005)
    expect((await upload(form(Buffer.concat([PNG, Buffer.alloc(1_048_576)]), 'a.png'))).errcode).toBe(40009)
    expect((await upload(new FormData())).errcode).toBe(41005)
  })

  test('a bundle of articles lives three days', async () => {
    const stage = await createStage()
    const { body: thumb } = await stage.api('/cgi-bin/media/upload?type=thumb', form(JPEG, 'a.jpg'))
    const articles = [{ title: '周报', content: '<p>要闻</p>', thumb_media_id: thumb['thumb_media_id'] }]
    const { body } = await stage.api('/cgi-bin/media/uploadnews', { articles })
    expect(body).toEqual({ type: 'news', media_id: expect.any(String), created_at: 1767225600 })
    const preview = { touser: stage.fan.openid, msgtype: 'mpnews', mpnews: { media_id: body['media_id'] } }
    expect((await freshApi(stage, '/cgi-bin/message/mass/preview', preview)).errcode).toBe(0)
    stage.sim.clock.change({ advanceSeconds: 3 * 24 * 3600 })
    expect((await freshApi(stage, '/cgi-bin/message/mass/preview', preview)).errcode).toBe(40007)
  })

  test.for<[string, object | null, number]>([
    ['no article', null, 44003],
    ['no cover', { thumb_media_id: '' }, 41006],
    ['an unknown cover', { thumb_media_id: 'x' }, 40007],
    ['a title of 65 characters', { title: '茶'.repeat(65) }, 45003],
    ['a digest of 129 characters', { digest: '茶'.repeat(129) }, 45004],
    ['a text of 20,000 characters', { content: '茶'.repeat(20_000) }, 45002],
  ])('a bundle is refused with %s', async ([, change, errcode]) => {
    const stage = await createStage()
    const articles = change ? [{ ...(await newArticle(stage)), ...change }] : []
    expect((await stage.api('/cgi-bin/media/uploadnews', { articles })).errcode).toBe(errcode)
  })

  test('nine articles are too many', async () => {
    const stage = await createStage()
    const articles = Array.from({ length: 9 }, () => ({ title: '周报', content: '<p>1</p>' }))
    expect((await stage.api('/cgi-bin/media/uploadnews', { articles })).errcode).toBe(45008)
  })

  test('a video gets an id of its own for the broadcast', async () => {
    const stage = await createStage()
    const upload = (mediaId: unknown) =>
      stage.api('/cgi-bin/media/uploadvideo', { media_id: mediaId, title: '发布会', description: '回顾' })
    const video = await stage.api('/cgi-bin/media/upload?type=video', form(MP4, 'a.mp4'))
    const { body } = await upload(video.body['media_id'])
    expect(body).toEqual({ type: 'video', media_id: expect.any(String), created_at: 1767225600 })
    expect(body['media_id']).not.toBe(video.body['media_id'])
    expect((await upload(body['media_id'])).errcode).toBe(45161)
    expect((await upload('x')).errcode).toBe(40007)
    expect((await upload((await addPicture(stage)).mediaId)).errcode).toBe(40007)
  })
})
