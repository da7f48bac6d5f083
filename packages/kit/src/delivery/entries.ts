/** The replies of one run that have not gone yet, in order. */
import type { Reply } from '@yingwu/protocol'
import { type Outcome, Receipt } from './receipt.ts'

interface Entry {
  reply: Reply
  receipt: Receipt
  /** What stands at its end: what follows is kept for the person's next message. */
  more: string | undefined
}

export class Entries {
  readonly #report: (outcome: Outcome) => void
  #waiting: Entry[] = []
  #isCut = false
  #end: Outcome | undefined

  constructor(report: (outcome: Outcome) => void) {
    this.#report = report
  }

  /** Replies after the end are settled as those before it. */
  add(reply: Reply, more?: string): Receipt {
    const receipt = new Receipt()
    this.#waiting.push({ reply, receipt, more })
    if (this.#end !== undefined) this.settle(this.#waiting.length, this.#end)
    return receipt
  }

  get replies(): Reply[] {
    return this.#waiting.map(({ reply }) => reply)
  }

  /** Those that may go in this run. */
  get now(): Reply[] {
    if (this.#isCut) return []
    const cut = this.#waiting.findIndex(({ more }) => more !== undefined)
    return cut === -1 ? this.replies : this.replies.slice(0, cut + 1)
  }

  get size(): number {
    return this.#waiting.length
  }

  /** What is to stand at the end of the one at this place. */
  moreAt(index: number): string | undefined {
    return this.#waiting[index]?.more
  }

  /** So many from the first on are dealt with. */
  settle(count: number, outcome: Outcome): void {
    for (const { receipt, more } of this.#waiting.splice(0, count)) {
      if (more !== undefined) this.#isCut = true
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
