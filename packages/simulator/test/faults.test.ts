import { expect, test } from 'vitest'
import type { FaultRule } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { call, createStage, type Stage, tokenPath } from './support/stage.ts'

function rule(
  { control }: Stage,
  ...rules: (Pick<FaultRule, 'direction' | 'effect'> & Partial<FaultRule>)[]
) {
  return control(
    'PUT',
    '/faults',
    rules.map((one) => ({ enabled: true, ...one })),
  )
}

test('a dropped push finds no connection, as often as the rule says', async () => {
  const stage = await createStage((push) => textReply(push, '好'))
  await rule(stage, { direction: 'push', match: 'text', times: 2, effect: { type: 'drop' } })
  const { push } = await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  expect(push?.attempts.map(({ verdict }) => verdict)).toEqual(['connect', 'connect', 'replied'])
  expect(push?.attempts[0]?.explanation?.zh).toContain('故障规则')
  expect(stage.received).toHaveLength(1)
  expect((await stage.control('GET', '/faults')).body).toMatchObject([{ id: 'fault-1', hits: 2 }])
})

test('a delayed answer arrives too late, though the receiver did its work', async () => {
  const stage = await createStage((push) => textReply(push, '好'))
  await rule(stage, { direction: 'push', times: 1, effect: { type: 'delay', ms: 6000 } })
  const acting = stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  await stage.clock.advance(6000)
  expect((await acting).push?.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'replied'])
  expect(stage.received).toHaveLength(2)
})

test('a rule for another kind, or one that is off, does nothing', async () => {
  const stage = await createStage()
  await rule(
    stage,
    { direction: 'push', match: 'image', effect: { type: 'drop' } },
    { direction: 'push', enabled: false, effect: { type: 'drop' } },
  )
  expect((await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })).push?.outcome).toBe(
    'silent',
  )
})

test('the API answers an error, or nothing', async () => {
  const stage = await createStage()
  await rule(stage, {
    direction: 'api',
    match: '/cgi-bin/token',
    times: 1,
    effect: { type: 'error', errcode: 45009 },
  })
  expect((await call(stage.sim, 'GET', tokenPath())).errcode).toBe(45009)
  expect((await call(stage.sim, 'GET', tokenPath())).errcode).toBe(0)
  await rule(stage, { direction: 'api', effect: { type: 'drop' } })
  expect((await call(stage.sim, 'GET', tokenPath())).status).toBe(502)
})

test('chance is drawn from the seed', async () => {
  const run = async (seed: number) => {
    const stage = await createStage()
    await rule(stage, { direction: 'api', probability: 0.5, seed, effect: { type: 'error', errcode: -1 } })
    const codes: number[] = []
    for (let n = 0; n < 20; n++) codes.push((await call(stage.sim, 'GET', tokenPath())).errcode)
    return codes
  }
  const once = await run(3)
  expect(await run(3)).toEqual(once)
  expect(new Set(once)).toEqual(new Set([0, -1]))
  expect(await run(4)).not.toEqual(once)
})

test.each([
  { errcode: 40001, later: 40001 },
  { errcode: 42001, later: 42001 },
  { errcode: -1, later: 0 },
])('whoever hears $errcode meets the token as that says: $later', async ({ errcode, later }) => {
  const stage = await createStage()
  await stage.api('/cgi-bin/user/get')
  await rule(stage, {
    direction: 'api',
    match: '/cgi-bin/user',
    times: 1,
    effect: { type: 'error', errcode },
  })
  expect((await stage.api('/cgi-bin/user/get')).errcode).toBe(errcode)
  expect((await stage.api('/cgi-bin/user/get')).errcode).toBe(later)
  const { body } = await call(stage.sim, 'GET', tokenPath())
  const fresh = `/cgi-bin/user/get?access_token=${String(body['access_token'])}`
  expect((await call(stage.sim, 'GET', fresh)).errcode).toBe(0)
})
