/** The account server that knows what kind of account it serves: late answers are pushed, and counted. */
import { expect, test } from 'vitest'
import { type ServerConfig, startServer } from '@yingwu/server'
import { createFakeClock, createSimulator } from '@yingwu/simulator'
import { Bot } from 'yingwu'
import { serverConfig } from '../../packages/cli/src/env.ts'
import { until } from '../support/wait.ts'

const ENV = {
  WECHAT_APP_ID: 'wx00000000abcdef01',
  WECHAT_APP_SECRET: '0123456789abcdef0123456789abcdef',
  WECHAT_TOKEN: 'parrot2026',
  PORT: '0',
  LOG_LEVEL: 'error',
}

test('WECHAT_ACCOUNT_KIND is taken from the environment, and a wrong one is refused', () => {
  expect(serverConfig(ENV).kind).toBeUndefined()
  expect(serverConfig({ ...ENV, WECHAT_ACCOUNT_KIND: 'subscription' }).kind).toBe('subscription')
  expect(() => serverConfig({ ...ENV, WECHAT_ACCOUNT_KIND: 'personal' })).toThrow(
    /WECHAT_ACCOUNT_KIND=personal/,
  )
})

test('a late answer is pushed', async () => {
  const clock = createFakeClock()
  const simulator = createSimulator({
    clock,
    appid: ENV.WECHAT_APP_ID,
    secret: ENV.WECHAT_APP_SECRET,
    kind: 'verifiedService',
  })
  const apiUrl = await simulator.listen({ port: 0 })
  const gate = Promise.withResolvers<void>()
  const bot = new Bot().on('message:text', async () => {
    await gate.promise
    return '久等了'
  })
  const config: ServerConfig = serverConfig({
    ...ENV,
    WECHAT_API_URL: apiUrl,
    WECHAT_ACCOUNT_KIND: 'verifiedService',
  })
  await using server = await startServer({ config, bot, clock })
  await simulator.connect({ url: server.callbackUrl, token: ENV.WECHAT_TOKEN, mode: 'plain' })
  const openid = simulator.fans()[0]?.openid ?? ''
  const metrics = async () => await (await fetch(`${server.url}/metrics`)).text()

  const done = simulator.act(openid, { type: 'text', content: '慢' })
  await until(async () => /yingwu_runs_in_progress 1/.test(await metrics()), 'it runs')
  await clock.advance(4500)
  expect((await done).push?.outcome).toBe('silent')
  gate.resolve()
  await until(() => simulator.messages(openid).at(-1)?.from === 'account', 'the push has arrived')
  expect(simulator.messages(openid).at(-1)).toMatchObject({ via: 'custom', content: '久等了' })
  await until(
    async () => /yingwu_replies_total\{via="push",reason=""\} 1/.test(await metrics()),
    'it is counted',
  )
  await simulator.close()
})
