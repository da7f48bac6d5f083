import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileInput } from '@yingwu/protocol/contract'
import { ConfigError } from '../../src/errors.ts'
import { failureOf, setUp } from '../support/set-up.ts'

const UPLOAD = '/cgi-bin/media/upload'
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 13, 10, 45, 45])

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yingwu-files-'))
  await writeFile(join(folder, '海报.jpg'), JPEG)
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function* halves() {
  yield JPEG.subarray(0, 4)
  yield JPEG.subarray(4)
}

const SOURCES: [about: string, source: () => FileInput, filename: string][] = [
  ['a path', () => ({ path: join(folder, '海报.jpg') }), '海报.jpg'],
  ['a path under another name', () => ({ path: join(folder, '海报.jpg'), filename: 'b.jpg' }), 'b.jpg'],
  ['a file URL', () => pathToFileURL(join(folder, '海报.jpg')), '海报.jpg'],
  ['a web stream', () => new Blob([JPEG]).stream(), 'media.jpg'],
  ['a stream of Node', () => Readable.from(halves()), 'media.jpg'],
  ['an async generator', () => halves(), 'media.jpg'],
  ['a stream with a name', () => ({ data: halves(), filename: '头像' }), '头像.jpg'],
  ['a buffer', () => Buffer.from(JPEG), 'media.jpg'],
  ['a blob', () => new Blob([JPEG]), 'media.jpg'],
]

test.each(SOURCES)('uploads from %s', async (_about, source, filename) => {
  const { wechat, client } = setUp()
  wechat.on(UPLOAD, () => ({ type: 'image', media_id: 'M', created_at: 1 }))
  await client.api.media.upload({ type: 'image', media: source() })
  const file = (await wechat.received(UPLOAD)[0]?.request.formData())?.get('media')
  if (!(file instanceof File)) throw new Error('no file arrived')
  expect(file.name).toBe(filename)
  expect(file.type).toBe('image/jpeg')
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(JPEG)
})

test('a stream is read once and sent again after a refused token', async () => {
  const { wechat, client } = setUp()
  wechat.on(UPLOAD, () => ({ type: 'image', media_id: 'M', created_at: 1 }))
  wechat.kill(await client.token(), 42001)
  await client.api.media.upload({ type: 'image', media: halves() })
  const [first, second] = wechat.received(UPLOAD)
  expect(second?.text).toBe(first?.text)
})

test.each([
  ['is not there', () => ({ path: join(folder, 'gone.jpg') })],
  ['is a folder', () => ({ path: folder })],
  ['is a web address', () => new URL('https://demo.example.cn/a.jpg')],
  ['is a stream of texts', () => Readable.from(['a', 'b'])],
])('a file that %s is the program’s fault', async (_about, media) => {
  const { wechat, client } = setUp()
  expect(await failureOf(client.api.media.upload({ type: 'image', media: media() }))).toBeInstanceOf(
    ConfigError,
  )
  expect(wechat.received()).toHaveLength(0)
})

test('a stream without an end is given up', async () => {
  const { client } = setUp()
  async function* endless() {
    for (;;) yield new Uint8Array(1024 * 1024)
  }
  const error = await failureOf(client.api.media.upload({ type: 'image', media: endless() }))
  expect(String(error)).toContain('20 MiB')
})

test('a stream that stalls is a timeout', async () => {
  const { clock, client } = setUp()
  const media = new ReadableStream<Uint8Array>()
  const failure = failureOf(client.api.media.upload({ type: 'image', media }))
  await clock.advance(10_000)
  expect(await failure).toMatchObject({ reason: 'timeout', endpoint: 'media.upload' })
})

const FILE = '/cgi-bin/media/get'

async function download(body: string | Uint8Array<ArrayBuffer> | ReadableStream) {
  const { wechat, client } = setUp()
  wechat.on(FILE, () => new Response(body, { headers: { 'Content-Type': 'image/jpeg' } }))
  const file = await client.api.media.get({ media_id: 'M' })
  if (!('stream' in file)) throw new Error('not a file')
  return file
}

test('a download arrives piece by piece and can be ended', async () => {
  let cancelled: unknown
  let pulled = 0
  const body = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(1000).fill(7))
    },
    cancel(reason) {
      cancelled = reason
    },
  })
  const { stream } = await download(body)
  const reader = stream.getReader()
  expect((await reader.read()).value).toHaveLength(1000)
  await reader.cancel('enough')
  expect(cancelled).toBe('enough')
  expect(pulled).toBeLessThan(10)
})

test('a download goes to the disk whole or not at all', async () => {
  const target = join(folder, 'saved.jpg')
  await (await download(JPEG)).saveTo(target)
  expect(new Uint8Array(await readFile(target))).toEqual(JPEG)
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(JPEG)
    },
    pull(controller) {
      controller.error(new Error('the line is cut'))
    },
  })
  const file = await download(broken)
  expect(await failureOf(file.saveTo(pathToFileURL(target)))).toMatchObject({ message: 'the line is cut' })
  expect(new Uint8Array(await readFile(target))).toEqual(JPEG)
  expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a download can be read as text', async () => {
  expect(await (await download('你好')).text()).toBe('你好')
})
