/** 记录: what people did and what came back, told again. Through the test kit, without sockets. */
import { describe, expect, test } from 'vitest'
import type { ClockChange } from '../src/control/types.ts'
import { createFakeClock, createSimulator } from '../src/index.ts'
import { type Receiver, startSimulator, type TestAccount, TranscriptError } from '../src/testing/index.ts'
import { answering, immediate, parrot, start, story } from './support/transcripts.ts'

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
