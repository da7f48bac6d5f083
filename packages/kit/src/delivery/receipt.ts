/**
 * How a reply went. `passive`: in the answer to the push. `push`: by a customer-service message (客服消息). `kept`: it
 * waits for the person's next message. `none`: it did not go, and `reason` says why.
 */
export type Outcome =
  | { readonly via: 'passive' | 'push' | 'kept' }
  | { readonly via: 'none'; readonly reason: NotSent; readonly error?: unknown }

/**
 * `empty`: there was nothing to send. `noRight`: the account may send no customer-service messages, and the reply did not
 * fit into the passive one, or came too late for it.
 * `noAllowance`: what the person's messages allow is used up (45047), or too old (45015). `failed`: WeChat refused it; see
 * `error`. `unsure`: no usable answer came, so that it may have been sent; it is not sent again. `replaced`: a newer
 * message, a stop word, the apology or another process took its place. `closed`: the process ended.
 */
export type NotSent = 'empty' | 'noRight' | 'noAllowance' | 'failed' | 'unsure' | 'replaced' | 'closed'

/**
 * What {@link Context.reply} gives: how and whether a reply went. No promise by itself: most handlers end without
 * waiting, and a passive reply goes when they have ended.
 */
export class Receipt {
  #outcome: Outcome | undefined
  #waiting: PromiseWithResolvers<Outcome> | undefined

  /** undefined as long as it is not known. */
  get outcome(): Outcome | undefined {
    return this.#outcome
  }

  /**
   * Resolves when it is known; never rejects. Where nothing may be pushed that is after the end of the handler: do not
   * wait for it there unless `ctx.canPush()`.
   */
  get settled(): Promise<Outcome> {
    if (this.#outcome !== undefined) return Promise.resolve(this.#outcome)
    this.#waiting ??= Promise.withResolvers()
    return this.#waiting.promise
  }

  /** For the plan. The first word counts. */
  settle(outcome: Outcome): void {
    if (this.#outcome !== undefined) return
    this.#outcome = outcome
    this.#waiting?.resolve(outcome)
  }
}
