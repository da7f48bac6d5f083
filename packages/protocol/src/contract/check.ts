/**
 * Checks the parameters of a call against the contract, before they travel or as they arrive.
 * All problems are reported at once, in the order of the contract.
 */
import type { Condition, FieldSpec } from './field.ts'
import { FIELDS } from './generated/fields.ts'
import type { EndpointId } from './generated/types.ts'
import { type BrokenLimit, brokenLimits } from './limits.ts'
import { isOfType, isRecord } from './values.ts'

/** One way in which the parameters differ from the contract. */
export interface Problem {
  /** Where, for example `button[0].name`; empty for the parameters as a whole. */
  path: string
  rule: 'required' | 'type' | 'unknown' | BrokenLimit['rule']
  /** What the contract asks for: a number, a list of values, a type. */
  limit?: unknown
  /** What was given; for lengths the length. */
  given?: unknown
  message: string
}

export interface CheckOptions {
  /**
   * The parameters come from the wire: what a client fills in by itself (credentials, constants) must be there,
   * and numbers may be texts, as they are in a URL. Default false.
   */
  wire?: boolean
  /** Report members that the contract does not name; the service ignores them. Default false. */
  unknown?: boolean
  /**
   * What kind of file a value of type `file` is, told from its bytes: `jpg`. Undefined when they tell nothing.
   * Without this, kinds of file are not checked.
   */
  kindOf?: ((file: unknown) => string | undefined) | undefined
}

type Values = Readonly<Record<string, unknown>>

/** Every problem of the parameters of one call; none means that the service would take them as far as anybody can tell. */
export function checkParams(id: EndpointId, params: unknown, options: CheckOptions = {}): Problem[] {
  const problems: Problem[] = []
  const isWire = options.wire === true

  function checkMembers(prefix: string, fields: readonly FieldSpec[], values: Values, outer: Values) {
    // A condition may name a member of an enclosing object: the scene of a QR code depends on its action_name.
    const scope = { ...outer, ...(DEFAULTS.get(fields) ?? defaultsOf(fields)), ...values }
    for (const field of fields) {
      const path = `${prefix}${field.name}`
      const value = values[field.name]
      if (value !== undefined) checkValue(path, field, value, scope)
      else if (isNeeded(field, scope, isWire)) problems.push(missing(path))
    }
    if (options.unknown === true) problems.push(...unknownMembers(prefix, fields, values))
  }

  function checkValue(path: string, field: FieldSpec, value: unknown, scope: Values) {
    if (!isOfType(field, value, isWire)) {
      const message = `${path} must be ${nameOfType(field)}`
      problems.push({ path, rule: 'type', limit: field.type, given: value, message })
      return
    }
    const spec = field.variants ? withVariant(field, scope) : field
    for (const { message, ...broken } of brokenLimits(spec, value, { isWire, kindOf: options.kindOf })) {
      problems.push({ path, ...broken, message: `${path} ${message}` })
    }
    for (const [step, item] of innerObjects(field, value)) {
      checkMembers(`${path}${step}.`, field.fields ?? [], item, scope)
    }
  }

  if (!isRecord(params))
    return [{ path: '', rule: 'type', limit: 'object', given: params, message: NO_OBJECT }]
  checkMembers('', FIELDS[id], params, {})
  return problems
}

const NO_OBJECT = 'the parameters must be an object'

function missing(path: string): Problem {
  return { path, rule: 'required', message: `${path} is missing` }
}

function isNeeded(field: FieldSpec, scope: Values, isWire: boolean): boolean {
  if (field.required === true) return isWire || (field.credential === undefined && field.const === undefined)
  if (field.required === false || field.deprecated || field.when === undefined) return false
  return field.when.every((condition) => holds(condition, scope))
}

/** The field with the limits that the other members give it. */
function withVariant(field: FieldSpec, scope: Values): FieldSpec {
  const variant = field.variants?.find(({ when }) => when.every((condition) => holds(condition, scope)))
  return variant ? { ...field, formats: variant.formats, maxBytes: variant.maxBytes } : field
}

function holds({ member, in: allowed }: Condition, scope: Values): boolean {
  const value = scope[member]
  if (allowed) return allowed.includes(String(value))
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Looked up for every object of every call. */
const DEFAULTS = new WeakMap<readonly FieldSpec[], Values>()

function defaultsOf(fields: readonly FieldSpec[]): Values {
  const entries = fields
    .filter((field) => field.default !== undefined)
    .map((field) => [field.name, field.default])
  const defaults: Values = Object.fromEntries(entries)
  DEFAULTS.set(fields, defaults)
  return defaults
}

/** The objects inside a value, each with its step in the path. */
function innerObjects(field: FieldSpec, value: unknown): [step: string, item: Values][] {
  if (!field.fields) return []
  if (Array.isArray(value)) return value.flatMap((item, i) => (isRecord(item) ? [[`[${i}]`, item]] : []))
  if (!isRecord(value)) return []
  if (field.type === 'object') return [['', value]]
  return Object.entries(value).flatMap(([name, item]) => (isRecord(item) ? [[`.${name}`, item]] : []))
}

function unknownMembers(prefix: string, fields: readonly FieldSpec[], values: Values): Problem[] {
  const strangers = Object.keys(values).filter((name) => !fields.some((field) => field.name === name))
  return strangers.map((name) => {
    const path = `${prefix}${name}`
    return {
      path,
      rule: 'unknown',
      given: values[name],
      message: `${path} is not in the contract and is ignored`,
    }
  })
}

function nameOfType({ type, format }: FieldSpec): string {
  if (format === 'int64') return 'a 64-bit number, best as text'
  if (type === 'map') return 'an object whose values are objects'
  return type.replace('|', ' or ').replace(/^(.*)\[\]$/, 'a list of $1s')
}
