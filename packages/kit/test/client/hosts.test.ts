import { expect, test } from 'vitest'
import { createClient } from '../../src/client/client.ts'
import { createOAuth } from '../../src/oauth/oauth.ts'
import { ConfigError } from '../../src/errors.ts'
import { APP_ID, APP_SECRET } from '../support/fake-wechat.ts'
import { setUp } from '../support/set-up.ts'

const SIMULATED = 'wx00000000a1b2c3d4'

test.each([
  {},
  { apiUrl: 'https://api.weixin.qq.com' },
  { apiUrl: 'https://sh.api.weixin.qq.com/' },
  { apiUrl: 'http://API.WEIXIN.QQ.COM' },
  { apiUrl: 'https://api.weixin.qq.com.' },
  { apiUrl: 'https://weixin.qq.com' },
  { apiUrl: 'http://127.0.0.1:8100', mpUrl: 'https://mp.weixin.qq.com' },
  { apiUrl: 'http://127.0.0.1:8100', openUrl: 'https://open.weixin.qq.com' },
])("never sends a simulator's AppID to a real host: %o", async (urls) => {
  const { wechat, client } = setUp({ appId: SIMULATED, ...urls })
  wechat.on('/cgi-bin/showqrcode', () => new Response('GIF89a', { headers: { 'Content-Type': 'image/jpg' } }))
  const call = async () => {
    await client.api.qrcode.show({ ticket: 't' })
    createOAuth({ appId: SIMULATED, appSecret: APP_SECRET, ...urls }).authorizeUrl({
      redirectUri: 'http://127.0.0.1/',
      scope: 'snsapi_base',
    })
    await client.api.user.list({})
  }
  await expect(call()).rejects.toThrow(/模拟器.* simulator/)
  expect(wechat.received().filter(({ url }) => /weixin\.qq\.com/i.test(url))).toEqual([])
})

test.each([
  'http://127.0.0.1:8100',
  'http://localhost:8100/',
  'https://weixin.qq.com.example.com',
  'http://notweixin.qq.com',
])("lets a simulator's AppID go to %s", (apiUrl) => {
  expect(createClient({ appId: SIMULATED, appSecret: APP_SECRET, apiUrl }).appId).toBe(SIMULATED)
})

test.each(['', 'api.weixin.qq.com', 'ftp://127.0.0.1', 'http://127.0.0.1/?a=1', 'http://u:p@127.0.0.1'])(
  'refuses the address %o',
  (apiUrl) => {
    expect(() => createClient({ appId: APP_ID, appSecret: APP_SECRET, apiUrl })).toThrow(ConfigError)
  },
)

test.each([
  { appId: '', appSecret: APP_SECRET },
  { appId: APP_ID, appSecret: '' },
])('asks for what is missing', (account) => {
  expect(() => createClient(account)).toThrow(/appId.*appSecret/)
})

test('one address serves for all hosts of a simulator', async () => {
  const { wechat, client } = setUp({ apiUrl: 'http://127.0.0.1:8100/' })
  wechat.on('/cgi-bin/showqrcode', () => new Response('GIF89a', { headers: { 'Content-Type': 'image/jpg' } }))
  await client.api.qrcode.show({ ticket: 'gQ/+=' })
  expect(wechat.received()[0]?.url).toBe('http://127.0.0.1:8100/cgi-bin/showqrcode?ticket=gQ%2F%2B%3D')
})

test('the real hosts are used by default, also beside a spare API host', async () => {
  const { wechat, client } = setUp({ apiUrl: 'https://sh.api.weixin.qq.com' })
  await client.token()
  wechat.on('/cgi-bin/showqrcode', () => new Response('GIF89a', { headers: { 'Content-Type': 'image/jpg' } }))
  await client.api.qrcode.show({ ticket: 't' })
  expect(wechat.received().map(({ url }) => new URL(url).host)).toEqual([
    'sh.api.weixin.qq.com',
    'mp.weixin.qq.com',
  ])
})
