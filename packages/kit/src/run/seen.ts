import { type Random, systemRandom } from '../random.ts'

export interface SeenOptions {
  /** How long a key is remembered at least, unless more than `limit` newer ones came. */
  ms: number
  limit: number
  random?: Random
}

/**
 * Remembers which keys came, each with a number, in memory of a fixed size. What is kept are fingerprints: keys would be
 * objects of a hundred bytes for the collector to move about, and with thousands of them a second that costs more than
 * reading the messages. A new key is taken for one of 20,000 others once in 10¹⁴ times. Fingerprints depend on a secret
 * of this process, so that nobody can work out beforehand which keys share one; a cryptographic hash they are not.
 *
 * Two generations: when the young one is full or old enough, it becomes the old one and the old one is forgotten.
 */
export class Seen {
  readonly #ms: number
  readonly #limit: number
  readonly #secretLow: number
  readonly #secretHigh: number
  #young: Generation
  #old: Generation
  #born = Number.NEGATIVE_INFINITY
  /** The key in hand, which is often asked for and then set, and its fingerprint. */
  #key = ''
  #low = 0
  #high = 0

  constructor({ ms, limit, random = systemRandom }: SeenOptions) {
    this.#ms = ms
    this.#limit = limit
    const secret = Buffer.from(random(8))
    this.#secretLow = secret.readInt32LE(0)
    this.#secretHigh = secret.readInt32LE(4)
    this.#young = new Generation(limit)
    this.#old = new Generation(limit)
  }

  /** The number of a key that came. */
  get(key: string): number | undefined {
    this.#take(key)
    return this.#known()
  }

  set(key: string, value: number, now: number): void {
    this.#take(key)
    this.#add(value, now)
  }

  /** The number of a key that came; a new key is remembered with `value`. */
  see(key: string, value: number, now: number): number | undefined {
    this.#take(key)
    const known = this.#known()
    if (known === undefined) this.#add(value, now)
    return known
  }

  /** A text as a number of 53 bits, to be kept with a key. */
  fingerprint(text: string): number {
    this.#take(text)
    return (this.#high >>> 11) * 2 ** 32 + (this.#low >>> 0)
  }

  #known(): number | undefined {
    return this.#young.get(this.#low, this.#high) ?? this.#old.get(this.#low, this.#high)
  }

  #add(value: number, now: number): void {
    if (this.#young.size >= this.#limit || now - this.#born > this.#ms) this.#age(now)
    this.#young.set(this.#low, this.#high, value)
  }

  #age(now: number): void {
    const emptied = this.#old
    emptied.clear()
    this.#old = this.#young
    this.#young = emptied
    if (now - this.#born > 2 * this.#ms) this.#old.clear()
    this.#born = now
  }

  #take(key: string): void {
    if (key !== '' && key === this.#key) return
    this.#key = key
    let low = this.#secretLow
    let high = this.#secretHigh
    for (let index = 0; index < key.length; index++) {
      const code = key.charCodeAt(index)
      low = Math.imul(low ^ code, 0x9e3779b1)
      low ^= low >>> 15
      high = Math.imul(high ^ code, 0x85ebca77)
      high ^= high >>> 13
    }
    this.#low = mix(low ^ key.length)
    // Never 0, which marks a free place.
    this.#high = mix(high ^ this.#low) | 1
  }
}

/** Every bit that goes in has its say in every bit that comes out. */
function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}

const INTS = 4
const DOUBLES = 2

/**
 * A table that is at most half full; what finds its place taken goes to the next free one. A place is 16 bytes, which
 * the processor fetches at once: high and low half of the fingerprint, and the value.
 */
class Generation {
  readonly #mask: number
  readonly #halves: Int32Array
  readonly #values: Float64Array
  size = 0

  constructor(limit: number) {
    const places = 2 ** Math.ceil(Math.log2(2 * limit))
    this.#mask = places - 1
    this.#values = new Float64Array(places * DOUBLES)
    this.#halves = new Int32Array(this.#values.buffer)
  }

  get(low: number, high: number): number | undefined {
    const place = this.#placeOf(low, high)
    return this.#halves[place * INTS] === 0 ? undefined : this.#values[place * DOUBLES + 1]
  }

  set(low: number, high: number, value: number): void {
    const place = this.#placeOf(low, high)
    if (this.#halves[place * INTS] === 0) this.size++
    this.#halves[place * INTS] = high
    this.#halves[place * INTS + 1] = low
    this.#values[place * DOUBLES + 1] = value
  }

  clear(): void {
    this.#halves.fill(0)
    this.size = 0
  }

  /** Where the fingerprint is, or would be. */
  #placeOf(low: number, high: number): number {
    const halves = this.#halves
    let place = low & this.#mask
    for (;;) {
      const found = halves[place * INTS]
      if (found === 0 || (found === high && halves[place * INTS + 1] === low)) return place
      place = (place + 1) & this.#mask
    }
  }
}
