/** WeChat's hosts as a `fetch`, without sockets. */
import type { Simulator } from '../simulator.ts'

export type TestFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

export interface CountedFetch {
  fetch: TestFetch
  /** Calls without an answer so far. */
  underWay: () => number
  /** Resolves when there are none. */
  idle: () => Promise<void>
}

const WECHAT_HOST = /(^|\.)(weixin\.qq\.com|qpic\.cn|wechat\.test)$/

export function createFetch(simulator: Simulator): CountedFetch {
  const running = new Set<Promise<unknown>>()

  return {
    async fetch(input, init) {
      const request = new Request(input, init)
      const { hostname, host, origin } = new URL(request.url)
      if (!WECHAT_HOST.test(hostname) && host !== new URL(simulator.url).host) {
        throw new TypeError(
          `fetch ${origin}: 这个 fetch 只通往模拟的微信，其他网址请用平台的 fetch / this fetch leads to the simulated WeChat alone; use the platform's for other addresses`,
        )
      }
      const answer = simulator.fetch(request)
      const tracked: Promise<unknown> = answer.catch(() => {}).finally(() => running.delete(tracked))
      running.add(tracked)
      return abortable(answer, request.signal)
    },
    underWay: () => running.size,
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** As a real one: whoever has given up hears so at once. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
