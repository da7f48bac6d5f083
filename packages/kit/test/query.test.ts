/** The URL of a push: proxies and gateways reorder, escape and add parameters, and none of that may change what is accepted. */
import { parseXml } from '@yingwu/protocol'
import { expect, test } from 'vitest'
import { Bot, createCallback } from '../src/index.ts'
import { ACCOUNT, createHandClock, deliver, open, text } from './support/wechat.ts'

const MODES = ['plain', 'safe'] as const
const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)

function push(mode: (typeof MODES)[number]) {
  const callback = createCallback({ ...ACCOUNT, mode, bot, clock: createHandClock() })
  const { search, body } = deliver(text('你好'), { mode })
  return { search, send: async (changed: string) => callback.handle('POST', changed, body) }
}

const escapeAll = (value: string) =>
  [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

const SAME: [string, (parameters: string[]) => string[]][] = [
  ['as WeChat writes it', (all) => all],
  ['in another order', (all) => all.toReversed()],
  ['with parameters that are not WeChat’s', (all) => ['account=1', ...all, 'trace', '=', '']],
  ['escaped', (all) => all.map((one) => one.replace(/(?<==).*/, escapeAll))],
  ['with a second value, which does not count', (all) => [...all, 'signature=0', 'nonce=', 'timestamp']],
  ['without the openid', (all) => all.filter((one) => !one.startsWith('openid='))],
]

const OTHER: [string, (parameters: string[]) => string[]][] = [
  ['with a first value that is wrong', (all) => ['nonce=1', ...all]],
  ['with an empty first value', (all) => ['timestamp=', ...all]],
  ['without a timestamp', (all) => all.filter((one) => !one.startsWith('timestamp='))],
  ['with a broken escape', (all) => all.map((one) => one.replace('nonce=', 'nonce=%'))],
  ['with names in capitals', (all) => all.map((one) => one.toUpperCase())],
  ['with something behind the signature', (all) => all.map((one) => one.replace(/signature=.*/, '$&0'))],
]

test.each(MODES.flatMap((mode) => SAME.map(([what, change]) => ({ mode, what, change }))))(
  '$what ($mode mode): answered',
  async ({ mode, change }) => {
    const { search, send } = push(mode)
    const { status, body } = await send(change(search.split('&')).join('&'))
    expect(status).toBe(200)
    expect(mode === 'plain' ? parseXml(body) : open(body)).toMatchObject({ Content: '你好' })
  },
)

test.each(MODES.flatMap((mode) => OTHER.map(([what, change]) => ({ mode, what, change }))))(
  '$what ($mode mode): refused',
  async ({ mode, change }) => {
    const { search, send } = push(mode)
    expect(await send(change(search.split('&')).join('&'))).toMatchObject({ status: 403 })
  },
)
