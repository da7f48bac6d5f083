import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Callback, MAX_BODY_BYTES } from './callback.ts'
import { type CallbackResponse, text, TOO_LARGE } from './response.ts'
import { type BodyReader, WholeRequest } from './whole-request.ts'

/**
 * The callback as a listener of `node:http`, and so of Express (`app.use('/wechat', nodeListener(callback))`).
 * Mount it before anything that reads bodies; a body that was read is taken from `req.body` if that is text or bytes.
 */
export function nodeListener(callback: Callback): (req: IncomingMessage, res: ServerResponse) => void {
  return function wechatCallback(req, res) {
    const url = req.url ?? ''
    const cut = url.indexOf('?')
    const search = cut === -1 ? '' : url.slice(cut + 1)
    const respond = (body: string | Uint8Array): void => {
      const response = attempt(() => callback.handle(req.method ?? 'GET', search, body))
      if (!(response instanceof Promise)) return answer(res, response)
      response.then(
        (late) => answer(res, late),
        () => answer(res, FAILED),
      )
    }
    readBody(req, res, respond)
  }
}

function attempt<T>(handle: () => T): T | CallbackResponse {
  try {
    return handle()
  } catch {
    return FAILED
  }
}

function answer(res: ServerResponse, response: CallbackResponse, isLast = false): void {
  // WeChat hangs up after 5 s; the run went on, and its next delivery gets the answer.
  if (res.destroyed) return
  const { status, headers, body } = response
  const bytes = toBinary(body)
  const list = ['content-length', String(bytes.length)]
  for (const name in headers) list.push(name, headers[name] ?? '')
  if (isLast) list.push('connection', 'close')
  res.writeHead(status, list).end(bytes, 'latin1')
}

const WORK = Buffer.alloc(16 * 1024)
/** A UTF-16 unit becomes at most three bytes of UTF-8. */
const LONGEST = WORK.length / 3

/**
 * The bytes of UTF-8 as characters, one for each. So they are counted and joined with the headers for nothing; Chinese as
 * text would be gone through three times, once for its length, once to join it and once to encode it.
 */
function toBinary(text: string): string {
  if (text.length > LONGEST) return Buffer.from(text).toString('latin1')
  return WORK.toString('latin1', 0, WORK.write(text))
}

const FAILED: CallbackResponse = text(500, 'error')
const ALREADY_READ = text(
  500,
  'The body of this request was read before the WeChat callback could verify it. Mount the callback before the body parser, or let that keep the text (express.text({ type: "*/*" })).',
)

/** Hands on the whole body, or answers that it cannot be had. */
function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  done: (body: string | Uint8Array) => void,
): void {
  if (req.method === 'GET' || req.method === 'HEAD') return done('')
  if (req.readableEnded || ('body' in req && req.body !== undefined)) {
    const body: unknown = 'body' in req ? req.body : undefined
    return typeof body === 'string' || body instanceof Uint8Array ? done(body) : answer(res, ALREADY_READ)
  }
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return answer(res, TOO_LARGE, true)
  const body = collect(res, done)
  if (req instanceof WholeRequest) return req.readBy(body)
  req.on('data', body.add)
  req.on('end', body.end)
  // The sender hung up in the middle: there is nobody to answer.
  req.on('error', () => {})
}

/** Puts the parts of a body together; refuses it as soon as it is too large. */
function collect(res: ServerResponse, done: (body: Uint8Array) => void): BodyReader {
  const chunks: Buffer[] = []
  let size = 0
  return {
    add(chunk) {
      size += chunk.length
      if (size <= MAX_BODY_BYTES) chunks.push(chunk)
      else if (!res.headersSent) answer(res, TOO_LARGE, true)
    },
    end() {
      if (size > MAX_BODY_BYTES) return
      const [first] = chunks
      done(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size))
    },
  }
}
