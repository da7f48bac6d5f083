/** Raw HTTP over open connections: what a load generator needs, and no more. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Push } from './wechat.ts'

const CONNECTIONS = 32
/** A server that takes longer for a round is stuck. */
const LIMIT_MS = 60_000

export interface Answer {
  status: number
  body: Buffer
  /** Milliseconds from the request. */
  ms: number
}

/** Sends everything, one request at a time on each connection. */
export function exchange(sockets: Socket[], requests: Buffer[]): Promise<Answer[]> {
  const answers: Answer[] = []
  let next = 0
  let left = requests.length
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('the server does not keep up')), LIMIT_MS)
    for (const socket of sockets) {
      let current = 0
      let sentAt = 0
      let received: Buffer | undefined
      const send = (): void => {
        const request = requests[next]
        if (request === undefined) return
        current = next++
        sentAt = performance.now()
        socket.write(request)
      }
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('the server closed a connection')))
      socket.on('data', (chunk: Buffer) => {
        received = received === undefined ? chunk : Buffer.concat([received, chunk])
        const answer = toAnswer(received)
        if (answer === undefined) return
        received = undefined
        answers[current] = { ...answer, ms: performance.now() - sentAt }
        if (--left > 0) {
          send()
          return
        }
        clearTimeout(limit)
        for (const one of sockets) one.removeAllListeners()
        resolve(answers)
      })
      send()
    }
  })
}

/** As many connections as WeChat would hold to one server, or `count`. */
export function openAll(url: URL, count = CONNECTIONS): Promise<Socket[]> {
  const { hostname, port } = url
  return Promise.all(Array.from({ length: count }, () => open(hostname, Number(port))))
}

/** As WeChat's servers write it. */
export function toRequest(path: string, { search, body }: Push): Buffer {
  const head = `POST ${path}?${search} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/4.0\r\nAccept: */*\r\nConnection: Keep-Alive\r\nPragma: no-cache\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** Undefined while a part is missing. */
function toAnswer(received: Buffer): Omit<Answer, 'ms'> | undefined {
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
