/** One HTTP exchange with the developer's server. The engine knows nothing of sockets; this file does. */
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: { [name: string]: string }
  body?: string
  /** The second half of the body waits until then. */
  halves?: { wait: () => Promise<void> }
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
    { method, url, headers, body, halves }: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<IncomingResponse> {
    return new Promise((resolve, reject) => {
      const secure = url.startsWith('https:')
      const options = {
        method,
        agent: secure ? agents.https : agents.http,
        headers:
          body === undefined ? headers : { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      }
      const request = secure ? httpsRequest(url, options) : httpRequest(url, options)
      // Not by the option `signal`, which costs several times as much.
      const abort = () => request.destroy(new Error('aborted'))
      signal.addEventListener('abort', abort, { once: true })
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
      if (halves && body !== undefined) {
        const bytes = Buffer.from(body)
        request.write(bytes.subarray(0, bytes.length / 2))
        void halves.wait().then(() => request.end(bytes.subarray(bytes.length / 2)))
      } else request.end(body)
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

/** Not as an async iterator, which costs several times as much. */
function readBody(response: IncomingMessage): Promise<IncomingResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    const finish = () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: toHeaders(response.rawHeaders),
        body: Buffer.concat(chunks).subarray(0, MAX_RESPONSE_BYTES),
        truncated: size > MAX_RESPONSE_BYTES,
      })
    response.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= MAX_RESPONSE_BYTES) return
      // Enough is known.
      finish()
      response.destroy()
    })
    response.on('end', finish)
    response.on('error', reject)
  })
}

/** Names in lower case; what came several times is joined. */
function toHeaders(raw: readonly string[]): IncomingResponse['headers'] {
  const headers: IncomingResponse['headers'] = {}
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = raw[index]?.toLowerCase() ?? ''
    const value = raw[index + 1] ?? ''
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value
  }
  return headers
}

/** No sockets: the receiver is a function, as in tests. */
export function toTransport(receive: (request: Request) => Response | Promise<Response>): Transport {
  return async function inProcess({ method, url, headers, body, halves }, signal) {
    // A function takes a request whole.
    await halves?.wait()
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
