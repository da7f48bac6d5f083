/** The table of stories is true: each has a test, in a real browser where there is something to see, and none is told twice. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { STORIES } from './stories.ts'
import { testNamesIn } from './support/test-names.ts'

const AREAS = STORIES.flatMap(({ areas }) => areas)
const SHOWN = AREAS.flatMap(({ shown }) => shown)
const FILES = [...new Set(SHOWN.map(({ file }) => file))]
const sourceOf = (file: string) => readFileSync(new URL(`e2e/${file}`, import.meta.url), 'utf8')

describe.each(FILES)('%s', (file) => {
  test('has the tests that stories name', () => {
    const source = sourceOf(file)
    const wanted = SHOWN.filter((shown) => shown.file === file).map((shown) => shown.test)
    const there = testNamesIn(source)
    expect(wanted.filter((name) => !there.includes(name))).toEqual([])
  })
})

test('what is seen is shown in a real browser', () => {
  const seen = STORIES.filter(({ inBrowser }) => inBrowser).flatMap(({ areas }) => areas)
  const files = new Set(seen.flatMap(({ shown }) => shown.map(({ file }) => file)))
  const isBlind = (file: string) => !/support\/(browser|phones|web-page)\.ts'/.test(sourceOf(file))
  expect([...files].filter(isBlind)).toEqual([])
})

test('every area has stories', () => {
  const empty = AREAS.filter(({ shown }) => shown.every(({ stories }) => stories.length === 0))
  expect(empty.map(({ en }) => en)).toEqual([])
})

test.each(['zh', 'en'] as const)('no story is told twice (%s)', (language) => {
  const told = AREAS.flatMap((area) =>
    area.shown.flatMap(({ stories }) =>
      stories.map(([zh, en]) => `${area[language]}: ${{ zh, en }[language]}`),
    ),
  )
  expect(told.filter((story, at) => told.indexOf(story) !== at)).toEqual([])
})

test('no test is listed twice in one area', () => {
  for (const area of AREAS) {
    const tests = area.shown.map(({ file, test: name }) => `${file} ${name}`)
    expect(tests.filter((name, at) => tests.indexOf(name) !== at)).toEqual([])
  }
})

test('titles are read from the source: groups, tables of cases, and nothing that is put together at run time', () => {
  const source = `
    describe('a', () => {
      test('b', async () => {})
      describe.each([1])('c %s', () => test.each<number>([1])('d %i', () => {}))
    })
    test(\`e \${1}\`, () => {})
    test('f', { timeout: 1 }, () => run('g'))`
  expect(testNamesIn(source)).toEqual(['a › b', 'a › c %s › d %i', 'f'])
})
