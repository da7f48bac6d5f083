/**
 * Writes `multipart/form-data` the way WeChat reads it: every file part has a name with an extension and a content
 * type (else 41005, 40005), the name is raw UTF-8 (WeChat does not know `filename*`), and the length is known.
 */
import type { FileInput } from '@yingwu/protocol/contract'
import { ConfigError } from '../errors.ts'
import { type Random, randomHex } from '../random.ts'
import { contentTypeOfName, extensionOf, sniffContentType } from './file-type.ts'

/** One named part: a text, or a file. */
export type Part = { name: string; text: string } | { name: string; file: FileInput }

export interface MultipartBody {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A body that holds the parts in their order. */
export async function writeMultipart(parts: readonly Part[], random: Random): Promise<MultipartBody> {
  const boundary = `yingwu-${randomHex(random, 16)}`
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    const { headers, bytes } =
      'file' in part ? await writeFile(part.name, part.file) : writeText(part.name, part.text)
    chunks.push(Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`), bytes, Buffer.from('\r\n'))
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(chunks) }
}

/** Tells whether a value can be uploaded. */
export function isFileInput(value: unknown): value is FileInput {
  if (isContent(value)) return true
  return typeof value === 'object' && value !== null && 'data' in value && isContent(value.data)
}

function writeText(name: string, text: string) {
  const headers = `Content-Disposition: form-data; name="${quoted(name)}"`
  return { headers, bytes: Buffer.from(text) }
}

async function writeFile(name: string, input: FileInput) {
  const { data, filename, contentType } = describe(input)
  const bytes = data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data
  if (bytes.length === 0) {
    throw new ConfigError({ zh: `文件 ${name} 是空的`, en: `the file ${name} is empty` })
  }
  const type =
    toMime(contentType) ??
    sniffContentType(bytes) ??
    contentTypeOfName(filename ?? '') ??
    'application/octet-stream'
  const headers = [
    `Content-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(toFilename(filename, name, type))}"`,
    `Content-Type: ${type}`,
  ]
  return { headers: headers.join('\r\n'), bytes }
}

function describe(input: FileInput) {
  if (!(input instanceof Blob) && !(input instanceof Uint8Array)) {
    const { data, filename = nameOf(data), contentType = typeOf(data) } = input
    return { data, filename, contentType }
  }
  return { data: input, filename: nameOf(input), contentType: typeOf(input) }
}

function nameOf(data: Blob | Uint8Array): string | undefined {
  return data instanceof File && data.name !== '' ? data.name : undefined
}

function typeOf(data: Blob | Uint8Array): string | undefined {
  return data instanceof Blob && data.type !== '' ? data.type : undefined
}

/** The caller's type when it is one; anything else could break out of the header line. */
function toMime(contentType: string | undefined): string | undefined {
  return contentType !== undefined && /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : undefined
}

function toFilename(given: string | undefined, part: string, contentType: string): string {
  const filename = given === undefined || given === '' ? part : given
  if (/\.\w+$/.test(filename)) return filename
  return `${filename}.${extensionOf(contentType) ?? 'bin'}`
}

/** The three characters that would end the quoted text, as browsers write them. */
function quoted(text: string): string {
  return text.toWellFormed().replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function isContent(value: unknown): value is Blob | Uint8Array<ArrayBuffer> {
  return value instanceof Blob || value instanceof Uint8Array
}
