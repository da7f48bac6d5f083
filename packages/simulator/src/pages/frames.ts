/** Who may frame pages of the simulator: its own window, by whatever name that was opened. */
import type { MiddlewareHandler } from 'hono'
import type { World } from '../world/world.ts'

const OWN = "frame-ancestors 'self'"

/**
 * Pages say `frame-ancestors 'self'`, which is too narrow where they come under another name than the window: under 127.0.0.1
 * in a window on localhost, or through the proxy as open.weixin.qq.com.
 */
export function framedByWindow(world: World): MiddlewareHandler {
  return async function widen(c, next) {
    await next()
    const policy = c.res.headers.get('content-security-policy')
    if (policy?.includes(OWN) !== true) return
    c.res.headers.set('content-security-policy', policy.replace(OWN, `${OWN} ${windows(world.url())}`))
  }
}

/** By origin: another port of this machine is the account's own page. */
function windows(url: string): string {
  const { origin, protocol, port } = new URL(url)
  const names = ['127.0.0.1', 'localhost'].map((name) => `${protocol}//${name}${port && `:${port}`}`)
  return [...new Set([origin, ...names])].join(' ')
}
