/**
 * What the client asks of the function that sends its requests: a part of `fetch`, so that the platform's own fits, and
 * so does something lighter over a connection pool.
 */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>

export interface FetchRequest {
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  /** WeChat never redirects, and the token in the URL must not follow anybody. */
  redirect: 'manual'
  signal: AbortSignal
}

export interface FetchAnswer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** The body as it arrives; null when there is none. Read either this or `text()`. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null
  /** The whole body as UTF-8. */
  text(): Promise<string>
}
