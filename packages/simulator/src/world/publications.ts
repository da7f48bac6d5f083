/** What the public can read: articles that were published (发布) or broadcast (群发), each with a page of its own. */
import { array, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, ID_ALPHABET, type Random } from '../random.ts'
import { type Article, articleCheck } from './articles.ts'

export interface Publication {
  articleId: string
  /** 10 digits; `<msgDataId>_<index from 1>` names one article in statistics. */
  msgDataId: string
  appid: string
  articles: Article[]
  /** The lists of the API hold only what was published without notification. */
  via: 'publish' | 'broadcast'
  at: number
  updatedAt: number
  /** Articles that were taken back, from 1. */
  deleted: number[]
  /** Last segment of each article's address. */
  slugs: string[]
}

/** One article of a publication, as its page and the comments need it. */
export interface PublishedArticle {
  publication: Publication
  article: Article
  /** From 1. */
  index: number
  isDeleted: boolean
}

export interface Publications {
  /** Takes a copy of the articles. A draft leaves its box by `articles.remove`. */
  add(publication: Pick<Publication, 'appid' | 'articles' | 'via'> & { msgDataId?: string }): Publication
  find(appid: string, articleId: string): Publication | undefined
  byMsgDataId(appid: string, msgDataId: string): Publication | undefined
  bySlug(slug: string): PublishedArticle | undefined
  /** One article, `index` from 1. */
  article(publication: Publication, index: number): PublishedArticle | undefined
  /** A page under `/s/` that the phone can open; `index` from 1. Empty where there is no such article. */
  urlOf(publication: Publication, index: number): string
  /** Newest first. */
  of(appid: string, via?: Publication['via']): Publication[]
  /** Takes one article back (`index` from 1), or all of them. */
  delete(publication: Publication, index?: number): void
  /** An id that no publication has had: known when the job is accepted, before anything is public. */
  nextMsgDataId(): string
  export(): { list: Publication[]; lastMsgDataId: number }
  import(saved: { list: readonly Publication[]; lastMsgDataId: number }): void
}

/** Where the ids of a fresh account begin. */
const FIRST_MSG_DATA_ID = 2_247_483_648

export function createPublications({
  clock,
  random,
  url,
}: {
  clock: WorldClock
  random: Random
  url: () => string
}): Publications {
  const publications = new Map<string, Publication>()
  let lastMsgDataId = FIRST_MSG_DATA_ID - 1
  const all = () => [...publications.values()]
  const nextMsgDataId = () => String(++lastMsgDataId)

  function article(publication: Publication, index: number): PublishedArticle | undefined {
    const found = publication.articles[index - 1]
    if (!found) return undefined
    return { publication, article: found, index, isDeleted: publication.deleted.includes(index) }
  }

  return {
    add({ articles, msgDataId = nextMsgDataId(), ...given }) {
      const now = clock.now()
      const publication: Publication = {
        articleId: random.text(64, ID_ALPHABET),
        msgDataId,
        at: now,
        updatedAt: now,
        deleted: [],
        slugs: articles.map(() => random.text(22, ALPHANUMERIC)),
        articles: structuredClone(articles),
        ...given,
      }
      publications.set(publication.articleId, publication)
      return publication
    },
    find(appid, articleId) {
      const publication = publications.get(articleId)
      return publication?.appid === appid ? publication : undefined
    },
    byMsgDataId: (appid, msgDataId) =>
      all().find((publication) => publication.appid === appid && publication.msgDataId === msgDataId),
    bySlug(slug) {
      const publication = all().find(({ slugs }) => slugs.includes(slug))
      return publication && article(publication, publication.slugs.indexOf(slug) + 1)
    },
    article,
    urlOf({ slugs }, index) {
      const slug = slugs[index - 1]
      return slug === undefined ? '' : `${url()}/s/${slug}`
    },
    of: (appid, via) =>
      all()
        .filter((publication) => publication.appid === appid && (!via || publication.via === via))
        .toReversed(),
    delete(publication, index) {
      const places = publication.articles.map((_, place) => place + 1)
      publication.deleted = places.filter(
        (place) => index === undefined || place === index || publication.deleted.includes(place),
      )
      publication.updatedAt = clock.now()
    },
    nextMsgDataId,
    export: () => ({ list: all(), lastMsgDataId }),
    import(saved) {
      lastMsgDataId = saved.lastMsgDataId
      publications.clear()
      for (const publication of saved.list) publications.set(publication.articleId, publication)
    },
  }
}

export const publicationsCheck = object<ReturnType<Publications['export']>>({
  list: array(
    object<Publication>({
      articleId: string({ min: 1 }),
      msgDataId: string({ min: 1 }),
      appid: string(),
      articles: array(articleCheck),
      via: literal('publish', 'broadcast'),
      at: number(),
      updatedAt: number(),
      deleted: array(number()),
      slugs: array(string({ min: 1 })),
    }),
  ),
  lastMsgDataId: number(),
})
