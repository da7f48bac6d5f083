/**
 * Remembers the newest entries for a while, in bounded memory. Two generations: when the young one is full or old
 * enough, it becomes the old one and the old one is forgotten. An entry therefore lives for at least `ms`, unless more
 * than `limit` newer ones came in that time.
 */
export class Recent<V> {
  readonly #ms: number
  readonly #limit: number
  #young = new Map<string, V>()
  #old = new Map<string, V>()
  #born = Number.NEGATIVE_INFINITY

  constructor(options: { ms: number; limit: number }) {
    this.#ms = options.ms
    this.#limit = options.limit
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key)
    return young === undefined ? this.#old.get(key) : young
  }

  set(key: string, value: V, now: number): void {
    if (this.#young.size >= this.#limit || now - this.#born > this.#ms) {
      this.#old = now - this.#born > 2 * this.#ms ? new Map() : this.#young
      this.#young = new Map()
      this.#born = now
    }
    this.#young.set(key, value)
  }
}
