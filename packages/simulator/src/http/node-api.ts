/**
 * The calls of the API on bare node:http: they are what load tests and other people's programs send, and a `Request` and a
 * `Response` would cost more than answering them. Everything else goes the ordinary way.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { ApiRouter } from '../api/router.ts'
import { routeOf } from '../api/routes.ts'
import { maxBodyBytes, OWN_ADDRESS } from './body.ts'

/** Answers what the contract describes, and hands all other paths on. */
export function createNodeApi(
  api: ApiRouter,
  others: (...exchange: Parameters<RequestListener>) => unknown,
): RequestListener {
  return function listener(request, response) {
    const [path, search] = split(request.url ?? '/')
    if (routeOf(path)) void answer(api, request, response, path, search)
    else void others(request, response)
  }
}

async function answer(
  api: ApiRouter,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  search: string,
): Promise<void> {
  try {
    const contentType = request.headers['content-type'] ?? ''
    const body = hasBody(request) ? await readBody(request, maxBodyBytes(contentType)) : EMPTY
    if (body === 'tooLarge') return void response.writeHead(413, { Connection: 'close' }).end()
    const reply = await api.answer({
      method: request.method ?? 'GET',
      path,
      query: search === '' ? {} : Object.fromEntries(new URLSearchParams(search)),
      contentType,
      body,
      address: request.socket.remoteAddress ?? OWN_ADDRESS,
    })
    if (reply.isReset) return void request.socket.resetAndDestroy()
    const length = typeof reply.body === 'string' ? Buffer.byteLength(reply.body) : reply.body.length
    response.writeHead(reply.status, { ...reply.headers, 'Content-Length': length })
    response.end(reply.body)
  } catch (error) {
    // Gone before the body was complete: nobody is left to be told.
    if (request.destroyed && !request.complete) return
    console.error('simulator:', error)
    response.writeHead(500, { Connection: 'close' }).end()
  }
}

const EMPTY = new Uint8Array()

function split(url: string): [path: string, search: string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Not as an async iterator, which costs several times as much. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | 'tooLarge'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else resolve('tooLarge')
    })
    request.on('end', () => {
      const [first] = chunks
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks))
    })
    request.on('error', reject)
  })
}
