/** A small WeChat behind an injected `fetch`: it issues tokens, checks them, and answers as the test says. */
import type { Clock } from '../../src/clock.ts'

export const APP_ID = 'wx4a7c19e0d25b83f6'
export const APP_SECRET = '5f0b3c7d9e1a42866b8d7f2c3e9a0d14'

export interface Received {
  method: string
  url: string
  path: string
  query: URLSearchParams
  request: Request
  text: string
}

type Answer = Response | Record<string, unknown>
type Handler = (received: Received) => Answer | Promise<Answer>

export interface FakeWeChat {
  fetch: typeof globalThis.fetch
  /** Everything received, or what came to one path. */
  received(path?: string): Received[]
  /** How calls of a path are answered; each needs a token unless it is one of `/sns`. */
  on(path: string, handler: Handler): void
  /** The tokens issued so far, oldest first. */
  tokens: string[]
  /** Makes a token fail with this code. */
  kill(token: string, code: number): void
}

export function createFakeWeChat({ clock }: { clock: Clock }): FakeWeChat {
  const log: Received[] = []
  const handlers = new Map<string, Handler>()
  const tokens: string[] = []
  const dead = new Map<string, number>()

  function issue(): Answer {
    const token = `91_${tokens.length}_Yw0xUb5GqKp9cDzLr4TjVn8sHoEm2iAf7Q+/=`
    tokens.push(token)
    return { access_token: token, expires_in: 7200 }
  }
  handlers.set('/cgi-bin/stable_token', issue)
  handlers.set('/cgi-bin/token', issue)

  function refuse({ path, query }: Received): Answer | undefined {
    if (path.startsWith('/sns/') || path.endsWith('token') || path === '/cgi-bin/showqrcode') return undefined
    const token = query.get('access_token')
    if (token === null) return { errcode: 41001, errmsg: 'access_token missing' }
    if (!tokens.includes(token)) return { errcode: 40014, errmsg: 'invalid access_token' }
    const code = dead.get(token)
    return code === undefined
      ? undefined
      : { errcode: code, errmsg: 'invalid credential rid: 6921a3f0-1c7be29d-40a6d51c' }
  }

  return {
    tokens,
    kill: (token, code) => void dead.set(token, code),
    received: (path) => log.filter((one) => path === undefined || one.path === path),
    on: (path, handler) => void handlers.set(path, handler),
    async fetch(input, init) {
      const request = new Request(input, init)
      const { pathname, searchParams } = new URL(request.url)
      const copy = request.clone()
      const text = await request.text()
      const received = {
        method: request.method,
        url: request.url,
        path: pathname,
        query: searchParams,
        request: copy,
        text,
      }
      log.push(received)
      const handler = handlers.get(pathname)
      const answer = refuse(received) ??
        (await handler?.(received)) ?? { errcode: 40066, errmsg: 'invalid url' }
      if (answer instanceof Response) return answer
      return new Response(JSON.stringify(answer), {
        headers: {
          'Content-Type': 'application/json; encoding=utf-8',
          Date: new Date(clock.now()).toUTCString(),
        },
      })
    },
  }
}
