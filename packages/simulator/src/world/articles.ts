/** 图文: bundles of articles that are not published yet: drafts, permanent news of old, and bundles for broadcasts. */
import { array, boolean, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ID_ALPHABET, type Random } from '../random.ts'

export const ARTICLE_TYPES = ['news', 'newspic'] as const
export type ArticleType = (typeof ARTICLE_TYPES)[number]

export interface Article {
  /** `newspic` 图片消息: pictures with a few plain words. */
  articleType: ArticleType
  title: string
  author: string
  digest: string
  /** HTML as the service keeps it: without scripts, with pictures of its own only. Plain text for `newspic`. */
  content: string
  contentSourceUrl: string
  /** Cover; the first picture of a `newspic`. */
  thumbMediaId: string
  showCoverPic: boolean
  needOpenComment: boolean
  onlyFansCanComment: boolean
  /** Pictures of a `newspic`; empty otherwise. */
  imageMediaIds: string[]
  /** Of `draft.productCard`; empty: no product. */
  productKey: string
}

/** `draft` 草稿, `material` 永久图文素材, `upload` of `media/uploadnews`, which lives as long as temporary media. */
export const BUNDLE_KINDS = ['draft', 'material', 'upload'] as const
export type BundleKind = (typeof BUNDLE_KINDS)[number]

export interface Bundle {
  mediaId: string
  appid: string
  kind: BundleKind
  /** 1 to 8. */
  articles: Article[]
  createdAt: number
  updatedAt: number
  /** Opens the preview page without more. */
  tempKey: string
}

export interface Articles {
  add(bundle: Pick<Bundle, 'appid' | 'kind' | 'articles'>): Bundle
  /** Any kind; undefined when it never was, is gone, or has expired. */
  find(appid: string, mediaId: string): Bundle | undefined
  /** For the preview page. */
  byTempKey(tempKey: string): Bundle | undefined
  /** Newest first. */
  of(appid: string, kind: BundleKind): Bundle[]
  /** Puts an article in the place of another, from 0. */
  replace(bundle: Bundle, index: number, article: Article): void
  /** Also what publishing and broadcasting do to a draft. */
  remove(bundle: Bundle): void
  /** Where a bundle that is not published can be looked at; `index` from 1. */
  previewUrlOf(bundle: Bundle, index: number): string
  export(): Bundle[]
  import(bundles: readonly Bundle[]): void
}

const UPLOAD_LIFETIME_MS = 3 * 24 * 3600 * 1000

export function createArticles({
  clock,
  random,
  url,
}: {
  clock: WorldClock
  random: Random
  url: () => string
}): Articles {
  const bundles = new Map<string, Bundle>()
  const isAlive = ({ kind, createdAt }: Bundle) =>
    kind !== 'upload' || clock.now() < createdAt + UPLOAD_LIFETIME_MS

  return {
    add(given) {
      const now = clock.now()
      const bundle: Bundle = {
        mediaId: random.text(43, ID_ALPHABET),
        tempKey: random.text(32, ID_ALPHABET),
        createdAt: now,
        updatedAt: now,
        ...given,
      }
      bundles.set(bundle.mediaId, bundle)
      return bundle
    },
    find(appid, mediaId) {
      const bundle = bundles.get(mediaId)
      return bundle?.appid === appid && isAlive(bundle) ? bundle : undefined
    },
    byTempKey: (tempKey) =>
      [...bundles.values()].find((bundle) => bundle.tempKey === tempKey && isAlive(bundle)),
    of: (appid, kind) =>
      [...bundles.values()]
        .filter((bundle) => bundle.appid === appid && bundle.kind === kind && isAlive(bundle))
        .toReversed(),
    replace(bundle, index, article) {
      bundle.articles[index] = article
      bundle.updatedAt = clock.now()
    },
    remove: ({ mediaId }) => void bundles.delete(mediaId),
    previewUrlOf: ({ tempKey }, index) => `${url()}/s?tempkey=${tempKey}&idx=${index}`,
    export: () => [...bundles.values()],
    import(saved) {
      bundles.clear()
      for (const bundle of saved) bundles.set(bundle.mediaId, bundle)
    },
  }
}

export const articleCheck = object<Article>({
  articleType: literal(...ARTICLE_TYPES),
  title: string(),
  author: string(),
  digest: string(),
  content: string(),
  contentSourceUrl: string(),
  thumbMediaId: string(),
  showCoverPic: boolean,
  needOpenComment: boolean,
  onlyFansCanComment: boolean,
  imageMediaIds: array(string()),
  productKey: string(),
})

export const bundleCheck = object<Bundle>({
  mediaId: string({ min: 1 }),
  appid: string(),
  kind: literal(...BUNDLE_KINDS),
  articles: array(articleCheck),
  createdAt: number(),
  updatedAt: number(),
  tempKey: string({ min: 1 }),
})
