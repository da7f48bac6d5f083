/** Articles as bubbles: what a tap opens is the article's own page. */
import type { PhoneContent } from '../control/types.ts'
import { toMediaPath } from '../push/media-path.ts'
import type { Article, Bundle } from '../world/articles.ts'
import type { Publication } from '../world/publications.ts'
import type { World } from '../world/world.ts'

export function toNews(world: World, publication: Publication): PhoneContent {
  return toBubble(publication.articles, (index) => world.publications.urlOf(publication, index))
}

/** Of a bundle that is not published. */
export function toPreview(world: World, bundle: Bundle): PhoneContent {
  return toBubble(bundle.articles, (index) => world.articles.previewUrlOf(bundle, index))
}

function toBubble(articles: readonly Article[], urlOf: (index: number) => string): PhoneContent {
  return {
    type: 'news',
    articles: articles.map(({ title, digest, thumbMediaId }, index) => ({
      title,
      description: digest,
      url: urlOf(index + 1),
      picUrl: thumbMediaId === '' ? '' : toMediaPath(thumbMediaId),
    })),
  }
}
