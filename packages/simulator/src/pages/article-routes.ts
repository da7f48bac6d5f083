/** The addresses of articles and of the pictures in them. */
import { Hono } from 'hono'
import { visitorOf } from '../oauth/visitor.ts'
import type { World } from '../world/world.ts'
import { previewPage, publishedPage } from './article.ts'
import { serveMedia } from './files.ts'

export function createArticleApp(world: World): Hono {
  const app = new Hono()

  app.get('/s', (c) => previewPage(world, c.req.query('tempkey') ?? '', c.req.query('idx') ?? '1'))
  app.get('/s/:slug', (c) =>
    publishedPage(world, c.req.param('slug'), {
      // A test says who reads; the phone's own browser is known.
      readerOf: (appid) => world.fans.find(c.req.query('openid') ?? '') ?? visitorOf(c, world, appid),
      scene: c.req.query('scene'),
    }),
  )
  app.get('/:folder{mmbiz_[a-z]+}/:id/:size?', (c) => serveMedia(world, c.req.param('id')))

  return app
}
