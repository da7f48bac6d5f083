/** The load generator of the burst: everybody sends at the same moment, and what is late is asked for once more. */
import { on } from 'node:events'
import { exchange, openAll, toRequest } from './exchange.ts'
import { createPush, isEcho } from './wechat.ts'

export interface Burst {
  url: string
  people: number
}

export interface BurstResult {
  /** Milliseconds until the first delivery of half of them, of 99 in 100, and of the last one was answered. */
  median: number
  p99: number
  worst: number
  /** First deliveries that were answered after WeChat had hung up. */
  late: number
  /** Second deliveries whose answer memory mode no longer had: they got `success`, and no second run. */
  forgotten: number
  wrong: number
}

const WINDOW_MS = 5000
/** So many are delivered a second time, as if the first answer had been lost. */
const RETRIED = 1000

const orders = on(process, 'message', { close: ['disconnect'] })
for await (const [burst] of orders) process.send?.(await send(burst))

async function send({ url, people }: Burst): Promise<BurstResult> {
  const target = new URL(url)
  const pushes = Array.from({ length: people }, (_, index) => createPush('plain', index))
  const requests = pushes.map((push) => toRequest(target.pathname, push))
  const sockets = await openAll(target, people)

  const answers = await exchange(sockets, requests)
  const again = await exchange(sockets.slice(0, RETRIED), requests.slice(0, RETRIED))
  for (const socket of sockets) socket.destroy()

  const times = answers.map(({ ms }) => ms).toSorted((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const isWrong = (index: number, answer: { status: number; body: Buffer } | undefined) => {
    const push = pushes[index]
    return !push || answer?.status !== 200 || !isEcho('plain', push, answer.body.toString())
  }
  const wrong = answers.filter((answer, index) => isWrong(index, answer)).length
  const differing = again.filter((answer, index) => isWrong(index, answer))
  const forgotten = differing.filter(({ body }) => body.toString() === 'success').length
  return {
    median: at(0.5),
    p99: at(0.99),
    worst: at(1),
    late: times.filter((ms) => ms > WINDOW_MS).length,
    forgotten,
    wrong: wrong + differing.length - forgotten,
  }
}
