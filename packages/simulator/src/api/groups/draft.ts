/** 草稿箱 */
import { toNewsItem, toSeconds } from '../../articles/news-item.ts'
import { toProductKey } from '../../articles/product-cards.ts'
import { readArticle, readArticles } from '../../articles/read-article.ts'
import type { Bundle } from '../../world/articles.ts'
import type { World } from '../../world/world.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, type Handler, type Handlers, record, text } from '../call.ts'
import { pageOf } from '../paging.ts'
import { indexOf } from './material/news.ts'

const RULES = { maxTitle: 32, cover: 'library', tooMany: 40035 } as const

const addDraft: Handler = (call) => {
  const articles = readArticles(call, RULES)
  const { mediaId } = call.world.articles.add({ appid: call.account.appid, kind: 'draft', articles })
  return { media_id: mediaId, item: [] }
}

const getDraft: Handler = (call) => draftContent(call.world, draftOf(call))

const deleteDraft: Handler = (call) => {
  call.world.articles.remove(draftOf(call))
  return OK
}

const updateDraft: Handler = (call) => {
  const { world, body } = call
  const draft = draftOf(call)
  const index = indexOf(body, draft)
  const article = readArticle(call, record(body, 'articles'), RULES, draft.articles.length === 1)
  world.articles.replace(draft, index, article)
  return OK
}

const countDrafts: Handler = ({ world, account }) => ({
  total_count: world.articles.of(account.appid, 'draft').length,
})

const listDrafts: Handler = ({ world, account, body }) =>
  pageOf(body, world.articles.of(account.appid, 'draft'), (draft) => ({
    media_id: draft.mediaId,
    content: draftContent(world, draft, text(body, 'no_content') === '1'),
    update_time: toSeconds(draft.updatedAt),
  }))

/** Asks with `checkonly=1`, opens the box otherwise. What is open stays open. */
const switchDraftBox: Handler = ({ world, account, query }) => {
  if (query['checkonly'] !== '1' && !account.switches.draftBox) {
    account.switches.draftBox = true
    world.accounts.touch(account)
  }
  return { ...OK, is_open: Number(account.switches.draftBox) }
}

const CARD_TYPES = ['0', '1', '2', '3']

const getProductCard: Handler = ({ body }) => {
  const [productId, articleType, cardType] = ['product_id', 'article_type', 'card_type'].map((name) =>
    text(body, name),
  )
  if (!productId || !/^\d{1,20}$/.test(productId)) throw new ApiError(10170001)
  if (articleType !== 'news' && articleType !== 'newspic') throw new ApiError(10170002)
  if (!cardType || !CARD_TYPES.includes(cardType)) throw new ApiError(10170003)
  const key = toProductKey(productId, articleType, cardType)
  return { ...OK, product_key: key, DOM: `<mp-common-product data-key="${key}"></mp-common-product>` }
}

export function draftOf({ world, account, body }: ApiCall): Bundle {
  const bundle = world.articles.find(account.appid, text(body, 'media_id'))
  if (bundle?.kind !== 'draft') throw new ApiError(40007)
  return bundle
}

function draftContent(world: World, draft: Bundle, isBrief = false) {
  return {
    news_item: draft.articles.map((article, place) => ({
      article_type: article.articleType,
      ...toNewsItem(world, article, world.articles.previewUrlOf(draft, place + 1), isBrief),
    })),
    create_time: toSeconds(draft.createdAt),
    update_time: toSeconds(draft.updatedAt),
  }
}

export const DRAFT: Handlers = {
  'draft.add': addDraft,
  'draft.get': getDraft,
  'draft.delete': deleteDraft,
  'draft.update': updateDraft,
  'draft.count': countDrafts,
  'draft.list': listDrafts,
  'draft.switch': switchDraftBox,
  'draft.productCard': getProductCard,
}
