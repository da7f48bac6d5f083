import { expect, test } from 'vitest'
import { ApiError } from '../../src/errors.ts'
import { toApiError } from '../../src/client/explain.ts'
import { failureOf, setUp } from '../support/set-up.ts'

/** The codes any call may give, by the contract's README. */
const COMMON = [
  -1, 40001, 40014, 42001, 41001, 40013, 40125, 41002, 41004, 40164, 61004, 40243, 50007, 43001, 43002, 43003,
  44002, 47001, 40033, 45009, 45011, 44990, 48001, 48004, 50002, 50004, 40003, 46004, 43004, 50005, 49003,
]

test.each(COMMON)(
  '%i, which any call may give, says what it means and what to do, in both languages',
  (code) => {
    const error = toApiError({ endpoint: 'menu.create', code, errmsg: '' })
    expect(error.codeName).toMatch(/\w/)
    for (const text of [error.meaning, error.remedy]) {
      expect(text?.zh).toMatch(/\p{Script=Han}/u)
      expect(text?.en).toMatch(/[a-z]{2}/)
    }
  },
)

test.each([
  [-1, true],
  [45011, true],
  [45009, false],
  [40164, false],
  [48001, false],
  [40003, false],
])('whether a repeat helps after %i: %s', (code, isRepeatable) => {
  expect(toApiError({ endpoint: 'menu.create', code, errmsg: '' }).isRepeatable).toBe(isRepeatable)
})

test.each([
  [40164, 'IP白名单'],
  [48001, '接口权限'],
  [40125, '基本配置'],
  [10003, '功能设置'],
])('%i names the page that puts it right: %s', async (code, title) => {
  const { wechat, client } = setUp()
  wechat.on('/cgi-bin/stable_token', () => ({ errcode: code, errmsg: 'x rid: 6921a3f0-1c7be29d-40a6d51c' }))
  const error = await failureOf(client.token())
  expect(error).toBeInstanceOf(ApiError)
  if (!(error instanceof ApiError)) return
  expect(error.page?.title).toContain(title)
  expect(new URL(error.page?.url ?? '').hostname).toBe('mp.weixin.qq.com')
  expect(error.message).toContain(error.page?.url)
  expect(error.rid).toBe('6921a3f0-1c7be29d-40a6d51c')
})

test('an unknown code has neither name nor page', () => {
  const error = toApiError({ endpoint: '/x', code: 123456789, errmsg: 'whatever' })
  expect([error.codeName, error.meaning, error.remedy, error.page]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(error.data).toEqual({})
})
