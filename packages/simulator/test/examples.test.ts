import { ENDPOINTS, type EndpointId, isEndpointId } from '@yingwu/protocol/contract'
import { ENDPOINT_ERRCODES } from '@yingwu/protocol/contract/errors'
import { EXAMPLES } from '@yingwu/protocol/contract/examples'
import { expect, test } from 'vitest'
import { loadContract } from '../../protocol/scripts/load.ts'
import { allEndpoints, type Field } from '../../protocol/scripts/model.ts'
import { coverageOf } from '../src/api/coverage.ts'
import { createExampleWorld, type ExampleWorld, fileOf } from './support/example-world.ts'
import { type ApiResult, call, isObject, tokenPath } from './support/stage.ts'

const CALLS = allEndpoints(loadContract()).flatMap(({ id, responseKind, response }) =>
  isEndpointId(id) && coverageOf(id) !== 'no' && responseKind === 'json' ? [{ id, response }] : [],
)

/** The example of a call, with the ids of the world in it. */
async function ask({ stage: { sim }, ids }: ExampleWorld, id: EndpointId): Promise<ApiResult> {
  const { path, auth, accounts, method } = ENDPOINTS[id]
  const [first] = accounts
  const kind = accounts.includes('verifiedService') ? 'verifiedService' : first
  if (kind) sim.patchAccount({ kind })
  const { query = {}, body, form } = EXAMPLES[id].request
  const params = new URLSearchParams()
  if (auth === 'access_token') params.set('access_token', await tokenOf(sim))
  for (const [name, value] of Object.entries(query)) params.set(name, String(real(value, ids)))
  const sent = form ? toForm(form) : real(body, ids)
  return call(sim, method, `${path}?${params.toString()}`, method === 'POST' ? (sent ?? '') : undefined)
}

async function tokenOf(sim: ExampleWorld['stage']['sim']): Promise<string> {
  const { body } = await call(sim, 'GET', tokenPath())
  return String(body['access_token'])
}

/** Texts and numbers that are ids in the examples, as this world has them. */
function real(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (typeof value === 'number') return Number(ids.get(String(value)) ?? value)
  if (Array.isArray(value)) return value.map((one) => real(one, ids))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, real(member, ids)]))
}

function toForm(parts: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData()
  for (const [name, part] of Object.entries(parts)) {
    if (isObject(part)) form.set(name, fileOf(String(part['contentType'])), String(part['filename']))
    else form.set(name, String(part))
  }
  return form
}

/** Where an answer is not what the contract promises; empty: it is. */
function differences(fields: readonly Field[], value: unknown, at = ''): string[] {
  if (!isObject(value)) return [`${at || 'the answer'} is no object`]
  return fields.flatMap((field) => {
    const place = at ? `${at}.${field.name}` : field.name
    const member = value[field.name]
    if (member === undefined) return field.required === true ? [`${place} is missing`] : []
    return differenceOf(field, member, place)
  })
}

function differenceOf({ type, fields = [], const: only, enum: allowed }: Field, value: unknown, at: string) {
  if (only !== undefined && value !== only) return [`${at} is ${JSON.stringify(value)}`]
  if (allowed && !allowed.some((one) => one === value)) return [`${at} is ${JSON.stringify(value)}`]
  if (!TYPES[type](value)) return [`${at} is no ${type}`]
  if (fields.length === 0) return []
  if (Array.isArray(value)) return value.flatMap((one) => differences(fields, one, `${at}[]`))
  if (type !== 'map') return differences(fields, value, at)
  return Object.values(isObject(value) ? value : {}).flatMap((one) => differences(fields, one, `${at}.*`))
}

const isInteger = (value: unknown) => Number.isInteger(value)
const isText = (value: unknown) => typeof value === 'string'
const isList = (value: unknown) => Array.isArray(value)

const TYPES: Record<Field['type'], (value: unknown) => boolean> = {
  string: isText,
  integer: isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: isObject,
  map: isObject,
  file: () => false,
  'string[]': isList,
  'integer[]': isList,
  'object[]': isList,
  'integer|string': (value) => isText(value) || isInteger(value),
  any: () => true,
}

/** What must be there first, or is there already, or is no longer to be had. */
const REFUSED: { readonly [Id in EndpointId]?: number } = {
  // There already.
  'comment.reply': 88005,
  'kf.accountAdd': 65406,
  'template.setIndustry': 43100,
  // Ended by the service.
  'material.addNews': 45103,
  'material.updateNews': 45103,
  'shorturl.create': 45103,
  // Needs a person, a page or another account.
  'kf.sessionCreate': 65402,
  'kf.sessionClose': 65413,
  'oauth.accessToken': 40029,
  'oauth.refreshToken': 40030,
  'oauth.userInfo': 40001,
  'oauth.check': 40001,
  'template.sendOnceSubscribe': 40037,
  'user.changeOpenid': 63178,
  // Of another kind, or unknown in this world.
  'mass.delete': 40059,
  'qrcodeJump.publish': 85095,
  'subscribeNotify.publicTitles': 200019,
}

test('every example of the contract is understood, and answered in the promised form', async () => {
  const world = await createExampleWorld()
  const saved: unknown = JSON.parse(JSON.stringify(world.stage.sim.exportState()))
  const wrong: string[] = []
  const refused: { [id: string]: number } = {}
  for (const { id, response } of CALLS) {
    world.stage.sim.importState(saved)
    const { errcode, body } = await ask(world, id)
    if (errcode === 0) wrong.push(...differences(response, body).map((difference) => `${id}: ${difference}`))
    else refused[id] = errcode
  }
  expect(wrong).toEqual([])
  expect(refused).toEqual(REFUSED)
})

test('those refusals are documented', () => {
  const undocumented = Object.entries(REFUSED).filter(
    ([id, code]) => !isEndpointId(id) || !ENDPOINT_ERRCODES[id].includes(code),
  )
  expect(undocumented).toEqual([])
})
