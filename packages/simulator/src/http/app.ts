/** One app for all of WeChat's hosts and our own: a function from request to response, no sockets needed. */
import { Hono } from 'hono'
import type { ApiRouter } from '../api/router.ts'
import { isApiPath } from '../api/routes.ts'
import { createGuard } from '../control/guard.ts'
import { PREFIX } from '../control/openapi.ts'
import { controlRoutes } from '../control/routes.ts'
import { createEventStreams } from '../control/sse.ts'
import type { ControlError } from '../control/types.ts'
import type { Core } from '../core.ts'
import { createOAuthApp } from '../oauth/app.ts'
import { createArticleApp } from '../pages/article-routes.ts'
import { serveAvatar, serveMedia } from '../pages/files.ts'
import { createReferenceApp } from '../pages/reference/app.ts'
import { framedByWindow } from '../pages/frames.ts'
import { serveJsSdk, serveUi, windowAddress } from '../pages/ui.ts'
import { Problem } from '../problem.ts'
import { maxBodyBytes, OWN_ADDRESS, readCapped } from './body.ts'

export interface AppOptions {
  api: ApiRouter
  /** Host names besides the loopback ones by which the control API is reached. */
  allowedHosts: () => readonly string[]
  /** Called with the end of each event stream; the answer forgets it. */
  onStream: (end: () => void) => () => void
}

/** For nobody's cache, and no page of another origin. */
const CONTROL_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export function createApp(core: Core, { api, allowedHosts, onStream }: AppOptions): Hono {
  const { world } = core
  const guard = createGuard(allowedHosts)
  const app = new Hono()

  // The server API comes first: its paths belong to WeChat, and no guard of ours stands before them.
  app.use('*', (c, next) => {
    const { path } = c.req
    return isApiPath(path) ? answerApi(api, c.req.raw, path) : next()
  })

  app.use('*', framedByWindow(world))
  app.use(`${PREFIX}/*`, async (c, next) => {
    guard.check(c.req.raw)
    await next()
  })
  app.use('/_sim/webview', async (c, next) => {
    // It says whose phone the browser is: no other page may.
    guard.check(c.req.raw, { links: false })
    await next()
  })

  const events = createEventStreams(world, onStream)
  for (const route of controlRoutes({ events, runToken: guard.runToken })) {
    const path = `${PREFIX}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    app.on(route.method, path, async (c) => {
      const answer = await route.run(core, c.req.raw, c.req.param())
      if (answer instanceof Response) return answer
      return Response.json(answer, { headers: CONTROL_HEADERS })
    })
  }
  app.all(`${PREFIX}/*`, (c) => {
    throw new Problem(404, 'not_found', `No ${c.req.method} ${c.req.path}; see ${PREFIX}/openapi.json`)
  })

  app.get('/_sim/media/:id', (c) => serveMedia(world, c.req.param('id')))
  app.get('/_sim/avatars/:openid/:size?', (c) => serveAvatar(world, c.req.param('openid')))
  app.route('/', createOAuthApp(world))
  app.route('/', createArticleApp(world))
  app.route('/', createReferenceApp(world))
  app.get('/open/js/:file', (c) => serveJsSdk(c.req.param('file')))
  for (const path of ['/', '/index.html']) {
    app.get(path, async (c) => {
      guard.checkHost(c.req.raw)
      const address = windowAddress(c.req.url, world.url())
      return address === undefined ? serveUi('/') : c.redirect(address, 302)
    })
  }
  app.get('*', (c) => serveUi(c.req.path))
  app.notFound(() => new Response('not found', { status: 404, headers: { 'Content-Type': 'text/plain' } }))

  app.onError((error) => {
    const problem =
      error instanceof Problem
        ? error
        : { status: 500, code: 'internal', message: 'The simulator failed; its log tells more' }
    if (!(error instanceof Problem)) console.error('simulator:', error)
    const body: ControlError = { error: { code: problem.code, message: problem.message } }
    return Response.json(body, { status: problem.status })
  })
  return app
}

async function answerApi(api: ApiRouter, request: Request, path: string): Promise<Response> {
  const contentType = request.headers.get('content-type') ?? ''
  const body = await readCapped(request, maxBodyBytes(contentType))
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const { method } = request
  const reply = await api.answer({ method, path, query, contentType, body, address: OWN_ADDRESS })
  const { status, headers } = reply
  return new Response(reply.body.length === 0 ? null : toBody(reply.body), { status, headers })
}

function toBody(body: string | Uint8Array): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? body : Buffer.from(body)
}
