/** State of one account: taken out of a simulator with several, and set back without touching the others. */
import { describe, expect, test } from 'vitest'
import { createSimulator } from '../src/index.ts'
import { call, createStage, type Stage, tokenPath } from './support/stage.ts'

const OTHER = 'wx00000000c0ffee00'

/** Two accounts, each with a person who has written; then something more happened to both. */
async function createTwo(): Promise<Stage> {
  const stage = await createStage()
  const guest = createSimulator({ appid: OTHER })
  const [account] = guest.accounts()
  const state = JSON.parse(JSON.stringify(stage.sim.exportState()))
  const added = JSON.parse(JSON.stringify(guest.exportState()))
  state.accounts.push({ ...added.accounts[0], callback: { ...state.accounts[0].callback, token: 'guest' } })
  state.fans.push(...added.fans)
  stage.sim.importState(state)
  expect(account?.appid).toBe(OTHER)
  for (const { openid } of stage.sim.fans()) await stage.sim.act(openid, { type: 'text', content: '你好' })
  return stage
}

const counts = ({ sim }: Stage) =>
  sim.accounts().map(({ appid }) => ({
    appid,
    pushes: sim.pushes().filter((push) => push.appid === appid).length,
    fans: sim.fans().filter((fan) => fan.appid === appid).length,
  }))

test('one account goes back to its start, the other keeps what happened', async () => {
  const stage = await createTwo()
  const { appid } = stage.sim.account()
  expect(counts(stage).map(({ pushes }) => pushes)).toEqual([1, 1])
  expect((await stage.control('POST', `/accounts/${appid}/reset`)).status).toBe(200)
  expect(counts(stage).toSorted((a, b) => a.pushes - b.pushes)).toEqual([
    { appid, pushes: 0, fans: 1 },
    { appid: OTHER, pushes: 1, fans: 1 },
  ])
  const [fan] = stage.sim.fans().filter((one) => one.appid === OTHER)
  expect(stage.sim.messages(fan?.openid ?? '')).toHaveLength(1)
})

test('one account as a document opens in another simulator', async () => {
  const stage = await createTwo()
  const { body } = await stage.control('GET', `/accounts/${OTHER}/state`)
  const fresh = createSimulator()
  fresh.importState(body)
  expect(fresh.accounts().map(({ appid }) => appid)).toEqual([OTHER])
  expect(fresh.pushes()).toHaveLength(1)
  expect(fresh.fans()).toHaveLength(1)
})

describe('a document of one account', () => {
  test('brings the account back, and leaves the clock, fault rules, transcripts and other accounts alone', async () => {
    const stage = await createTwo()
    const { appid } = stage.sim.account()
    const before = counts(stage)
    const { body } = await stage.control('GET', `/accounts/${appid}/state`)
    for (const { openid } of stage.sim.fans()) await stage.sim.act(openid, { type: 'text', content: '后来' })
    await stage.control('POST', '/clock', { advanceSeconds: 3600 })
    await stage.control('PUT', '/faults', [
      { id: 'one', enabled: true, direction: 'push', probability: 1, effect: { type: 'drop' }, hits: 0 },
    ])
    const ahead = stage.sim.clock.state().aheadMs
    expect((await stage.control('PUT', `/accounts/${appid}/state`, body)).status).toBe(200)
    const now = new Map(counts(stage).map((one) => [one.appid, one]))
    expect(now.get(appid)).toEqual(before.find((one) => one.appid === appid))
    expect(now.get(OTHER)).toMatchObject({ pushes: 2, fans: 1 })
    expect(stage.sim.clock.state().aheadMs).toBe(ahead)
    expect((await stage.control('GET', '/faults')).body).toHaveLength(1)
  })

  test('goes on with numbers that nothing else has', async () => {
    const stage = await createStage()
    const { appid } = stage.sim.account()
    await call(stage.sim, 'GET', tokenPath())
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '一' })
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '二' })
    const document = stage.sim.exportState()
    stage.sim.reset()
    // A program that said no AppID: its call is nobody's and has a number that the document needs.
    await call(stage.sim, 'GET', '/cgi-bin/user/get')
    expect(stage.sim.calls()).toMatchObject([{ id: 1, appid: null }])
    await stage.control('PUT', `/accounts/${appid}/state`, document)
    await call(stage.sim, 'GET', tokenPath())
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '三' })
    expect(stage.sim.calls()).toMatchObject([
      { id: 2, appid },
      { id: 1, appid },
    ])
    expect(stage.sim.pushes().map(({ id, summary }) => [id, summary])).toEqual([
      [3, '三'],
      [2, '二'],
      [1, '一'],
    ])
    const ids = stage.sim.messages(stage.fan.openid).map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
  })

  test('takes the runs of its scripts along', async () => {
    const stage = await createStage()
    const { appid } = stage.sim.account()
    await stage.control('POST', '/scripts', {
      who: { count: 1 },
      does: { type: 'text', content: '1' },
      withinSeconds: 3600,
    })
    expect((await stage.control('GET', '/scripts')).body).toHaveLength(1)
    await stage.control('POST', `/accounts/${appid}/reset`)
    expect((await stage.control('GET', '/scripts')).body).toEqual([])
  })

  test('of another account is refused, and nothing changes', async () => {
    const stage = await createStage()
    await stage.sim.act(stage.fan.openid, { type: 'text', content: '你好' })
    const { appid } = stage.sim.account()
    const answer = await stage.control(
      'PUT',
      `/accounts/${appid}/state`,
      createSimulator({ appid: OTHER }).exportState(),
    )
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'other_account' } } })
    expect(JSON.stringify(answer.body)).toContain(OTHER)
    expect(stage.sim.pushes()).toHaveLength(1)
  })
})
