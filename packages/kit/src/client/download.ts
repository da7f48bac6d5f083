import type { Download } from '@yingwu/protocol/contract'
import type { FetchAnswer } from './fetch.ts'

type Bytes = Uint8Array<ArrayBuffer>

export function toDownload(
  stream: ReadableStream<Bytes>,
  contentType: string,
  filename: string | null,
): Download {
  return {
    contentType,
    filename,
    stream,
    bytes: async () => new Uint8Array(await new Response(stream).arrayBuffer()),
    text: async () => await new Response(stream).text(),
    saveTo: (path) => save(stream, path),
  }
}

/** Writes beside the target first: whoever looks sees the old file or the whole new one. */
async function save(stream: ReadableStream<Bytes>, path: string | URL): Promise<void> {
  const { rename, rm, writeFile } = await import('node:fs/promises')
  const { fileURLToPath } = await import('node:url')
  const target = path instanceof URL ? fileURLToPath(path) : path
  const part = `${target}.part`
  try {
    await writeFile(part, stream)
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** Looks at the first byte of a body and gives a stream that still has it. */
export async function peek(
  response: FetchAnswer,
): Promise<{ first: number | undefined; stream: ReadableStream<Bytes> }> {
  const reader = response.body?.getReader()
  if (!reader) return { first: undefined, stream: new Blob([]).stream() }
  let { done, value } = await reader.read()
  while (!done && value?.length === 0) ({ done, value } = await reader.read())
  let head = value
  const stream = new ReadableStream<Bytes>({
    async pull(controller) {
      const chunk = head ?? (await reader.read()).value
      head = undefined
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { first: value?.[0], stream }
}

/** The name in a `Content-disposition`, without any folders; null when there is none. */
export function filenameOf(disposition: string | null): string | null {
  const [, extended] = /filename\*=UTF-8''([^;\s]+)/i.exec(disposition ?? '') ?? []
  const [, quoted, bare] = /filename="([^"]*)"|filename=([^;\s]+)/i.exec(disposition ?? '') ?? []
  const name = extended === undefined ? latin1ToUtf8(quoted ?? bare ?? '') : decode(extended)
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  return base === '' ? null : base
}

/** WeChat sends names as raw UTF-8, and `fetch` reads headers as Latin-1. */
function latin1ToUtf8(text: string): string {
  const utf8 = Buffer.from(text, 'latin1').toString('utf8')
  return utf8.includes('\uFFFD') ? text : utf8
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
