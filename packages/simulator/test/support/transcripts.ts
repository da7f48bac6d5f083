/** Bots and conversations for the tests of transcripts. */
import type { Transcript } from '../../src/control/types.ts'
import { type Receiver, startSimulator, type StartOptions } from '../../src/testing/index.ts'
import { textReply } from './reply.ts'

/** Answers what the function gives for the words of a text or the name of an event; null is silence. */
export function answering(say: (words: string, openid: string) => string | null): Receiver {
  return async (request) => {
    if (request.method === 'GET') return new Response(new URL(request.url).searchParams.get('echostr'))
    const body = await request.text()
    const field = (name: string) => new RegExp(`<${name}><!\\[CDATA\\[([^\\]]*)`).exec(body)?.[1]
    const content = say(field('Content') ?? field('Event') ?? '', field('FromUserName') ?? '')
    return new Response(content === null ? 'success' : textReply(body, content))
  }
}

export const start = (say: (words: string, openid: string) => string | null, options: StartOptions = {}) =>
  startSimulator({ receiver: answering(say), mode: 'plain', ...options })

export const parrot = (words: string) => (words === 'subscribe' ? '欢迎' : words === '嘘' ? null : words)

export type Started = Awaited<ReturnType<typeof startSimulator>>

/** 晓雨 follows, says two things, is told one. */
export async function story(wechat: Started): Promise<Transcript> {
  const fan = await wechat.fan({ nickname: '晓雨' })
  await fan.follows('poster')
  await fan.says('你好')
  await fan.says('嘘')
  return wechat.simulator.transcript('问好')
}

/** Waits for nothing but what is under way. */
export const immediate = {
  begin() {},
  wait: <T>(work: Promise<T>) => work,
  waitFor: async <T>(find: () => T | undefined) => find(),
  async rest() {},
  async advance() {},
}
