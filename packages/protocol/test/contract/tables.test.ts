import { expect, test } from 'vitest'
import { ENDPOINT_ERRCODES } from '../../src/contract/errors.ts'
import { EXAMPLES } from '../../src/contract/examples.ts'
import { ENDPOINTS } from '../../src/contract/index.ts'

test('every call has its return codes and its example', () => {
  expect(Object.keys(ENDPOINT_ERRCODES)).toEqual(Object.keys(ENDPOINTS))
  expect(Object.keys(EXAMPLES)).toEqual(Object.keys(ENDPOINTS))
  expect(ENDPOINT_ERRCODES['datacube.userSummary']).toEqual([-1, 40001, 48001, 61500, 61501, 61503])
})

test('examples survive JSON: numbers beyond 2^53 are texts', () => {
  expect(JSON.parse(JSON.stringify(EXAMPLES))).toEqual(EXAMPLES)
  expect(EXAMPLES['template.send'].response.body).toMatchObject({ msgid: expect.stringMatching(/^\d{17,}$/) })
})

test('an example is sent as its call is', () => {
  for (const [id, { body, query }] of Object.entries(ENDPOINTS)) {
    const example = Object.entries(EXAMPLES).find(([name]) => name === id)?.[1]
    expect([id, example?.request.form !== undefined && body !== 'multipart']).toEqual([id, false])
    expect(Object.keys(example?.request.query ?? {}).filter((name) => !query.includes(name))).toEqual([])
  }
})
