/** What the buttons of a menu show must exist: files and news of the library, articles that are published. */
import type { MenuButton } from '../../../control/types.ts'
import { ApiError } from '../../answer.ts'
import type { ApiCall } from '../../call.ts'

/** @throws ApiError 40007 no such material, 40121 not news, 53600 no such article */
export function checkMaterial(call: ApiCall, { type, media_id: mediaId, article_id: articleId }: MenuButton) {
  if (mediaId !== undefined && !isNews(call, mediaId)) {
    if (!isFile(call, mediaId)) throw new ApiError(40007)
    if (type === 'view_limited') throw new ApiError(40121)
  }
  if (articleId !== undefined && !isPublished(call, articleId)) throw new ApiError(53600)
}

/** Bundles for broadcasts live three days, menus longer. */
function isNews({ world, account }: ApiCall, mediaId: string): boolean {
  const bundle = world.articles.find(account.appid, mediaId)
  return bundle !== undefined && bundle.kind !== 'upload'
}

function isFile({ world, account }: ApiCall, mediaId: string): boolean {
  const media = world.media.find(account.appid, mediaId)
  return typeof media === 'object' && media.home === 'library'
}

function isPublished({ world, account }: ApiCall, articleId: string): boolean {
  const publication = world.publications.find(account.appid, articleId)
  return publication !== undefined && publication.deleted.length < publication.articles.length
}
