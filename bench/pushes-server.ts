/**
 * The simulator of the push benchmark. Its followers write from inside this process, by the call that the control API
 * makes too, so that what is measured is the simulator and not whoever would send it requests. Pushes go out over real
 * sockets.
 */
import { on } from 'node:events'
import { createSimulator } from '@yingwu/simulator'
import { ACCOUNT } from './account.ts'
import type { PushRound, PushRoundResult } from './pushes.ts'

const sim = createSimulator({ appid: ACCOUNT.appId, secret: ACCOUNT.appSecret })
await sim.listen({ port: 0 })
const people: string[] = []
const orders = on(process, 'message', { close: ['disconnect'] })
process.on('disconnect', () => process.exit())
process.send?.({ ready: sim.url })

for await (const [order] of orders) if (order !== 'usage') await play(order)

async function play({ url, mode, count, atOnce, fans, expected }: PushRound): Promise<void> {
  const { token, encodingAESKey } = ACCOUNT
  if (sim.account().callback?.url !== url || sim.account().callback?.mode !== mode) {
    const { verified } = await sim.connect({ url, token, encodingAESKey, mode })
    if (!verified) throw new Error('the bot of the benchmark was not verified')
  }
  if (people.length < fans) {
    sim.patchAccount({ enabled: false })
    const added = await sim.addFans({ count: fans - people.length, follow: true })
    people.push(...added.map(({ openid }) => openid))
    sim.patchAccount({ enabled: true })
  }
  let sent = 0
  let wrong = 0
  const began = performance.now()
  await Promise.all(Array.from({ length: atOnce }, write))
  process.send?.({ ms: performance.now() - began, wrong } satisfies PushRoundResult)

  async function write(): Promise<void> {
    while (sent < count) {
      const openid = people[sent % people.length] ?? ''
      sent += 1
      const { push } = await sim.act(openid, { type: 'text', content: `第 ${sent} 条：你好，鹦鹉 🦜` })
      if (push?.outcome !== expected || push.attempts.length !== 1) wrong += 1
    }
  }
}
