/** An article as a call brings it, checked and put into the form in which it is kept. */
import { ApiError } from '../api/answer.ts'
import { type ApiCall, record, records, text } from '../api/call.ts'
import { ARTICLE_TYPES, type Article } from '../world/articles.ts'
import { cleanContent, hasScriptLink } from './clean-content.ts'
import { checkCrops } from './crops.ts'
import { readProductKey } from './product-cards.ts'
import { textOf } from './scan-html.ts'

type Members = { [member: string]: unknown }

export interface ArticleRules {
  /** In characters; the calls before the draft box allowed 64. */
  maxTitle: 32 | 64
  /** Drafts and permanent articles want a permanent cover, bundles for a broadcast any. */
  cover: 'library' | 'any'
  /** Answered where the list is too long. */
  tooMany: 40035 | 45008
}

const MAX_ARTICLES = 8
const MAX_AUTHOR = 16
const MAX_DIGEST = 128
const MAX_CONTENT = 20_000
const MAX_LINK_BYTES = 1024
const MAX_PICTURES = 20
/** 摘要 that is left out. */
const DEFAULT_DIGEST = 54

export function readArticles(call: ApiCall, rules: ArticleRules): Article[] {
  const given = records(call.body, 'articles') ?? []
  if (given.length === 0) throw new ApiError(44003)
  if (given.length > MAX_ARTICLES) throw new ApiError(rules.tooMany)
  return given.map((members) => readArticle(call, members, rules, given.length === 1))
}

export function readArticle(
  call: ApiCall,
  members: Members,
  rules: ArticleRules,
  isSingle: boolean,
): Article {
  const articleType = ARTICLE_TYPES.find((type) => type === (text(members, 'article_type') || 'news'))
  if (!articleType) throw new ApiError(40035)
  const words = readWords(members, rules)
  const written = text(members, 'content')
  if (written === '') throw new ApiError(44004)
  if (lengthOf(written) >= MAX_CONTENT) throw new ApiError(45002)
  if (hasScriptLink(written)) throw new ApiError(45166)
  const isPictures = articleType === 'newspic'
  const imageMediaIds = isPictures ? readPictures(call, members) : []
  const content = isPictures ? textOf(written) : cleanContent(call.world, written)
  const digest = isSingle ? Array.from(textOf(content)).slice(0, DEFAULT_DIGEST).join('') : ''
  checkCrops(members)
  const product = record(record(members, 'product_info'), 'footer_product_info')
  return {
    articleType,
    ...words,
    digest: words.digest || digest,
    content,
    thumbMediaId: isPictures ? (imageMediaIds[0] ?? '') : readCover(call, members, rules),
    showCoverPic: isOn(members, 'show_cover_pic'),
    needOpenComment: isOn(members, 'need_open_comment'),
    onlyFansCanComment: isOn(members, 'only_fans_can_comment'),
    imageMediaIds,
    productKey: readProductKey(text(product, 'product_key')),
  }
}

function readWords(members: Members, { maxTitle }: ArticleRules) {
  const title = text(members, 'title')
  const author = text(members, 'author')
  const digest = text(members, 'digest')
  const contentSourceUrl = text(members, 'content_source_url')
  if (title === '' || lengthOf(title) > maxTitle) throw new ApiError(45003)
  if (lengthOf(author) > MAX_AUTHOR) throw new ApiError(45110)
  if (lengthOf(digest) > MAX_DIGEST) throw new ApiError(45004)
  if (Buffer.byteLength(contentSourceUrl) > MAX_LINK_BYTES) throw new ApiError(45005)
  return { title, author, digest, contentSourceUrl }
}

function readCover(call: ApiCall, members: Members, { cover }: ArticleRules): string {
  const id = text(members, 'thumb_media_id')
  if (id === '' && cover === 'any') throw new ApiError(41006)
  if (!isPicture(call, id, cover)) throw new ApiError(40007)
  return id
}

function readPictures(call: ApiCall, members: Members): string[] {
  const ids = (records(record(members, 'image_info'), 'image_list') ?? []).map((one) =>
    text(one, 'image_media_id'),
  )
  if (ids.length === 0 || ids.length > MAX_PICTURES) throw new ApiError(40035)
  if (!ids.every((id) => isPicture(call, id, 'library'))) throw new ApiError(40007)
  return ids
}

function isPicture({ world, account }: ApiCall, id: string, cover: ArticleRules['cover']): boolean {
  const media = world.media.find(account.appid, id)
  if (typeof media === 'string' || (media.type !== 'image' && media.type !== 'thumb')) return false
  return cover === 'any' || media.home === 'library'
}

/** Switches come as 0 and 1, from some clients as text or truth values. */
function isOn(members: Members, name: string): boolean {
  return members[name] === true || text(members, name) === '1'
}

const lengthOf = (value: string) => Array.from(value).length
