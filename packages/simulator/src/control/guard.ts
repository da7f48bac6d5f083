/**
 * Who may use the control API: programs of this machine, and the simulator's own window. The Host check keeps out pages
 * that point their own name at this address (DNS rebinding); the Origin check keeps out pages that merely send requests
 * here; and a write from a browser must show that its sender could read what only the window can.
 */
import { sameText } from '@yingwu/protocol'
import { Problem } from '../problem.ts'
import { ID_ALPHABET, systemRandom } from '../random.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Carries the token of the run in every write of the window. */
export const RUN_HEADER = 'x-yingwu-run'

export interface Guard {
  /** Made up at every start; never from a seeded random, which others could repeat. */
  readonly runToken: string
  /** For what the window is made of, which nobody reads under a foreign name. @throws Problem 403 */
  checkHost(request: Request): void
  /** For the control API. `links`: other pages may lead a browser here; default true. @throws Problem 403 */
  check(request: Request, options?: { links?: boolean }): void
}

const TOKEN_LENGTH = 43

/** `allowed`: further host names, without ports, by which this simulator is reached. */
export function createGuard(allowed: () => readonly string[]): Guard {
  const runToken = systemRandom.text(TOKEN_LENGTH, ID_ALPHABET)

  function checkHost(request: Request): void {
    const name = hostOf(request).replace(/:\d+$/, '')
    if (LOOPBACK.has(name) || name.endsWith('.localhost') || allowed().includes(name)) return
    throw new Problem(
      403,
      'foreign_host',
      `The Host ${name} is not this machine; use 127.0.0.1, or allow the name (allowedHosts, SIMULATOR_ALLOWED_HOSTS)`,
    )
  }

  return {
    runToken,
    checkHost,
    check(request, { links = true } = {}) {
      checkHost(request)
      if (isForeign(request, links))
        throw new Problem(403, 'foreign_origin', 'Pages of another origin may not use the simulator')
      if (isRead(request) || !isFromBrowser(request)) return
      if (!sameText(request.headers.get(RUN_HEADER) ?? '', runToken))
        throw new Problem(
          403,
          'wrong_run',
          `A browser's write must carry ${RUN_HEADER} with the token of GET /_sim/v1/run, which ends with this run`,
        )
    },
  }
}

const hostOf = ({ headers, url }: Request) => (headers.get('host') ?? new URL(url).host).toLowerCase()

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD'

/** Programs send neither header. A page can leave out neither. */
function isFromBrowser({ headers }: Request): boolean {
  return headers.has('origin') || headers.has('sec-fetch-site')
}

function isForeign(request: Request, links: boolean): boolean {
  const { headers } = request
  const host = hostOf(request)
  const origin = headers.get('origin')
  if (origin !== null && origin !== `http://${host}` && origin !== `https://${host}`) return true
  const site = headers.get('sec-fetch-site') ?? 'none'
  // What a link opens, the page with the link cannot see.
  const isLink = links && isRead(request) && headers.get('sec-fetch-mode') === 'navigate'
  return site !== 'none' && site !== 'same-origin' && !isLink
}
