/** Scripts that people follow. */
import { describe, expect, test } from 'vitest'
import { crowdOf, generate } from './support/crowds.ts'
import { createStage, type Stage } from './support/stage.ts'

const HOUR = 3_600_000
const text = (content: string) => ({ type: 'text', content })

describe('a script', () => {
  const start = async (stage: Stage, script: object) => {
    const { status, body } = await stage.control('POST', '/scripts', script)
    expect({ status, body }).toMatchObject({ status: 200 })
    return body
  }
  const senders = ({ received }: Stage) =>
    received.map(({ body }) => /<FromUserName><!\[CDATA\[(.*?)]]>/.exec(body)?.[1] ?? '')

  test('500 of them reply 1 within 60 s', async () => {
    const stage = await createStage()
    await generate(stage, { count: 800 })
    const told: unknown[] = []
    stage.sim.on(({ name, data }) => name === 'script' && told.push(structuredClone(data)))
    expect(await start(stage, { who: { count: 500 }, does: text('1'), withinSeconds: 60 })).toMatchObject({
      id: '1',
      state: 'running',
      people: 500,
      total: 500,
      begun: 0,
    })
    await stage.clock.advance(30_000)
    expect(stage.received.length).toBeGreaterThan(240)
    expect(stage.received.length).toBeLessThan(260)
    await stage.clock.advance(30_000)
    expect(new Set(senders(stage)).size).toBe(500)
    expect(stage.received.every(({ body }) => body.includes('<Content><![CDATA[1]]></Content>'))).toBe(true)
    expect((await stage.control('GET', '/scripts')).body).toMatchObject([
      {
        state: 'done',
        begun: 500,
        refused: 0,
        problem: null,
        pushes: { replied: 0, silent: 500, failed: 0 },
      },
    ])
    expect(told.at(-1)).toMatchObject({ state: 'done', pushes: { silent: 500 } })
    expect(told.length).toBeLessThan(250)
  })

  test('runs in order in a jump of the clock, each action at its own time', async () => {
    const stage = await createStage()
    await generate(stage, { count: 30 })
    const began = stage.sim.clock.now()
    await start(stage, { who: { share: 0.5 }, does: text('1'), withinSeconds: 3600 })
    await start(stage, { does: text('2'), withinSeconds: 3600 })
    stage.sim.clock.change({ advanceSeconds: 3600 })
    await stage.sim.idle()
    const pushes = stage.sim.pushes().toReversed()
    const times = pushes.map(({ at }) => at - began)
    expect(times).toHaveLength(16 + 31)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBeGreaterThan(0.9 * HOUR)
    expect(times[0]).toBeLessThan(0.1 * HOUR)
  })

  test('is repeated, the same people every time', async () => {
    const stage = await createStage()
    await generate(stage, { count: 20 })
    await start(stage, {
      who: { count: 3 },
      does: text('签到'),
      withinSeconds: 10,
      repeat: { times: 3, everySeconds: 3600 },
    })
    stage.sim.clock.change({ advanceSeconds: 10 })
    await stage.sim.idle()
    expect(stage.received).toHaveLength(3)
    stage.sim.clock.change({ advanceSeconds: 2 * 3600 })
    await stage.sim.idle()
    expect(senders(stage)).toHaveLength(9)
    expect(new Set(senders(stage)).size).toBe(3)
  })

  test('is for those with a tag, of a persona, or who do not follow yet', async () => {
    const stage = await createStage()
    await generate(stage, { count: 100, tags: { 会员: 0.2 }, personas: ['rtl', 'unfollower'] })
    const members = crowdOf(stage).filter(({ tagIds }) => tagIds.length > 0)
    expect(
      await start(stage, { who: { tag: '会员' }, does: { type: 'unfollow' }, withinSeconds: 0 }),
    ).toMatchObject({ people: members.length })
    await stage.clock.advance(1)
    expect(crowdOf(stage).filter(({ subscribed }) => !subscribed)).toHaveLength(members.length + 1)
    await start(stage, { who: { persona: 'rtl' }, does: text('سلام'), withinSeconds: 0 })
    await start(stage, { does: { type: 'follow' }, withinSeconds: 5 })
    await stage.clock.advance(5000)
    expect(crowdOf(stage).every(({ subscribed }) => subscribed)).toBe(true)
    expect(stage.received.filter(({ body }) => body.includes('سلام'))).toHaveLength(1)
  })

  test('stops, and what was begun goes on', async () => {
    const stage = await createStage()
    await generate(stage, { count: 100 })
    await start(stage, { does: text('1'), withinSeconds: 60 })
    await stage.clock.advance(20_000)
    const { length } = stage.received
    const { body } = await stage.control('POST', '/scripts/1/stop')
    expect(body).toMatchObject({ state: 'stopped', begun: length })
    await stage.clock.advance(60_000)
    expect(stage.received).toHaveLength(length)
    expect((await stage.control('POST', '/scripts/1/stop')).body).toMatchObject({ state: 'stopped' })
    expect(await stage.control('POST', '/scripts/2/stop')).toMatchObject({ status: 404 })
  })

  test('goes on where it was after an export and an import', async () => {
    const stage = await createStage()
    await generate(stage, { count: 100 })
    await start(stage, { who: { count: 60 }, does: text('1'), withinSeconds: 60 })
    await stage.clock.advance(30_000)
    const exported: unknown = JSON.parse(JSON.stringify(stage.sim.exportState()))
    const { length } = stage.received
    stage.sim.reset()
    await stage.clock.advance(60_000)
    expect(stage.received).toHaveLength(length)
    stage.sim.importState(exported)
    await stage.clock.advance(90_000)
    expect(new Set(senders(stage)).size).toBe(60)
    expect(stage.received).toHaveLength(60)
  })

  test('a state of before there were scripts still comes in', async () => {
    const stage = await createStage()
    const { scripts: _, ...older } = stage.sim.exportState()
    stage.sim.importState(older)
    expect((await stage.control('GET', '/scripts')).body).toEqual([])
  })

  test('tells why the simulator refused an action', async () => {
    const stage = await createStage()
    await start(stage, { does: { type: 'comment', msgDataId: '404', content: '好' }, withinSeconds: 0 })
    await stage.clock.advance(1)
    const { body } = await stage.control('GET', '/scripts')
    expect(body).toMatchObject([{ refused: 1, problem: expect.stringContaining('article') }])
  })

  test.each([
    [{ who: { count: 5 }, does: text('1'), withinSeconds: 1 }, 409, '1 people fit, 5 are wanted'],
    [{ who: { tag: '没有' }, does: text('1'), withinSeconds: 1 }, 404, 'no tag 没有'],
    [{ who: { count: 1, share: 1 }, does: text('1'), withinSeconds: 1 }, 400, 'exclude one another'],
    [{ does: { type: 'dance' }, withinSeconds: 1 }, 400, 'does.type must be one of'],
    [{ does: text('1') }, 400, 'withinSeconds must be a number'],
    [{ does: text('1'), withinSeconds: 9, repeat: { times: 2, everySeconds: 3 } }, 400, 'everySeconds'],
    [{ does: text('1'), withinSeconds: 9, repeat: { times: 0 } }, 400, 'repeat.times'],
  ])('that cannot be is refused with the reason: %j', async (script, status, message) => {
    const stage = await createStage()
    const answer = await stage.control('POST', '/scripts', script)
    expect(answer).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } })
  })
})
