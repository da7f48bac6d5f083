/** One request as WeChat sends it, and what came back, byte by byte. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Bilingual } from 'yingwu'
import { codeOf } from './network.ts'
import type { Patient } from './patient.ts'

export interface Answer {
  readonly status: number
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
  readonly ms: number
}

/** Why there was none. */
export type Exchange = Answer | { readonly problem: Bilingual }

const MAX_BYTES = 1024 * 1024

export function exchange(
  { url, timeoutMs }: Patient,
  query: URLSearchParams | string,
  body?: { text: string; contentType: string },
): Promise<Exchange> {
  const address = new URL(url)
  address.search = [url.search.slice(1), String(query)].filter((part) => part !== '').join('&')
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  const began = performance.now()
  return new Promise((resolve) => {
    const request = send(address, {
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'User-Agent': 'Mozilla/4.0',
        Accept: '*/*',
        Pragma: 'no-cache',
        ...(body !== undefined && {
          'Content-Type': body.contentType,
          'Content-Length': Buffer.byteLength(body.text),
        }),
      },
    })
    request.on('error', (error) => resolve({ problem: whyNoAnswer(error, timeoutMs) }))
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('error', (error) => resolve({ problem: whyNoAnswer(error, timeoutMs) }))
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= MAX_BYTES) chunks.push(chunk)
        else response.destroy()
      })
      response.on('close', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
          ms: Math.round(performance.now() - began),
        }),
      )
    })
    request.end(body?.text)
  })
}

function whyNoAnswer(error: Error, timeoutMs: number): Bilingual {
  const code = codeOf(error)
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || code === 'ABORT_ERR')
    return {
      zh: `${timeoutMs / 1000} 秒内没有完整的回复；微信只等 5 秒。处理函数太慢，或请求没有到达程序`,
      en: `no complete answer within ${timeoutMs / 1000} s; WeChat waits 5 s. The handler is slow, or the request does not reach the program`,
    }
  if (code.startsWith('HPE_'))
    return {
      zh: `那里的程序说的不是 HTTP（${code}）`,
      en: `what answers there does not speak HTTP (${code})`,
    }
  return {
    zh: `连接被断开（${code}），没有回复`,
    en: `the connection was closed (${code}) without an answer`,
  }
}
