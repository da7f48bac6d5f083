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

/** The receipt of a stream. Its outcome is that of the message that fared worst: not sent, kept, pushed, passive. */
export class StreamReceipt extends Receipt {
  readonly #said: Promise<string>
  #isAsked = false

  constructor(said: Promise<string>) {
    super()
    this.#said = said
    // Who does not ask for it learns of the failure from the run.
    said.catch(() => {})
  }

  /**
   * Everything that was handed over, after moderation; resolves when the stream has ended, which may be waited for on every
   * account. Rejects with what the stream threw: whoever asks deals with it, else it fails the handler.
   */
  get said(): Promise<string> {
    this.#isAsked = true
    return this.#said
  }

  /** For the bot: somebody else deals with a failure. */
  get isAsked(): boolean {
    return this.#isAsked
  }
}

const WORSE: Outcome['via'][] = ['passive', 'push', 'kept', 'none']

/** That of several messages as one; undefined for none. */
export function worstOf(outcomes: readonly Outcome[]): Outcome | undefined {
  const ranks = outcomes.map(({ via }) => WORSE.indexOf(via))
  return outcomes[ranks.indexOf(Math.max(...ranks))]
}
