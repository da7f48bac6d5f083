/** What can be kept as text and read back as the same: checked before it is stored, with a message that says where. */
import { ConfigError } from '../errors.ts'

/**
 * A type whose values survive JSON: no functions, dates, maps, sets, bigints or symbols. Members may be undefined; they
 * are left out. `T extends Json<T>` makes a type argument that does not survive a compile error.
 */
export type Json<T> = { [K in keyof T]: JsonMember<T[K]> }

type JsonMember<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Unfit
    ? never
    : Json<T>

type Unfit =
  | ((...args: never[]) => unknown)
  | bigint
  | symbol
  | Date
  | RegExp
  | Promise<unknown>
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | Uint8Array

/** Deeper than this is a mistake, if it ends at all. */
const DEEPEST = 64

/**
 * The text of a value.
 *
 * @throws ConfigError naming the member that JSON would lose or change: `ctx.session.basket[2].at: a Date`
 */
export function toJsonText(value: unknown, name: string): string {
  check(value, name, [])
  return JSON.stringify(value)
}

/**
 * For what a function gave and JSON kept: JSON has no types of its own, so that whoever kept it under the function's name
 * vouches for it.
 */
export function isResultOf<T>(give: (...args: never[]) => T, value: unknown): value is Awaited<T> {
  return typeof give === 'function' && value !== give
}

function check(value: unknown, name: string, parents: readonly object[]): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return
    throw unfit(name, String(value))
  }
  if (typeof value !== 'object') throw unfit(name, value === undefined ? 'undefined' : `a ${typeof value}`)
  if (parents.includes(value)) throw unfit(name, 'a circle')
  if (parents.length >= DEEPEST) throw unfit(name, `more than ${DEEPEST} levels`)
  const path = [...parents, value]
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) check(item, `${name}[${index}]`, path)
    return
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw unfit(name, classOf(value))
  for (const [member, item] of Object.entries(value)) {
    if (item !== undefined) check(item, `${name}.${member}`, path)
  }
}

function classOf(value: object): string {
  const { name } = value.constructor
  return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`
}

function unfit(name: string, what: string): ConfigError {
  return new ConfigError({
    zh: `${name} 是 ${what}，存不进 JSON。只能用字符串、有限的数字、布尔值、null、数组和普通对象；时间请存毫秒数`,
    en: `${name} is ${what}, which JSON cannot keep. Use strings, finite numbers, booleans, null, arrays and plain objects; for a time, its milliseconds`,
  })
}
