/** Servers that are wrong in one way each, and one that is right. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createSocketServer, type Server as SocketServer, type Socket } from 'node:net'
import { createCallback, Bot, nodeListener } from 'yingwu'

export const TOKEN = 'parrot2026'
export const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APP_ID = 'wx00000000deadbeef'

export interface BrokenServer extends AsyncDisposable {
  readonly url: string
}

/** A bot that does everything right; `seconds` is how far its clock is off. */
export function bot({
  mode = 'safe',
  token = TOKEN,
  seconds = 0,
}: {
  mode?: 'plain' | 'safe'
  token?: string
  seconds?: number
} = {}): RequestListener {
  const now = () => Date.now() + seconds * 1000
  const clock = { now, setTimeout: () => () => {} }
  const listener = nodeListener(
    createCallback({ bot: new Bot(), appId: APP_ID, token, encodingAESKey: KEY, mode, clock }),
  )
  return (request, response) => {
    response.setHeader('Date', new Date(now()).toUTCString())
    listener(request, response)
  }
}

/** Answers the verification with what is made of echostr, whoever asks; pushes with `success`. */
export function echo(
  change: (echostr: string) => string | Buffer,
  headers: { [name: string]: string } = {},
): RequestListener {
  return (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/plain', ...headers })
    response.end(request.method === 'GET' ? change(paramOf(request, 'echostr')) : 'success')
  }
}

export function paramOf(request: IncomingMessage, name: string): string {
  return new URL(request.url ?? '', 'http://x').searchParams.get(name) ?? ''
}

export function serve(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<BrokenServer> {
  return open(createServer(listener), 'http')
}

/** With a certificate of its own making. */
export function serveSecure(
  listener: RequestListener,
  identity: { key: string; cert: string },
): Promise<BrokenServer> {
  return open(createSecureServer(identity, listener), 'https')
}

/** No HTTP at all. */
export function serveBytes(talk: (socket: Socket) => void): Promise<BrokenServer> {
  return open(
    createSocketServer((socket) => {
      socket.on('error', () => {})
      talk(socket)
    }),
    'http',
  )
}

async function open(server: Server | SocketServer, scheme: string): Promise<BrokenServer> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `${scheme}://127.0.0.1:${port}/wechat`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
