/** A request over one connection and its whole answer, in the errors of Node. */
import { Readable } from 'node:stream'
import type { Client } from 'undici'
import type { IncomingResponse, OutgoingRequest } from './transport.ts'

export interface Progress {
  /** The head of an answer has come. */
  isAnswered: boolean
}

export const MAX_RESPONSE_BYTES = 1024 * 1024

/** When it fails or is aborted, whatever is left of it goes with the connection, which is the caller's to end. */
export function exchange(
  client: Client,
  path: string,
  request: OutgoingRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<IncomingResponse> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
    const { method, headers, body } = request
    const chunks: Uint8Array[] = []
    let size = 0
    let status = 0
    let answered: IncomingResponse['headers'] = {}
    const finish = () =>
      resolve({
        status,
        headers: answered,
        body: toWhole(chunks).subarray(0, MAX_RESPONSE_BYTES),
        truncated: size > MAX_RESPONSE_BYTES,
      })
    client.dispatch(
      request.halves && body !== undefined
        ? { path, method, ...inHalves(headers, Buffer.from(body), request.halves) }
        : { path, method, headers, body: body ?? null },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode, received) {
          progress.isAnswered = true
          status = statusCode
          answered = toHeaders(received)
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk)
          size += chunk.length
          // Enough is known.
          if (size > MAX_RESPONSE_BYTES) finish()
        },
        onResponseEnd: finish,
        onResponseError: (_controller, error) => reject(inWordsOfNode(error)),
      },
    )
  })
}

/** The other side went away before it had answered. */
export function isHangUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET'
}

/** What undici has names of its own for. */
const WORDS_OF_NODE: { readonly [code: string]: string } = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'HPE_UNEXPECTED_CONTENT_LENGTH',
  UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
}

function inWordsOfNode(error: Error): Error {
  const code = 'code' in error ? WORDS_OF_NODE[String(error.code)] : undefined
  return code === undefined ? error : Object.assign(new Error(error.message, { cause: error }), { code })
}

function inHalves(
  headers: OutgoingRequest['headers'],
  bytes: Buffer,
  { wait }: NonNullable<OutgoingRequest['halves']>,
) {
  async function* halves() {
    yield bytes.subarray(0, bytes.length / 2)
    await wait()
    yield bytes.subarray(bytes.length / 2)
  }
  return {
    headers: { ...headers, 'Content-Length': String(bytes.length) },
    body: Readable.from(halves()),
  }
}

function toWhole(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks)
}

function toHeaders(received: { [name: string]: string | string[] | undefined }): IncomingResponse['headers'] {
  const headers: IncomingResponse['headers'] = {}
  for (const name in received) {
    const value = received[name]
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return headers
}
