/** A command was not told what it needs, or cannot use what it was told. The message says what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(`${zh} / ${en}`, options)
  }
}
