/** Speaks to the proxy as SDKs do, byte by byte where a test needs that. */
import { request as requestHttps } from 'node:https'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'

/** Sends bytes and reads until the other side ends the connection. */
export async function exchange(url: string, bytes: string): Promise<string> {
  const socket = await dial(url)
  socket.end(bytes)
  return readAll(socket)
}

/** As `exchange`, for requests that ask for the end themselves (`Connection: close`): our side stays open, as with browsers. */
export async function askRaw(url: string, bytes: string): Promise<string> {
  const socket = await dial(url)
  socket.write(bytes)
  return readAll(socket)
}

export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    socket.on('end', () => resolve(text))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

export async function dial(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  return socket
}

/** A CONNECT; the connection is ready for what shall go through the tunnel. */
export async function tunnel(url: string, target: string): Promise<{ answer: string; socket: Socket }> {
  const socket = await dial(url)
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    socket.once('error', reject)
  })
  return { answer, socket }
}

export interface SecureAnswer {
  status: number | undefined
  text: string
}

/** One request over TLS to a host, through the proxy or straight to a port. */
export async function secureRequest(
  socket: Socket,
  ca: string,
  { host, path, headers = {} }: { host: string; path: string; headers?: { [name: string]: string } },
): Promise<SecureAnswer> {
  const secure = await startTls(socket, ca, host)
  return new Promise((resolve, reject) => {
    const asked = requestHttps({ host, path, headers, createConnection: () => secure }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

export async function startTls(socket: Socket, ca: string, servername: string): Promise<TLSSocket> {
  // TLS knows no server names that are addresses; the certificate is checked against the host all the same.
  const name = isIP(servername) === 0 ? { servername } : { host: servername }
  const secure = connectTls({ socket, ca, ...name })
  await new Promise<void>((resolve, reject) => {
    secure.once('secureConnect', resolve)
    secure.once('error', reject)
  })
  return secure
}
