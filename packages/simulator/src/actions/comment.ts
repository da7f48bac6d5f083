/** 写留言: a person comments on a published article. The account hears nothing of it; it asks by `comment/list`. */
import type { Action } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { type Acted, type Hand, NOTHING } from './hand.ts'

export function writeComment(
  { world, account, fan }: Hand,
  { msgDataId, index = 0, content }: Extract<Action, { type: 'comment' }>,
): Acted {
  const publication = world.publications.byMsgDataId(account.appid, msgDataId)
  const found = publication && world.publications.article(publication, index + 1)
  if (!found || found.isDeleted) {
    throw new Problem(404, 'unknown_article', `No article ${index} in a publication ${msgDataId}`)
  }
  const { needOpenComment, onlyFansCanComment } = found.article
  if (!needOpenComment) {
    throw new Problem(409, 'comments_closed', 'Comments of this article are closed; comment/open opens them')
  }
  if (fan.blacklisted || (onlyFansCanComment && !fan.subscribed)) {
    throw new Problem(409, 'may_not_comment', 'Only followers outside the blacklist may comment here')
  }
  world.comments.add({ appid: account.appid, msgDataId, index: index + 1, openid: fan.openid, content })
  return NOTHING
}
