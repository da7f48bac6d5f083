/** Reads the fields of a call, of its answer, and of the objects inside. */
import { parseWhen } from './conditions.ts'
import type { Field, Literal, Variant } from './model.ts'
import { FIELD_TYPES } from './model.ts'
import { given, Reader } from './reader.ts'

export function readFields(parent: Reader, key: string): Field[] {
  const fields = parent.list(key).map((value) => readField(parent.where, value))
  const names = fields.map((field) => field.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw parent.error(key, `has ${twice} twice`)
  return fields
}

function readField(parent: string, value: unknown): Field {
  const name = new Reader(`a field of ${parent}`, value).text('name')
  const reader = new Reader(`${parent} › ${name}`, value)
  const required = reader.raw('required')
  if (required !== 'conditional' && typeof required !== 'boolean') {
    throw reader.error('required', 'must be true, false or conditional')
  }
  const field: Field = {
    name: reader.text('name'),
    type: reader.oneOf('type', FIELD_TYPES),
    required,
    ...given('when', reader.optionalText('when')),
    ...given(
      'enum',
      reader.ifGiven('enum', () => reader.list('enum').map((one) => toLiteral(reader, 'enum', one))),
    ),
    ...given('const', literal(reader, 'const')),
    ...given('default', literal(reader, 'default')),
    ...given('pattern', reader.optionalText('pattern')),
    ...given('format', reader.optionalText('format')),
    ...given('formats', reader.optionalText('formats')),
    ...given('minLength', reader.optionalNumber('minLength')),
    ...given('maxLength', reader.optionalNumber('maxLength')),
    ...given('maxBytes', reader.optionalNumber('maxBytes')),
    ...given('min', reader.optionalNumber('min')),
    ...given('max', reader.optionalNumber('max')),
    ...given('minItems', reader.optionalNumber('minItems')),
    ...given('maxItems', reader.optionalNumber('maxItems')),
    ...given('deprecated', reader.flag('deprecated') || undefined),
    ...given(
      'credential',
      reader.ifGiven('credential', () => reader.oneOf('credential', ['appid', 'secret'])),
    ),
    ...given(
      'variants',
      reader.ifGiven('variants', () => reader.list('variants').map((one) => readVariant(reader.where, one))),
    ),
    ...given('note', reader.optionalText('note')),
    ...given('model', reader.optionalText('model')),
    ...given(
      'fields',
      reader.ifGiven('fields', () => readFields(reader, 'fields')),
    ),
  }
  reader.done()
  parseWhen(field.when)
  checkLiterals(reader, field)
  return field
}

function readVariant(parent: string, value: unknown): Variant {
  const reader = new Reader(`a variant of ${parent}`, value)
  const variant = {
    when: reader.text('when'),
    formats: reader.text('formats'),
    maxBytes: reader.optionalNumber('maxBytes') ?? Number.NaN,
  }
  if (Number.isNaN(variant.maxBytes)) throw reader.error('maxBytes', 'is missing')
  reader.done()
  parseWhen(variant.when)
  return variant
}

function literal(reader: Reader, key: string): Literal | undefined {
  const value = reader.raw(key)
  return value === undefined ? undefined : toLiteral(reader, key, value)
}

function toLiteral(reader: Reader, key: string, value: unknown): Literal {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'boolean') return value
  throw reader.error(key, 'must be text, an integer, true or false')
}

/** Fixed values must be of the type of the field: an unquoted 1 in YAML is not the text '1'. */
function checkLiterals(reader: Reader, field: Field): void {
  const values = [...(field.enum ?? []), ...[field.const, field.default].filter((one) => one !== undefined)]
  const wanted =
    field.type === 'integer'
      ? ['number']
      : field.type === 'integer|string'
        ? ['number', 'string']
        : [field.type]
  const wrong = values.find((one) => !wanted.includes(typeof one))
  if (wrong !== undefined)
    throw reader.error('type', `is ${field.type}, but ${JSON.stringify(wrong)} is listed`)
}
