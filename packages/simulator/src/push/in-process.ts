/** No sockets: the receiver is a function, as in tests. */
import { MAX_RESPONSE_BYTES } from './exchange.ts'
import type { Transport } from './transport.ts'

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
