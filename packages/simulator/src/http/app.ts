/** One app for all of WeChat's hosts and our own: a function from request to response, no sockets needed. */
import { Hono } from 'hono'
import { type ApiRouter, createApiRouter } from '../api/router.ts'
import { createGuard } from '../control/guard.ts'
import { PREFIX } from '../control/openapi.ts'
import { controlRoutes } from '../control/routes.ts'
import { streamEvents } from '../control/sse.ts'
import type { ControlError } from '../control/types.ts'
import type { Core } from '../core.ts'
import { createOAuthApp } from '../oauth/app.ts'
import { serveAvatar, serveMedia } from '../pages/files.ts'
import { serveUi } from '../pages/ui.ts'
import { Problem } from '../problem.ts'
import { readCapped } from './body.ts'

const MEBIBYTE = 1024 * 1024
const MAX_API_BYTES = MEBIBYTE
const MAX_UPLOAD_BYTES = 12 * MEBIBYTE

export interface AppOptions {
  /** Host names besides the loopback ones by which the control API is reached. */
  allowedHosts: () => readonly string[]
  /** Called with the end of each event stream; the answer forgets it. */
  onStream: (end: () => void) => () => void
}

export function createApp(core: Core, { allowedHosts, onStream }: AppOptions): Hono {
  const { world } = core
  const guard = createGuard(allowedHosts)
  const api = createApiRouter(core)
  const app = new Hono()

  // The server API comes first: its paths belong to WeChat, and no guard of ours stands before them.
  app.use('*', (c, next) => {
    const { path } = c.req
    const isPage = path.startsWith('/connect/') || path.startsWith('/_sim/')
    return !isPage && api.owns(path) ? answerApi(api, c.req.raw, path) : next()
  })

  app.use(`${PREFIX}/*`, async (c, next) => {
    guard.check(c.req.raw)
    await next()
  })
  app.use('/_sim/webview', async (c, next) => {
    guard.check(c.req.raw)
    await next()
  })

  for (const route of controlRoutes({ events: () => streamEvents(world, onStream) })) {
    const path = `${PREFIX}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    app.on(route.method, path, async (c) => {
      const answer = await route.run(core, c.req.raw, c.req.param())
      if (answer instanceof Response) return answer
      return Response.json(answer, { headers: { 'Cache-Control': 'no-store' } })
    })
  }
  app.all(`${PREFIX}/*`, (c) => {
    throw new Problem(404, 'not_found', `No ${c.req.method} ${c.req.path}; see ${PREFIX}/openapi.json`)
  })

  app.get('/_sim/media/:id', (c) => serveMedia(world, c.req.param('id')))
  app.get('/_sim/avatars/:openid/:size?', (c) => serveAvatar(world, c.req.param('openid')))
  app.route('/', createOAuthApp(world))
  app.get('*', (c) => serveUi(c.req.path))

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
  const isUpload = /^multipart\//i.test(contentType)
  const body = await readCapped(request, isUpload ? MAX_UPLOAD_BYTES : MAX_API_BYTES)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return api.answer({ method: request.method, path, query, contentType, body })
}
