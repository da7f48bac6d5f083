import { describe, expect, test } from 'vitest'
import { parseWhen } from '../../scripts/conditions.ts'
import { readFields } from '../../scripts/load-fields.ts'
import { Reader } from '../../scripts/reader.ts'

const read = (...request: unknown[]) => readFields(new Reader('menu.create', { request }), 'request')

describe('a mistake in the contract is named with its place', () => {
  const mistakes: [about: string, field: unknown, message: string][] = [
    [
      'a misspelt key',
      { name: 'a', type: 'string', required: true, maxlength: 3 },
      'menu.create › a: "maxlength" is not a known key',
    ],
    ['an unknown type', { name: 'a', type: 'text', required: true }, '"type" must be one of string, integer'],
    [
      'a fixed value of another type',
      { name: 'a', type: 'string', required: true, enum: [1n] },
      '"type" is string, but 1 is listed',
    ],
    [
      'an unreadable condition',
      { name: 'a', type: 'string', required: 'conditional', when: 'stored type is news' },
      'must be member=value|value or !member',
    ],
    [
      'a limit that is no number',
      { name: 'a', type: 'string', required: true, maxBytes: '16' },
      '"maxBytes" must be an integer',
    ],
  ]

  test.each(mistakes)('%s', (_about, field, message) => {
    expect(() => read(field)).toThrow(message)
  })

  test('a name that occurs twice', () => {
    const field = { name: 'a', type: 'string', required: true }
    expect(() => read(field, field)).toThrow('"request" has a twice')
  })
})

test('conditions are lists of alternatives and absences', () => {
  expect(parseWhen('msgtype=image|text, !images')).toEqual([
    { member: 'msgtype', in: ['image', 'text'] },
    { member: 'images' },
  ])
})
