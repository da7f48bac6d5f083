import { expect, test } from 'vitest'
import { createSimulator, seededRandom, type Simulator } from '../src/index.ts'
import { createFakeClock } from '../src/testing/fake-clock.ts'
import { textReply } from './support/reply.ts'
import { call, createStage, type Stage, tokenPath } from './support/stage.ts'

/** A world in which a bit of everything has happened. */
async function livedIn(): Promise<Stage> {
  const stage = await createStage((push) => textReply(push, '好'))
  const { sim, fan, api, control } = stage
  await sim.addFans({ count: 2, nickname: '<b>' })
  await sim.act(fan.openid, { type: 'text', content: '你好' })
  await sim.act(fan.openid, { type: 'image' })
  await api('/cgi-bin/menu/create', { button: [{ type: 'click', name: '签到', key: 'K' }] })
  await api('/customservice/kfaccount/add', { kf_account: 'a@b', nickname: '安' })
  await api('/cgi-bin/qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 's' } },
  })
  await api('/cgi-bin/ticket/getticket?type=jsapi')
  await control('PUT', '/faults', [
    { enabled: false, direction: 'api', effect: { type: 'error', errcode: -1 } },
  ])
  sim.clock.change({ advanceSeconds: 90 })
  return stage
}

function another(): Simulator {
  return createSimulator({
    clock: createFakeClock(),
    random: seededRandom(99),
    receiver: () => new Response(),
  })
}

test('a state travels through JSON into another simulator, whole', async () => {
  const { sim, fan } = await livedIn()
  const { body } = await call(sim, 'GET', tokenPath())
  const document: unknown = JSON.parse(JSON.stringify(sim.exportState()))
  const other = another()
  other.importState(document)
  expect(JSON.parse(JSON.stringify(other.exportState()))).toEqual(document)
  expect(other.accounts()).toEqual(sim.accounts())
  expect(other.messages(fan.openid)).toEqual(sim.messages(fan.openid))
  expect(other.clock.now()).toBe(sim.clock.now())
  expect(
    (await call(other, 'GET', `/cgi-bin/getcallbackip?access_token=${String(body['access_token'])}`)).errcode,
  ).toBe(0)
})

test('ids go on where they were', async () => {
  const { sim, fan } = await livedIn()
  const other = another()
  other.importState(JSON.parse(JSON.stringify(sim.exportState())))
  const { push, messages } = await other.act(fan.openid, { type: 'text', content: '又来了' })
  expect(push?.id).toBe((sim.pushes()[0]?.id ?? 0) + 1)
  expect(messages[0]?.id).toBeGreaterThan(sim.messages(fan.openid).at(-1)?.id ?? 0)
})

test('an export does not change with the world', async () => {
  const { sim, fan } = await livedIn()
  const document = JSON.stringify(sim.exportState())
  const exported = sim.exportState()
  await sim.act(fan.openid, { type: 'unfollow' })
  expect(JSON.stringify(exported)).toBe(document)
})

test('over the control API, and listeners get a new snapshot', async () => {
  const { sim, control } = await livedIn()
  const { body } = await control('GET', '/state')
  const names: string[] = []
  sim.on(({ name }) => names.push(name))
  expect((await control('PUT', '/state', body)).status).toBe(200)
  expect(names).toContain('snapshot')
})

test.for<[string, (state: { [part: string]: unknown }) => void, string]>([
  ['another document', (state) => (state['yingwu'] = 'menu'), 'yingwu'],
  ['another version', (state) => (state['version'] = 2), 'version'],
  ['no account', (state) => (state['accounts'] = []), 'at least one account'],
  [
    'a real appid',
    (state) =>
      (state['accounts'] = JSON.parse(
        JSON.stringify(state['accounts']).replace('wx00000000deadbeef', 'wx1234567890abcdef'),
      )),
    'wx00000000',
  ],
  [
    'a person of no account',
    (state) =>
      (state['fans'] = JSON.parse(
        JSON.stringify(state['fans']).replace('wx00000000deadbeef', 'wx00000000ffffffff'),
      )),
    'fans[0].appid',
  ],
  ['a broken message', (state) => (state['messages'] = [{ id: 1 }]), 'messages[0]'],
  ['a broken push', (state) => (state['pushes'] = [{}]), 'pushes[0]'],
  ['a part missing', (state) => delete state['tokens'], 'tokens'],
])('%s is refused and changes nothing', async ([, spoil, saying]) => {
  const { sim } = await livedIn()
  const before = sim.exportState()
  const document: { [part: string]: unknown } = JSON.parse(JSON.stringify(before))
  spoil(document)
  expect(() => sim.importState(document)).toThrow(saying)
  expect(sim.exportState()).toEqual(before)
})

test('reset goes back to the start, still connected, with the same people', async () => {
  const { sim, fan, control } = await livedIn()
  expect((await control('POST', '/reset')).status).toBe(200)
  expect(sim.fans()).toMatchObject([{ openid: fan.openid, subscribed: true }])
  expect(sim.messages(fan.openid)).toEqual([])
  expect(sim.pushes()).toEqual([])
  expect(sim.account()).toMatchObject({ menu: null, kfAccounts: [], callback: { enabled: true } })
  expect(sim.clock.state().aheadMs).toBe(0)
  expect((await sim.act(fan.openid, { type: 'text', content: '你好' })).push?.outcome).toBe('replied')
})

test('a push that is under way leaves no trace in the world after a reset', async () => {
  const { sim, fan, clock } = await createStage(async (push, _n, clock) => {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, 2000))
    return textReply(push, '晚了')
  })
  const acting = sim.act(fan.openid, { type: 'text', content: '你好' })
  await clock.advance(1000)
  sim.reset()
  await clock.advance(5000)
  await acting
  expect(sim.messages(fan.openid)).toEqual([])
  expect(sim.pushes()).toEqual([])
})
