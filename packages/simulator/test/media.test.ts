import { describe, expect, test } from 'vitest'
import { call, createStage, type Stage, tokenPath } from './support/stage.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const JPEG = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64, 0x3c)])
const MP4 = Buffer.from([0, 0, 0, 24, ...Buffer.from('ftypisom'), 0, 0, 2, 0, ...Buffer.from('isommp42')])

function form(bytes: Uint8Array<ArrayBuffer>, filename: string, name = 'media'): FormData {
  const data = new FormData()
  data.append(name, new Blob([bytes], { type: 'application/octet-stream' }), filename)
  return data
}

function upload({ api }: Stage, type: string, body: FormData | string) {
  return api(`/cgi-bin/media/upload?type=${type}`, body)
}

async function download({ sim }: Stage, mediaId: string, path = '/cgi-bin/media/get') {
  const { body } = await call(sim, 'GET', tokenPath())
  const response = await sim.fetch(
    new Request(
      `http://127.0.0.1:8100${path}?access_token=${String(body['access_token'])}&media_id=${mediaId}`,
    ),
  )
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

test('a picture comes back byte for byte, for three days', async () => {
  const stage = await createStage()
  const { body } = await upload(stage, 'image', form(PNG, '茶 杯.png'))
  const mediaId = String(body['media_id'])
  expect(body).toMatchObject({ type: 'image', created_at: 1767225600 })
  expect(mediaId).toMatch(/^[\w-]{64}$/)
  const { headers, bytes } = await download(stage, mediaId)
  expect(bytes.equals(PNG)).toBe(true)
  expect(headers.get('content-type')).toBe('image/png')
  expect(headers.get('content-disposition')).toBe(`attachment; filename="${mediaId}.png"`)
  stage.sim.clock.change({ advanceSeconds: 3 * 24 * 3600 })
  const gone = await download(stage, mediaId)
  expect(gone.headers.get('content-type')).toBe('application/json; encoding=utf-8')
  expect(gone.bytes.toString()).toContain('"errcode":40007')
})

test('a thumbnail has a name of its own, and a video comes as a link', async () => {
  const stage = await createStage()
  const thumb = await upload(stage, 'thumb', form(JPEG, 'thumb.jpg'))
  expect(thumb.body).toHaveProperty('thumb_media_id')
  expect(thumb.body).not.toHaveProperty('media_id')
  const video = await upload(stage, 'video', form(MP4, 'a.mp4'))
  const { bytes } = await download(stage, String(video.body['media_id']))
  const { video_url: link }: { video_url?: string } = JSON.parse(bytes.toString())
  const response = await stage.sim.fetch(new Request(String(link)))
  expect(Buffer.from(await response.arrayBuffer()).equals(MP4)).toBe(true)
})

test('a voice is amr; high quality has only what the JS-SDK recorded', async () => {
  const stage = await createStage()
  const { body } = await upload(stage, 'voice', form(AMR, 'a.amr'))
  const mediaId = String(body['media_id'])
  expect((await download(stage, mediaId)).headers.get('content-type')).toBe('audio/amr')
  expect((await download(stage, mediaId, '/cgi-bin/media/get/jssdk')).bytes.toString()).toContain('40007')
})

describe('what is refused', () => {
  test.for<[string, string, () => FormData | string, number]>([
    ['an unknown type', 'file', () => form(PNG, 'a.png'), 40004],
    ['no multipart at all', 'image', () => '{}', 41005],
    ['an empty file', 'image', () => form(Buffer.alloc(0), 'a.png'), 44001],
    ['a text as picture', 'image', () => form(Buffer.from('hello'), 'a.txt'), 40005],
    ['a voice as picture', 'image', () => form(AMR, 'a.png'), 40005],
    ['a PNG as thumbnail', 'thumb', () => form(PNG, 'a.jpg'), 40005],
    [
      'a thumbnail beyond 64 KiB',
      'thumb',
      () => form(Buffer.concat([JPEG, Buffer.alloc(64 * 1024)]), 'a.jpg'),
      40012,
    ],
    [
      'a voice beyond 2 MiB',
      'voice',
      () => form(Buffer.concat([AMR, Buffer.alloc(2 * 1024 * 1024)]), 'a.amr'),
      40010,
    ],
    [
      'a picture beyond 10 MiB',
      'image',
      () => form(Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]), 'a.png'),
      40009,
    ],
  ])('%s', async ([, type, body, errcode]) => {
    expect((await upload(await createStage(), type, body())).errcode).toBe(errcode)
  })

  test('a part without a file name', async () => {
    const data = new FormData()
    data.append('media', 'not a file')
    expect((await upload(await createStage(), 'image', data)).errcode).toBe(41005)
  })

  test('a body beyond 12 MiB, before it is read', async () => {
    const { sim } = await createStage()
    const response = await sim.fetch(
      new Request('http://127.0.0.1:8100/cgi-bin/media/upload', {
        method: 'POST',
        headers: {
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': String(13 * 1024 * 1024),
        },
        body: 'x',
      }),
    )
    expect(response.status).toBe(413)
  })

  test('no media_id', async () => {
    const { api } = await createStage()
    expect((await api('/cgi-bin/media/get')).errcode).toBe(41006)
    expect((await api('/cgi-bin/media/get?media_id=x')).errcode).toBe(40007)
  })
})

test('multipart as written in the wild: bare attributes, extra ones, raw Chinese names, another part name', async () => {
  const stage = await createStage()
  const body = Buffer.concat([
    Buffer.from(
      '--XX\r\nContent-Length: 70\r\ncontent-disposition: form-data; name=file; filename="红茶.png"; filelength=70\r\nContent-Type: image/png\r\n\r\n',
    ),
    PNG,
    Buffer.from('\r\n--XX--\r\n'),
  ])
  const { body: token } = await call(stage.sim, 'GET', tokenPath())
  const response = await stage.sim.fetch(
    new Request(
      `http://127.0.0.1:8100/cgi-bin/media/upload?type=image&access_token=${String(token['access_token'])}`,
      {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary="XX"' },
        body,
      },
    ),
  )
  const { media_id: mediaId }: { media_id?: string } = JSON.parse(await response.text())
  expect((await download(stage, String(mediaId))).bytes.equals(PNG)).toBe(true)
})

test('files that phones load can never run as pages', async () => {
  const { sim, fan } = await createStage()
  const { messages } = await sim.act(fan.openid, {
    type: 'voice',
    data: Buffer.from('<script>').toString('base64'),
    format: 'html',
  })
  const url = messages[0]?.type === 'voice' ? messages[0].url : ''
  const response = await sim.fetch(new Request(`http://127.0.0.1:8100${url}`))
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toContain('sandbox')
  expect(response.headers.get('content-type')).toBe('audio/html')
})

test('avatars are text, whatever the name', async () => {
  const { sim } = await createStage()
  const [fan] = await sim.addFans({ nickname: '<script>alert(1)</script>' })
  const response = await sim.fetch(new Request(`http://127.0.0.1:8100/_sim/avatars/${fan?.openid}`))
  const svg = await response.text()
  expect(response.headers.get('content-type')).toContain('image/svg+xml')
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&#60;')
})
