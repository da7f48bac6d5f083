/** Something the caller of the control API got wrong. The message says what, and what would have been right. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: 400 | 403 | 404 | 409 | 413
  readonly code: string

  constructor(status: Problem['status'], code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}
