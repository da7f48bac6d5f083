/** Bad days by name. What they do to servers is told in test/e2e/fault-presets.test.ts. */
import { expect, test } from 'vitest'
import { FAULT_PRESETS } from '../src/control/fault-presets.ts'
import { APP_ID, createStage, type Stage } from './support/stage.ts'

const turn = ({ control }: Stage, name: string, body: unknown) =>
  control('POST', `/accounts/${APP_ID}/fault-presets/${name}`, body)

const ruleIds = async ({ control }: Stage) =>
  ((list: unknown) => (Array.isArray(list) ? list.map((rule: { id: string }) => rule.id) : []))(
    (await control('GET', '/faults')).body,
  )

test('a preset puts its rules beside those that are there, and takes only its own away', async () => {
  const stage = await createStage()
  const own = { id: 'own', enabled: true, direction: 'push', match: 'image', effect: { type: 'drop' } }
  await stage.control('PUT', '/faults', [own])
  await turn(stage, 'weChatBusy', { on: true })
  expect(await ruleIds(stage)).toEqual(['own', 'weChatBusy-1', 'weChatBusy-2', 'weChatBusy-3'])
  await turn(stage, 'weChatBusy', { on: true })
  expect(await ruleIds(stage)).toHaveLength(4)
  await turn(stage, 'weChatBusy', { on: false })
  expect(await ruleIds(stage)).toEqual(['own'])
})

test('all are listed, with what they do and whether they are on', async () => {
  const stage = await createStage()
  await turn(stage, 'badFriday', { on: true })
  const { body } = await stage.control('GET', '/fault-presets')
  expect(body).toMatchObject(
    Object.entries(FAULT_PRESETS).map(([name, { title }]) => ({ name, title, on: name === 'badFriday' })),
  )
})

test('MarkFail switches MarkFail on, and off again', async () => {
  const stage = await createStage()
  await turn(stage, 'markFail', { on: true })
  expect(stage.sim.account().switches.markFailAfter).toBe(3)
  await turn(stage, 'markFail', { on: false })
  expect(stage.sim.account().switches.markFailAfter).toBe(0)
})

const ones = ({ sim }: Stage) => sim.pushes().filter(({ fields }) => fields['Content'] === '1')

test('the crowd of a campaign writes within its seconds, each person once', async () => {
  const stage = await createStage()
  await turn(stage, 'campaignBurst', { on: true })
  await stage.clock.advance(10_000)
  expect(ones(stage).length).toBeGreaterThan(50)
  expect(ones(stage).length).toBeLessThan(150)
  await stage.clock.advance(60_000)
  expect(ones(stage)).toHaveLength(200)
  expect(new Set(ones(stage).map(({ openid }) => openid)).size).toBe(200)
  expect(stage.sim.pushes()).toHaveLength(200)
})

test('the crowd stops with the preset, starts anew when it is pressed again, and may stay at home', async () => {
  const stage = await createStage()
  await turn(stage, 'campaignBurst', { on: true })
  await stage.clock.advance(2000)
  await turn(stage, 'campaignBurst', { on: false })
  const before = ones(stage).length
  expect(before).toBeGreaterThan(0)
  await stage.clock.advance(60_000)
  expect(ones(stage)).toHaveLength(before)
  await turn(stage, 'campaignBurst', { on: true, traffic: false })
  await stage.clock.advance(60_000)
  expect(ones(stage)).toHaveLength(before)
  await turn(stage, 'campaignBurst', { on: true })
  await turn(stage, 'campaignBurst', { on: true })
  await stage.clock.advance(60_000)
  expect(ones(stage)).toHaveLength(before + 200)
})

test('a reset ends the crowd and the weather', async () => {
  const stage = await createStage()
  await turn(stage, 'campaignBurst', { on: true })
  stage.sim.reset()
  await stage.clock.advance(60_000)
  expect(stage.sim.pushes()).toEqual([])
  expect(await ruleIds(stage)).toEqual([])
})

test('an unknown preset is refused with the names of those that are there', async () => {
  const stage = await createStage()
  expect(await turn(stage, 'badMonday', { on: true })).toMatchObject({
    status: 404,
    body: { error: { code: 'unknown_preset', message: expect.stringContaining('badFriday') } },
  })
  expect((await turn(stage, 'badFriday', {})).status).toBe(400)
})
