/**
 * Checks at the simulator's own boundaries: the control API and imported states. A check says in one sentence what is
 * wrong and what would have been right, and describes itself as JSON Schema for the OpenAPI document.
 */

export interface Check<T> {
  /** null when the value fits, else a sentence that names the place and what belongs there. */
  problem(value: unknown, at: string): string | null
  schema: { [keyword: string]: unknown }
  /** Carries the type; never set. */
  readonly type?: T | undefined
}

export function fits<T>(check: Check<T>, value: unknown): value is T {
  return check.problem(value, '') === null
}

export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function string(
  limits: { min?: number; max?: number; pattern?: RegExp; says?: string } = {},
): Check<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, says } = limits
  return {
    problem(value, at) {
      if (typeof value !== 'string') return `${at} must be a string${says ? `: ${says}` : ''}`
      if (value.length < min)
        return min === 1 ? `${at} must not be empty` : `${at} needs at least ${min} characters`
      if (value.length > max) return `${at} has ${value.length} characters; at most ${max} are allowed`
      if (pattern && !pattern.test(value)) return `${at} must be ${says ?? `text like ${pattern.source}`}`
      return null
    },
    schema: {
      type: 'string',
      ...(min > 0 && { minLength: min }),
      ...(Number.isFinite(max) && { maxLength: max }),
      ...(pattern && { pattern: pattern.source }),
    },
  }
}

export function number(
  limits: { min?: number; max?: number; integer?: boolean; above?: number } = {},
): Check<number> {
  const { min = -Infinity, max = Infinity, integer = false, above = -Infinity } = limits
  const wanted = [
    integer ? 'an integer' : 'a number',
    min > -Infinity && `from ${min}`,
    above > -Infinity && `above ${above}`,
    max < Infinity && `up to ${max}`,
  ]
    .filter(Boolean)
    .join(' ')
  return {
    problem(value, at) {
      const fine =
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= min &&
        value <= max &&
        value > above &&
        (!integer || Number.isInteger(value))
      return fine ? null : `${at} must be ${wanted}`
    },
    schema: {
      type: integer ? 'integer' : 'number',
      ...(min > -Infinity && { minimum: min }),
      ...(above > -Infinity && { exclusiveMinimum: above }),
      ...(max < Infinity && { maximum: max }),
    },
  }
}

export const integer = (min = 0, max = Number.MAX_SAFE_INTEGER) => number({ min, max, integer: true })

export const boolean: Check<boolean> = {
  problem: (value, at) => (typeof value === 'boolean' ? null : `${at} must be true or false`),
  schema: { type: 'boolean' },
}

export const anything: Check<unknown> = { problem: () => null, schema: {} }

export function literal<const T extends readonly (string | number | boolean)[]>(
  ...values: T
): Check<T[number]> {
  return {
    problem(value, at) {
      if (values.some((one) => one === value)) return null
      return `${at} must be ${values.length === 1 ? '' : 'one of '}${values.map((one) => JSON.stringify(one)).join(', ')}`
    },
    schema: { enum: [...values] },
  }
}

export function nullable<T>(check: Check<T>): Check<T | null> {
  return {
    problem: (value, at) => (value === null ? null : check.problem(value, at)),
    schema: { anyOf: [check.schema, { type: 'null' }] },
  }
}

export function optional<T>(check: Check<T>): Check<T | undefined> & { optional: true } {
  return {
    optional: true,
    problem: (value, at) => (value === undefined ? null : check.problem(value, at)),
    schema: check.schema,
  }
}

export function either<A, B>(one: Check<A>, other: Check<B>): Check<A | B> {
  return {
    problem(value, at) {
      const first = one.problem(value, at)
      return first === null || other.problem(value, at) === null
        ? null
        : `${first}, or ${other.problem(value, 'it')}`
    },
    schema: { anyOf: [one.schema, other.schema] },
  }
}

/** Both at once: members of `one` and members of `other`. */
export function both<A, B>(one: Check<A>, other: Check<B>): Check<A & B> {
  return {
    problem: (value, at) => one.problem(value, at) ?? other.problem(value, at),
    schema: { allOf: [one.schema, other.schema] },
  }
}

export function array<T>(item: Check<T>, limits: { max?: number } = {}): Check<T[]> {
  const { max = Number.POSITIVE_INFINITY } = limits
  return {
    problem(value, at) {
      if (!Array.isArray(value)) return `${at} must be a list`
      if (value.length > max) return `${at} has ${value.length} entries; at most ${max} are allowed`
      for (const [index, entry] of value.entries()) {
        const found = item.problem(entry, `${at}[${index}]`)
        if (found !== null) return found
      }
      return null
    },
    schema: { type: 'array', items: item.schema, ...(Number.isFinite(max) && { maxItems: max }) },
  }
}

/** An object with any names whose values are alike. */
export function dictionary<T>(value: Check<T>): Check<{ [name: string]: T }> {
  return {
    problem(record, at) {
      if (!isRecord(record)) return `${at} must be an object`
      for (const [name, entry] of Object.entries(record)) {
        const found = value.problem(entry, `${at}.${name}`)
        if (found !== null) return found
      }
      return null
    },
    schema: { type: 'object', additionalProperties: value.schema },
  }
}

export type Members<T> = { [Name in keyof T]-?: Check<T[Name]> }

/** An object with these members; unknown ones are left alone. */
export function object<T>(members: Members<T>): Check<T> {
  const entries = Object.entries<Check<unknown>>(members)
  return {
    problem(value, at) {
      if (!isRecord(value)) return `${at || 'the body'} must be a JSON object`
      for (const [name, check] of entries) {
        const found = check.problem(
          Object.hasOwn(value, name) ? value[name] : undefined,
          at ? `${at}.${name}` : name,
        )
        if (found !== null) return found
      }
      return null
    },
    schema: {
      type: 'object',
      properties: Object.fromEntries(entries.map(([name, check]) => [name, check.schema])),
      required: entries.filter(([, check]) => !('optional' in check)).map(([name]) => name),
    },
  }
}

/** One of several objects, told apart by the member `type`. */
export function tagged<T extends { type: string }>(variants: { [Tag in T['type']]: Check<T> }): Check<T> {
  const byTag = new Map(Object.entries<Check<T>>(variants))
  return {
    problem(value, at) {
      if (!isRecord(value)) return `${at || 'the body'} must be a JSON object`
      const check = typeof value['type'] === 'string' ? byTag.get(value['type']) : undefined
      if (check) return check.problem(value, at)
      return `${at ? `${at}.` : ''}type must be one of ${[...byTag.keys()].join(', ')}`
    },
    schema: { oneOf: [...byTag.values()].map((check) => check.schema) },
  }
}

/** An object with exactly one of these members: `{"paused": true}`. `example` stands in the error. */
export function oneMember<T>(members: { [name: string]: Check<unknown> }, example: string): Check<T> {
  const names = Object.keys(members)
  return {
    problem(value, at) {
      const [name = '', ...others] = isRecord(value) ? Object.keys(value) : []
      const check = Object.hasOwn(members, name) && others.length === 0 ? members[name] : undefined
      if (!check || !isRecord(value)) {
        return `${at || 'the body'} must have one of ${names.join(', ')}, for example ${example}`
      }
      return check.problem(value[name], at ? `${at}.${name}` : name)
    },
    schema: {
      oneOf: Object.entries(members).map(([name, { schema }]) => ({
        type: 'object',
        properties: { [name]: schema },
        required: [name],
      })),
    },
  }
}
