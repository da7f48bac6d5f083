import { parseXml } from '@yingwu/protocol'
import { describe, expect, test, vi } from 'vitest'
import { Bot, type Callback, type CallbackOptions, createCallback } from '../src/index.ts'
import {
  ACCOUNT,
  createHandClock,
  deliver,
  message,
  NOW_SECONDS,
  open,
  text,
  verification,
} from './support/wechat.ts'

function echo(options: Partial<CallbackOptions> = {}) {
  const handled = vi.fn<(content: string) => void>()
  const bot = new Bot().on('message:text', (ctx) => {
    handled(ctx.message.Content)
    return ctx.message.Content
  })
  const refused = vi.fn<(event: { status: number; reason: string }) => void>()
  const clock = createHandClock()
  const callback = createCallback({
    ...ACCOUNT,
    mode: 'plain',
    bot,
    clock,
    observer: { refused },
    ...options,
  })
  return { callback, post: postTo(callback), handled, refused, clock }
}

/** Sends deliveries. */
function postTo(callback: Callback) {
  return async ({ search, body }: { search: string; body: string | Uint8Array }) =>
    callback.handle('POST', search, body)
}

/** Runs that end when the test says so. */
function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { promise, open: resolve }
}

describe('server verification', () => {
  test('answers the echostr, byte for byte', async () => {
    const response = await echo().callback.handle('GET', verification('9223372036854775807'), '')
    expect(response).toMatchObject({ status: 200, body: '9223372036854775807' })
  })

  test('refuses another token, and an old timestamp', async () => {
    const { callback, refused } = echo()
    expect(await callback.handle('GET', verification('1', 'othertoken'), '')).toMatchObject({ status: 403 })
    expect(await callback.handle('GET', verification('1', ACCOUNT.token, '1600000000'), '')).toMatchObject({
      status: 403,
    })
    expect(refused).toHaveBeenCalledTimes(2)
  })

  test('an echostr cannot become a page', async () => {
    const response = await echo().callback.handle('GET', verification('<script>alert(1)</script>'), '')
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
  })

  test('greets somebody who just opens the address', async () => {
    expect(await echo().callback.handle('GET', '', '')).toMatchObject({ status: 200 })
  })
})

describe('the reply', () => {
  const contents = [
    '你好',
    '  outer  ',
    '<b>&amp;]]></b>',
    '😀👨‍👩‍👧',
    'a\nb',
    ']]>]]>',
    '&#20320;',
    'x'.repeat(600),
  ]

  test.each(contents)('says %j word for word in plain mode', async (content) => {
    const response = await echo().post(deliver(text(content)))
    expect(parseXml(response.body)).toMatchObject({
      ToUserName: 'oKitUser000000000000000000001',
      FromUserName: 'gh_0123456789ab',
      CreateTime: String(NOW_SECONDS),
      MsgType: 'text',
      Content: content,
    })
  })

  test.each(contents)('says %j word for word in safe mode', async (content) => {
    const response = await echo({ mode: 'safe' }).post(deliver(text(content), { mode: 'safe' }))
    expect(open(response.body)).toMatchObject({ Content: content })
  })

  test('is encrypted in compatible mode if the push was', async () => {
    const { post } = echo({ mode: 'compatible' })
    expect(open((await post(deliver(text('a'), { mode: 'compatible' }))).body)).toMatchObject({
      Content: 'a',
    })
    expect(parseXml((await post(deliver(text('b')))).body)).toMatchObject({ Content: 'b' })
  })

  test('is JSON if the push was', async () => {
    const response = await echo().post(deliver(text('你好'), { format: 'json' }))
    expect(JSON.parse(response.body)).toMatchObject({ MsgType: 'text', Content: '你好' })
  })

  test('is encrypted with the key of the push during a key change', async () => {
    const previous = 'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkj'
    const { post } = echo({ mode: 'safe', previousEncodingAESKey: previous })
    const response = await post(deliver(text('旧'), { mode: 'safe', key: previous }))
    expect(open(response.body, previous)).toMatchObject({ Content: '旧' })
  })

  test('is success when nothing is said', async () => {
    const silent = await echo().post(
      deliver(message({ MsgType: 'event', Event: 'unsubscribe', EventKey: '' })),
    )
    expect(silent).toMatchObject({ status: 200, body: 'success' })
  })

  test('warns of a text that WeChat will not show', async () => {
    const warned = vi.fn<(event: { warning: string }) => void>()
    await echo({ observer: { warned } }).post(deliver(text('中'.repeat(700))))
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ warning: expect.stringContaining('2100 bytes') }),
    )
  })
})

describe('refused before any handler', () => {
  const hello = () => text('hello')
  const unsigned = () => ({ search: '', body: deliver(hello()).body })
  const cases: [
    what: string,
    mode: 'plain' | 'safe',
    make: () => { search: string; body: string | Uint8Array },
    status: number,
  ][] = [
    ['no signature', 'plain', unsigned, 403],
    ['no signature', 'safe', unsigned, 403],
    [
      'a wrong signature',
      'plain',
      () => {
        const { search, body } = deliver(hello())
        return {
          search: search.replace(/signature=./, (found) =>
            found.endsWith('0') ? 'signature=1' : 'signature=0',
          ),
          body,
        }
      },
      403,
    ],
    ['a clear body under a signed URL', 'safe', () => deliver(hello()), 403],
    [
      'a clear body under an encrypted one’s URL',
      'safe',
      () => ({ ...deliver(hello(), { mode: 'safe' }), body: deliver(hello()).body }),
      403,
    ],
    [
      'a changed ciphertext',
      'safe',
      () => {
        const { search, body } = deliver(hello(), { mode: 'safe' })
        return {
          search,
          body: body.replace(
            /CDATA\[([\w+/])(?=[\w+/]{20})/,
            (_all, first) => `CDATA[${first === 'A' ? 'B' : 'A'}`,
          ),
        }
      },
      403,
    ],
    [
      'another key',
      'safe',
      () => deliver(hello(), { mode: 'safe', key: 'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkj' }),
      403,
    ],
    [
      'an encrypted push where clear ones are expected',
      'plain',
      () => deliver(hello(), { mode: 'safe' }),
      403,
    ],
    ['an old push', 'plain', () => deliver(hello(), { timestamp: NOW_SECONDS - 301 }), 403],
    [
      'a push from the future',
      'safe',
      () => deliver(hello(), { mode: 'safe', timestamp: NOW_SECONDS + 301 }),
      403,
    ],
    [
      'a DTD',
      'plain',
      () => ({ ...deliver(hello()), body: '<!DOCTYPE x [<!ENTITY a "b">]><xml>&a;</xml>' }),
      400,
    ],
    ['no XML', 'plain', () => ({ ...deliver(hello()), body: 'hello' }), 400],
    ['no message', 'plain', () => ({ ...deliver(hello()), body: '<xml><a>1</a></xml>' }), 400],
    [
      'bytes that are no UTF-8',
      'plain',
      () => ({ ...deliver(hello()), body: Buffer.from([0x3c, 0xff]) }),
      400,
    ],
    ['more than 1 MiB', 'plain', () => ({ ...deliver(hello()), body: 'x'.repeat(1024 * 1024 + 1) }), 413],
  ]

  test.each(cases)('%s (%s mode)', async (_what, mode, make, status) => {
    const { post, handled, refused } = echo({ mode })
    expect(await post(make())).toMatchObject({ status })
    expect(handled).not.toHaveBeenCalled()
    expect(refused).toHaveBeenCalledOnce()
  })

  test('another AppID', async () => {
    const { post, handled } = echo({ mode: 'safe', appId: 'wx00000000bbbbbbbb' })
    expect(await post(deliver(text('a'), { mode: 'safe' }))).toMatchObject({ status: 403 })
    expect(handled).not.toHaveBeenCalled()
  })

  test('a signed URL that comes back with another message', async () => {
    const { post, handled } = echo()
    const first = deliver(text('pay 1'))
    await post(first)
    expect(await post({ ...first, body: deliver(text('pay 1000')).body })).toMatchObject({ status: 403 })
    expect(handled).toHaveBeenCalledExactlyOnceWith('pay 1')
  })

  test('all failures of verification look the same from outside', async () => {
    const { post } = echo({ mode: 'safe' })
    const wrongKey = await post(
      deliver(text('a'), { mode: 'safe', key: 'ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkj' }),
    )
    const clear = await post(deliver(text('a')))
    expect(wrongKey).toEqual(clear)
  })

  test('the age check can be switched off', async () => {
    const { post } = echo({ maxAgeSeconds: 0 })
    expect(await post(deliver(text('a'), { timestamp: 1 }))).toMatchObject({ status: 200 })
  })

  test('a method other than GET and POST', async () => {
    expect(await echo().callback.handle('PUT', '', '')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, POST' },
    })
  })
})

describe('three deliveries of one message', () => {
  function slow() {
    const gate = createGate()
    const started = vi.fn<() => void>()
    const bot = new Bot().on('message:text', async (ctx) => {
      started()
      await gate.promise
      return `${ctx.message.Content}!`
    })
    const clock = createHandClock()
    const callback = createCallback({ ...ACCOUNT, mode: 'plain', bot, clock })
    return { gate, started, callback, post: postTo(callback), clock }
  }

  test('a retry joins the run in progress and gets its answer', async () => {
    const { gate, started, post, callback } = slow()
    const push = text('慢')
    const first = post(deliver(push))
    const second = post(deliver(push))
    expect(callback.running).toBe(1)
    gate.open()
    const bodies = (await Promise.all([first, second])).map(({ body }) => parseXml(body)['Content'])
    expect(bodies).toEqual(['慢!', '慢!'])
    expect(started).toHaveBeenCalledOnce()
  })

  test('a retry after the end gets the first run’s answer', async () => {
    const { gate, started, post, clock } = slow()
    gate.open()
    const push = text('慢')
    await post(deliver(push))
    clock.advance(15_000)
    expect(parseXml((await post(deliver(push))).body)).toMatchObject({ Content: '慢!' })
    expect(started).toHaveBeenCalledOnce()
  })

  test('events are told apart by sender, second, name and key', async () => {
    const handled = vi.fn<(key: string) => void>()
    const bot = new Bot().on('event:CLICK', (ctx) => handled(ctx.message.EventKey))
    const callback = createCallback({ ...ACCOUNT, mode: 'plain', bot, clock: createHandClock() })
    for (const EventKey of ['A', 'B', 'A']) {
      const { search, body } = deliver(message({ MsgType: 'event', Event: 'CLICK', EventKey }))
      await callback.handle('POST', search, body)
    }
    expect(handled.mock.calls).toEqual([['A'], ['B']])
  })

  test('idle waits for what is running', async () => {
    const { gate, post, callback } = slow()
    const answered = post(deliver(text('慢')))
    let isIdle = false
    const idle = (async () => {
      await callback.idle()
      isIdle = true
    })()
    await Promise.resolve()
    expect(isIdle).toBe(false)
    gate.open()
    await Promise.all([idle, answered])
    expect(callback.running).toBe(0)
  })
})

describe('a handler that fails', () => {
  test('leaves no run behind, even if the observer fails too', async () => {
    const bot = new Bot().use(() => {
      throw new Error('boom')
    })
    const failed = () => {
      throw new Error('the log is full')
    }
    const { callback, post } = echo({ bot, observer: { failed } })
    await expect(post(deliver(text('a')))).rejects.toThrow('the log is full')
    expect(callback.running).toBe(0)
  })

  test('is success to WeChat, and known to the observer', async () => {
    const failed = vi.fn<(event: { error: unknown }) => void>()
    const bot = new Bot().use(() => {
      throw new Error('database is gone')
    })
    const { post } = echo({ bot, observer: { failed } })
    expect(await post(deliver(text('a')))).toMatchObject({ status: 200, body: 'success' })
    expect(failed).toHaveBeenCalledWith(
      expect.objectContaining({
        error: expect.objectContaining({ message: expect.stringContaining('database is gone') }),
      }),
    )
  })

  test('is an apology where one is configured', async () => {
    const bot = new Bot().use(() => {
      throw new Error('database is gone')
    })
    const { body } = await echo({ bot, apology: '请稍后再试' }).post(deliver(text('a')))
    expect(parseXml(body)).toMatchObject({ Content: '请稍后再试' })
  })
})

describe('set-up', () => {
  test.each([
    [{ token: 'a b' }, /token/],
    [{ appId: '' }, /appId/],
    [{ mode: 'safe' as const, encodingAESKey: 'short' }, /43/],
  ])('%o is refused with a remedy', (options, message) => {
    expect(() => echo(options)).toThrow(message)
  })

  test('safe mode without a key is refused', () => {
    const { appId, token } = ACCOUNT
    expect(() => createCallback({ appId, token, mode: 'safe', bot: new Bot() })).toThrow(/encodingAESKey/)
  })
})
