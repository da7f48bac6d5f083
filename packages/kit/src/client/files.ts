/** Brings everything that can be uploaded into one form: the bytes in memory, and what is known about them. */
import type { FileContent, FileInput } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import type { Params } from './request.ts'

/** A file ready to be checked and sent, as often as it takes. */
export interface LoadedFile {
  readonly data: Uint8Array<ArrayBuffer>
  readonly filename: string | undefined
  readonly contentType: string | undefined
}

/** Twice what WeChat's largest upload may have: beyond it a stream is a mistake, not a file. */
const MOST_BYTES = 20 * 1024 * 1024

/**
 * The parameters with their files loaded; the same object when there are none.
 *
 * @throws ConfigError when a file cannot be read or never ends
 */
export async function loadFiles(params: Params, signal: AbortSignal): Promise<Params> {
  const files = Object.entries(params).filter(([, value]) => isFileInput(value))
  if (files.length === 0) return params
  const loaded: Record<string, unknown> = { ...params }
  for (const [name, file] of files) {
    if (isFileInput(file)) loaded[name] = await loadFile(name, file, signal)
  }
  return loaded
}

/** Tells whether a value can be uploaded. */
export function isFileInput(value: unknown): value is FileInput {
  if (typeof value !== 'object' || value === null) return false
  if (isContent(value) || value instanceof URL) return true
  if ('data' in value) return isContent(value.data)
  return 'path' in value && typeof value.path === 'string'
}

async function loadFile(name: string, input: FileInput, signal: AbortSignal): Promise<LoadedFile> {
  if (input instanceof URL) return await readPath(name, { path: input })
  if ('path' in input && !isContent(input)) return await readPath(name, input)
  const named = 'data' in input && !isContent(input) ? input : undefined
  const content = named ? named.data : input
  if (!isContent(content)) throw unreadable(name)
  return {
    data: await bytesOf(name, content, signal),
    filename: named?.filename ?? nameOf(content),
    contentType: named?.contentType ?? typeOf(content),
  }
}

/** The only place that touches a disk, so that the kit runs where there is none. */
async function readPath(
  name: string,
  file: { path: string | URL; filename?: string | undefined; contentType?: string | undefined },
): Promise<LoadedFile> {
  const [fs, path, url] = await Promise.all([
    import('node:fs/promises'),
    import('node:path'),
    import('node:url'),
  ])
  try {
    const place = file.path instanceof URL ? url.fileURLToPath(file.path) : file.path
    const { size } = await fs.stat(place)
    if (size > MOST_BYTES) throw tooLong(name)
    const data = new Uint8Array(await fs.readFile(place))
    return { data, filename: file.filename ?? path.basename(place), contentType: file.contentType }
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause
    throw unreadable(name, cause)
  }
}

async function bytesOf(
  name: string,
  content: FileContent,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (content instanceof Uint8Array) return content
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of content) {
    signal.throwIfAborted()
    const bytes: unknown = chunk
    if (!(bytes instanceof Uint8Array)) throw unreadable(name)
    chunks.push(bytes)
    length += bytes.length
    if (length > MOST_BYTES) throw tooLong(name)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function nameOf(content: FileContent): string | undefined {
  return content instanceof File && content.name !== '' ? content.name : undefined
}

function typeOf(content: FileContent): string | undefined {
  return content instanceof Blob && content.type !== '' ? content.type : undefined
}

function isContent(value: unknown): value is FileContent {
  if (value instanceof Uint8Array || value instanceof Blob) return true
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function unreadable(name: string, cause?: unknown): ConfigError {
  const why = cause instanceof Error ? `（${cause.message}）` : '，流里应是 Uint8Array'
  return new ConfigError(
    {
      zh: `读不到文件 ${name}${why}`,
      en: `the file ${name} cannot be read${cause instanceof Error ? '' : ', a stream must give Uint8Array'}`,
    },
    { cause },
  )
}

function tooLong(name: string): ConfigError {
  return new ConfigError({
    zh: `文件 ${name} 超过 20 MiB，微信没有接口收这么大的文件`,
    en: `the file ${name} is over 20 MiB, more than any call of WeChat takes`,
  })
}
