import { type Callback, MAX_BODY_BYTES } from './callback.ts'
import { type CallbackResponse, TOO_LARGE } from './response.ts'

/** The callback as a function from `Request` to `Response`, for Hono, Bun, Deno, Next.js route handlers and the like. */
export function fetchHandler(callback: Callback): (request: Request) => Promise<Response> {
  return async function wechatCallback(request) {
    const { search } = new URL(request.url)
    const body = await readBody(request)
    return toResponse(
      body === undefined ? TOO_LARGE : await callback.handle(request.method, search.slice(1), body),
    )
  }
}

function toResponse({ status, headers, body }: CallbackResponse): Response {
  return new Response(body, { status, headers })
}

async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}
