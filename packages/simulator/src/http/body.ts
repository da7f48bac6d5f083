/** Request bodies up to a limit, which is checked while reading. */
import { isRecord } from '../check.ts'
import { Problem } from '../problem.ts'

/** Of callers inside this process. */
export const OWN_ADDRESS = '127.0.0.1'

const MEBIBYTE = 1024 * 1024
const MAX_API_BYTES = MEBIBYTE
const MAX_UPLOAD_BYTES = 12 * MEBIBYTE

/** How much a call of the API may bring. */
export function maxBodyBytes(contentType: string): number {
  return /^multipart\//i.test(contentType) ? MAX_UPLOAD_BYTES : MAX_API_BYTES
}

/** @throws Problem 413 */
export async function readCapped(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = () => new Problem(413, 'too_large', `The body may be at most ${maxBytes} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** @throws Problem 413, 400 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = Buffer.from(await readCapped(request, maxBytes)).toString()
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) || Array.isArray(value) ? value : {}
  } catch {
    throw new Problem(400, 'bad_json', 'The body must be JSON')
  }
}
