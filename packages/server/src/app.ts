import { Hono } from 'hono'
import type { Metrics } from './metrics.ts'
import { home } from './pages/home.ts'
import { notice, PAGE_HEADERS } from './pages/layout.ts'
import { type ProfileOptions, profileRoutes } from './profile.ts'

export interface AppOptions extends ProfileOptions {
  metrics: Metrics
}

/** Everything but the callback: pages for people, and what operators' tools ask for. */
export function createApp(options: AppOptions): Hono {
  const { log, metrics } = options
  const app = new Hono()
  app.get('/', (c) => c.html(home(), 200, PAGE_HEADERS))
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/metrics', async (c) =>
    c.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  )
  app.route('/me', profileRoutes(options))
  app.notFound((c) =>
    c.html(notice({ mark: '🔍', title: '没有这个页面', text: 'There is no such page.' }), 404, PAGE_HEADERS),
  )
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'a page failed')
    const text = '请稍后再试。Please try again later.'
    return c.html(notice({ mark: '😵', title: '出了点问题', text }), 500, PAGE_HEADERS)
  })
  return app
}
