/** The replies of one run that have not gone yet, in order. */
import type { Reply } from '@yingwu/protocol'
import { type Outcome, Receipt } from './receipt.ts'

export class Entries {
  readonly #report: (outcome: Outcome) => void
  #waiting: { reply: Reply; receipt: Receipt }[] = []
  #end: Outcome | undefined

  constructor(report: (outcome: Outcome) => void) {
    this.#report = report
  }

  /** Replies after the end are settled as those before it. */
  add(reply: Reply): Receipt {
    const receipt = new Receipt()
    this.#waiting.push({ reply, receipt })
    if (this.#end !== undefined) this.settle(this.#waiting.length, this.#end)
    return receipt
  }

  get replies(): Reply[] {
    return this.#waiting.map(({ reply }) => reply)
  }

  get size(): number {
    return this.#waiting.length
  }

  /** So many from the first on are dealt with. */
  settle(count: number, outcome: Outcome): void {
    for (const { receipt } of this.#waiting.splice(0, count)) {
      receipt.settle(outcome)
      this.#report(outcome)
    }
  }

  /** All that wait, and all that come. */
  end(outcome: Outcome): void {
    this.#end ??= outcome
    this.settle(this.#waiting.length, outcome)
  }
}
