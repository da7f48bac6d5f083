/** Answers with a text that is still being written, such as a model's. */
import type { Reply } from '@yingwu/protocol'
import { HandlerError } from '../bot/handler-error.ts'
import type { Outbox, Room } from '../delivery/run-view.ts'
import { cutStream, FIRST_AFTER, MESSAGES, MORE } from './chunks-of.ts'
import { weChatTextOf } from './markdown.ts'
import { checkBytes, splitRest, splitText } from './split-text.ts'
import type { StreamOptions } from './stream-options.ts'

/**
 * Where messages may be pushed, in a few while the text comes, the first one early; else when it is there. The last one
 * ends in a link to what remains, which is kept for the person's next message.
 * Resolves with all that was handed over.
 *
 * @throws what the stream throws, after what came before it was given; HandlerError for anything but text in it
 */
export async function replyStream(
  outbox: Pick<Outbox, 'add' | 'room'>,
  stream: AsyncIterable<string>,
  options: StreamOptions,
): Promise<string> {
  const { markdown = true, before = same, more = MORE, firstAfter = FIRST_AFTER } = options
  let said = ''
  const room = await outbox.room()
  const { first, others } = sizesOf(room, options)
  const messages = Math.min(options.messages ?? MESSAGES, room.messages)
  const endBytes = endOf(room, more, Math.min(first, others))
  // There is one passive reply and no way for the rest: it says at least that it is not all.
  const isAlone = room.messages === 0 && room.linkBytes === 0

  async function send(piece: string, bytes: number, end?: string): Promise<void> {
    const shown = await before(piece)
    said += shown
    // Moderation may have made it longer.
    const parts = splitText(shown, { bytes })
    for (const [index, Content] of parts.entries()) {
      const isEnd = end !== undefined && index === parts.length - 1
      const reply: Reply = { MsgType: 'text', Content: isEnd && isAlone ? Content + end : Content }
      outbox.add(reply, isEnd && !isAlone ? end : undefined)
    }
  }

  const texts = textsOf(stream)
  const text = markdown ? weChatTextOf(texts, options) : texts
  let rest = ''
  if (messages > 1) {
    const cut = { messages, firstAfter, firstBytes: first, bytes: others, endBytes }
    let bytes = first
    for await (const chunk of cutStream(text, cut)) {
      if (chunk.part === 'rest') rest = chunk.text
      else await send(chunk.text, bytes, chunk.part === 'last' && endBytes > 0 ? more : undefined)
      bytes = others
    }
  } else {
    for await (const delta of text) rest += delta
  }
  const pieces = splitRest(rest, { bytes: first, endBytes })
  for (const [index, piece] of pieces.entries()) {
    const isCut = isAlone && endBytes > 0 && index === 0 && pieces.length > 1
    await send(piece, first, isCut ? more : undefined)
  }
  return said
}

/** The first one, and whatever is kept, may go passively. */
function sizesOf({ passiveBytes, pushBytes }: Room, { bytes }: StreamOptions) {
  if (bytes !== undefined) checkBytes('ctx.reply(stream)', bytes)
  return { first: bytes ?? Math.min(passiveBytes, pushBytes), others: bytes ?? pushBytes }
}

/** What is left free for the end of a message that is cut; nothing where it would take most of it. */
function endOf({ messages, linkBytes }: Room, more: string, bytes: number): number {
  const isEnded = linkBytes > 0 || messages === 0
  const endBytes = isEnded ? linkBytes + Buffer.byteLength(more) : 0
  return endBytes * 2 > bytes ? 0 : endBytes
}

async function* textsOf(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const delta of stream) {
    if (typeof delta !== 'string') throw noText(delta)
    yield delta
  }
}

function same(text: string): string {
  return text
}

function noText(delta: unknown): HandlerError {
  const given = delta === null ? 'null' : typeof delta
  return new HandlerError({
    zh: `ctx.reply(stream)：流里有 ${given}，只能是字符串。请先取出文字，例如 yield chunk.choices[0].delta.content`,
    en: `ctx.reply(stream): the stream gave ${given} instead of text. Take the text out first, as in yield chunk.choices[0].delta.content`,
  })
}
