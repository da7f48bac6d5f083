/** One HTTP exchange with the developer's server. The engine knows nothing of sockets; this file does. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: { [name: string]: string }
  body?: string
}

export interface IncomingResponse {
  status: number
  /** Names in lower case. */
  headers: { [name: string]: string }
  /** At most 1 MiB. */
  body: Uint8Array
  /** The answer was longer than that. */
  truncated: boolean
}

/** Throws what the network throws; stops when the signal says so. */
export type Transport = (request: OutgoingRequest, signal: AbortSignal) => Promise<IncomingResponse>

const MAX_RESPONSE_BYTES = 1024 * 1024

/** Real sockets, kept alive between pushes as WeChat keeps them. */
export function createNodeTransport(): { transport: Transport; close(): void } {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) }

  function send(
    { method, url, headers, body }: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<IncomingResponse> {
    return new Promise((resolve, reject) => {
      const secure = url.startsWith('https:')
      const options = {
        method,
        signal,
        agent: secure ? agents.https : agents.http,
        headers:
          body === undefined ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      }
      const request = secure ? httpsRequest(url, options) : httpRequest(url, options)
      request.on('error', (error) => {
        // The receiver closed an idle connection just as we took it: nothing was delivered, so send it anew.
        const isStale = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
        if (isStale && !signal.aborted)
          resolve(send({ method, url, headers, ...(body !== undefined && { body }) }, signal))
        else reject(error)
      })
      request.on('response', (response) => {
        readBody(response).then(resolve, reject)
      })
      request.end(body)
    })
  }

  return {
    transport: send,
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

async function readBody(response: IncomingMessage): Promise<IncomingResponse> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response) {
    if (!(chunk instanceof Uint8Array)) continue
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop destroys the connection: enough is known.
    if (size > MAX_RESPONSE_BYTES) break
  }
  const headers = Object.fromEntries(
    Object.entries(response.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  )
  return {
    status: response.statusCode ?? 0,
    headers,
    body: Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES),
    truncated: size > MAX_RESPONSE_BYTES,
  }
}

/** No sockets: the receiver is a function, as in tests. */
export function toTransport(receive: (request: Request) => Response | Promise<Response>): Transport {
  return async function inProcess({ method, url, headers, body }, signal) {
    const response = await receive(
      new Request(url, { method, headers, signal, redirect: 'manual', ...(body !== undefined && { body }) }),
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: bytes.subarray(0, MAX_RESPONSE_BYTES),
      truncated: bytes.length > MAX_RESPONSE_BYTES,
    }
  }
}
