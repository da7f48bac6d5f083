/** The one place that opens sockets: HTTP with the proxy on one port and, if asked for, HTTPS on another. */
import { createServer, type RequestListener } from 'node:http'
import type { Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { createServerCertificate, type KeyPair } from '../tls/authority.ts'
import { createTunnels, readTarget, refusal } from './proxy.ts'

export interface ListenOptions {
  /** Default 127.0.0.1: nobody but this machine. */
  host?: string
  /** Default 8100; 0 takes any free one. */
  port?: number
  /**
   * HTTPS without the proxy, for programs that find the simulator by a hosts file or DNS. Default: none; 0 takes any free
   * port. HTTPS through the proxy is always there.
   */
  httpsPort?: number
}

export interface ServeOptions extends ListenOptions {
  listener: RequestListener
  authority: () => KeyPair
  /** Real time, in milliseconds. */
  now: () => number
}

export interface Listening {
  host: string
  /** Where to reach it, without a slash at the end; also the address of the proxy. */
  url: string
  httpsUrl: string | undefined
  close(): Promise<void>
}

/** For answers whose end is on its way; what is open after that is cut. */
const GRACE_MS = 100
/** For the first bytes of TLS in a tunnel. */
const HANDSHAKE_MS = 10_000

export async function listen(options: ServeOptions): Promise<Listening> {
  const { listener, authority, now, host = '127.0.0.1', port = 8100, httpsPort } = options
  const sockets = new Set<Socket>()
  let self: ReadonlySet<string> = new Set()

  const server = createServer((request, response) => {
    const foreign = readTarget(request, self)
    if (foreign === undefined) {
      listener(request, response)
      return
    }
    response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
    response.end(refusal(foreign))
  })
  // Both ways to speak TLS, a tunnel and a port, end here and go on as ordinary connections of the server.
  const tls = createTlsServer({ handshakeTimeout: HANDSHAKE_MS, minVersion: 'TLSv1.2' }, (socket) =>
    server.emit('connection', socket),
  )
  tls.on('tlsClientError', (_error, socket) => socket.destroy())
  let isCertified = false
  const certify = () => {
    if (isCertified) return
    isCertified = true
    const { certificate, key } = createServerCertificate(authority(), now())
    tls.setSecureContext({ cert: certificate, key })
  }

  const tunnels = createTunnels({
    https: (socket) => {
      certify()
      tls.emit('connection', socket)
    },
    http: (socket) => server.emit('connection', socket),
  })
  server.on('connect', (request, socket, head) => tunnels.open(request, socket, head))

  const keep = (socket: Socket) => {
    sockets.add(socket)
    // A connection that broke off, of which nobody else takes notice once it is a tunnel.
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }
  server.on('connection', keep)
  tls.on('connection', keep)

  let httpsUrl: string | undefined
  const close = () =>
    new Promise<void>((resolve) => {
      tls.close()
      server.close(() => resolve())
      // Tunnels are no connections of the server any more, and would keep it from closing.
      setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, GRACE_MS)
    })

  const actual = await opened(server, port, host)
  const url = `http://${toName(host)}:${actual}`
  self = new Set(
    [toName(host), '127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${actual}`).host),
  )
  if (httpsPort !== undefined) {
    try {
      certify()
      httpsUrl = `https://${toName(host)}:${await opened(tls, httpsPort, host)}`
    } catch (error) {
      await close()
      throw error
    }
  }
  return { host, url, httpsUrl, close }
}

/** @returns the port */
async function opened(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/** The host as it stands in a URL; "every address" is none that one could open. */
function toName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}
