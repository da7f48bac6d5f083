/**
 * The load generator, a process of its own so that its cost is nobody's. Each round of requests is built and connected
 * before the clock starts, and checked after it stopped.
 */
import { once, on } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Mode } from './account.ts'
import { createPush, isEcho, type Push } from './wechat.ts'

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

const CONNECTIONS = 32
/** A server that takes longer for a round is stuck. */
const LIMIT_MS = 60_000

const orders = on(process, 'message', { close: ['disconnect'] })
for await (const [round] of orders) await play(round)

async function play({ url, mode, first, count, isEchoed }: Round): Promise<void> {
  const { hostname, port, pathname } = new URL(url)
  const pushes = Array.from({ length: count }, (_, index) => createPush(mode, first + index))
  const requests = pushes.map((push) => toRequest(pathname, push))
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS }, () => open(hostname, Number(port))))

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

interface Answer {
  status: number
  body: Buffer
}

/** Sends everything, one request at a time on each connection. */
function exchange(sockets: Socket[], requests: Buffer[]): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  let left = requests.length
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the server does not keep up')), LIMIT_MS)
    for (const socket of sockets) {
      let current = 0
      let received: Buffer | undefined
      const send = (): void => {
        const request = requests[next]
        if (request === undefined) return
        current = next++
        socket.write(request)
      }
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the server closed a connection')))
      socket.on('data', (chunk: Buffer) => {
        received = received === undefined ? chunk : Buffer.concat([received, chunk])
        const answer = toAnswer(received)
        if (answer === undefined) return
        received = undefined
        answers[current] = answer
        if (--left > 0) {
          send()
          return
        }
        clearTimeout(limit)
        resolve(answers)
      })
      send()
    }
  })
}

function toRequest(path: string, { search, body }: Push): Buffer {
  const head = `POST ${path}?${search} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\nConnection: Keep-Alive\r\nPragma: no-cache\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** Undefined while a part is missing. */
function toAnswer(received: Buffer): Answer | undefined {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const head = received.toString('latin1', 0, end)
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
  const body = received.subarray(end + 4)
  return body.length < length ? undefined : { status: Number(head.slice(9, 12)), body }
}

async function open(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true })
  await once(socket, 'connect')
  return socket
}
