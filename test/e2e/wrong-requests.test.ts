/**
 * Requests that WeChat refuses. The check before sending names the field and its limit and sends nothing; with the check
 * off the simulator answers the errcode that WeChat documents.
 */
import type { EndpointId } from '@yingwu/protocol/contract'
import { beforeAll, describe, expect, test } from 'vitest'
import { ApiError, Bot, type CallOptions, ParamsError } from 'yingwu'
import { createScenario } from '../support/scenario.ts'
import { ARTICLES, FILES, OTHERS, SENDS } from '../support/wrong-files.ts'
import { CODES, MENUS, MESSAGES, PEOPLE } from '../support/wrong-menus.ts'
import { openid } from '../support/wrong-request.ts'

const WRONG = [...MENUS, ...MESSAGES, ...PEOPLE, ...CODES, ...FILES, ...ARTICLES, ...SENDS, ...OTHERS]

let scenario: Awaited<ReturnType<typeof createScenario>>
beforeAll(async () => {
  scenario = await createScenario(new Bot())
})

test('there are fifty of them', () => {
  expect(WRONG.length).toBeGreaterThanOrEqual(50)
})

describe('the check before sending names field and limit', () => {
  test.each(WRONG)('%s: %s', async (_about, endpoint, params, path, rule, limit) => {
    const before = calls()
    const error = await failureOf(endpoint, params)
    expect(error).toBeInstanceOf(ParamsError)
    if (!(error instanceof ParamsError)) return
    expect(error.problems).toContainEqual(
      expect.objectContaining({ path, rule, ...(limit === undefined ? {} : { limit }) }),
    )
    expect(error.message).toContain(path)
    expect(calls()).toBe(before)
  })
})

describe('without the check WeChat refuses with its errcode', () => {
  test.each(WRONG)('%s: %s', async (_about, endpoint, params, _path, _rule, _limit, errcode) => {
    const error = await failureOf(endpoint, params, { check: false })
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ endpoint, code: errcode })
  })
})

function calls(): number {
  return scenario.simulator.calls().length
}

/** By name, because no program that compiles would make these calls. */
async function failureOf(
  endpoint: EndpointId,
  params: Record<string, unknown>,
  options: CallOptions = {},
): Promise<unknown> {
  const [group = '', name = ''] = endpoint.split('.')
  const method: unknown = Reflect.get(Object(Reflect.get(scenario.client.api, group)), name)
  if (typeof method !== 'function') throw new Error(`no method ${endpoint}`)
  try {
    await Reflect.apply(method, undefined, [withFan(params), options])
  } catch (error) {
    return error
  }
  throw new Error('expected a failure')
}

function withFan(params: Record<string, unknown>): Record<string, unknown> {
  return params['touser'] === openid || params['openid'] === openid
    ? { ...params, ...('touser' in params ? { touser: scenario.openid } : { openid: scenario.openid }) }
    : params
}
