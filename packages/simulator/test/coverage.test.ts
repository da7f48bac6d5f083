import { ENDPOINTS, type EndpointId, isEndpointId } from '@yingwu/protocol/contract'
import { LATER_ENDPOINTS } from '@yingwu/protocol/contract/later'
import { expect, test } from 'vitest'
import { coverageOf, noteOn, PAGES } from '../src/api/coverage.ts'
import { HANDLERS, OPEN_HANDLERS } from '../src/api/handlers.ts'
import { createStage, isObject, type Stage, tokenPath, call } from './support/stage.ts'

const IDS = Object.keys(ENDPOINTS).filter(isEndpointId)

/**
 * Whether a call answers "not emulated yet", asked without any parameters by an account that may make it. A page that is
 * not there is not found.
 */
async function isMissing({ sim }: Stage, id: EndpointId): Promise<boolean> {
  const { method, path, auth, accounts, responseKind } = ENDPOINTS[id]
  const [kind] = accounts
  if (kind) sim.patchAccount({ kind })
  const { body } = await call(sim, 'GET', tokenPath())
  const query = auth === 'access_token' ? `?access_token=${String(body['access_token'])}` : ''
  const response = await sim.fetch(
    new Request(`http://127.0.0.1:8100${path}${query}`, { method, ...(method === 'POST' && { body: '{}' }) }),
  )
  const text = await response.text()
  const answer: unknown = text.startsWith('{') ? JSON.parse(text) : undefined
  const isRefused = response.status === 501 && isObject(answer) && answer['errcode'] === -501
  expect(response.status === 501).toBe(isRefused)
  return isRefused || (responseKind === 'redirect' && response.status === 404)
}

test('what is said to be there answers, and what is not says so', async () => {
  const stage = await createStage()
  const wrong: string[] = []
  for (const id of IDS) {
    const said = coverageOf(id)
    if ((await isMissing(stage, id)) !== (said === 'no')) wrong.push(`${id} is said to be ${said}`)
  }
  expect(wrong).toEqual([])
})

test('no two calls hide each other', () => {
  const there = IDS.filter((id) => coverageOf(id) !== 'no')
  const paths = there.map(
    (id) => `${ENDPOINTS[id].method} ${ENDPOINTS[id].path}${ENDPOINTS[id].fragment ?? ''}`,
  )
  expect(paths.filter((path, place) => paths.indexOf(path) !== place)).toEqual([])
})

test('nothing is emulated, or remarked upon, that the contract does not know', () => {
  const known = new Set<string>(IDS)
  expect(
    [...Object.keys({ ...HANDLERS, ...OPEN_HANDLERS }), ...PAGES].filter((id) => !known.has(id)),
  ).toEqual([])
  expect(IDS.filter((id) => coverageOf(id) === 'no' && noteOn(id))).toEqual([])
})

test('a call stands in one table alone, and each that is only shape says in what way', () => {
  expect(Object.keys(HANDLERS).filter((id) => id in OPEN_HANDLERS)).toEqual([])
  expect(IDS.filter((id) => coverageOf(id) === 'shape' && !noteOn(id))).toEqual([])
})

test('at least 150 calls are emulated in full', () => {
  expect(IDS.filter((id) => coverageOf(id) === 'full').length).toBeGreaterThanOrEqual(150)
})

test('calls known by name alone answer that they are not emulated', async () => {
  const { api } = await createStage()
  for (const [id, { path, method }] of Object.entries(LATER_ENDPOINTS)) {
    if (IDS.some((known) => ENDPOINTS[known].path === path)) continue
    const { status, body } = await api(path, method === 'POST' ? {} : undefined)
    expect([id, status, body['errcode']]).toEqual([id, 501, -501])
  }
})
