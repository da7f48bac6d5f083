import { createSimulator, type SimulatorOptions } from '@yingwu/simulator'
import { createServer } from 'node:http'
import { type Bot, createCallback, createClient, nodeListener } from 'yingwu'

/** A bot behind a real port, beside a simulator with its window: for tests that look at the phone in a browser. */
export async function openStage(bot: Bot, options: SimulatorOptions = {}) {
  const simulator = createSimulator(options)
  await simulator.listen({ port: 0 })
  const { appid, secret } = simulator.account()
  const client = createClient({ appId: appid, appSecret: secret, apiUrl: simulator.url })
  const token = 'parrot2026'
  const encodingAESKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
  const callback = createCallback({ bot, appId: appid, token, encodingAESKey, api: client.api })
  const server = createServer(nodeListener(callback))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await simulator.connect({ url: `http://127.0.0.1:${port}/wechat`, token, encodingAESKey, mode: 'safe' })
  const openid = simulator.fans()[0]?.openid ?? ''
  return {
    simulator,
    client,
    openid,
    async [Symbol.asyncDispose]() {
      await simulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
