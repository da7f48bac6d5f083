/** 永久图文素材, as articles were kept before the draft box. */
import { toNewsItem, toSeconds } from '../../../articles/news-item.ts'
import { readArticle, readArticles } from '../../../articles/read-article.ts'
import type { Bundle } from '../../../world/articles.ts'
import type { World } from '../../../world/world.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, record, text } from '../../call.ts'
import { MAX_PICTURES, picturesAndArticles } from './upload.ts'

const RULES_OF_NEWS = { maxTitle: 64, cover: 'library', tooMany: 45008 } as const

/** Retired with the draft box: only an account that has not opened it still keeps articles here. */
function checkDraftBoxIsOff({ account }: ApiCall): void {
  if (account.switches.draftBox) throw new ApiError(45103)
}

export const addNews: Handler = (call) => {
  checkDraftBoxIsOff(call)
  const articles = readArticles(call, RULES_OF_NEWS)
  if (picturesAndArticles(call) >= MAX_PICTURES) throw new ApiError(45034)
  const { mediaId } = call.world.articles.add({ appid: call.account.appid, kind: 'material', articles })
  return { media_id: mediaId }
}

export const updateNews: Handler = (call) => {
  checkDraftBoxIsOff(call)
  const { world, body } = call
  const bundle = findNews(call, text(body, 'media_id'))
  if (!bundle) throw new ApiError(40007)
  const index = indexOf(body, bundle)
  const article = readArticle(call, record(body, 'articles'), RULES_OF_NEWS, bundle.articles.length === 1)
  world.articles.replace(bundle, index, article)
  return OK
}

/** Place of an article in its bundle, from 0. 40114 when there is none. */
export function indexOf(body: { [member: string]: unknown }, { articles }: Bundle): number {
  const index = text(body, 'index')
  if (!/^\d$/.test(index) || !articles[Number(index)]) throw new ApiError(40114)
  return Number(index)
}

export function findNews({ world, account }: ApiCall, mediaId: string): Bundle | undefined {
  const bundle = world.articles.find(account.appid, mediaId)
  return bundle?.kind === 'material' ? bundle : undefined
}

export const newsOf = ({ world, account }: ApiCall) => world.articles.of(account.appid, 'material')

export function newsContent(world: World, bundle: Bundle) {
  return {
    news_item: bundle.articles.map((article, place) =>
      toNewsItem(world, article, world.articles.previewUrlOf(bundle, place + 1)),
    ),
    create_time: toSeconds(bundle.createdAt),
    update_time: toSeconds(bundle.updatedAt),
  }
}
