/** 发布能力: drafts become public without a word to the followers. */
import { toNewsItem, toSeconds } from '../../articles/news-item.ts'
import { publishState, startPublishing } from '../../publishing.ts'
import type { Publication } from '../../world/publications.ts'
import type { World } from '../../world/world.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../call.ts'
import { pageOf } from '../paging.ts'
import { draftOf } from './draft.ts'

/** `errcode` 0 means accepted; the end is told by PUBLISHJOBFINISH or asked by `freepublish.get`. */
const submitDraft: Handler = (call) => {
  const { world, account } = call
  const draft = draftOf(call)
  if (world.publishJobs.isRunning(account.appid, draft.mediaId)) throw new ApiError(53502)
  const covers = draft.articles.flatMap(({ thumbMediaId, imageMediaIds }) => [thumbMediaId, ...imageMediaIds])
  // A picture may have left the library since.
  if (covers.some((id) => typeof world.media.find(account.appid, id) === 'string')) throw new ApiError(53503)
  const { publishId, msgDataId } = startPublishing(world, draft)
  return { ...OK, publish_id: Number(publishId), msg_data_id: msgDataId }
}

const getPublishJob: Handler = ({ world, account, body }) => {
  const job = world.publishJobs.find(account.appid, text(body, 'publish_id'))
  if (!job) throw new ApiError(53600)
  return publishState(world, job)
}

const deletePublication: Handler = (call) => {
  const { world, body } = call
  const publication = publicationOf(call)
  const index = text(body, 'index') || '0'
  if (!/^\d$/.test(index) || Number(index) > publication.articles.length) throw new ApiError(40114)
  world.publications.delete(publication, index === '0' ? undefined : Number(index))
  return OK
}

const getArticle: Handler = (call) => content(call.world, publicationOf(call))

const listPublications: Handler = ({ world, account, body }) =>
  pageOf(body, world.publications.of(account.appid, 'publish'), (publication) => ({
    article_id: publication.articleId,
    content: content(world, publication, text(body, 'no_content') === '1'),
    update_time: toSeconds(publication.updatedAt),
  }))

function publicationOf({ world, account, body }: ApiCall): Publication {
  const publication = world.publications.find(account.appid, text(body, 'article_id'))
  if (publication?.via !== 'publish') throw new ApiError(53600)
  return publication
}

function content(world: World, publication: Publication, isBrief = false) {
  return {
    news_item: publication.articles.map((article, place) => ({
      article_type: article.articleType,
      ...toNewsItem(world, article, world.publications.urlOf(publication, place + 1), isBrief),
      // A truth value among numbers, as the service has it.
      is_deleted: publication.deleted.includes(place + 1),
    })),
    create_time: toSeconds(publication.at),
    update_time: toSeconds(publication.updatedAt),
  }
}

export const FREEPUBLISH: Handlers = {
  'freepublish.submit': submitDraft,
  'freepublish.get': getPublishJob,
  'freepublish.delete': deletePublication,
  'freepublish.getArticle': getArticle,
  'freepublish.list': listPublications,
}
