/** Reads untyped YAML values and complains with the place of the mistake. */
export class Reader {
  readonly where: string
  readonly #record: Record<string, unknown>
  readonly #seen = new Set<string>()

  constructor(where: string, value: unknown) {
    this.where = where
    this.#record = toRecord(where, value)
  }

  /** The member as YAML gave it, undefined when absent. */
  raw(key: string): unknown {
    this.#seen.add(key)
    return this.#record[key]
  }

  ifGiven<T>(key: string, read: () => T): T | undefined {
    return this.raw(key) === undefined ? undefined : read()
  }

  text(key: string): string {
    const value = this.raw(key)
    if (typeof value !== 'string' || value === '') throw this.error(key, 'must be a text')
    return value
  }

  optionalText(key: string): string | undefined {
    return this.ifGiven(key, () => this.text(key))
  }

  oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.raw(key)
    const found = allowed.find((one) => one === value)
    if (found === undefined) throw this.error(key, `must be one of ${allowed.join(', ')}`)
    return found
  }

  optionalNumber(key: string): number | undefined {
    const value = this.raw(key)
    if (value === undefined) return undefined
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number))
      throw this.error(key, 'must be an integer')
    return number
  }

  flag(key: string): boolean {
    const value = this.raw(key)
    if (value !== undefined && typeof value !== 'boolean') throw this.error(key, 'must be true or false')
    return value ?? false
  }

  list(key: string): unknown[] {
    const value = this.raw(key)
    if (!Array.isArray(value)) throw this.error(key, 'must be a list')
    return value
  }

  texts(key: string): string[] {
    return this.list(key).map((value) => {
      if (typeof value !== 'string') throw this.error(key, `holds ${JSON.stringify(value)}, not a text`)
      return value
    })
  }

  /** Call last: a member nobody asked for is a misspelling. */
  done(): void {
    for (const key of Object.keys(this.#record)) {
      if (!this.#seen.has(key)) throw this.error(key, 'is not a known key')
    }
  }

  error(key: string, problem: string): Error {
    return new Error(`contract: ${this.where}: "${key}" ${problem}`)
  }
}

export function toRecord(where: string, value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Error(`contract: ${where}: must be a mapping`)
  }
  return Object.fromEntries(Object.entries(value))
}

/** A property to spread, or nothing when there is no value: keeps the model free of undefined members. */
export function given<K extends string, V>(
  key: K,
  value: V | undefined,
): Partial<Record<K, Exclude<V, undefined>>>
export function given(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value }
}
