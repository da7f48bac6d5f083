/** What a caller may say about one call, besides its parameters. */
export interface CallOptions {
  /** Ends the call early; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Milliseconds until the call is given up; default is the client's setting. */
  timeoutMs?: number | undefined
  /** `false` sends the parameters as they are, without the check against the contract; default is the client's setting. */
  check?: boolean | undefined
  /** `false` sends one request, whatever happens; default is the client's setting. */
  retries?: boolean | undefined
}
