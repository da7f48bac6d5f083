/** The one place that opens sockets: HTTP with the proxy on one port and, if asked for, HTTPS on another. */
import { createServer, type RequestListener } from 'node:http'
import type { Server, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { createServerCertificate, type KeyPair } from '../tls/authority.ts'
import { createTunnels, isForWeChat, readTarget, refusal } from './proxy.ts'

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
const TLS: TlsOptions = { handshakeTimeout: HANDSHAKE_MS, minVersion: 'TLSv1.2' }

const FORBIDDEN = 403
const MISDIRECTED = 421

export async function listen(options: ServeOptions): Promise<Listening> {
  const { listener, authority, now, host = '127.0.0.1', port = 8100, httpsPort } = options
  const sockets = new Set<Socket>()
  let self: ReadonlySet<string> = new Set()

  const tunnelled = new WeakSet<Duplex>()
  const server = createServer((request, response) => {
    const foreign = readTarget(request, self)
    if (foreign === undefined && (!tunnelled.has(request.socket) || isForWeChat(request))) {
      listener(request, response)
      return
    }
    const status = foreign === undefined ? MISDIRECTED : FORBIDDEN
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
    response.end(refusal(foreign ?? request.headers.host ?? ''))
  })
  const openTunnel = (socket: Duplex) => {
    tunnelled.add(socket)
    server.emit('connection', socket)
  }
  // Both ways to speak TLS, a port and a tunnel, go on as ordinary connections of the server.
  const tls = createTlsServer(TLS, (socket) => server.emit('connection', socket))
  const tlsInTunnel = createTlsServer(TLS, openTunnel)
  for (const one of [tls, tlsInTunnel]) one.on('tlsClientError', (_error, socket) => socket.destroy())
  let isCertified = false
  const certify = () => {
    if (isCertified) return
    isCertified = true
    const { certificate, key } = createServerCertificate(authority(), now())
    for (const one of [tls, tlsInTunnel]) one.setSecureContext({ cert: certificate, key })
  }

  const tunnels = createTunnels({
    https: (socket) => {
      certify()
      tlsInTunnel.emit('connection', socket)
    },
    http: openTunnel,
  })
  server.on('connect', (request, socket, head) => tunnels.open(request, socket, head))

  const keep = (socket: Socket) => {
    sockets.add(socket)
    // A connection that broke off, of which nobody else takes notice once it is a tunnel.
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  }
  server.on('connection', keep)
  for (const one of [tls, tlsInTunnel]) one.on('connection', keep)

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
