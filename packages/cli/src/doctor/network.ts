/** Name, port and certificate: the way to the server, before a word of HTTP. */
import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Check } from '../check.ts'
import { isPrivate } from './address.ts'
import type { Patient } from './patient.ts'

export async function checkName({ url }: Patient): Promise<Check[]> {
  const name = 'dns'
  const host = hostOf(url)
  if (isIP(host) !== 0)
    return [
      isPrivate(host) ? local(host) : { name, state: 'ok', zh: `${host} 是 IP 地址`, en: 'an IP address' },
    ]
  try {
    const addresses = (await lookup(host, { all: true })).map(({ address }) => address)
    if (addresses.every((address) => isPrivate(address))) return [local(`${host} → ${addresses.join(', ')}`)]
    return [{ name, state: 'ok', zh: `${host} → ${addresses.join(', ')}`, en: 'the name is known' }]
  } catch (error) {
    const code = codeOf(error)
    return [
      {
        name,
        state: 'bad',
        zh: `域名 ${host} 无法解析（${code}）。请检查拼写，并在域名服务商处添加 A 记录`,
        en: `the name ${host} cannot be resolved (${code}): check the spelling, and add an A record at your provider`,
      },
    ]
  }
}

function local(where: string): Check {
  return {
    name: 'dns',
    state: 'warn',
    zh: `${where} 只有本机或内网能到；微信需要公网地址，模拟器不需要`,
    en: `${where} is reached from here alone: WeChat needs a public address, the simulator does not`,
  }
}

export async function checkConnection({ url, timeoutMs }: Patient): Promise<Check[]> {
  const name = 'port'
  const port = portOf(url)
  const code = await attempt(timeoutMs, (done) => {
    const socket = connect({ host: hostOf(url), port }, () => done(undefined))
    socket.on('error', (error) => done(codeOf(error)))
    return socket
  })
  if (code === undefined)
    return [{ name, state: 'ok', zh: `端口 ${port} 可以连接`, en: `port ${port} is open` }]
  return [{ name, state: 'bad', ...whyClosed(code, port) }]
}

function whyClosed(code: string, port: number): { zh: string; en: string } {
  if (code === 'ECONNREFUSED')
    return {
      zh: `端口 ${port} 没有程序在监听。请启动服务，并检查它监听的端口和地址（0.0.0.0，而不是 127.0.0.1）`,
      en: `nothing listens on port ${port}: start the server, and check its port and address (0.0.0.0, not 127.0.0.1)`,
    }
  if (code === 'TIMEOUT')
    return {
      zh: `端口 ${port} 没有反应，多半被防火墙或安全组拦截。请放行`,
      en: `port ${port} does not react: most likely a firewall or security group; open it`,
    }
  return { zh: `无法连接端口 ${port}（${code}）`, en: `port ${port} cannot be reached (${code})` }
}

export async function checkTls({ url, timeoutMs }: Patient): Promise<Check[]> {
  if (url.protocol !== 'https:') return []
  const name = 'certificate'
  const host = hostOf(url)
  const code = await attempt(timeoutMs, (done) => {
    const socket = connectTls(
      { host, port: portOf(url), ...(isIP(host) === 0 && { servername: host }) },
      () => done(undefined),
    )
    socket.on('error', (error) => done(codeOf(error)))
    socket.on('close', () => done('ECONNRESET'))
    return socket
  })
  if (code === undefined) return [{ name, state: 'ok', zh: '证书有效', en: 'the certificate is valid' }]
  return [{ name, state: 'bad', ...whyNotTrusted(code, url) }]
}

function whyNotTrusted(code: string, { hostname, port }: URL): { zh: string; en: string } {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return { zh: '证书已过期，请续期', en: 'the certificate has expired: renew it' }
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return {
        zh: `证书不是给 ${hostname} 的，请换成这个域名的证书`,
        en: `the certificate is not for ${hostname}: use one for this name`,
      }
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        zh: '证书是自签名的，微信不信任。请用正式签发的证书',
        en: 'the certificate is self-signed and not trusted: use one from a public authority',
      }
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return {
        zh: '缺少中间证书，请在服务器上配置完整的证书链（fullchain）',
        en: 'an intermediate certificate is missing: install the full chain',
      }
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
    case 'ECONNRESET':
      return {
        zh: `端口 ${port || 443} 上不是 HTTPS（${code}）。网址应为 http://，或给服务配置证书`,
        en: `there is no HTTPS on port ${port || 443} (${code}): the address must be http://, or the server needs a certificate`,
      }
    default:
      return { zh: `TLS 握手失败（${code}）`, en: `the TLS handshake failed (${code})` }
  }
}

interface Closable {
  destroy(): void
}

/** Runs one attempt at a connection; gives undefined for success, else a code. */
async function attempt(
  timeoutMs: number,
  open: (done: (code: string | undefined) => void) => Closable,
): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const timer = setTimeout(() => resolve('TIMEOUT'), timeoutMs)
  const socket = open(resolve)
  const code = await promise
  clearTimeout(timer)
  socket.destroy()
  return code
}

export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80))
}
