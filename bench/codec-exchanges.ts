/**
 * One of the ways from a push to its answer, alone in its process, so that it is charged with nobody else's garbage.
 * `node codec-exchanges.ts <way> <mode>`; on request it takes a round, or counts its wrong answers.
 */
import {
  createCipher,
  decodeMessage,
  encodeReply,
  type Message,
  openPush,
  type Receiver,
  sealReply,
} from '@yingwu/protocol'
import { Bot, createCallback } from 'yingwu'
import { parseQuery } from '../packages/kit/src/callback/query.ts'
import { ACCOUNT, isMode, type Mode } from './account.ts'
import type { RoundResult, Way } from './codec.ts'
import { createEcho } from './reference-echo.ts'
import { TEXTS } from './texts.ts'
import { createPush, isEcho, type Push } from './wechat.ts'

type Exchange = (push: Push) => string | Promise<string>

const WAYS: Readonly<Record<Way, (mode: Mode) => Exchange>> = { codec, callback, reference }

const [way = '', mode = ''] = process.argv.slice(2)
if (!isWay(way) || !isMode(mode)) throw new Error(`no way ${way} in ${mode} mode`)
obey(WAYS[way], mode)

function obey(create: (mode: Mode) => Exchange, mode: Mode): void {
  const pushes = Array.from({ length: TEXTS }, (_, index) => createPush(mode, index))
  process.on('message', (order) => {
    // A new one each time, which has not seen these messages.
    const exchange = create(mode)
    if (order === 'check') void countWrong(mode, pushes, exchange).then((wrong) => process.send?.({ wrong }))
    if (order === 'round')
      void time(pushes, exchange).then((us) => process.send?.({ us } satisfies RoundResult))
  })
  process.send?.({ ready: 'yes' })
}

function codec(mode: Mode): Exchange {
  const cipher = createCipher(ACCOUNT)
  const receiver: Receiver = { token: ACCOUNT.token, mode, ciphers: mode === 'plain' ? [] : [cipher] }
  return ({ search, body }) => {
    const query = parseQuery(search)
    const push = openPush(receiver, query, body)
    const message = decodeMessage(push.record)
    const CreateTime = Math.floor(Date.now() / 1000)
    const reply = encodeReply({
      ToUserName: message.FromUserName,
      FromUserName: message.ToUserName,
      CreateTime,
      MsgType: 'text',
      Content: contentOf(message),
    })
    if (push.cipher === undefined) return reply
    return sealReply(
      reply,
      { token: ACCOUNT.token, cipher: push.cipher },
      { timestamp: CreateTime, nonce: query.nonce ?? '' },
    )
  }
}

function callback(mode: Mode): Exchange {
  const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
  const kit = createCallback({ ...ACCOUNT, mode, bot })
  return async ({ search, body }) => (await kit.handle('POST', search, body)).body
}

function reference(): Exchange {
  const echo = createEcho()
  return ({ search, body }) => echo(`/wechat?${search}`, body.toString()) ?? ''
}

function isWay(text: string): text is Way {
  return Object.hasOwn(WAYS, text)
}

function contentOf(message: Message): string {
  return 'Content' in message && typeof message.Content === 'string' ? message.Content : ''
}

async function countWrong(mode: Mode, pushes: Push[], exchange: Exchange): Promise<number> {
  let wrong = 0
  for (const push of pushes) if (!isEcho(mode, push, await exchange(push))) wrong++
  return wrong
}

/** No answer is kept, as no server keeps them: thousands held at once would be work for the collector. */
async function time(pushes: Push[], exchange: Exchange): Promise<number> {
  let length = 0
  const began = process.cpuUsage()
  for (const push of pushes) {
    const answer = exchange(push)
    length += (typeof answer === 'string' ? answer : await answer).length
  }
  const { user, system } = process.cpuUsage(began)
  if (length === 0) throw new Error('nothing was answered')
  return (user + system) / pushes.length
}
