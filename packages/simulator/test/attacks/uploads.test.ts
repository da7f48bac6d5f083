/** Files that accounts and people upload: too big, too many pixels, of another kind, or pages in disguise. */
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { isPixelBomb, sizeOf } from '../../src/picture-size.ts'
import { form, JPEG, load, PNG } from '../support/library.ts'
import { createStage, type Stage } from '../support/stage.ts'

const MEBIBYTE = 1024 * 1024

/** A picture that is no larger than its head, and says to be so wide and high. */
const BOMBS: { [kind: string]: (w: number, h: number) => Buffer } = {
  png(w, h) {
    const bytes = Buffer.from(PNG)
    bytes.writeUInt32BE(w, 16)
    bytes.writeUInt32BE(h, 20)
    return bytes
  },
  jpeg(w, h) {
    const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0])
    frame.writeUInt16BE(h, 5)
    frame.writeUInt16BE(w, 7)
    return Buffer.concat([JPEG.subarray(0, -2), frame, JPEG.subarray(-2)])
  },
  gif(w, h) {
    const bytes = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(20)])
    bytes.writeUInt16LE(w, 6)
    bytes.writeUInt16LE(h, 8)
    return bytes
  },
  bmp(w, h) {
    const bytes = Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)])
    bytes.writeInt32LE(w, 18)
    bytes.writeInt32LE(-h, 22)
    return bytes
  },
  webp(w, h) {
    const bytes = Buffer.concat([Buffer.from('RIFF\u0016\0\0\0WEBPVP8X\n\0\0\0'), Buffer.alloc(14)])
    bytes.writeUIntLE(w - 1, 24, 3)
    bytes.writeUIntLE(h - 1, 27, 3)
    return bytes
  },
}

test.for(Object.entries(BOMBS))('the size of a %s is known without decoding it', ([, toBomb]) => {
  expect(sizeOf(toBomb(640, 480))).toEqual({ w: 640, h: 480 })
  expect(isPixelBomb(toBomb(10_000, 10_000))).toBe(false)
  expect(isPixelBomb(toBomb(16_000, 16_000))).toBe(true)
})

test('whatever the bytes, the size is told at once or not at all', () => {
  const heads = [Buffer.from(PNG), JPEG, ...Object.values(BOMBS).map((toBomb) => toBomb(3, 3))]
  const bytes = fc.tuple(fc.constantFrom(...heads), fc.nat(64), fc.uint8Array({ maxLength: 200 }))
  fc.assert(
    fc.property(bytes, ([head, kept, rest]) => {
      const { w, h } = sizeOf(Buffer.concat([head.subarray(0, kept), rest])) ?? { w: 1, h: 1 }
      expect(Math.min(w, h)).toBeGreaterThan(0)
    }),
    { numRuns: 2000 },
  )
  // Ten megabytes of markers that have no length.
  const started = performance.now()
  expect(sizeOf(Buffer.concat([JPEG.subarray(0, 2), Buffer.alloc(10 * MEBIBYTE)]))).toBe(undefined)
  expect(performance.now() - started).toBeLessThan(2000)
})

test.for<[string, string, number]>([
  ['/cgi-bin/media/upload?type=image', 'png', 40009],
  ['/cgi-bin/media/upload?type=image', 'jpeg', 40009],
  ['/cgi-bin/media/upload?type=image', 'gif', 40009],
  ['/cgi-bin/media/upload?type=thumb', 'jpeg', 40012],
  ['/cgi-bin/material/add_material?type=image', 'png', 40009],
  ['/cgi-bin/material/add_material?type=image', 'bmp', 40009],
  ['/cgi-bin/media/uploadimg', 'jpeg', 40009],
  ['/cv/img/qrcode', 'png', 40160],
])('%s refuses a %s of a billion pixels: %i', async ([path, kind, errcode]) => {
  const { api, sim } = await createStage()
  const bomb = Buffer.from(BOMBS[kind]?.(40_000, 40_000) ?? '')
  const data = form(bomb, `a.${kind}`)
  if (path.startsWith('/cv/')) data.append('img', new Blob([bomb]), 'a.png')
  expect((await api(path, data)).errcode).toBe(errcode)
  expect(sim.exportState()['media']).toEqual([])
})

test('a person can send no such picture either, from the phone or for wx.uploadImage', async () => {
  const { control, fan, sim } = await createStage()
  const data = BOMBS['png']?.(40_000, 40_000).toString('base64')
  const sent = await control('POST', `/fans/${fan.openid}/actions`, { type: 'image', data })
  const uploaded = await control('POST', `/fans/${fan.openid}/uploads`, { data })
  for (const answer of [sent, uploaded])
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
  expect(sim.messages(fan.openid)).toEqual([])
})

const PAGES: [name: string, text: string][] = [
  ['evil.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'],
  ['evil.svg', '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'],
  ['evil.html', '<!doctype html><script>alert(1)</script>'],
  ['evil.xhtml', '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>'],
  ['evil.js', 'alert(1)'],
  ['evil.pdf', '%PDF-1.7\n'],
  ['evil.zip', 'PK\u0003\u0004'],
]

test.for(PAGES)('%s is taken for no picture, voice or film, whatever it says to be', async ([name, text]) => {
  const { api, control, fan } = await createStage()
  for (const type of ['image', 'voice', 'video', 'thumb'])
    for (const filename of [name, `${name}\u0000.png`, `${name}.jpg`, `${name};.exe`])
      expect(
        (await api(`/cgi-bin/media/upload?type=${type}`, form(Buffer.from(text), filename))).errcode,
      ).toBe(40005)
  const data = Buffer.from(text).toString('base64')
  for (const contentType of [undefined, 'image/svg+xml', 'text/html', 'application/xhtml+xml'])
    expect(
      (await control('POST', `/fans/${fan.openid}/actions`, { type: 'image', data, contentType })).status,
    ).toBe(400)
})

test('a page that calls itself a voice, where nobody can tell, is served as that voice and runs nowhere', async () => {
  const stage = await createStage()
  const page = Buffer.from('<script>alert(1)</script>')
  expect((await stage.api('/cgi-bin/media/upload?type=image', form(page, 'a.png'))).errcode).toBe(40005)
  for (const [type, name] of [
    ['voice', 'a.amr'],
    ['video', 'a.mp4'],
  ] as const) {
    const { body } = await stage.api(`/cgi-bin/media/upload?type=${type}`, form(page, name))
    const { headers } = await load(stage, `http://127.0.0.1:8100/_sim/media/${String(body['media_id'])}`)
    expect(headers.get('content-type')).toMatch(/^(audio|video)\//)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*; sandbox/)
  }
})

test.for(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/xml', 'application/javascript'])(
  'a state document that brings a file as %s gives a download',
  async (contentType) => {
    const stage = await createStage()
    const { body } = await stage.api('/cgi-bin/media/upload?type=image', form(PNG, 'a.png'))
    const state = JSON.stringify(stage.sim.exportState())
    stage.sim.importState(JSON.parse(state.replaceAll('"image/png"', JSON.stringify(contentType))))
    for (const folder of ['_sim/media', 'mmbiz_png']) {
      const { headers } = await load(stage, `http://127.0.0.1:8100/${folder}/${String(body['media_id'])}`)
      expect(headers.get('content-type')).toBe('application/octet-stream')
      expect(headers.get('content-disposition')).toBe('attachment')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  },
)

test.for([
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e%2f%2e%2e%2fpackage.json',
  '/etc/passwd',
  'C:%5cboot.ini',
  '__proto__',
  'constructor',
  'toString',
  '%00',
  'a%0d%0aSet-Cookie:%20x=1',
])('the media id %s leads to no file', async (id) => {
  const stage = await createStage()
  for (const folder of ['_sim/media', '_sim/avatars', 'mmbiz_png', 's']) {
    const { status, text, headers } = await load(stage, `http://127.0.0.1:8100/${folder}/${id}`)
    expect([400, 404]).toContain(status)
    expect(text).not.toMatch(/root:|"name"/)
    expect(headers.get('set-cookie')).toBe(null)
  }
  for (const path of ['media/get', 'media/get/jssdk', 'material/get_material'])
    expect(
      (
        await stage.api(
          `/cgi-bin/${path}?media_id=${id}`,
          path.startsWith('material') ? { media_id: id } : undefined,
        )
      ).errcode,
    ).toBe(40007)
})

test('a file keeps its name to itself: no header is made of it', async () => {
  const stage = await createStage()
  const name = 'a"\r\nSet-Cookie: x=1\r\n\r\n<script>.png'
  const { body } = await stage.api('/cgi-bin/media/upload?type=image', form(Buffer.from(PNG), name))
  const headers = (await loadByApi(stage, String(body['media_id']))).headers
  expect(headers.get('set-cookie')).toBe(null)
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[\w-]+\.png"$/)
})

async function loadByApi(stage: Stage, mediaId: string) {
  const { body } = await stage.api('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: stage.sim.account().appid,
    secret: stage.sim.account().secret,
  })
  return load(
    stage,
    `http://127.0.0.1:8100/cgi-bin/media/get?access_token=${String(body['access_token'])}&media_id=${mediaId}`,
  )
}

test('a body without end is cut at its limit, and the next one is answered', async () => {
  const { sim, fan } = await createStage()
  const url = await sim.listen({ port: 0 })
  const endless = () =>
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        await setImmediate()
        controller.enqueue(new Uint8Array(MEBIBYTE))
      },
    })
  for (const [path, headers] of [
    ['/cgi-bin/media/upload?type=image', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['/cgi-bin/message/custom/send', {}],
    [`/_sim/v1/fans/${fan.openid}/actions`, {}],
    ['/_sim/v1/fans', {}],
    ['/connect/oauth2/authorize', {}],
  ] as const) {
    const stop = new AbortController()
    const init: RequestInit = {
      method: 'POST',
      headers,
      body: endless(),
      duplex: 'half',
      signal: stop.signal,
    }
    const answer = await fetch(url + path, init).then(
      ({ status }) => status,
      () => 'cut',
    )
    stop.abort()
    expect([413, 'cut']).toContain(answer)
  }
  expect((await fetch(`${url}/_sim/v1/health`)).status).toBe(200)
  await sim.close()
})
