/**
 * Every fault preset is too much for a naive server, which does what tutorials show, and not for ours. A tea house: 问
 * looks the guest up at WeChat and is answered passively, 订 is an order that is confirmed. Nobody waits in real time.
 */
import { describe, expect, test } from 'vitest'
import {
  createFakeClock,
  createSimulator,
  type FakeClock,
  seededRandom,
  type Simulator,
} from '@yingwu/simulator'
import type { FaultPresetName } from '@yingwu/simulator/types'
import { Bot, createCallback, fetchHandler } from 'yingwu'
import { clientOf } from '../support/client-of.ts'

const TOKEN = 'parrot2026'
const PRESETS = ['badFriday', 'campaignBurst', 'weChatBusy', 'markFail'] as const
const GUESTS = 20
const MINUTES_FOR_THE_LAST_ANSWER = 3

interface Shop {
  receive: (request: Request) => Promise<Response>
  /** Orders as they were booked. */
  orders: string[]
}
type Open = (simulator: Simulator, clock: FakeClock) => Shop

/** What became of what the guests wrote. */
interface Report {
  /** Answered with nothing, with nonsense or with the grey notice. */
  lost: string[]
  twice: string[]
  bookedTwice: string[]
  notices: number
  wasMarked: boolean
}

describe.each(PRESETS)('%s', (preset) => {
  test('makes a naive server fail', async () => {
    const { lost, twice, bookedTwice } = await day(preset, openNaive)
    expect(lost.length + twice.length + bookedTwice.length).toBeGreaterThan(0)
  })

  test('does no harm to the parrot', async () => {
    expect(await day(preset, openParrot)).toEqual({
      lost: [],
      twice: [],
      bookedTwice: [],
      notices: 0,
      wasMarked: false,
    })
  })
})

test('on a good day the naive server does well', async () => {
  expect(await day(undefined, openNaive)).toEqual({
    lost: [],
    twice: [],
    bookedTwice: [],
    notices: 0,
    wasMarked: false,
  })
})

test('each preset breaks the naive server in its own way', async () => {
  const reports = await Promise.all(PRESETS.map((preset) => day(preset, openNaive)))
  const [badFriday, campaignBurst, weChatBusy, markFail] = reports
  expect(badFriday?.bookedTwice).not.toEqual([])
  expect(badFriday?.lost).not.toEqual([])
  expect(campaignBurst?.twice).not.toEqual([])
  expect(campaignBurst?.lost).not.toEqual([])
  expect(weChatBusy?.lost).not.toEqual([])
  expect(markFail).toMatchObject({ wasMarked: true })
  expect(markFail?.notices).toBeGreaterThan(0)
})

/** A minute in which guests ask and order, and the crowd of the preset besides. */
async function day(preset: FaultPresetName | undefined, open: Open): Promise<Report> {
  const clock = createFakeClock()
  const simulator: Simulator = createSimulator({
    clock,
    random: seededRandom(7),
    receiver: (request) => shop.receive(request),
  })
  const shop = open(simulator, clock)
  const { appid } = simulator.account()
  await simulator.connect({ url: 'http://shop.test/wechat', token: TOKEN, mode: 'plain' })
  const guests = await simulator.addFans({ count: GUESTS, follow: true })
  // The shop has been open for a while: both have their token.
  await simulator.act(simulator.fans()[0]?.openid ?? '', { type: 'text', content: '问 开门' })
  if (preset) await control(simulator, `/accounts/${appid}/fault-presets/${preset}`, { on: true })
  let wasMarked = false
  simulator.on(({ name, data }) => {
    if (name === 'account' && 'markFail' in data) wasMarked ||= data.markFail.until !== null
  })

  const asked: { openid: string; text: string }[] = []
  const say = async (openid: string, text: string) => {
    asked.push({ openid, text })
    await simulator.act(openid, { type: 'text', content: text }, { wait: false })
    await clock.advance(1500)
  }
  for (const [n, { openid }] of guests.entries()) {
    await say(openid, `问 ${n}`)
    await say(openid, `订 ${n}`)
  }
  await clock.advance(MINUTES_FOR_THE_LAST_ANSWER * 60_000)
  await simulator.idle()
  for (const { openid, fields } of simulator.pushes())
    if (fields['Content'] === '1') asked.push({ openid, text: '1' })

  const answers = (openid: string, text: string) =>
    simulator
      .messages(openid)
      .filter(
        (message) =>
          message.from === 'account' && message.type === 'text' && message.content === answerTo(text, openid),
      )
  const everybody = simulator.fans()
  return {
    lost: asked.filter(({ openid, text }) => answers(openid, text).length === 0).map(({ text }) => text),
    twice: asked.filter(({ openid, text }) => answers(openid, text).length > 1).map(({ text }) => text),
    bookedTwice: [...new Set(shop.orders.filter((order, at) => shop.orders.indexOf(order) !== at))],
    notices: everybody.flatMap(({ openid }) =>
      simulator.messages(openid).filter(({ from }) => from === 'system'),
    ).length,
    wasMarked,
  }
}

/** The crowd's 1 is an order, too. */
function answerTo(text: string, openid: string): string {
  return text.startsWith('问') ? `${text}：${openid} zh_CN` : `${text} 已订`
}

async function control(simulator: Simulator, path: string, body: unknown): Promise<void> {
  const request = new Request(`${simulator.url}/_sim/v1${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const response = await simulator.fetch(request)
  if (!response.ok) throw new Error(await response.text())
}

/**
 * As in a hundred tutorials: every push is taken as new, the token is fetched once, the answers of WeChat's API are believed,
 * and the order is confirmed by a customer-service message before the push is answered.
 */
function openNaive(simulator: Simulator): Shop {
  const orders: string[] = []
  const { appid, secret } = simulator.account()
  let token: string | undefined

  async function get(path: string, body?: unknown) {
    const response = await simulator.fetch(
      new Request(`${simulator.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    const answer: { [name: string]: unknown } = JSON.parse(await response.text())
    return answer
  }

  async function accessToken() {
    token ??= String(
      (await get(`/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`))[
        'access_token'
      ],
    )
    return token
  }

  async function answer(openid: string, ours: string, text: string) {
    if (text.startsWith('问')) {
      const user = await get(`/cgi-bin/user/info?access_token=${await accessToken()}&openid=${openid}`)
      return `<xml><ToUserName>${openid}</ToUserName><FromUserName>${ours}</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>${text}：${String(user['openid'])} ${String(user['language'])}</Content></xml>`
    }
    orders.push(`${openid} ${text}`)
    await get(`/cgi-bin/message/custom/send?access_token=${await accessToken()}`, {
      touser: openid,
      msgtype: 'text',
      text: { content: `${text} 已订` },
    })
    return 'success'
  }

  return {
    orders,
    async receive(request) {
      const { searchParams } = new URL(request.url)
      if (request.method === 'GET') return new Response(searchParams.get('echostr'))
      const xml = await request.text()
      const field = (name: string) =>
        new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1] ?? ''
      if (field('MsgType') !== 'text') return new Response('success')
      try {
        return new Response(await answer(field('FromUserName'), field('ToUserName'), field('Content')))
      } catch {
        return new Response('Internal Server Error', { status: 500 })
      }
    },
  }
}

/** What the account server is made of: the callback with its plan, and the client. */
function openParrot(simulator: Simulator, clock: FakeClock): Shop {
  const orders: string[] = []
  const { appid } = simulator.account()
  const { api } = clientOf(simulator, clock)
  const bot = new Bot()
    .hears(/^问/, async ({ message }) => {
      const user = await api.user.info({ openid: message.FromUserName })
      return `${message.Content}：${user.openid} ${String(user.language)}`
    })
    .on('message:text', ({ message }) => {
      orders.push(`${message.FromUserName} ${message.Content}`)
      return `${message.Content} 已订`
    })
  const callback = createCallback({
    bot,
    api,
    clock,
    appId: appid,
    token: TOKEN,
    mode: 'plain',
    kind: 'verifiedService',
  })
  return { orders, receive: fetchHandler(callback) }
}
