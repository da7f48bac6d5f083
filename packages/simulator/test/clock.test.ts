import { describe, expect, test } from 'vitest'
import { createWorldClock } from '../src/clock.ts'
import { createFakeClock } from '../src/testing/fake-clock.ts'

function clocks() {
  const base = createFakeClock(1_000_000)
  return { base, world: createWorldClock(base) }
}

describe('the clock of the world', () => {
  test('runs with real time until it is moved', async () => {
    const { base, world } = clocks()
    await base.advance(500)
    expect(world.state()).toEqual({ now: 1_000_500, aheadMs: 0, speed: 1, paused: false })
    world.change({ advanceSeconds: 60 })
    expect(world.state()).toMatchObject({ now: 1_060_500, aheadMs: 60_000 })
    await base.advance(500)
    expect(world.now()).toBe(1_061_000)
    world.change({ real: true })
    expect(world.state()).toMatchObject({ now: 1_001_000, aheadMs: 0 })
  })

  test('stands still, and goes on from there', async () => {
    const { base, world } = clocks()
    world.change({ paused: true })
    await base.advance(5000)
    expect(world.now()).toBe(1_000_000)
    world.change({ advanceSeconds: 1 })
    expect(world.now()).toBe(1_001_000)
    world.change({ paused: false })
    await base.advance(1000)
    expect(world.now()).toBe(1_002_000)
  })

  test('runs faster', async () => {
    const { base, world } = clocks()
    world.change({ speed: 60 })
    await base.advance(1000)
    expect(world.now()).toBe(1_060_000)
  })
})

describe('jobs', () => {
  test('run in order of their time in one jump, each at its own time', () => {
    const { world } = clocks()
    const ran: [string, number][] = []
    const note = (name: string) => () => ran.push([name, world.now()])
    world.at(1_003_000, note('third'))
    world.at(1_001_000, () => {
      note('first')()
      world.at(1_002_000, note('second'))
    })
    world.at(1_100_000, note('later'))
    world.change({ advanceSeconds: 10 })
    expect(ran).toEqual([
      ['first', 1_001_000],
      ['second', 1_002_000],
      ['third', 1_003_000],
    ])
    expect(world.now()).toBe(1_010_000)
  })

  test('run as time passes, sooner when it passes faster, not while it stands', async () => {
    const { base, world } = clocks()
    let ran = 0
    world.at(1_060_000, () => (ran += 1))
    world.change({ paused: true })
    await base.advance(100_000)
    expect(ran).toBe(0)
    world.change({ paused: false })
    world.change({ speed: 60 })
    await base.advance(999)
    expect(ran).toBe(0)
    await base.advance(1)
    expect(ran).toBe(1)
  })

  test('can be called off', async () => {
    const { base, world } = clocks()
    let ran = 0
    const cancel = world.at(1_000_100, () => (ran += 1))
    cancel()
    await base.advance(1000)
    expect(ran).toBe(0)
  })
})
