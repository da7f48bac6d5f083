/** The replies of one message in order, where streams are among them: what follows a stream waits for its end. */
import { Receipt, StreamReceipt, worstOf } from '../delivery/receipt.ts'
import type { Outbox } from '../delivery/run-view.ts'
import { replyStream } from '../text/reply-stream.ts'
import type { StreamOptions } from '../text/stream-options.ts'
import type { TextStream } from './reply.ts'

export class Line {
  #end: Promise<void> | undefined
  #underWay = 0
  #failure: { error: unknown } | undefined

  get isBusy(): boolean {
    return this.#underWay > 0
  }

  stream(outbox: Pick<Outbox, 'add' | 'room'>, stream: TextStream, options: StreamOptions): StreamReceipt {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const receipt = new StreamReceipt(promise)
    const receipts: Receipt[] = []
    const add: Outbox['add'] = (reply, more) => {
      const one = outbox.add(reply, more)
      receipts.push(one)
      return one
    }
    this.#enter(async () => {
      try {
        resolve(await replyStream({ add, room: () => outbox.room() }, stream, options))
      } catch (error) {
        reject(error)
        if (!receipt.isAsked) this.#failure ??= { error }
      }
      void settleAsWorst(receipt, receipts)
    })
    return receipt
  }

  /** A reply that comes after the streams under way. */
  follow(add: () => Receipt): Receipt {
    const receipt = new Receipt()
    this.#enter(async () => {
      const { settled } = add()
      void settled.then((outcome) => receipt.settle(outcome))
    })
    return receipt
  }

  /** Resolves when nothing is under way any more. @throws what the first stream threw, if nobody else learned of it; once */
  async empty(): Promise<void> {
    while (this.isBusy) await this.#end
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure.error
  }

  /** `act` must not reject. */
  #enter(act: () => Promise<void>): void {
    const before = this.#end
    this.#underWay += 1
    this.#end = (async () => {
      await before
      await act()
      this.#underWay -= 1
    })()
  }
}

async function settleAsWorst(receipt: Receipt, receipts: readonly Receipt[]): Promise<void> {
  const outcomes = await Promise.all(receipts.map(({ settled }) => settled))
  receipt.settle(worstOf(outcomes) ?? { via: 'none', reason: 'empty' })
}
