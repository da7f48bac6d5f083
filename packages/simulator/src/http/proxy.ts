/**
 * The forward proxy for programs that reach only WeChat's own hosts. It is no gateway: it opens no connection to
 * anywhere. What is asked of one of WeChat's hosts is answered here, anything else is refused.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { isWeChatHost } from '../tls/hosts.ts'

export interface Tunnels {
  /** Answers a CONNECT. */
  open(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

export interface TunnelEnds {
  /** Takes over a connection on which TLS begins. */
  https: (socket: Duplex) => void
  /** Takes over a connection on which an HTTP request begins. */
  http: (socket: Duplex) => void
}

const HTTPS_PORT = '443'
const HTTP_PORT = '80'
const WEB: ReadonlySet<string> = new Set(['http:', 'https:'])

export function createTunnels(ends: TunnelEnds): Tunnels {
  return {
    open(request, socket, head) {
      const target = request.url ?? ''
      const [, host = '', port] = /^([a-z\d.-]+):(\d+)$/i.exec(target) ?? []
      const end = port === HTTPS_PORT ? ends.https : port === HTTP_PORT ? ends.http : undefined
      if (!isWeChatHost(host) || end === undefined) return refuse(socket, target)
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) socket.unshift(head)
      end(socket)
    },
  }
}

/**
 * Makes an ordinary request out of one that names its target in full (`GET http://api.weixin.qq.com/…`), whose own Host
 * header does not count (RFC 9112, 3.2.2). `self` are the names, with port, of the
 * simulator itself: whoever sends everything through the proxy sends that, too. `https://` comes from axios, which
 * leaves TLS to the proxy where others open a tunnel.
 *
 * @returns the target when it is none of WeChat's hosts: to be refused
 */
export function readTarget(request: IncomingMessage, self: ReadonlySet<string>): string | undefined {
  const target = request.url ?? ''
  if (target.startsWith('/') || target === '*') return undefined
  const url = URL.canParse(target) ? new URL(target) : undefined
  const isOurs =
    url !== undefined &&
    url.username === '' &&
    url.password === '' &&
    ((url.protocol === 'http:' && self.has(url.host)) ||
      (WEB.has(url.protocol) && isWeChatHost(url.hostname) && url.port === ''))
  if (!isOurs) return target
  request.url = `${url.pathname}${url.search}`
  replaceHost(request, url.host)
  return undefined
}

/** In a tunnel to one of WeChat's hosts nothing else is asked for, least of all the simulator itself. */
export function isForWeChat({ headers }: IncomingMessage): boolean {
  return isWeChatHost((headers.host ?? '').replace(/:\d+$/, ''))
}

export function refusal(target: string): string {
  const name = /^[\w.:/[\]-]{1,100}/.exec(target)?.[0] ?? ''
  return `模拟器的代理只通向微信的主机（*.weixin.qq.com、res.wx.qq.com 的 443 和 80 端口），不通向 ${name}
The proxy of the simulator leads to WeChat's hosts alone (*.weixin.qq.com and res.wx.qq.com, ports 443 and 80), not to ${name}
`
}

function refuse(socket: Duplex, target: string): void {
  const body = refusal(target)
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

function replaceHost(request: IncomingMessage, host: string): void {
  const { rawHeaders } = request
  const kept = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && name.toLowerCase() !== 'host' ? [name, rawHeaders[at + 1] ?? ''] : [],
  )
  request.rawHeaders = [...kept, 'Host', host]
  request.headers.host = host
}
