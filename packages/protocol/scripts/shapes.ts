/** Fields as members of a TypeScript interface. Shapes with a `model` become interfaces of their own. */
import { fieldDoc } from './docs.ts'
import type { Field } from './model.ts'
import { doc, key, literal } from './text.ts'

type Side = 'params' | 'result'

export interface Shapes {
  members(fields: Field[], side: Side, indent: string): string
  /** The interfaces met so far. */
  models(): string[]
}

export function createShapes(): Shapes {
  const models = new Map<string, string>()

  function members(fields: Field[], side: Side, indent: string): string {
    return fields.map((field) => member(field, side, indent)).join('')
  }

  function member(field: Field, side: Side, indent: string): string {
    const isOptional = field.required !== true
    const type = typeOf(field, side, indent)
    const orUndefined = isOptional && side === 'params' ? ' | undefined' : ''
    return `${doc(fieldDoc(field), indent)}${indent}${key(field.name)}${isOptional ? '?' : ''}: ${type}${orUndefined}\n`
  }

  function typeOf(field: Field, side: Side, indent: string): string {
    const list = side === 'params' ? 'readonly ' : ''
    if (field.const !== undefined) return literal(field.const)
    if (field.enum !== undefined) return field.enum.map((value) => literal(value)).join(' | ')
    if (field.format === 'int64') return side === 'params' ? 'string | number' : 'string'
    switch (field.type) {
      case 'object':
        return shape(field, side, indent)
      case 'map':
        return `Record<string, ${shape(field, side, indent)}>`
      case 'object[]':
        return field.maxItems === 0 ? `${list}never[]` : `${list}${shape(field, side, indent)}[]`
      case 'string[]':
      case 'integer[]':
        return list + SIMPLE[field.type]
      default:
        return SIMPLE[field.type]
    }
  }

  function shape(field: Field, side: Side, indent: string): string {
    if (!field.fields) return 'Record<string, unknown>'
    if (field.model === undefined) return `{\n${members(field.fields, side, `${indent}  `)}${indent}}`
    const text = `export interface ${field.model} {\n${members(field.fields, side, '  ')}}\n`
    if ((models.get(field.model) ?? text) !== text) {
      throw new Error(`contract: the model ${field.model} has two shapes`)
    }
    models.set(field.model, text)
    return field.model
  }

  return { members, models: () => [...models.values()] }
}

const SIMPLE: Record<Exclude<Field['type'], 'object' | 'map' | 'object[]'>, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  'integer|string': 'string | number',
  'string[]': 'string[]',
  'integer[]': 'number[]',
  file: 'FileInput',
  any: 'unknown',
}
