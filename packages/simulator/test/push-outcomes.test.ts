import { describe, expect, test } from 'vitest'
import type { Outcome, PhoneMessage, Verdict } from '../src/index.ts'
import { textReply } from './support/reply.ts'
import { type Answer, createStage, sleep } from './support/stage.ts'

const CLIENT_NOTICE = '该公众号提供的服务出现故障，请稍后再试'
const MANUAL_NOTICE = '该公众号暂时无法提供服务，请稍后再试'

function shown(messages: readonly PhoneMessage[]): string[] {
  return messages.map((message) =>
    'content' in message ? `${message.from}: ${message.content}` : message.type,
  )
}

async function say(answer: Answer, content = '你好', elapse = 0) {
  const stage = await createStage(answer)
  const acting = stage.sim.act(stage.fan.openid, { type: 'text', content })
  await stage.clock.advance(elapse)
  const { push, messages } = await acting
  if (!push) throw new Error('nothing was pushed')
  return { ...stage, push, messages }
}

describe('what an answer means', () => {
  const cases: [
    name: string,
    answer: Answer,
    verdict: Verdict,
    outcome: Outcome,
    attempts: number,
    phone: string[],
  ][] = [
    ['a reply is delivered', (push) => textReply(push, '好'), 'replied', 'replied', 1, ['account: 好']],
    ['success sends nothing', () => 'success', 'silent', 'silent', 1, []],
    ['an empty body sends nothing', () => '', 'silent', 'silent', 1, []],
    [
      'an empty Content fails',
      (push) => textReply(push, ''),
      'invalid',
      'failed',
      1,
      [`system: ${CLIENT_NOTICE}`],
    ],
    ['JSON fails', () => '{"msg":"hi"}', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    [
      'HTML fails',
      () => '<!DOCTYPE html><html></html>',
      'invalid',
      'failed',
      1,
      [`system: ${CLIENT_NOTICE}`],
    ],
    ['plain text fails', () => 'hello', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    ['broken XML fails', () => '<xml><ToUserName>', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    ['a DTD fails', () => '<!DOCTYPE x []><xml></xml>', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    ['SUCCESS in capitals fails', () => 'SUCCESS', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    ['success in quotes fails', () => '"success"', 'invalid', 'failed', 1, [`system: ${CLIENT_NOTICE}`]],
    [
      'success with a line feed fails',
      () => 'success\n',
      'invalid',
      'failed',
      1,
      [`system: ${CLIENT_NOTICE}`],
    ],
    [
      'a BOM fails',
      (push) => `\uFEFF${textReply(push, '好')}`,
      'invalid',
      'failed',
      1,
      [`system: ${CLIENT_NOTICE}`],
    ],
    [
      '500 is repeated',
      () => new Response('oops', { status: 500 }),
      'status',
      'failed',
      3,
      [`system: ${CLIENT_NOTICE}`],
    ],
    [
      '204 is repeated',
      () => new Response(null, { status: 204 }),
      'status',
      'failed',
      3,
      [`system: ${CLIENT_NOTICE}`],
    ],
    [
      'a redirect is not followed',
      () => Response.redirect('http://other.test/'),
      'status',
      'failed',
      3,
      [`system: ${CLIENT_NOTICE}`],
    ],
  ]
  test.for(cases)('%s', async ([, answer, verdict, outcome, attempts, phone]) => {
    const { push, messages } = await say(answer)
    expect(push.attempts.map((attempt) => attempt.verdict)).toEqual(
      Array.from({ length: attempts }, () => verdict),
    )
    expect(push.outcome).toBe(outcome)
    expect(shown(messages)).toEqual(['fan: 你好', ...phone])
  })

  test('every failure is explained in both languages, with its bytes', async () => {
    const { push } = await say(() => '{"msg":"hi"}')
    expect(push.attempts[0]?.explanation?.zh).toContain('回复是 JSON，不是 XML')
    expect(push.attempts[0]?.explanation?.en).toContain('JSON, not XML')
    expect(push.attempts[0]?.response).toMatchObject({
      status: 200,
      bytes: 12,
      hex: '7b 22 6d 73 67 22 3a 22 68 69 22 7d',
    })
  })

  test('a redirect names the address', async () => {
    const { push } = await say(() => Response.redirect('http://other.test/wechat', 301))
    expect(push.attempts[0]?.explanation?.en).toContain('http://other.test/wechat')
  })

  test('an answer beyond 1 MiB is invalid', async () => {
    const { push } = await say(() => 'x'.repeat(1024 * 1024 + 1))
    expect(push.attempts[0]?.verdict).toBe('invalid')
    expect(push.attempts[0]?.response?.body).toHaveLength(64 * 1024)
  })
})

describe('five seconds, three times', () => {
  test('an answer after 4.9 s counts', async () => {
    const { push } = await say(
      async (push, _n, clock) => (await sleep(clock, 4900), textReply(push, '好')),
      '你好',
      4900,
    )
    expect(push.attempts).toHaveLength(1)
    expect(push).toMatchObject({ outcome: 'replied', durationMs: 4900 })
  })

  test('a slow first answer is lost; the retry carries the same message', async () => {
    const { push, received, messages } = await say(
      async (push, n, clock) => (await sleep(clock, n === 1 ? 6000 : 10), textReply(push, `第 ${n} 次`)),
      '你好',
      6000,
    )
    expect(push.attempts.map(({ verdict }) => verdict)).toEqual(['timeout', 'replied'])
    expect(received[1]?.body).toBe(received[0]?.body)
    expect(received[1]?.url.searchParams.get('timestamp')).toBe(
      received[0]?.url.searchParams.get('timestamp'),
    )
    expect(received[1]?.url.searchParams.get('nonce')).not.toBe(received[0]?.url.searchParams.get('nonce'))
    expect(shown(messages)).toEqual(['fan: 你好', 'account: 第 2 次'])
  })

  test('a receiver that never answers is asked at 0, 5 and 10 s, then the notice comes', async () => {
    const { push, received, messages } = await say(
      (_push, _n, clock) => sleep(clock, 20_000).then(() => 'success'),
      '你好',
      15_000,
    )
    const start = received[0]?.at ?? 0
    expect(received.map(({ at }) => at - start)).toEqual([0, 5000, 10_000])
    expect(push).toMatchObject({ outcome: 'failed', durationMs: 15_000 })
    expect(push.attempts.map(({ durationMs }) => durationMs)).toEqual([5000, 5000, 5000])
    expect(shown(messages)).toEqual(['fan: 你好', `system: ${CLIENT_NOTICE}`])
  })

  test('attempts, deadline and wording are settings', async () => {
    const { sim, fan, received, clock } = await createStage((_push, _n, clock) =>
      sleep(clock, 9000).then(() => ''),
    )
    sim.patchAccount({ switches: { pushAttempts: 4, pushTimeoutMs: 1000, noticeWording: 'manual' } })
    const acting = sim.act(fan.openid, { type: 'text', content: '在吗' })
    await clock.advance(4000)
    expect(shown((await acting).messages)).toEqual(['fan: 在吗', `system: ${MANUAL_NOTICE}`])
    expect(received).toHaveLength(4)
  })

  test('a jump of the world kills no push in flight', async () => {
    const { sim, fan, clock } = await createStage(
      async (push, _n, clock) => (await sleep(clock, 3000), textReply(push, '好')),
    )
    const acting = sim.act(fan.openid, { type: 'text', content: '你好' })
    await clock.advance(1000)
    sim.clock.change({ advanceSeconds: 3 * 24 * 3600 })
    await clock.advance(2000)
    expect((await acting).push).toMatchObject({ outcome: 'replied', durationMs: 3000 })
  })

  test('a second message does not wait for the first', async () => {
    const { sim, fan, clock, received } = await createStage(async (push, n, clock) => {
      if (n === 1) await sleep(clock, 4000)
      return textReply(push, `第 ${n} 条`)
    })
    const slow = sim.act(fan.openid, { type: 'text', content: '一' })
    const quick = await sim.act(fan.openid, { type: 'text', content: '二' })
    expect(quick.push?.outcome).toBe('replied')
    expect(received).toHaveLength(2)
    await clock.advance(4000)
    expect((await slow).push?.outcome).toBe('replied')
    expect(shown(sim.messages(fan.openid))).toEqual([
      'fan: 一',
      'fan: 二',
      'account: 第 2 条',
      'account: 第 1 条',
    ])
  })
})

describe('no connection', () => {
  test.for([
    ['ENOTFOUND', 'dns'],
    ['ECONNREFUSED', 'connect'],
    ['ECONNRESET', 'connect'],
    ['CERT_HAS_EXPIRED', 'connect'],
  ] as const)('%s is called %s', async ([code, verdict]) => {
    const { push } = await say(() => {
      throw Object.assign(new Error('failed'), { code })
    })
    expect(push.attempts.map((attempt) => attempt.verdict)).toEqual([verdict, verdict, verdict])
    expect(push.attempts[0]?.response).toBeNull()
  })
})

describe('the notice', () => {
  test.for([
    [{ type: 'follow' }, true],
    [{ type: 'menu', key: 'HELP' }, true],
    [{ type: 'scan', scene: 'shop' }, true],
    [{ type: 'unfollow' }, false],
    [{ type: 'reportLocation' }, false],
    [{ type: 'menu', url: 'https://example.com/' }, false],
    [{ type: 'event', event: 'TEMPLATESENDJOBFINISH', fields: { MsgID: 1, Status: 'success' } }, false],
  ] as const)('after a failed %o: %s', async ([action, expected]) => {
    const { sim, fan } = await createStage(() => 'nonsense')
    const { push, messages } = await sim.act(fan.openid, action)
    expect(push?.outcome).toBe('failed')
    expect(messages.some(({ from }) => from === 'system')).toBe(expected)
  })

  test('an event that takes no reply ignores one', async () => {
    const { sim, fan } = await createStage((push) => textReply(push, '再见'))
    const { push, messages } = await sim.act(fan.openid, { type: 'unfollow' })
    expect(push?.outcome).toBe('silent')
    expect(messages).toEqual([])
  })

  test('who unfollows meanwhile gets nothing', async () => {
    const { sim, fan, clock } = await createStage(async (push, n, clock) => {
      if (n === 1) await sleep(clock, 1000)
      return n === 1 ? textReply(push, '晚了') : 'success'
    })
    const asking = sim.act(fan.openid, { type: 'text', content: '你好' })
    await sim.act(fan.openid, { type: 'unfollow' })
    await clock.advance(1000)
    expect(shown((await asking).messages)).toEqual(['fan: 你好'])
  })
})

test('without a callback, or with it switched off, nothing is pushed', async () => {
  const { sim, fan, received } = await createStage()
  sim.patchAccount({ enabled: false })
  const { push, messages } = await sim.act(fan.openid, { type: 'text', content: '你好' })
  expect(push).toBeNull()
  expect(messages).toMatchObject([{ from: 'fan', pushId: null }])
  expect(received).toEqual([])
})
