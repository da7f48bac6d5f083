/** The one place that opens a socket. */
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'

export interface ListenOptions {
  /** Default 127.0.0.1: nobody but this machine. */
  host?: string
  /** Default 8100; 0 takes any free one. */
  port?: number
}

export interface Listening {
  host: string
  /** Where to reach it, without a slash at the end. */
  url: string
  close(): Promise<void>
}

/** For answers whose end is on its way; what is open after that is cut. */
const GRACE_MS = 100

export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host = '127.0.0.1', port = 8100 }: ListenOptions,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    host,
    url: `http://${name.includes(':') ? `[${name}]` : name}:${actualPort}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        setTimeout(() => isHttpServer(server) && server.closeAllConnections(), GRACE_MS)
      }),
  }
}

function isHttpServer(server: object): server is Server {
  return 'closeAllConnections' in server
}
