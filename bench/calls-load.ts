/** Sends the same call over and over from a process of its own. */
import { on } from 'node:events'
import { exchange, openAll } from './exchange.ts'
import type { RoundResult } from './load.ts'

export interface CallRound {
  url: string
  count: number
  /** What every answer must contain. */
  expected: string
}

for await (const [round] of on(process, 'message', { close: ['disconnect'] })) await play(round)

async function play({ url, count, expected }: CallRound): Promise<void> {
  const target = new URL(url)
  const request = Buffer.from(
    `GET ${target.pathname}${target.search} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n`,
  )
  const sockets = await openAll(target)
  const began = performance.now()
  const answers = await exchange(
    sockets,
    Array.from({ length: count }, () => request),
  )
  const ms = performance.now() - began
  for (const socket of sockets) socket.destroy()
  const wrong = answers.filter(({ status, body }) => status !== 200 || !body.includes(expected)).length
  process.send?.({ ms, wrong } satisfies RoundResult)
}
