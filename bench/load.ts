/**
 * The load generator, a process of its own so that its cost is nobody's. Each round of requests is built and connected
 * before the clock starts, and checked after it stopped.
 */
import { on } from 'node:events'
import type { Mode } from './account.ts'
import { exchange, openAll, toRequest } from './exchange.ts'
import { createPush, isEcho } from './wechat.ts'

/** What is to be sent. `first` is the number of the first message; numbers never come twice. */
export interface Round {
  url: string
  mode: Mode
  first: number
  count: number
  /** Whether the answers must be echoes; else any 200 will do. */
  isEchoed: boolean
}

export interface RoundResult {
  ms: number
  wrong: number
}

const orders = on(process, 'message', { close: ['disconnect'] })
for await (const [round] of orders) await play(round)

async function play({ url, mode, first, count, isEchoed }: Round): Promise<void> {
  const target = new URL(url)
  const pushes = Array.from({ length: count }, (_, index) => createPush(mode, first + index))
  const requests = pushes.map((push) => toRequest(target.pathname, push))
  const sockets = await openAll(target)

  process.send?.('ready')
  // The order to go.
  await orders.next()
  const began = performance.now()
  const answers = await exchange(sockets, requests)
  const ms = performance.now() - began

  for (const socket of sockets) socket.destroy()
  const wrong = pushes.filter((push, index) => {
    const { status, body } = answers[index] ?? { status: 0, body: '' }
    return status !== 200 || (isEchoed && !isEcho(mode, push, body.toString()))
  })
  process.send?.({ ms, wrong: wrong.length } satisfies RoundResult)
}
