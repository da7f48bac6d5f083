import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { ENDPOINTS } from '../src/contract/index.ts'

const text = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')

test('the document is valid OpenAPI 3.1 by a public validator, references included', async () => {
  const validator = new Validator()
  const { errors } = await validator.validate(text)
  expect(errors).toBeUndefined()
  expect(validator.version).toBe('3.1')
  expect(() => validator.resolveRefs()).not.toThrow()
})

test('every call of the contract is an operation with its own id', () => {
  const ids = [...text.matchAll(/"operationId": "([^"]+)"/g)].map(([, id = '']) => id)
  expect(ids.toSorted()).toEqual(Object.keys(ENDPOINTS).toSorted())
})
