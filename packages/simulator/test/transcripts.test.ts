/** 记录: what people did and what came back, told again. Through the test kit and the control API, without sockets. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { ClockChange, Transcript } from '../src/control/types.ts'
import { createFakeClock, createSimulator } from '../src/index.ts'
import {
  type Receiver,
  startSimulator,
  type StartOptions,
  type TestAccount,
  TranscriptError,
} from '../src/testing/index.ts'
import { textReply } from './support/reply.ts'

/** Answers what the function gives for the words of a text or the name of an event; null is silence. */
function answering(say: (words: string, openid: string) => string | null): Receiver {
  return async (request) => {
    if (request.method === 'GET') return new Response(new URL(request.url).searchParams.get('echostr'))
    const body = await request.text()
    const field = (name: string) => new RegExp(`<${name}><!\\[CDATA\\[([^\\]]*)`).exec(body)?.[1]
    const content = say(field('Content') ?? field('Event') ?? '', field('FromUserName') ?? '')
    return new Response(content === null ? 'success' : textReply(body, content))
  }
}

const start = (say: (words: string, openid: string) => string | null, options: StartOptions = {}) =>
  startSimulator({ receiver: answering(say), mode: 'plain', ...options })

const parrot = (words: string) => (words === 'subscribe' ? '欢迎' : words === '嘘' ? null : words)

type Started = Awaited<ReturnType<typeof startSimulator>>

/** 晓雨 follows, says two things, is told one. */
async function story(wechat: Started): Promise<Transcript> {
  const fan = await wechat.fan({ nickname: '晓雨' })
  await fan.follows('poster')
  await fan.says('你好')
  await fan.says('嘘')
  return wechat.simulator.transcript('问好')
}

describe('a transcript', () => {
  test('tells what people did and what came, without anything having been switched on', async () => {
    await using wechat = await start(parrot)
    expect(await story(wechat)).toEqual({
      yingwu: 'transcript',
      version: 1,
      name: '问好',
      fans: { 晓雨: { nickname: '晓雨' } },
      steps: [
        {
          fan: '晓雨',
          action: { type: 'follow', scene: 'poster' },
          expect: [{ type: 'text', content: '欢迎', via: 'reply' }],
        },
        {
          fan: '晓雨',
          action: { type: 'text', content: '你好' },
          expect: [{ type: 'text', content: '你好', via: 'reply' }],
        },
        { fan: '晓雨', action: { type: 'text', content: '嘘' }, expect: [] },
      ],
    })
  })

  test('holds no openid, no time and no id that would be another tomorrow', async () => {
    await using wechat = await start(
      (_words, openid) =>
        `${openid} 于 2026-11-23 09:30:05 下单，单号 9f1c2b3a-1111-2222-3333-444455556666，电话 13800138000，营业 9:00`,
    )
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('下单')
    const { steps } = wechat.simulator.transcript('下单')
    expect(steps.at(-1)?.expect?.[0]?.['content']).toBe(
      '{{openid:晓雨}} 于 {{time}} 下单，单号 {{id}}，电话 13800138000，营业 9:00',
    )
    await wechat.replay(wechat.simulator.transcript('下单'))
  })

  test('of several people names each, and each gets a phone of their own again', async () => {
    await using wechat = await start(parrot)
    const [one, other] = [await wechat.fan({ nickname: '阿哲' }), await wechat.fan({ nickname: '阿哲' })]
    await one.follows()
    await other.follows()
    await one.says('一')
    await other.says('二')
    const transcript = wechat.simulator.transcript('两个人')
    expect(Object.keys(transcript.fans)).toEqual(['阿哲', '阿哲 2'])
    const before = [one.messages.length, other.messages.length]
    expect(await wechat.replay(transcript)).toMatchObject({ passed: true })
    expect([one.messages.length, other.messages.length]).toEqual(before)
    expect(wechat.simulator.fans()).toHaveLength(4)
  })

  test('keeps every gesture as it was', async () => {
    await using wechat = await start(() => null)
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    const data = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64')
    await fan.sends.voice({ recognition: '明天有位吗', seconds: 3 })
    await fan.sends.image()
    await fan.sends.image({ data, contentType: 'image/png' })
    await fan.sends.location({ latitude: 23.1, longitude: 113.2, scale: 12, label: '广州' })
    await fan.sends.link({ title: '题', description: '述', url: 'https://example.com/' })
    await fan.sends.sticker()
    await fan.sends.contact({ nickname: '林小满' })
    await fan.taps('TODAY')
    await fan.taps({ url: 'https://example.com/shop' })
    await fan.scans('poster')
    await fan.does({ type: 'reportLocation', latitude: 23.1, longitude: 113.2, precision: 40 })
    await fan.does({ type: 'event', event: 'pic_weixin', fields: { EventKey: 'PIC' } })
    await fan.unfollows()
    await fan.says('还在吗')
    const { steps } = wechat.simulator.transcript('手势')
    expect(steps.slice(1).map(({ action }) => action)).toEqual([
      { type: 'voice', recognition: '明天有位吗', seconds: 3 },
      { type: 'image' },
      { type: 'image', data, contentType: 'image/png' },
      { type: 'location', latitude: 23.1, longitude: 113.2, scale: 12, label: '广州' },
      { type: 'link', title: '题', description: '述', url: 'https://example.com/' },
      { type: 'sticker' },
      { type: 'contact', nickname: '林小满' },
      { type: 'menu', key: 'TODAY' },
      { type: 'menu', url: 'https://example.com/shop' },
      { type: 'scan', scene: 'poster' },
      { type: 'reportLocation', latitude: 23.1, longitude: 113.2, precision: 40 },
      { type: 'event', event: 'pic_weixin', fields: { EventKey: 'PIC' } },
      { type: 'unfollow' },
      { type: 'text', content: '还在吗' },
    ])
    expect(steps.at(-1)?.expect).toMatchObject([
      { type: 'notice', content: expect.stringContaining('未关注') },
    ])
    expect(await wechat.replay(wechat.simulator.transcript('手势'))).toMatchObject({ passed: true })
  })

  test('of a world in which nobody did anything is refused', async () => {
    await using wechat = await start(parrot)
    expect(() => wechat.simulator.transcript('空')).toThrow('Nobody has done anything')
  })
})

describe('told again', () => {
  test('it passes with the same bot in another simulator', async () => {
    await using recorded = await start(parrot)
    const transcript: unknown = JSON.parse(JSON.stringify(await story(recorded)))
    await using wechat = await start(parrot)
    const report = await wechat.replay(transcript)
    expect(report.steps.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed'])
  })

  test('it shows where a changed bot answers otherwise', async () => {
    await using recorded = await start(parrot)
    const transcript = await story(recorded)
    await using wechat = await start((words) => (words === 'subscribe' ? '欢迎' : `${words}呀`))
    const error: unknown = await wechat.replay(transcript).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TranscriptError)
    expect(String(error)).toContain('2 of 3 steps differ')
    expect(String(error)).toMatch(/- text「你好」 \(reply\)\n\s+\+ text「你好呀」 \(reply\)/)
    expect(String(error)).toMatch(/3\. 晓雨 发文字「嘘」\n\s+\+ text「嘘呀」/)
  })

  test('a bot that is silent, and one that breaks, are both differences', async () => {
    await using recorded = await start(parrot)
    const transcript = await story(recorded)
    await using silent = await start(() => null)
    await expect(silent.replay(transcript)).rejects.toThrow('- text「欢迎」 (reply)')
    await using broken = await start((words) => {
      if (words === '嘘') throw new Error('no database')
      return parrot(words)
    })
    await expect(broken.replay(transcript)).rejects.toThrow(/\+ notice「该公众号提供的服务出现故障/)
  })

  test('an event that fails without a grey line differs, too', async () => {
    const view = (bot: Receiver) => startSimulator({ receiver: bot, mode: 'plain' })
    await using recorded = await view(answering(() => null))
    const fan = await recorded.fan({ nickname: '晓雨', follow: true })
    await fan.taps({ url: 'https://example.com/' })
    const transcript = recorded.simulator.transcript('点链接')
    await using wechat = await view((request) =>
      request.method === 'GET' ? answering(() => null)(request) : new Response('', { status: 500 }),
    )
    await expect(wechat.replay(transcript)).rejects.toThrow('+ failure status')
  })

  test('only what stands in the file is compared: patterns, single members, steps that are left out', async () => {
    await using recorded = await start(parrot)
    const transcript = await story(recorded)
    const [follow, hello, hush] = transcript.steps
    const loose = {
      ...transcript,
      steps: [
        { ...follow, ignore: true },
        { ...hello, expect: [{ content: { matches: '^第 \\d+ 位' } }] },
        { fan: hush?.fan, action: hush?.action },
      ],
    }
    await using wechat = await start(() => '第 42 位，请稍等')
    expect((await wechat.replay(loose)).steps.map(({ state }) => state)).toEqual([
      'ignored',
      'passed',
      'ignored',
    ])
  })

  test('an answer too many stands where it came, and the ones around it stay green', async () => {
    await using wechat = await start(() => '好')
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('一')
    const transcript = wechat.simulator.transcript('一')
    const [follow, one] = transcript.steps
    const wanted = [{ content: '早' }, { content: '好' }, { content: '晚' }]
    const report = await wechat.simulator.replay(
      { ...transcript, steps: [follow, { ...one, expect: wanted, within: 0 }] },
      { pace: immediate },
    )
    expect(report.steps[1]?.lines.map(({ state }) => state)).toEqual(['missing', 'same', 'missing'])
  })

  test.each([
    ['after the last answer', { grace: 5 }, 'failed', '想好了'],
    ['later than anybody waits', { grace: 1 }, 'passed', undefined],
  ])('a message too many that comes %s', async (_when, options, state, extra) => {
    await using recorded = await start(parrot)
    const transcript = await story(recorded)
    // Three seconds after everything it heard, this one says something more.
    await using wechat = await startSimulator({
      mode: 'plain',
      bot: (account) => {
        const answer = answering(parrot)
        return async (request) => {
          const body = await request.clone().text()
          const openid = /FromUserName><!\[CDATA\[([^\]]*)/.exec(body)?.[1] ?? ''
          if (body.includes('嘘')) account.clock.setTimeout(() => void writeTo(account, openid), 3000)
          return answer(request)
        }
      },
    })
    const report = await wechat.replay(transcript, options).catch((error: unknown) => {
      if (error instanceof TranscriptError) return error.report
      throw error
    })
    expect(report.steps.map((step) => step.state)).toEqual(['passed', 'passed', state])
    expect(report.steps.at(-1)?.lines.map(({ state: how, got }) => [how, got?.['content']])).toEqual(
      extra === undefined ? [] : [['extra', extra]],
    )
  })

  test('an answer that comes later by the API is waited for by the clock', async () => {
    await using wechat = await startSimulator({
      mode: 'plain',
      bot: (account) => {
        const answer = answering(() => null)
        return async (request) => {
          const openid = /FromUserName><!\[CDATA\[([^\]]*)/.exec(await request.clone().text())?.[1]
          if (openid !== undefined) account.clock.setTimeout(() => void writeTo(account, openid), 20_000)
          return answer(request)
        }
      },
    })
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.nextMessage()
    await fan.says('想一想')
    expect(await fan.nextMessage()).toMatchObject({ content: '想好了' })
    const transcript = wechat.simulator.transcript('慢')
    expect(transcript.steps.at(-1)).toEqual({
      fan: '晓雨',
      after: 20,
      action: { type: 'text', content: '想一想' },
      expect: [{ type: 'text', content: '想好了', via: 'custom' }],
      within: 40,
    })
    expect(await wechat.replay(transcript)).toMatchObject({ passed: true })
  })

  test('what came can be accepted as the new answer', async () => {
    await using recorded = await start(parrot)
    const transcript = await story(recorded)
    await using wechat = await start(() => '改版了')
    const { accepted } = await wechat.simulator.replay(transcript, { pace: immediate })
    expect(accepted.steps.map(({ expect: wanted }) => wanted?.[0]?.['content'])).toEqual([
      '改版了',
      '改版了',
      '改版了',
    ])
    expect(await wechat.replay(accepted)).toMatchObject({ passed: true })
  })

  test('the time between the steps passes', async () => {
    const clockwork = (account: TestAccount) => {
      let first: number | undefined
      return answering((words) => {
        first ??= account.clock.now()
        return `${words}，${Math.floor((account.clock.now() - first) / 3_600_000)} 小时`
      })
    }
    await using recorded = await startSimulator({ mode: 'plain', bot: clockwork })
    const fan = await recorded.fan({ nickname: '晓雨' })
    await fan.follows()
    await recorded.clock.advance('50h')
    await fan.says('过了多久')
    const transcript = recorded.simulator.transcript('钟')
    expect(transcript.steps[1]).toMatchObject({ after: 180_000, expect: [{ content: '过了多久，50 小时' }] })
    await using wechat = await startSimulator({ mode: 'plain', bot: clockwork })
    expect(await wechat.replay(transcript)).toMatchObject({ passed: true })
  })

  test('what one person does may be read on the phone of another', async () => {
    let boss: string | undefined
    const bot = (account: TestAccount) => {
      const silent = answering(() => null)
      return async (request: Request) => {
        const body = await request.clone().text()
        const openid = /FromUserName><!\[CDATA\[([^\]]*)/.exec(body)?.[1]
        if (body.includes('老板')) boss = openid
        else if (boss !== undefined && body.includes('下单')) await writeTo(account, boss)
        return silent(request)
      }
    }
    await using recorded = await startSimulator({ mode: 'plain', bot })
    const [one, other] = [await recorded.fan({ nickname: '阿哲' }), await recorded.fan({ nickname: '老周' })]
    await one.follows()
    await other.follows()
    await other.says('我是老板')
    await one.says('下单')
    const transcript = recorded.simulator.transcript('通知')
    expect(transcript.steps.at(-1)?.expect).toEqual([
      { to: '老周', type: 'text', content: '想好了', via: 'custom' },
    ])
    await using wechat = await startSimulator({ mode: 'plain', bot })
    expect(await wechat.replay(transcript)).toMatchObject({ passed: true })
    const [step] = transcript.steps.slice(-1)
    const silent = { ...transcript, steps: [...transcript.steps.slice(0, -1), { ...step, expect: [] }] }
    await expect(wechat.replay(silent)).rejects.toThrow('+ text「想好了」 (custom) → 老周')
  })

  test('many at once do not meet', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    const told = Array.from({ length: 20 }, () => wechat.simulator.replay(transcript, { pace: immediate }))
    for (const report of await Promise.all(told)) expect(report.passed).toBe(true)
    expect(wechat.simulator.fans()).toHaveLength(21)
  })

  test('a reset in the middle ends it with an explanation', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    const told = wechat.simulator.replay(transcript, { pace: immediate })
    wechat.simulator.reset()
    await expect(told).rejects.toThrow('reset while the transcript was told again')
  })

  test.each<[string, ClockChange, number]>([
    ['goes on', { speed: 1 }, 1],
    ['runs ten times as fast', { speed: 10 }, 0.1],
    ['stands', { paused: true }, 1],
  ])('a world that %s is listened to for a second', async (_how, change, seconds) => {
    const base = createFakeClock(Date.UTC(2026, 10, 23))
    await using simulator = createSimulator({ clock: base, receiver: answering(parrot) })
    await simulator.connect({ url: 'http://bot.test/' })
    const [fan] = simulator.fans()
    await simulator.act(fan?.openid ?? '', { type: 'text', content: '你好' })
    simulator.clock.change(change)
    let isOver = false
    const told = simulator.replay(simulator.transcript('你好')).finally(() => {
      isOver = true
    })
    await base.advance(seconds * 1000 - 1)
    expect(isOver).toBe(false)
    await base.advance(1)
    expect((await told).passed).toBe(true)
  })

  test('without a server it is refused', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    await using alone = await startSimulator()
    await expect(alone.replay(transcript)).rejects.toThrow('no server is connected')
  })
})

/** A customer-service message, as a bot sends it that was too slow for a reply. */
async function writeTo(account: TestAccount, openid: string): Promise<void> {
  const { appId, appSecret, apiUrl, fetch } = account
  const query = `grant_type=client_credential&appid=${appId}&secret=${appSecret}`
  const got: unknown = await (await fetch(`${apiUrl}/cgi-bin/token?${query}`)).json()
  const token = typeof got === 'object' && got && 'access_token' in got ? String(got.access_token) : ''
  await fetch(`${apiUrl}/cgi-bin/message/custom/send?access_token=${token}`, {
    method: 'POST',
    body: JSON.stringify({ touser: openid, msgtype: 'text', text: { content: '想好了' } }),
  })
}

/** The first event of this name on the stream that is as wanted. */
async function eventOf(
  stream: Response,
  name: string,
  isWanted: (data: { [member: string]: unknown }) => boolean,
): Promise<unknown> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of stream.body ?? []) {
    text += decoder.decode(part, { stream: true })
    const parts = text.split('\n\n')
    text = parts.pop() ?? ''
    for (const one of parts) {
      const [head = '', body = ''] = one.split('\ndata: ')
      if (head !== `event: ${name}`) continue
      const data: { [member: string]: unknown } = JSON.parse(body)
      if (isWanted(data)) return data
    }
  }
  throw new Error(`the stream ended without ${name}`)
}

/** Waits for nothing but what is under way. */
const immediate = {
  begin() {},
  wait: <T>(work: Promise<T>) => work,
  waitFor: async <T>(find: () => T | undefined) => find(),
  async rest() {},
  async advance() {},
}

describe('over the control API', () => {
  test('a recording holds what was done since it began', async () => {
    await using wechat = await start(parrot)
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('早')
    await wechat.control('POST', '/recording', {})
    await fan.says('晚')
    expect(await wechat.control('GET', '/transcripts')).toMatchObject({ recording: { push: 2 } })
    const made = await wechat.control('POST', '/transcripts', { name: '晚安' })
    expect(made).toMatchObject({
      fans: { 晓雨: { nickname: '晓雨', follows: true } },
      steps: [{ action: { content: '晚' } }],
    })
    expect(await wechat.control('GET', '/transcripts')).toEqual({
      recording: null,
      transcripts: [{ name: '晚安', fans: ['晓雨'], steps: 1, replay: null }],
    })
    expect(await wechat.control('POST', '/replays', { name: '晚安' })).toMatchObject({
      passed: true,
    })
    expect(wechat.simulator.transcript('全部').steps, 'the replay is not told').toHaveLength(3)
    expect(await wechat.control('GET', `/transcripts/${encodeURIComponent('晚安')}`)).toEqual(made)
  })

  test('how far a replay is comes by the event stream, step by step', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    await wechat.control('PUT', '/transcripts/hello', transcript)
    const stream = await wechat.simulator.fetch(new Request('http://127.0.0.1/_sim/v1/events'))
    const heard: string[] = []
    wechat.simulator.on(({ name, data }) => {
      if (name === 'replay') heard.push(`${data.name} ${data.done}/${data.of} ${data.running}`)
    })
    await wechat.control('POST', '/replays', { name: 'hello' })
    expect(heard).toEqual([
      'hello 0/3 true',
      'hello 1/3 true',
      'hello 2/3 true',
      'hello 3/3 true',
      'hello 3/3 false',
    ])
    await expect(eventOf(stream, 'replay', ({ running }) => running === false)).resolves.toMatchObject({
      name: 'hello',
      done: 3,
      of: 3,
    })
  })

  test('windows hear when the list changes, or a recording begins or ends', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    const heard: number[] = []
    wechat.simulator.on(({ name, data }) => {
      if (name === 'transcripts') heard.push(data.count)
    })
    await wechat.control('PUT', '/transcripts/one', transcript)
    await wechat.control('PUT', '/transcripts/two', transcript)
    await wechat.control('DELETE', '/transcripts/one')
    await wechat.control('POST', '/recording', {})
    await wechat.control('DELETE', '/recording')
    expect(heard).toEqual([1, 2, 1, 1, 1])
  })

  test('transcripts are kept by name, survive a reset and travel with the state', async () => {
    await using wechat = await start(parrot)
    const transcript = await story(wechat)
    await wechat.control('PUT', '/transcripts/other', transcript)
    await wechat.control('POST', '/reset')
    expect(await wechat.control('GET', '/transcripts/other')).toEqual({ ...transcript, name: 'other' })
    const state = wechat.simulator.exportState()
    await wechat.control('DELETE', '/transcripts/other')
    await expect(wechat.control('GET', '/transcripts/other')).rejects.toThrow('No transcript other')
    wechat.simulator.importState(state)
    expect(await wechat.control('GET', '/transcripts/other')).toMatchObject({ name: 'other' })
    const { transcripts: _transcripts, ...older } = state
    wechat.simulator.importState(older)
    expect(await wechat.control('GET', '/transcripts')).toMatchObject({ transcripts: [] })
  })

  test.each([
    [{ steps: 1 }, 'steps must be a list'],
    [{ steps: [{ fan: '谁', action: { type: 'follow' } }] }, 'speaks of 谁, who is not among fans'],
    [{ steps: [{ fan: 'A', action: { type: 'dance' } }] }, 'type must be one of'],
    [
      { steps: [{ fan: 'A', action: { type: 'follow' }, expect: [{ content: { matches: '(' } }] }] },
      'is no regular expression',
    ],
    [{ version: 2 }, 'version must be 1'],
  ])('%j is explained', async (wrong, says) => {
    await using wechat = await start(parrot)
    const document = {
      yingwu: 'transcript',
      version: 1,
      name: 'x',
      fans: { A: { nickname: 'A' } },
      steps: [],
    }
    await expect(wechat.control('PUT', '/transcripts/x', { ...document, ...wrong })).rejects.toThrow(says)
  })
})

test.each(['testing.md', 'testing.zh-CN.md'])('the example of %s is a transcript', async (file) => {
  const guide = await readFile(new URL(`../../../docs/guide/${file}`, import.meta.url), 'utf8')
  const example: unknown = JSON.parse(
    /```json\n(\{\n {2}"yingwu": "transcript"[\s\S]*?)```/.exec(guide)?.[1] ?? '',
  )
  await using wechat = await start((words) => (words === '你好' ? '你好，要点什么？' : '订单 42'))
  expect(await wechat.replay(example)).toMatchObject({ passed: true })
})

describe('a push as a test', () => {
  test('is code that does the same and expects the same', async () => {
    await using wechat = await start((words, openid) => (words === '你好' ? `${openid} 你好 '呀'` : null))
    const fan = await wechat.fan({ nickname: '晓雨', follow: true })
    await fan.says('你好')
    await fan.taps('TODAY')
    const code = async (id: number) => {
      const answer = await wechat.control('GET', `/pushes/${id}/test`)
      return typeof answer === 'object' && answer && 'code' in answer ? String(answer.code) : ''
    }
    const text = await code(2)
    expect(text).toContain("const fan = await wechat.fan({ nickname: '晓雨', follow: true })")
    expect(text).toContain("await fan.says('你好')")
    expect(text).toContain(
      "{ type: 'text', content: expect.stringMatching(/^.+ 你好 '呀'$/s), via: 'reply' }",
    )
    expect(await code(1)).toContain('await fan.follows()')
    expect(await code(3)).toContain("await fan.taps('TODAY')")
    expect(await code(3)).toContain('toMatchObject([])')
  })
})

describe('a push log of a real server', () => {
  const openid = 'o7rTk1Gd0bQv5XmZyN8sLcWe2uHi'
  const push = (fields: string, time: number, from = openid) =>
    `<xml><ToUserName><![CDATA[gh_0a1b2c3d4e5f]]></ToUserName><FromUserName><![CDATA[${from}]]></FromUserName><CreateTime>${time}</CreateTime>${fields}</xml>`
  const text = (content: string, id: number, time: number) =>
    push(
      `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId>`,
      time,
    )
  const reply = `<xml><ToUserName><![CDATA[${openid}]]></ToUserName><FromUserName><![CDATA[gh_0a1b2c3d4e5f]]></FromUserName><CreateTime>1795400001</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[好的]]></Content></xml>`

  const imported = async (log: string) => {
    const wechat = await start(parrot)
    return wechat.control('POST', '/transcripts/import', { name: '生产', text: log })
  }

  test('becomes steps of nobody in particular', async () => {
    const log = [
      `10:00 POST /wechat ${text('我的电话 13912345678', 1, 1795400000)}`,
      `10:00 retry ${text('我的电话 13912345678', 1, 1795400000)}`,
      `10:00 200 ${reply}`,
      JSON.stringify({ level: 'info', body: text('在吗', 2, 1795400060) }),
      push(
        '<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event>',
        1795400061,
      ),
      '<xml><broken',
    ].join('\n')
    expect(await imported(log)).toEqual({
      unreadable: 0,
      transcript: {
        yingwu: 'transcript',
        version: 1,
        name: '生产',
        fans: { 粉丝1: { nickname: '粉丝1', follows: true } },
        steps: [
          {
            fan: '粉丝1',
            action: { type: 'text', content: '我的电话 13800000000' },
            expect: [{ type: 'text', content: '好的', via: 'reply' }],
          },
          { fan: '粉丝1', after: 60, action: { type: 'text', content: '在吗' }, expect: [] },
        ],
      },
    })
  })

  test('without pushes, or with encrypted ones alone, is explained', async () => {
    await expect(imported('nothing')).rejects.toThrow('holds no push that a person caused')
    await expect(
      imported('<xml><ToUserName>gh_0a1b2c3d4e5f</ToUserName><Encrypt>abcd</Encrypt></xml>'),
    ).rejects.toThrow('need appid and encodingAESKey')
  })
})
