/** Control calls for the pages of the phone beside the chat. */
import { toMediaPath } from '../push/media-path.ts'
import { type ControlRoute, route } from './route.ts'
import type { PublicArticles } from './types.ts'

const MAX_ARTICLES = 100

export const phoneRoutes: ControlRoute[] = [
  route('GET', '/accounts/{appid}/articles', {
    summary: '历史消息: what the account has broadcast or published and not taken back, newest first',
    answer: ({ core, params }): PublicArticles => {
      const { publications } = core.world
      return publications
        .of(core.account(params['appid']).appid)
        .flatMap((publication) =>
          publication.articles.flatMap(({ title, digest, thumbMediaId }, index) =>
            publication.deleted.includes(index + 1)
              ? []
              : {
                  title,
                  digest,
                  url: publications.urlOf(publication, index + 1),
                  coverUrl: thumbMediaId === '' ? '' : toMediaPath(thumbMediaId),
                  at: publication.at,
                },
          ),
        )
        .slice(0, MAX_ARTICLES)
    },
  }),
]
