/**
 * Who may use the control API: programs and pages of this machine. The Host check keeps out pages that point their
 * own name at this address (DNS rebinding); the Origin check keeps out pages that merely send requests here.
 */
import { Problem } from '../problem.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export interface Guard {
  /** @throws Problem 403 */
  check(request: Request): void
}

/** `allowed`: further host names, without ports, by which this simulator is reached. */
export function createGuard(allowed: () => readonly string[]): Guard {
  return {
    check(request) {
      const host = (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
      const name = host.replace(/:\d+$/, '')
      if (!LOOPBACK.has(name) && !name.endsWith('.localhost') && !allowed().includes(name)) {
        throw new Problem(
          403,
          'foreign_host',
          `The Host ${name} is not this machine; use 127.0.0.1 or localhost`,
        )
      }
      const origin = request.headers.get('origin')
      const isRead = request.method === 'GET' || request.method === 'HEAD'
      if (isRead || origin === null) return
      if (origin !== `http://${host}` && origin !== `https://${host}`) {
        throw new Problem(403, 'foreign_origin', 'Pages of another origin may not change the simulator')
      }
    },
  }
}
