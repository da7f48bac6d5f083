import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError } from '../src/errors.ts'
import { createJsSdk } from '../src/js-sdk.ts'
import { createFakeClock } from './support/fake-clock.ts'
import { failureOf, setUp } from './support/set-up.ts'

const TICKET = '/cgi-bin/ticket/getticket'

interface Vector {
  id: string
  jsapi_ticket: string
  noncestr: string
  timestamp: string
  url: string
  string1: string
}

const file = new URL('../../protocol/test/vectors/jssdk.json', import.meta.url)
const vectors: Vector[] = JSON.parse(readFileSync(file, 'utf8')).config

function setUpSdk() {
  const world = setUp()
  world.wechat.on(TICKET, ({ query }) => ({
    errcode: 0,
    errmsg: 'ok',
    ticket: `${query.get('type')}-ticket-${world.wechat.received(TICKET).length}`,
    expires_in: 7200,
  }))
  return { ...world, sdk: createJsSdk({ client: world.client, clock: world.clock }) }
}

/** The vector's string with our nonce in place of its own, hashed by other means than the kit's. */
function expected({ string1, noncestr }: Vector, nonceStr: string): string {
  return createHash('sha1')
    .update(string1.replace(`noncestr=${noncestr}&`, `noncestr=${nonceStr}&`))
    .digest('hex')
}

test.each(vectors.filter(({ url }) => /:\/\/[^/]+[/?]/.test(url)))(
  'signs the page of vector $id',
  async (vector) => {
    const clock = createFakeClock(Number(vector.timestamp) * 1000 + 999)
    const sdk = createJsSdk({
      client: setUp().client,
      clock,
      tickets: { get: async () => vector.jsapi_ticket },
    })
    const config = await sdk.config(`${vector.url}#/route?x=1`)
    expect(config.timestamp).toBe(Number(vector.timestamp))
    expect(config.signature).toBe(expected(vector, config.nonceStr))
  },
)

test('a bare host is signed with the slash that the browser adds', async () => {
  const { sdk } = setUpSdk()
  const [bare, slash] = [await sdk.config('https://www.example.com'), 'https://www.example.com/']
  const string = `jsapi_ticket=jsapi-ticket-1&noncestr=${bare.nonceStr}&timestamp=${bare.timestamp}&url=${slash}`
  expect(bare.signature).toBe(createHash('sha1').update(string).digest('hex'))
})

test('gives what wx.config takes, with a new nonce each time', async () => {
  const { client, clock, sdk } = setUpSdk()
  const config = await sdk.config('https://www.example.com/a', {
    jsApiList: ['chooseImage'],
    openTagList: ['wx-open-audio'],
  })
  expect(config).toEqual({
    appId: client.appId,
    timestamp: clock.now() / 1000,
    nonceStr: expect.stringMatching(/^\w{16}$/),
    signature: expect.stringMatching(/^[0-9a-f]{40}$/),
    jsApiList: ['chooseImage'],
    openTagList: ['wx-open-audio'],
  })
  const next = await sdk.config('https://www.example.com/a')
  expect(next.nonceStr).not.toBe(config.nonceStr)
  expect(next).toMatchObject({ jsApiList: [] })
  expect(next).not.toHaveProperty('openTagList')
})

test('a hundred pages share one ticket until shortly before its end', async () => {
  const { clock, wechat, sdk } = setUpSdk()
  await Promise.all(Array.from({ length: 100 }, (_, i) => sdk.config(`https://www.example.com/${i}`)))
  expect(wechat.received(TICKET)).toHaveLength(1)
  expect(wechat.received(TICKET)[0]?.query.get('type')).toBe('jsapi')
  await clock.advance(7_190_000)
  await sdk.config('https://www.example.com/')
  await clock.advance(0)
  expect(wechat.received(TICKET)).toHaveLength(2)
})

test.each(['', '/page', 'www.example.com', 'weixin://dl', 'https://'])(
  'refuses %o, which is no page',
  async (url) => {
    const { wechat, sdk } = setUpSdk()
    expect(await failureOf(sdk.config(url))).toBeInstanceOf(ConfigError)
    expect(wechat.received()).toHaveLength(0)
  },
)
