/** What a process remembers of the messages it has handled. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Answered } from '../src/run/answered.ts'
import { Seen } from '../src/run/seen.ts'

const text = (body: string) => ({ type: 'text', body }) as const

test('every message that was handled is known, with its own answer, and no other is', () => {
  const body = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }))
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 60 }), fc.array(body), (keys, bodies) => {
      const answered = new Answered()
      const known = keys.filter((_, index) => index % 2 === 0)
      const answerOf = (key: string) => {
        const given = bodies[known.indexOf(key)]
        return given === undefined || given === null ? undefined : text(given)
      }
      for (const key of known) answered.keep(key, answerOf(key), 0)
      for (const key of keys) {
        expect(answered.get(key)).toEqual(known.includes(key) ? { answer: answerOf(key) } : undefined)
      }
    }),
  )
})

test('the newest answers stay, whatever their size; a message stays known when its answer is forgotten', () => {
  const answered = new Answered()
  const sizes = [1, 700, 3, 0, 5_000]
  const sizeOf = (index: number) => (index % 50 === 0 ? 250_000 : (sizes[index % sizes.length] ?? 0))
  const bodyOf = (index: number) => `${index}汉😀`.padEnd(sizeOf(index), '字')
  const wrong: number[] = []
  for (let index = 0; index < 5000; index++) {
    answered.keep(`key ${index}`, text(bodyOf(index)), 0)
    const newest = [index, index - 1, index - 2].filter((one) => one >= 0)
    wrong.push(...newest.filter((one) => answered.get(`key ${one}`)?.answer?.body !== bodyOf(one)))
  }
  expect(wrong).toEqual([])
  expect(answered.get('key 0')).toEqual({ answer: undefined })
  // None is answered with another one's answer.
  const bodies = Array.from({ length: 5000 }, (_, index) => answered.get(`key ${index}`)?.answer?.body)
  expect(bodies.filter((body, index) => body !== undefined && body !== bodyOf(index))).toEqual([])
  expect(bodies.filter((body) => body !== undefined).length).toBeGreaterThan(100)
})

test('an answer that is larger than the memory is not remembered, and takes nothing else away', () => {
  const answered = new Answered()
  answered.keep('small', text('好'), 0)
  answered.keep('large', text('字'.repeat(1024 * 1024 + 1)), 0)
  expect(answered.get('large')).toEqual({ answer: undefined })
  expect(answered.get('small')).toEqual({ answer: text('好') })
})

test('a thousand small answers are all there', () => {
  const answered = new Answered()
  const bodies = Array.from({ length: 1000 }, (_, index) => `回复 ${index}，`.repeat(60))
  for (const [index, body] of bodies.entries()) answered.keep(`key ${index}`, text(body), 0)
  const wrong = bodies.filter((body, index) => answered.get(`key ${index}`)?.answer?.body !== body)
  expect(wrong).toEqual([])
})

test('keys stay for their time, and for as many newer ones; then they go', () => {
  const seen = new Seen({ ms: 1000, limit: 100 })
  seen.set('first', 7, 0)
  for (let index = 0; index < 100; index++) seen.set(`key ${index}`, index, 10)
  expect(seen.get('first')).toBe(7)
  for (let index = 100; index < 201; index++) seen.set(`key ${index}`, -index, 20)
  expect(seen.get('first')).toBeUndefined()
  expect(seen.get('key 200')).toBe(-200)
  seen.set('later', 1, 1021)
  expect(seen.get('key 200')).toBe(-200)
  seen.set('much later', 2, 4000)
  expect(seen.get('later')).toBeUndefined()
  expect(seen.get('much later')).toBe(2)
})

test('ten thousand keys of one length are told apart from as many others', () => {
  const seen = new Seen({ ms: 1000, limit: 10_000 })
  const key = (index: number) =>
    `gh_0123456789ab 73${String(index).padStart(17, '0')} oKitUser000000000000000000001`
  for (let index = 0; index < 10_000; index++) seen.set(key(index), index, 0)
  for (let index = 0; index < 20_000; index++) {
    expect(seen.get(key(index))).toBe(index < 10_000 ? index : undefined)
  }
})
