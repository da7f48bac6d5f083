/** A light `fetch` for the client: undici's connection pools without the machinery of the web's Request and Response. */
import type { Dispatcher, Pool } from 'undici'
import type { Fetch, FetchAnswer } from 'yingwu'

export interface UndiciFetch {
  readonly fetch: Fetch
  /** Ends all connections at once. */
  close(): Promise<void>
}

/**
 * One pool for each host, kept open: WeChat's API is three hosts, and a handshake costs more than a call. undici itself is
 * loaded with the first call: a bot that makes none need not hold its 6 MB.
 */
export function createUndiciFetch(options: Pool.Options = {}): UndiciFetch {
  const pools = new Map<string, Pool>()

  async function open(origin: string): Promise<Pool> {
    const undici = await import('undici')
    const pool = pools.get(origin) ?? new undici.Pool(origin, options)
    pools.set(origin, pool)
    return pool
  }

  return {
    async fetch(url, { method, headers, body, signal }) {
      const end = url.indexOf('/', 'https://'.length)
      const [origin, path] = end < 0 ? [url, '/'] : [url.slice(0, end), url.slice(end)]
      const pool = pools.get(origin) ?? (await open(origin))
      return new PoolAnswer(
        await pool.request({ method, path, signal, headers: headers ?? {}, body: body ?? null }),
      )
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
    },
  }
}

/** A class, because one with a getter is made for every call. */
class PoolAnswer implements FetchAnswer {
  readonly #response: Dispatcher.ResponseData

  constructor(response: Dispatcher.ResponseData) {
    this.#response = response
  }

  get status(): number {
    return this.#response.statusCode
  }

  get headers(): FetchAnswer['headers'] {
    const { headers } = this.#response
    return {
      get(name) {
        const value = headers[name.toLowerCase()]
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    }
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return toStream(this.#response.body)
  }

  text(): Promise<string> {
    return this.#response.body.text()
  }
}

function toStream(body: Dispatcher.ResponseData['body']): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<Uint8Array<ArrayBuffer>> = body[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      body.destroy()
    },
  })
}
