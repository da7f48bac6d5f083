/** MarkFail 自动屏蔽: a server that keeps failing gets nothing for a minute. */
import { expect, test } from 'vitest'
import { textReply } from './support/reply.ts'
import { type Answer, createStage, isObject, type Stage } from './support/stage.ts'

const NOTICE = '该公众号提供的服务出现故障，请稍后再试'

async function failing({ after = 3, answer }: { after?: number; answer?: Answer } = {}) {
  const stage = await createStage(answer ?? (() => new Response('', { status: 500 })))
  stage.sim.patchAccount({ switches: { markFailAfter: after } })
  const says = async (content: string) =>
    (await stage.sim.act(stage.fan.openid, { type: 'text', content })).push
  return { ...stage, says }
}

function notices({ sim, fan }: Stage) {
  return sim.messages(fan.openid).filter((message) => message.type === 'notice' && message.content === NOTICE)
}

test('after the third failed push in a row nothing is pushed for a minute of the world', async () => {
  const { says, sim, received, clock } = await failing()
  for (const text of ['一', '二', '三']) expect((await says(text))?.notSent).toBeUndefined()
  expect(received).toHaveLength(9)
  expect(sim.account().markFail).toEqual({ failures: 3, until: clock.now() + 60_000 })

  const push = await says('四')
  expect(push).toMatchObject({ outcome: 'failed', attempts: [] })
  expect(push?.notSent).toMatchObject({ reason: 'markFail', until: clock.now() + 60_000 })
  expect(push?.notSent?.explanation.zh).toContain('MarkFail')
  expect(received).toHaveLength(9)

  sim.clock.change({ advanceSeconds: 59 })
  expect((await says('五'))?.attempts).toEqual([])
  sim.clock.change({ advanceSeconds: 1 })
  expect((await says('六'))?.attempts).toHaveLength(3)
  expect(sim.account().markFail).toEqual({ failures: 1, until: null })
})

test('the person sees the grey notice at once, though nothing was sent', async () => {
  const stage = await failing({ after: 1 })
  await stage.says('一')
  const push = await stage.says('二')
  expect(notices(stage)).toHaveLength(2)
  expect(push?.resultMessageId).toBe(notices(stage).at(-1)?.id)
})

test('events that nobody waits for end without a notice', async () => {
  const stage = await failing({ after: 1 })
  await stage.says('一')
  await stage.sim.act(stage.fan.openid, { type: 'reportLocation' })
  expect(stage.sim.pushes()[0]?.notSent?.reason).toBe('markFail')
  expect(notices(stage)).toHaveLength(1)
})

test('an answer starts the count anew, silence included', async () => {
  const { says, sim } = await failing({
    answer: (push) => (push.body.includes('坏') ? new Response('', { status: 500 }) : 'success'),
  })
  for (const text of ['坏', '坏', '好', '坏', '坏']) await says(text)
  expect(sim.account().markFail).toEqual({ failures: 2, until: null })
})

test('an attempt that fails does not count where a retry is answered', async () => {
  const { says, sim } = await failing({
    after: 1,
    answer: (push, n) => (n % 3 === 0 ? textReply(push, '好') : new Response('', { status: 502 })),
  })
  await says('你好')
  expect(sim.account().markFail).toEqual({ failures: 0, until: null })
})

test('is off until asked for', async () => {
  const { says, received } = await failing({ after: 0 })
  for (let n = 0; n < 10; n++) await says('坏')
  expect(received).toHaveLength(30)
})

test('can be set and lifted by hand, with the switch off', async () => {
  const stage = await failing({ after: 0, answer: () => 'success' })
  const path = `/accounts/${stage.sim.account().appid}/mark-fail`
  expect((await stage.control('POST', path, { mark: true })).body).toEqual({
    failures: 0,
    until: stage.clock.now() + 60_000,
  })
  expect((await stage.says('一'))?.attempts).toEqual([])
  expect((await stage.control('POST', path, { lift: true })).body).toEqual({ failures: 0, until: null })
  expect((await stage.says('二'))?.outcome).toBe('silent')
  expect((await stage.control('POST', path, { lift: false })).status).toBe(400)
})

test('a reset lifts it, and an exported state keeps it', async () => {
  const { says, sim } = await failing({ after: 1 })
  await says('一')
  const state = sim.exportState()
  sim.reset()
  expect(sim.account().markFail.until).toBeNull()
  sim.importState(state)
  expect((await says('二'))?.notSent?.reason).toBe('markFail')
})

test('a state from before MarkFail is taken over', async () => {
  const { sim, says } = await failing()
  const old: unknown = JSON.parse(
    JSON.stringify(sim.exportState(), (name, value: unknown) =>
      name === 'markFail' || name === 'markFailAfter' ? undefined : value,
    ),
  )
  expect(JSON.stringify(old)).not.toContain('markFail')
  sim.importState(old)
  expect(sim.account()).toMatchObject({
    markFail: { failures: 0, until: null },
    switches: { markFailAfter: 0 },
  })
  expect((await says('一'))?.attempts).toHaveLength(3)
})

test('whoever listens hears of the mark', async () => {
  const { says, sim } = await failing({ after: 2 })
  const heard: unknown[] = []
  sim.on(({ name, data }) => name === 'account' && isObject(data) && heard.push(data['markFail']))
  await says('一')
  await says('二')
  expect(heard).toMatchObject([
    { failures: 1, until: null },
    { failures: 2, until: expect.any(Number) },
  ])
})
