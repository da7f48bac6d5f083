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
import { ACCOUNT, type Mode } from './account.ts'
import { createEcho } from './reference-echo.ts'
import { table } from './table.ts'
import { TEXTS } from './texts.ts'
import { createPush, isEcho, type Push } from './wechat.ts'

export interface CodecFigures {
  mode: Mode
  /** µs per exchange: query, verification, decryption, decoding, encoding, encryption. */
  codec: number
  /** µs per exchange of the whole callback: the same, and freshness, run-once and an echo bot. */
  callback: number
  /** µs per exchange of the echo written by hand. */
  reference: number
  /** The same in a quarter of the rounds at most: what else the machine was doing counts for less. */
  quiet: { codec: number; reference: number }
  wrong: number
}

/** The compiler needs some 40,000 exchanges until it has done what it can. */
const WARM_UP = 20
const ROUNDS = 20

const MEASURED = ['codec', 'callback', 'reference'] as const
type Measured = (typeof MEASURED)[number]

type Exchange = (push: Push) => string | Promise<string>

/** Measures the path of a message in this process, without a network. The middle one of many rounds counts. */
export async function measureCodec(mode: Mode): Promise<CodecFigures> {
  const pushes = Array.from({ length: TEXTS }, (_, index) => createPush(mode, index))
  const times: Record<Measured, number[]> = { codec: [], callback: [], reference: [] }
  let wrong = 0
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    // A new callback each time, which has not seen these messages.
    const exchanges = { codec: codecOf(mode), callback: callbackOf(mode), reference: referenceOf() }
    for (const name of MEASURED) {
      if (round === 0) wrong += await countWrong(mode, pushes, exchanges[name])
      else {
        const us = await time(pushes, exchanges[name])
        if (round >= WARM_UP) times[name].push(us)
      }
    }
  }
  const { codec, callback, reference } = times
  return {
    mode,
    codec: median(codec),
    callback: median(callback),
    reference: median(reference),
    quiet: { codec: quantile(codec, 0.25), reference: quantile(reference, 0.25) },
    wrong,
  }
}

function callbackOf(mode: Mode): Exchange {
  const bot = new Bot().on('message:text', (ctx) => ctx.message.Content)
  const callback = createCallback({ ...ACCOUNT, mode, bot })
  return async ({ search, body }) => (await callback.handle('POST', search, body)).body
}

function codecOf(mode: Mode): Exchange {
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

function referenceOf(): Exchange {
  const echo = createEcho()
  return ({ search, body }) => echo(`/wechat?${search}`, body.toString()) ?? ''
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

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
}

export function codecTable(figures: readonly CodecFigures[]): string {
  return table(
    [
      'mode',
      'codec',
      'callback with bot',
      'written by hand',
      'codec / by hand',
      'quiet: codec',
      'by hand',
      'codec / by hand',
    ],
    figures.map(({ mode, codec, callback, reference, quiet }) => {
      const ratio = quiet.codec / quiet.reference
      return [mode, codec, callback, reference, codec / reference, quiet.codec, quiet.reference, ratio]
    }),
  )
}
