import type { Context } from '../bot/context.ts'
import { type ChunkOptions, chunksOf } from './chunks-of.ts'
import type { MarkdownOptions } from './inline-markdown.ts'
import { weChatTextOf } from './markdown.ts'
import { splitText } from './split-text.ts'

export interface StreamOptions extends ChunkOptions, MarkdownOptions {
  /** Takes Markdown, which is made readable; `false`: the text goes as it is. */
  markdown?: boolean
  /** Before each message goes out, for instance moderation (内容审核): what it returns goes out in its stead. */
  before?: (text: string) => string | Promise<string>
}

/**
 * Answers with a text that is still being written, such as a model's: where messages may be pushed, in a few while it
 * comes, the first one early; else when it is there. What goes beyond the allowance is given to the delivery plan after
 * the rest. Resolves with all that was handed over, when the stream has ended.
 */
export async function replyStream(
  ctx: Context,
  stream: AsyncIterable<string>,
  options: StreamOptions = {},
): Promise<string> {
  const { markdown = true, before = (text: string) => text } = options
  const text = markdown ? weChatTextOf(stream, options) : stream
  let said = ''

  async function send(piece: string): Promise<void> {
    const shown = await before(piece)
    said += shown
    ctx.reply(shown)
  }

  let rest = ''
  if (await ctx.canPush()) {
    const chunks = chunksOf(text, options)
    let next = await chunks.next()
    for (; next.done !== true; next = await chunks.next()) await send(next.value)
    rest = next.value
  } else {
    for await (const delta of text) rest += delta
  }
  const { bytes } = options
  for (const piece of splitText(rest, bytes === undefined ? {} : { bytes })) await send(piece)
  return said
}
