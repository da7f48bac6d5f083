import { expect, test } from 'vitest'
import { screenProblems } from '../scripts/screenshots/pages.ts'

test('docs/screens shows every picture of its table in both themes, and no picture is left over', () => {
  expect(screenProblems()).toEqual([])
})
