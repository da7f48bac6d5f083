/** Files through the typed client to a simulator behind a real port, over the connection pool of the account server. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { createUndiciFetch } from '@yingwu/server'
import { createSimulator } from '@yingwu/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from 'yingwu'

const JPEG = Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), Buffer.from('JFIF\0')], 60_000)
const MP4 = Buffer.concat([Uint8Array.of(0, 0, 0, 32), Buffer.from('ftypisom')], 2000)

const simulator = createSimulator()
const undici = createUndiciFetch()
let client: ReturnType<typeof createClient>

beforeAll(async () => {
  await simulator.listen({ port: 0 })
  const { appid, secret } = simulator.account()
  client = createClient({ appId: appid, appSecret: secret, apiUrl: simulator.url, fetch: undici.fetch })
})
afterAll(async () => {
  await undici.close()
  await simulator.close()
})

test('a picture goes up as a stream and comes down as one', async () => {
  const { media_id } = await client.api.media.upload({ type: 'image', media: Readable.from([JPEG]) })
  const file = await client.api.media.get({ media_id: media_id ?? '' })
  if (!('stream' in file)) throw new Error('not a file')
  expect(file.contentType).toBe('image/jpeg')
  let length = 0
  for await (const chunk of file.stream) length += chunk.length
  expect(length).toBe(JPEG.length)
})

test('a Chinese file name arrives in the library as it is', async () => {
  const filename = '春天“的”海报 🌸.jpg'
  const { media_id } = await client.api.material.add({ type: 'image', media: { data: JPEG, filename } })
  const { item } = await client.api.material.list({ type: 'image', offset: 0, count: 20 })
  expect(item.find((one) => one.media_id === media_id)?.name).toBe(filename)
})

test('a permanent video has its description', async () => {
  const description = JSON.stringify({ title: '介绍', introduction: '两分钟' })
  const { media_id } = await client.api.material.add({ type: 'video', media: MP4, description })
  expect(await client.api.material.get({ media_id })).toMatchObject({ title: '介绍', description: '两分钟' })
})

test('a download can be ended early without harm to the next call', async () => {
  const { media_id } = await client.api.media.upload({ type: 'image', media: JPEG })
  const file = await client.api.media.get({ media_id: media_id ?? '' })
  if (!('stream' in file)) throw new Error('not a file')
  await file.stream.cancel()
  expect((await client.api.ip.api()).ip_list.length).toBeGreaterThan(0)
})

test('an error in place of a file is an error', async () => {
  await expect(client.api.media.get({ media_id: 'nothing' })).rejects.toMatchObject({ code: 40007 })
})

test('an aborted call leaves the pool, and no connection is a network error', async () => {
  const silent = createServer(() => {})
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const tokens = { get: async () => 'token', invalidate: () => {} }
  const { appid, secret } = simulator.account()
  const apiUrl = `http://127.0.0.1:${port}`
  const other = createClient({
    appId: appid,
    appSecret: secret,
    apiUrl,
    fetch: undici.fetch,
    tokens,
    retries: false,
  })
  const controller = new AbortController()
  const call = other.api.ip.api({}, { signal: controller.signal })
  await once(silent, 'request')
  controller.abort(new Error('the user left'))
  await expect(call).rejects.toThrow('the user left')
  silent.closeAllConnections()
  silent.close()
  await once(silent, 'close')
  await expect(other.api.ip.api()).rejects.toMatchObject({ name: 'NetworkError', reason: 'connection' })
})
