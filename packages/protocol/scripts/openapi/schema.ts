/** Fields of the contract as JSON Schema 2020-12. */
import { fieldDoc } from '../docs.ts'
import type { Json, JsonObject } from '../json.ts'
import { type Endpoint, type Field, paramsOf } from '../model.ts'

const FILE: JsonObject = { type: 'string', contentMediaType: 'application/octet-stream' }
const TYPES: { [type: string]: JsonObject } = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  file: FILE,
  'integer|string': { type: ['integer', 'string'] },
  any: {},
}

/** The members of an object. What a condition asks for is said in words. */
export function toObject(fields: readonly Field[]): JsonObject {
  const required = fields.filter((field) => field.required === true).map(({ name }) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, toSchema(field)])),
    ...(required.length > 0 && { required }),
  }
}

export function toSchema(field: Field): JsonObject {
  const description = fieldDoc(field)
    .filter((line) => !line.startsWith('@'))
    .join(' ')
  return {
    ...typeOf(field),
    ...(description !== '' && { description }),
    ...(field.deprecated === true && { deprecated: true }),
    ...(field.default !== undefined && { default: field.default }),
    ...(field.maxBytes !== undefined && { 'x-max-bytes': field.maxBytes }),
  }
}

/** The objects that have a name of their own, by it. */
export function collectModels(endpoints: readonly Endpoint[]): { [name: string]: JsonObject } {
  const models = new Map<string, JsonObject>()
  function visit(field: Field) {
    if (field.model !== undefined && !models.has(field.model))
      models.set(field.model, toObject(field.fields ?? []))
    for (const inner of field.fields ?? []) visit(inner)
  }
  for (const endpoint of endpoints)
    for (const field of [...paramsOf(endpoint), ...endpoint.response]) visit(field)
  return Object.fromEntries([...models].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function typeOf(field: Field): JsonObject {
  if (field.format === 'int64') return { type: ['integer', 'string'], format: 'int64' }
  if (field.type === 'object') return objectOf(field)
  if (field.type === 'object[]') return listOf(field, objectOf(field))
  if (field.type === 'map') return { type: 'object', additionalProperties: objectOf(field) }
  if (field.type.endsWith('[]'))
    return listOf(field, { ...TYPES[field.type.slice(0, -2)], ...choices(field) })
  return { ...TYPES[field.type], ...choices(field), ...textLimits(field), ...numberLimits(field) }
}

function objectOf({ model, fields }: Field): JsonObject {
  if (model !== undefined) return { $ref: `#/components/schemas/${model}` }
  return fields === undefined ? { type: 'object' } : toObject(fields)
}

function listOf({ minItems, maxItems }: Field, items: JsonObject): JsonObject {
  return { type: 'array', items, ...defined({ minItems, maxItems }) }
}

function choices({ enum: allowed, const: only }: Field): JsonObject {
  return { ...(allowed && { enum: allowed }), ...(only !== undefined && { const: only }) }
}

function textLimits({ pattern, minLength, maxLength, format, type }: Field): JsonObject {
  if (type !== 'string') return {}
  return defined({ pattern, minLength, maxLength, ...(format === 'YYYY-MM-DD' && { format: 'date' }) })
}

function numberLimits({ type, min, max }: Field): JsonObject {
  return type === 'integer' || type === 'number' ? defined({ minimum: min, maximum: max }) : {}
}

function defined(members: { [name: string]: Json | undefined }): JsonObject {
  const kept: JsonObject = {}
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value
  return kept
}
