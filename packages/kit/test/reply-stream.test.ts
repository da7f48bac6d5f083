/** Answering with a stream, by what the context allows. */
import { describe, expect, test } from 'vitest'
import { decodeMessage, encodeMessage, parseXml, type Reply } from '@yingwu/protocol'
import { Context, replyStream } from '../src/index.ts'
import { Receipt } from '../src/delivery/receipt.ts'
import { text } from './support/wechat.ts'

async function* inDeltas(whole: string, size = 9) {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size)
}

/** A context whose replies go out one by one, as the delivery plan's do. */
function contextOf({ canPush }: { canPush: boolean }) {
  const given: string[] = []
  const outbox = {
    first: undefined,
    add(reply: Reply) {
      given.push('Content' in reply ? reply.Content : reply.MsgType)
      return new Receipt()
    },
    canPush: async () => canPush,
  }
  const run = { attempt: 1, deadline: 0, signal: new AbortController().signal, outbox }
  const ctx = new Context(decodeMessage(parseXml(encodeMessage(text('说吧')))), undefined, run)
  return { ctx, given }
}

const SENTENCE = '**鹦鹉**学舌，说个没完没了。'
const PLAIN = '鹦鹉学舌，说个没完没了。'

describe('replyStream', () => {
  test('where messages may be pushed: early, in few, as readable text', async () => {
    const { ctx, given } = contextOf({ canPush: true })
    const said = await replyStream(ctx, inDeltas(SENTENCE.repeat(100)), { firstAfter: 30 })
    expect(given[0]).toBe(PLAIN)
    expect(given.length).toBeLessThanOrEqual(5)
    expect(given.join('')).toBe(PLAIN.repeat(100))
    expect(said).toBe(PLAIN.repeat(100))
  })

  test('where they may not: when all is there, in pieces that fit', async () => {
    const { ctx, given } = contextOf({ canPush: false })
    await replyStream(ctx, inDeltas(SENTENCE.repeat(100)))
    expect(given.join('')).toBe(PLAIN.repeat(100))
    expect(given).toHaveLength(2)
  })

  test('what goes beyond the messages is said to remain, and handed over after them', async () => {
    const { ctx, given } = contextOf({ canPush: true })
    await replyStream(ctx, inDeltas(PLAIN.repeat(60)), { messages: 2, bytes: 400, more: '【未完】' })
    expect(given[1]).toMatch(/【未完】$/)
    expect(given.length).toBeGreaterThan(3)
    expect(given.join('').replace('【未完】', '')).toBe(PLAIN.repeat(60))
  })

  test('each message goes through moderation before it goes out', async () => {
    const { ctx, given } = contextOf({ canPush: true })
    const before = async (piece: string) => piece.replaceAll('鹦鹉', '＊＊')
    const said = await replyStream(ctx, inDeltas(PLAIN), { before, markdown: false })
    expect(given).toEqual(['＊＊学舌，说个没完没了。'])
    expect(said).toBe(given[0])
  })
})
