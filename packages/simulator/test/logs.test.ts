/** How much the logs keep, what is pinned, and the instants that the clock can be moved to. */
import { describe, expect, test } from 'vitest'
import type { Jump, Push } from '../src/index.ts'
import { createLog } from '../src/world/log.ts'
import { call, createStage, type Stage, tokenPath } from './support/stage.ts'

describe('a log', () => {
  const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)

  test('keeps the newest rows, in order, however many came', () => {
    const log = createLog<{ id: number }>(3000)
    for (let id = 1; id <= 10_000; id++) log.add({ id })
    expect(log.all()).toHaveLength(3000)
    expect(ids(log.newest(2))).toEqual([10_000, 9999])
    expect(log.all()[0]).toEqual({ id: 7001 })
    expect(ids(log.newest(5, ({ id }) => id < 7003))).toEqual([7002, 7001])
  })

  test('drops the oldest when what it holds becomes too long, but never the newest', () => {
    const log = createLog<{ id: number }>(100, { most: 10 })
    const rows = [1, 2, 3].map((id) => ({ id }))
    for (const row of rows) log.add(row, 4)
    expect(ids(log.all())).toEqual([2, 3])
    log.add({ id: 4 }, 1000)
    expect(ids(log.all())).toEqual([4])
    const [last] = log.all()
    if (last) log.weigh(last, 1)
    log.add({ id: 5 }, 9)
    expect(ids(log.all())).toEqual([4, 5])
  })

  test('what is kept outlives the rest until it is let go', () => {
    const kept = { id: 1, pinned: true }
    const log = createLog<{ id: number; pinned?: boolean }>(2, { isKept: ({ pinned }) => pinned === true })
    log.add(kept)
    for (let id = 2; id <= 5; id++) log.add({ id })
    expect(ids(log.all())).toEqual([1, 4, 5])
    expect(ids(log.newest(9))).toEqual([5, 4, 1])
    kept.pinned = false
    expect(ids(log.newest(9))).toEqual([5, 4])
    expect(ids(log.all())).toEqual([4, 5])
  })
})

test('a push is pinned and let go over the control API, and the state keeps it', async () => {
  const stage = await createStage()
  const { push } = await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  const pin = (id: unknown, pinned: boolean) => stage.control('PATCH', `/pushes/${String(id)}`, { pinned })
  expect((await pin(push?.id, true)).body).toMatchObject({ id: push?.id, pinned: true })
  stage.sim.importState(JSON.parse(JSON.stringify(stage.sim.exportState())))
  expect(stage.sim.pushes()[0]).toMatchObject({ pinned: true })
  await pin(push?.id, false)
  expect(stage.sim.pushes()[0]).not.toHaveProperty('pinned')
  expect((await pin(999, true)).status).toBe(404)
})

test('at most a hundred pushes are pinned', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  const document = stage.sim.exportState()
  const [push] = stage.sim.pushes()
  const pushes = Array.from(
    { length: 101 },
    (_, index): Partial<Push> => ({
      ...push,
      id: index + 1,
      ...(index < 100 && { pinned: true }),
    }),
  )
  stage.sim.importState({ ...document, pushes })
  expect(await stage.control('PATCH', '/pushes/101', { pinned: true })).toMatchObject({
    status: 409,
    body: { error: { code: 'too_many_pins' } },
  })
})

test('a search of a long log finds every row, and others are answered meanwhile', async () => {
  const stage = await createStage()
  await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
  const [push] = stage.sim.pushes()
  const pushes = Array.from(
    { length: 1000 },
    (_, index): Partial<Push> => ({ ...push, id: index + 1, plainBody: index % 3 === 0 ? 'Tea' : 'water' }),
  )
  stage.sim.importState({ ...stage.sim.exportState(), pushes })
  const answered: string[] = []
  const ask = async (path: string) => {
    const { body } = await stage.control('GET', path)
    answered.push(path)
    return body
  }
  const [found] = await Promise.all([ask('/pushes/found?text=tEA'), ask('/clock')])
  expect(answered).toEqual(['/clock', '/pushes/found?text=tEA'])
  const wanted = pushes.flatMap(({ id, plainBody }) => (plainBody === 'Tea' ? [id] : [])).toReversed()
  expect(found).toEqual({ ids: wanted })
})

describe('jumps', () => {
  const HOUR = 3_600_000
  const jumpsOf = async ({ sim, control }: Stage): Promise<Jump[]> =>
    JSON.parse(JSON.stringify((await control('GET', `/accounts/${sim.account().appid}/jumps`)).body))
  const find = async (stage: Stage, what: Jump['what']) =>
    (await jumpsOf(stage)).find((jump) => jump.what === what)

  test('name the next token, window, minute, media, midnight and month, soonest first', async () => {
    const stage = await createStage()
    await call(stage.sim, 'GET', tokenPath())
    await call(stage.sim, 'GET', tokenPath())
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
    await stage.sim.act(stage.fan.openid, { type: 'image' })
    await stage.sim.act(stage.fan.openid, { type: 'scan', scene: 'door' })
    const jumps = await jumpsOf(stage)
    const now = stage.sim.clock.now()
    const inHours = Object.fromEntries(jumps.map(({ what, at }) => [what, (at - now) / HOUR]))
    expect(inHours).toMatchObject({ overlap: 1 / 12, token: 2, window: 48, grant: 1 / 60, media: 72 })
    expect(inHours['day']).toBeLessThanOrEqual(24)
    expect(inHours['month']).toBeLessThanOrEqual(31 * 24)
    expect(jumps.map(({ at }) => at)).toEqual(jumps.map(({ at }) => at).sort((a, b) => a - b))
    expect(jumps.find(({ what }) => what === 'window')?.about).toBe(stage.fan.nickname)
  })

  test('lead to where the thing has happened, and then name the next one', async () => {
    const stage = await createStage()
    const { body } = await call(stage.sim, 'GET', tokenPath())
    const target = await find(stage, 'token')
    const seconds = Math.ceil(((target?.at ?? 0) - stage.sim.clock.now()) / 1000)
    await stage.control('POST', '/clock', { advanceSeconds: seconds })
    expect(await find(stage, 'token')).toBeUndefined()
    expect(body).toBeDefined()
    const midnight = await find(stage, 'day')
    expect(new Date(midnight?.at ?? 0).toISOString()).toMatch(/T16:00:00\.000Z$/)
  })
})
