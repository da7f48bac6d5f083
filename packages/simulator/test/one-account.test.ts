/** State of one account: taken out of a simulator with several, and set back without touching the others. */
import { expect, test } from 'vitest'
import { createSimulator } from '../src/index.ts'
import { createStage, type Stage } from './support/stage.ts'

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
