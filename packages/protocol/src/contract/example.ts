/** A request as it is sent and the answer to it, as the contract shows them. 64-bit numbers are texts. */
export interface Example {
  readonly request: {
    readonly query?: Readonly<Record<string, string | number>>
    /** A JSON value; the text itself where the body is raw. */
    readonly body?: unknown
    /** Parts of a multipart body, by name: a file, or the value of an ordinary field. */
    readonly form?: Readonly<Record<string, unknown>>
  }
  readonly response: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string | number>>
    readonly body?: unknown
    /** The answer is a file. */
    readonly binary?: unknown
    readonly text?: string
  }
}
