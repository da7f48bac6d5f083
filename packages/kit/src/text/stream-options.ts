import type { ChunkOptions } from './chunks-of.ts'
import type { MarkdownOptions } from './inline-markdown.ts'

/** How a text that is still being written becomes messages. */
export interface StreamOptions extends ChunkOptions, MarkdownOptions {
  /** Takes Markdown, which is made readable; `false`: the text goes as it is. */
  markdown?: boolean
  /** Before each message goes out, for instance moderation (内容审核): what it returns goes out in its stead. */
  before?: (text: string) => string | Promise<string>
}
