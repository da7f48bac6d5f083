/** `/reference`: the API as pages and as an OpenAPI document. */
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { World } from '../../world/world.ts'
import { type Markup, toPage } from '../page.ts'
import { loadReference } from './document.ts'
import { groupPage, indexPage } from './pages.ts'
import { STYLE } from './style.ts'

export function createReferenceApp(world: World): Hono {
  const app = new Hono()

  app.get('/reference', async () => {
    const { groups } = await loadReference()
    return show('接口参考', indexPage(groups))
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
      return show(
        '没有这一组',
        html`<h1>没有这一组接口 · No such group</h1><p><a href="/reference">全部接口 All calls</a></p>`,
        404,
      )
    return show(group.title, groupPage(group))
  })

  return app
}

function show(title: string, content: Markup, status = 200): Promise<Response> {
  return toPage(title, content, { status, style: STYLE })
}
