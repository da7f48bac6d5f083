import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Callback, MAX_BODY_BYTES } from './callback.ts'
import { type CallbackResponse, TOO_LARGE } from './response.ts'

/**
 * The callback as a listener of `node:http`, and so of Express (`app.use('/wechat', nodeListener(callback))`).
 * Mount it before anything that reads bodies; a body that was read is taken from `req.body` if that is text or bytes.
 */
export function nodeListener(callback: Callback): (req: IncomingMessage, res: ServerResponse) => void {
  return function wechatCallback(req, res) {
    const url = req.url ?? ''
    const cut = url.indexOf('?')
    const search = cut === -1 ? '' : url.slice(cut + 1)
    respond(callback, search, req, res).catch((error: unknown) => fail(res, error))
  }
}

async function respond(
  callback: Callback,
  search: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const body = await readBody(req)
  if (body === undefined) answer(res, TOO_LARGE, true)
  else answer(res, await callback.handle(req.method ?? 'GET', search, body))
}

function answer(res: ServerResponse, response: CallbackResponse, isLast = false): void {
  // WeChat hangs up after 5 s; the run went on, and its next delivery gets the answer.
  if (res.destroyed) return
  const { status, headers, body } = response
  const list = ['content-length', String(Buffer.byteLength(body))]
  for (const [name, value] of Object.entries(headers)) list.push(name, value)
  if (isLast) list.push('connection', 'close')
  res.writeHead(status, list).end(body)
}

function fail(res: ServerResponse, error: unknown): void {
  if (res.destroyed || res.headersSent) return
  const isOurs = error instanceof BodyError
  answer(res, {
    status: 500,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: isOurs ? error.message : 'error',
  })
}

class BodyError extends Error {}

/** The whole body; undefined when it is too large. */
async function readBody(req: IncomingMessage): Promise<string | Uint8Array | undefined> {
  if (req.method === 'GET' || req.method === 'HEAD') return ''
  if (req.readableEnded || ('body' in req && req.body !== undefined)) return bodyAlreadyRead(req)
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_BODY_BYTES) {
        req.pause()
        resolve(undefined)
      } else chunks.push(chunk)
    })
    req.on('end', () => {
      const [first] = chunks
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size))
    })
    req.on('error', reject)
  })
}

function bodyAlreadyRead(req: IncomingMessage): string | Uint8Array {
  const body: unknown = 'body' in req ? req.body : undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  throw new BodyError(
    'The body of this request was read before the WeChat callback could verify it. Mount the callback before the body parser, or let that keep the text (express.text({ type: "*/*" })).',
  )
}
