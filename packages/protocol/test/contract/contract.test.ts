import { expect, test } from 'vitest'
import { generate, staleFiles } from '../../scripts/generate.ts'
import { loadContract } from '../../scripts/load.ts'
import { allEndpoints } from '../../scripts/model.ts'
import { ACCOUNT_KINDS } from '../../src/accounts.ts'
import { ENDPOINTS, ERRCODES, isEndpointId } from '../../src/contract/index.ts'

const contract = loadContract()
const endpoints = allEndpoints(contract)

test('the committed files are what the contract generates', () => {
  expect(staleFiles()).toEqual([])
})

test('generates the same text every time', () => {
  expect(generate()).toEqual(generate())
})

test('ids are unique over all files', () => {
  const ids = [...endpoints, ...contract.later].map((endpoint) => endpoint.id)
  expect(twice(ids)).toEqual([])
})

test('no two calls share host, method and path', () => {
  const routes = [
    ...endpoints.flatMap((one) =>
      (one.methodsAccepted ?? [one.method]).map((method) => `${method} ${one.host}${one.path}`),
    ),
    ...contract.later.map((one) => `${one.method} ${one.host}${one.path}`),
  ]
  expect(twice(routes)).toEqual([])
})

test('parameters in the URL and in the body never share a name', () => {
  const clashes = endpoints.flatMap((one) =>
    twice([...one.query, ...one.request].map((field) => `${one.id} ${field.name}`)),
  )
  expect(clashes).toEqual([])
})

test('every account kind of the table exists', () => {
  const kinds = new Set(Object.values(ENDPOINTS).flatMap((endpoint) => endpoint.accounts))
  expect([...kinds].sort()).toEqual(Object.keys(ACCOUNT_KINDS).sort())
})

test('every return code of a call is in the table of return codes', () => {
  const strangers = endpoints.flatMap((one) =>
    one.errcodes.filter(({ code }) => !ERRCODES[code]).map(({ code }) => `${one.id} ${code}`),
  )
  expect(strangers).toEqual([])
})

test('return codes are listed once', () => {
  expect(twice(contract.errcodes.map(({ code }) => String(code)))).toEqual([])
})

test('a deprecated call names a call that exists and is not deprecated', () => {
  const dead = endpoints.filter((one) => one.replacement !== undefined)
  const wrong = dead.filter((one) => {
    const id = one.replacement ?? ''
    return !isEndpointId(id) || ENDPOINTS[id].deprecated
  })
  expect(dead.length).toBeGreaterThan(0)
  expect(wrong.map((one) => `${one.id} → ${one.replacement}`)).toEqual([])
})

test('an answer either has errcode or says that it has none', () => {
  const unclear = endpoints.filter((one) => {
    const hasErrcode = one.response.some((field) => field.name === 'errcode' && field.required === true)
    const saysNone = one.quirks.some((quirk) => /No errcode on success|neither errcode/.test(quirk))
    const isEither = one.response.some((field) => field.name === 'errcode' && field.required === false)
    return one.responseKind === 'json' && !isEither && hasErrcode === saysNone
  })
  expect(unclear.map((one) => one.id)).toEqual([])
})

test('the table tells a client what to fill in', () => {
  expect(ENDPOINTS['token.stable']).toMatchObject({
    credentials: { appid: 'appid', secret: 'secret' },
    fixed: { grant_type: 'client_credential' },
  })
  expect(ENDPOINTS['quota.clearBySecret'].credentials).toEqual({ appid: 'appid', appsecret: 'secret' })
  expect(ENDPOINTS['template.send'].int64).toEqual(['msgid'])
})

function twice(names: string[]): string[] {
  return names.filter((name, i) => names.indexOf(name) !== i)
}
