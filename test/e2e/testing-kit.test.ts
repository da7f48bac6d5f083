/** The test kit as its users write it: a bot in ten lines, no port, no waiting. */
import { createServer } from 'node:http'
import { NoMessageError, startSimulator, type TestAccount } from '@yingwu/simulator/testing'
import { describe, expect, test } from 'vitest'
import { Bot, type CallbackOptions, createCallback, createClient, fetchHandler, nodeListener } from 'yingwu'
import parrot from '../../examples/parrot/bot.ts'

/** A bot with its API client, as the guide shows it. */
function connected(bot: Bot) {
  return (account: TestAccount) =>
    fetchHandler(createCallback({ ...account, bot, api: createClient(account).api }))
}

/** A bot whose handlers may take time. */
function timed(make: (sleep: (ms: number) => Promise<void>) => Bot) {
  return (account: TestAccount) =>
    connected(make((ms) => new Promise((resolve) => account.clock.setTimeout(resolve, ms))))(account)
}

const told = (bot: Bot) => startSimulator({ bot: connected(bot) })

test('the parrot greets and repeats', async () => {
  await using wechat = await startSimulator({ bot: connected(parrot) })
  const fan = await wechat.fan({ nickname: '小明' })
  await fan.follows()
  expect(await fan.nextMessage()).toMatchObject({ type: 'text', content: '感谢您的关注!' })
  await fan.says('你好')
  expect(await fan.nextMessage()).toMatchObject({ type: 'text', content: '你好' })
  await fan.sends.voice({ recognition: '今天天气真好' })
  expect(await fan.nextMessage()).toMatchObject({ type: 'text', content: '今天天气真好' })
})

test('ten lines take less than a second', async () => {
  const began = performance.now()
  await using wechat = await startSimulator({ bot: connected(parrot) })
  const fan = await wechat.fan()
  await fan.follows()
  await fan.says('你好')
  expect(await fan.nextMessage()).toMatchObject({ content: '感谢您的关注!' })
  expect(performance.now() - began).toBeLessThan(1000)
})

test('every gesture has its verb', async () => {
  const kinds: string[] = []
  await using wechat = await told(new Bot().use((ctx) => void kinds.push(ctx.kind)))
  const fan = await wechat.fan()
  await fan.follows('poster')
  await fan.sends.image()
  await fan.sends.video()
  await fan.sends.location({ label: '茶馆' })
  await fan.sends.link({ title: '春茶' })
  await fan.scans(42)
  await fan.does({ type: 'event', event: 'CLICK', fields: { EventKey: 'TODAY' } })
  await fan.unfollows()
  expect(kinds).toEqual([
    'event:subscribe',
    'message:image',
    'message:video',
    'message:location',
    'message:link',
    'event:SCAN',
    'event:CLICK',
    'event:unsubscribe',
  ])
  expect(fan.info.subscribed).toBe(false)
})

describe('time', () => {
  test('a handler of 12 s is asked three times, and nobody waits', async () => {
    await using wechat = await startSimulator({
      kind: 'subscription',
      bot: timed((sleep) =>
        new Bot().on('message:text', async (ctx) => {
          await sleep(12_000)
          return `${ctx.message.Content}，久等了`
        }),
      ),
    })
    const fan = await wechat.fan({ follow: true })
    const began = performance.now()
    await fan.says('写一首诗')
    expect(await fan.nextMessage()).toMatchObject({ content: '写一首诗，久等了' })
    const verdicts = wechat.pushes.at(-1)?.attempts.map(({ verdict }) => verdict)
    expect(verdicts).toEqual(['timeout', 'timeout', 'replied'])
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('real work beside a timer is waited for', async () => {
    await using wechat = await startSimulator({
      kind: 'subscription',
      bot: timed((sleep) =>
        new Bot().on('message:text', async () => {
          // As a framework's deadline, which must not strike while a file is read.
          const late = sleep(4500).then(() => 'late')
          const read = new Promise((resolve) => setTimeout(resolve, 150)).then(() => 'read')
          return await Promise.race([late, read])
        }),
      ),
    })
    const fan = await wechat.fan({ follow: true })
    await fan.says('读吧')
    expect(await fan.nextMessage()).toMatchObject({ content: 'read' })
  })

  test('what happens in between can be looked at', async () => {
    await using wechat = await startSimulator({
      kind: 'subscription',
      bot: timed((sleep) => new Bot().on('message', () => sleep(7000).then(() => '好了'))),
    })
    const fan = await wechat.fan({ follow: true })
    await fan.says('快点', { wait: false })
    await wechat.clock.advance('6s')
    expect(wechat.pushes.at(-1)?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'waiting'])
    expect(fan.messages).toHaveLength(1)
    await wechat.idle()
    expect(await fan.nextMessage()).toMatchObject({ content: '好了' })
  })

  test('48 hours pass in milliseconds, and with them what holds for 48 hours', async () => {
    await using wechat = await told(new Bot())
    const client = createClient(wechat.account)
    const fan = await wechat.fan({ follow: true })
    await fan.says('在吗')
    const send = () =>
      client.api.message.customSend({ touser: fan.openid, msgtype: 'text', text: { content: '在' } })
    await send()
    expect(await fan.nextMessage()).toMatchObject({ via: 'custom', content: '在' })

    const began = performance.now()
    await wechat.clock.advance('49h')
    expect(performance.now() - began).toBeLessThan(1000)
    await expect(send()).rejects.toMatchObject({ code: 45015 })
  })

  test('an answer that comes later by the API is waited for as long as the test says', async () => {
    await using wechat = await startSimulator({
      bot(account) {
        const { api } = createClient(account)
        const bot = new Bot().on('message:text', ({ message }) => {
          account.clock.setTimeout(() => {
            const text = { content: '做好了' }
            void api.message.customSend({ touser: message.FromUserName, msgtype: 'text', text })
          }, 40_000)
        })
        return fetchHandler(createCallback({ ...account, bot }))
      },
    })
    const fan = await wechat.fan({ follow: true })
    await fan.says('下单')
    await expect(fan.nextMessage({ within: '30s' })).rejects.toThrow(NoMessageError)
    expect(await fan.nextMessage({ within: '1m' })).toMatchObject({ content: '做好了', via: 'custom' })
  })
})

describe('a message that does not come', () => {
  const failure = async (bot: Bot): Promise<unknown> => {
    await using wechat = await startSimulator({ bot: connected(bot) })
    const fan = await wechat.fan({ nickname: '小明', follow: true })
    await fan.says('你好')
    return fan.nextMessage().catch((error: unknown) => error)
  }

  test('the bot said nothing', async () => {
    const error = await failure(new Bot())
    expect(error).toBeInstanceOf(NoMessageError)
    expect(error).toMatchObject({
      message: expect.stringMatching(/小明 got no new message[\s\S]*text「你好」[\s\S]*no handler matched/),
      push: { outcome: 'silent' },
    })
  })

  test('a handler threw: its error is the cause', async () => {
    const cause = new TypeError('price is undefined')
    const bot = new Bot().on('message:text', () => {
      throw cause
    })
    expect(await failure(bot)).toMatchObject({
      message: expect.stringContaining('price is undefined'),
      cause: expect.objectContaining({ message: expect.stringContaining('price is undefined') }),
    })
  })

  test('a bot never answers: the deadlines are told', async () => {
    const bot = (account: TestAccount) => {
      const parrots = connected(parrot)(account)
      return (request: Request) =>
        request.method === 'GET' ? parrots(request) : new Promise<Response>(() => {})
    }
    await using wechat = await startSimulator({ bot, patienceMs: 50 })
    const fan = await wechat.fan({ follow: true })
    await fan.says('你好')
    await expect(fan.nextMessage()).rejects.toMatchObject({
      message: expect.stringMatching(/1\/3 请求超时 Timed out, 5000 ms.*\n.*2\/3.*\n.*3\/3/),
      push: { outcome: 'failed' },
    })
  })

  test('nobody did anything', async () => {
    await using wechat = await told(parrot)
    const fan = await wechat.fan()
    await expect(fan.nextMessage()).rejects.toThrow('nothing was pushed')
  })

  test('the bot is set up for another token', async () => {
    const wrong = startSimulator({
      bot: (account) => fetchHandler(createCallback({ ...account, token: 'another', bot: parrot })),
    })
    await expect(wrong).rejects.toThrow(/没有通过验证[\s\S]*403[\s\S]*signature/)
  })
})

test('faults strike when they are told to', async () => {
  await using wechat = await told(parrot)
  const fan = await wechat.fan({ follow: true })
  await fan.nextMessage()
  await wechat.setFaults([
    { direction: 'push', match: 'text', times: 1, effect: { type: 'delay', ms: 6000 } },
    { direction: 'api', match: '/cgi-bin/user/', effect: { type: 'error', errcode: -1 } },
  ])
  await fan.says('你好')
  expect(await fan.nextMessage()).toMatchObject({ content: '你好' })
  expect(wechat.pushes.at(-1)?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'replied'])

  const { api } = createClient({ ...wechat.account, retries: false })
  await expect(api.user.info({ openid: fan.openid })).rejects.toMatchObject({ code: -1 })
  expect(wechat.calls.at(-1)).toMatchObject({ endpoint: 'user.info', errcode: -1 })
})

test('200 at once do not disturb each other', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      await using wechat = await told(new Bot().on('message:text', (ctx) => `${n}: ${ctx.message.Content}`))
      const fan = await wechat.fan({ follow: true })
      await fan.says(`第 ${n}`)
      const message = await fan.nextMessage()
      const { appId } = wechat.account
      return { appId, text: 'content' in message ? message.content : '', pushes: wechat.pushes.length }
    }),
  )
  expect(answers.map(({ text }) => text)).toEqual(answers.map((_, n) => `${n}: 第 ${n}`))
  expect(answers.every(({ pushes }) => pushes === 2)).toBe(true)
  expect(new Set(answers.map(({ appId }) => appId)).size).toBe(200)
})

test('a menu that the bot made is tapped', async () => {
  await using wechat = await told(new Bot().on('event:CLICK', 'TEA', () => '今天是乌龙'))
  const { api } = createClient(wechat.account)
  await api.menu.create({ button: [{ type: 'click', name: '今日茶', key: 'TEA' }] })
  const fan = await wechat.fan({ follow: true })
  await fan.taps('TEA')
  expect(await fan.nextMessage()).toMatchObject({ content: '今天是乌龙' })
  await fan.taps({ name: '今日茶' })
  expect(await fan.nextMessage()).toMatchObject({ content: '今天是乌龙' })
  const { push } = await fan.taps('COFFEE')
  expect(push).toMatchObject({ kind: 'event:CLICK', outcome: 'silent' })
})

test('a seed repeats the ids', async () => {
  const ids = async () => {
    await using wechat = await startSimulator({ bot: connected(parrot), seed: 7, now: Date.UTC(2026, 0, 1) })
    const fan = await wechat.fan({ follow: true })
    await fan.says('你好')
    return [wechat.account.appId, fan.openid, wechat.pushes.at(-1)?.MsgId]
  }
  expect(await ids()).toEqual(await ids())
})

test('people and kinds of account as asked', async () => {
  await using wechat = await startSimulator({ kind: 'sandbox', bot: connected(parrot) })
  await wechat.followers(3)
  const { api } = createClient(wechat.account)
  expect((await api.user.list()).total).toBe(3)
  expect(wechat.account.mode).toBe('plain')
})

test('its fetch leads to WeChat alone', async () => {
  await using wechat = await told(parrot)
  await expect(wechat.fetch('https://api.openai.example/v1')).rejects.toThrow("use the platform's")
})

/** A bot in a server of its own, as programs in other languages are. */
async function serve(options: CallbackOptions) {
  const server = createServer(nodeListener(createCallback(options)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/wechat`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

test('a bot that starts after the simulator, in real time', async () => {
  await using wechat = await startSimulator({ port: 0 })
  await using server = await serve({ ...wechat.account, bot: parrot })
  await wechat.connect(server.url)
  const fan = await wechat.fan({ follow: true })
  await fan.says('你好')
  expect(await fan.nextMessage()).toMatchObject({ content: '感谢您的关注!' })
  expect(await fan.nextMessage()).toMatchObject({ content: '你好' })
  expect(wechat.environment['WECHAT_API_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const health = await fetch(`${wechat.apiUrl}/_sim/v1/health`)
  expect(health.status).toBe(200)
})

test('a bot that listens already', async () => {
  const [appid, token, encodingAESKey] = ['wx0000000000c0ffee', 'parrot2026', 'a'.repeat(43)]
  await using server = await serve({ bot: parrot, appId: appid, token, encodingAESKey })
  await using wechat = await startSimulator({ url: server.url, appid, token, encodingAESKey })
  const fan = await wechat.fan({ follow: true })
  expect(await fan.nextMessage()).toMatchObject({ content: '感谢您的关注!' })
  await expect(fan.nextMessage({ within: '10ms' })).rejects.toThrow('has been taken already')
})
