import { describe, expect, test } from 'vitest'
import { loadContract } from '../../scripts/load.ts'
import { allEndpoints, type Endpoint, type Field } from '../../scripts/model.ts'
import { checkParams } from '../../src/contract/check.ts'
import { isEndpointId } from '../../src/contract/index.ts'

const endpoints = allEndpoints(loadContract())

describe('examples of the contract', () => {
  test.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))('%s: request', (id, endpoint) => {
    if (!isEndpointId(id)) throw new Error(`${id} was not generated`)
    expect(checkParams(id, paramsOf(endpoint), { wire: true, unknown: true })).toEqual([])
  })

  test.each(endpoints.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s: request as a program makes it',
    (id, endpoint) => {
      if (!isEndpointId(id)) throw new Error(`${id} was not generated`)
      expect(checkParams(id, asNumbers(paramsOf(endpoint)))).toEqual([])
    },
  )

  const withBody = endpoints.filter((endpoint) => 'body' in endpoint.exampleResponse)
  test.each(withBody.map((endpoint) => [endpoint.id, endpoint] as const))('%s: response', (_id, endpoint) => {
    expect(differences('', endpoint.response, endpoint.exampleResponse.body)).toEqual([])
  })

  test('every JSON answer has an example', () => {
    const bare = endpoints.filter((one) => one.responseKind === 'json' && !('body' in one.exampleResponse))
    expect(bare.map((one) => one.id)).toEqual([])
  })
})

/** YAML gives all integers as bigint. */
function asNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return value > Number.MAX_SAFE_INTEGER ? String(value) : Number(value)
  if (Array.isArray(value)) return value.map((one) => asNumbers(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asNumbers(one)]))
}

function paramsOf({ body, exampleRequest }: Endpoint): unknown {
  const parts = [
    exampleRequest.query,
    body === 'raw' ? { body: exampleRequest.body } : exampleRequest.body,
    exampleRequest.form,
  ]
  return Object.assign({}, ...parts)
}

/** What an answer has that its fields do not describe, and the other way round. */
function differences(path: string, fields: Field[], value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [`${path} is not an object`]
  const names = fields.map((field) => field.name)
  const values = new Map<string, unknown>(Object.entries(value))
  return [
    ...[...values.keys()]
      .filter((name) => !names.includes(name))
      .map((name) => `${path}${name} is not described`),
    ...fields.flatMap((field) => {
      const one = values.get(field.name)
      if (one === undefined) return field.required === true ? [`${path}${field.name} is missing`] : []
      return wrong(`${path}${field.name}`, field, one)
    }),
  ]
}

function wrong(path: string, field: Field, value: unknown): string[] {
  if (!isOfType(field.type, value)) return [`${path} is not ${field.type}`]
  const same = (one: unknown) => String(one) === String(value)
  if (field.enum && !field.enum.some(same)) return [`${path} is none of ${field.enum.join()}`]
  if (field.const !== undefined && !same(field.const)) return [`${path} is not ${field.const}`]
  if (typeof value === 'bigint' && value > Number.MAX_SAFE_INTEGER && field.format !== 'int64') {
    return [`${path} is too big for a number: mark it int64`]
  }
  const inner = field.fields
  if (!inner) return []
  if (field.type === 'object') return differences(`${path}.`, inner, value)
  return Object.entries(Object(value)).flatMap(([key, item]) => differences(`${path}.${key}.`, inner, item))
}

function isOfType(type: Field['type'], value: unknown): boolean {
  if (type.endsWith('[]')) {
    const item = type === 'string[]' ? 'string' : type === 'integer[]' ? 'integer' : 'object'
    return Array.isArray(value) && value.every((one) => isOfType(item, one))
  }
  if (type === 'integer') return typeof value === 'bigint'
  if (type === 'number') return typeof value === 'bigint' || typeof value === 'number'
  if (type === 'integer|string') return typeof value === 'bigint' || typeof value === 'string'
  if (type === 'object' || type === 'map')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
