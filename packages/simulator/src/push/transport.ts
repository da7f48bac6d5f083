/** One HTTP exchange with the developer's server. The engine knows nothing of sockets; this file opens them. */
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector, Client } from 'undici'
import { exchange, isHangUp, type Progress } from './exchange.ts'

export interface OutgoingRequest {
  method: 'GET' | 'POST'
  url: string
  headers: { readonly [name: string]: string }
  body?: string
  /** The second half of the body waits until then. */
  halves?: { wait: () => Promise<void> }
}

export interface IncomingResponse {
  status: number
  /** Names in lower case; what came several times is joined. */
  headers: { [name: string]: string }
  /** At most 1 MiB. */
  body: Uint8Array
  /** The answer was longer than that. */
  truncated: boolean
}

/** Throws what the network throws; stops when the signal says so. */
export type Transport = (request: OutgoingRequest, signal: AbortSignal) => Promise<IncomingResponse>

/** A connection, for one exchange at a time. */
interface Line {
  origin: string
  client: Client
  /** From when it begins to connect. */
  socket: Socket | undefined
}

/** Real sockets, kept alive between pushes as WeChat keeps them. */
export function createNodeTransport(): { transport: Transport; close(): void } {
  const lines = new Set<Line>()
  /** By origin; the one used last is the next. */
  const resting = new Map<string, Line[]>()

  async function send(request: OutgoingRequest, signal: AbortSignal): Promise<IncomingResponse> {
    const { origin, pathname, search } = new URL(request.url)
    const rested = resting.get(origin)?.pop()
    const line = rested ?? (await open(origin))
    const progress: Progress = { isAnswered: false }
    try {
      const response = await exchange(line.client, pathname + search, request, signal, progress)
      if (response.truncated || line.socket?.destroyed !== false) end(line)
      else rest(line)
      return response
    } catch (error) {
      end(line)
      // The receiver closed an idle connection just as we took it: nothing was delivered, so send it anew.
      const isStale = rested !== undefined && !progress.isAnswered && isHangUp(error)
      if (!isStale || signal.aborted) throw error
      const { halves: _, ...whole } = request
      return send(whole, signal)
    }
  }

  /** undici is loaded with the first push: many a test opens no socket. */
  async function open(origin: string): Promise<Line> {
    const { Client } = await import('undici')
    const client = new Client(origin, {
      connect: (to, callback) => {
        line.socket = connect(to, callback)
      },
      allowH2: false,
      // Deadlines are the caller's, and run on its clock.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    const line: Line = { origin, client, socket: undefined }
    client.once('disconnect', () => end(line))
    lines.add(line)
    return line
  }

  function rest(line: Line) {
    const others = resting.get(line.origin)
    if (others) others.push(line)
    else resting.set(line.origin, [line])
  }

  function end(line: Line) {
    if (!lines.delete(line)) return
    const others = resting.get(line.origin)?.filter((other) => other !== line) ?? []
    if (others.length > 0) resting.set(line.origin, others)
    else resting.delete(line.origin)
    line.socket?.destroy()
    void line.client.destroy()
  }

  return {
    transport: send,
    close() {
      for (const line of lines) end(line)
    },
  }
}

/** As undici connects, but the socket is known at once: one that is given up while it connects must not linger. */
function connect(
  { protocol, hostname, port }: buildConnector.Options,
  callback: buildConnector.Callback,
): Socket {
  const isSecure = protocol === 'https:'
  const socket = isSecure
    ? connectTls({
        host: hostname,
        port: Number(port) || 443,
        ALPNProtocols: ['http/1.1'],
        ...(isIP(hostname) === 0 && { servername: hostname }),
      })
    : connectTcp({ host: hostname, port: Number(port) || 80 })
  const fail = (error: Error) => callback(error, null)
  socket.setNoDelay().once('error', fail)
  socket.once(isSecure ? 'secureConnect' : 'connect', () => {
    socket.off('error', fail)
    callback(null, socket)
  })
  return socket
}
