import type { Bilingual } from '../errors.ts'

/** The bot's own code failed: a handler threw, or gave something that cannot be sent. `cause` is what it threw. */
export class HandlerError extends Error {
  override readonly name = 'HandlerError'

  constructor(explanation: Bilingual, options?: ErrorOptions) {
    super(`${explanation.zh} / ${explanation.en}`, options)
  }
}
