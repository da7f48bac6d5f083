/**
 * Writes `multipart/form-data` the way WeChat reads it: every file part has a name with an extension and a content
 * type (else 41005, 40005), and the length is known. The name is raw UTF-8 in `filename`, as browsers write it: of
 * `filename*` WeChat knows nothing, and takes such a part for one without a file (41005).
 */
import { type Random, randomHex } from '../random.ts'
import { contentTypeOfName, extensionOf, sniffContentType } from './file-type.ts'
import type { LoadedFile } from './files.ts'

/** One named part: a text, or a file. */
export type Part = { name: string; text: string } | { name: string; file: LoadedFile }

export interface MultipartBody {
  contentType: string
  bytes: Uint8Array<ArrayBuffer>
}

/** A body that holds the parts in their order. */
export function writeMultipart(parts: readonly Part[], random: Random): MultipartBody {
  const boundary = `yingwu-${randomHex(random, 16)}`
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    const { headers, bytes } = 'file' in part ? writeFile(part.name, part.file) : writeText(part)
    chunks.push(Buffer.from(`--${boundary}\r\n${headers}\r\n\r\n`), bytes, Buffer.from('\r\n'))
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`))
  return { contentType: `multipart/form-data; boundary=${boundary}`, bytes: Buffer.concat(chunks) }
}

function writeText({ name, text }: { name: string; text: string }) {
  return { headers: `Content-Disposition: form-data; name="${quoted(name)}"`, bytes: Buffer.from(text) }
}

function writeFile(name: string, { data, filename, contentType }: LoadedFile) {
  const type =
    toMime(contentType) ??
    sniffContentType(data) ??
    contentTypeOfName(filename ?? '') ??
    'application/octet-stream'
  const headers = [
    `Content-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(toFilename(filename, name, type))}"`,
    `Content-Type: ${type}`,
  ]
  return { headers: headers.join('\r\n'), bytes: data }
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
