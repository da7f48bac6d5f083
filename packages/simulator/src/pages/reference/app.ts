/** `/reference`: the API as pages and as an OpenAPI document. */
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import type { World } from '../../world/world.ts'
import { loadReference } from './document.ts'
import { groupPage, indexPage } from './pages.ts'
import { STYLE } from './style.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

export function createReferenceApp(world: World): Hono {
  const app = new Hono()

  app.get('/reference', async () => {
    const { groups } = await loadReference()
    return toPage('接口参考', indexPage(groups))
  })

  app.get('/reference/openapi.json', async () => {
    const { document } = await loadReference()
    // Tools send to the first server: this simulator.
    const real = Array.isArray(document['servers']) ? document['servers'] : []
    return Response.json({ ...document, servers: [{ url: world.url() }, ...real] })
  })

  app.get('/reference/:group', async (c) => {
    const { groups } = await loadReference()
    const group = groups.find(({ name }) => name === c.req.param('group'))
    if (!group)
      return toPage(
        '没有这一组',
        html`<h1>没有这一组接口 · No such group</h1><p><a href="/reference">全部接口 All calls</a></p>`,
        404,
      )
    return toPage(group.title, groupPage(group))
  })

  return app
}

async function toPage(title: string, content: ReturnType<typeof html>, status = 200): Promise<Response> {
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 鹦鹉</title>
<style>${raw(STYLE)}</style>
</head>
<body><main>${content}</main></body>
</html>`
  return new Response(String(await page), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
