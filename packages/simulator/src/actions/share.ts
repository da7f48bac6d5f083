/** 分享: a person passes a published article on. The account hears nothing of it; the statistics count it. */
import type { Action } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { type Acted, type Hand, NOTHING } from './hand.ts'

/** `share_scene` of the statistics. */
const SCENES = { friend: 1, moments: 2, other: 255 } as const

export function shareArticle(
  { world, account, fan }: Hand,
  { msgDataId, index = 0, to = 'friend' }: Extract<Action, { type: 'share' }>,
): Acted {
  const { appid } = account
  const publication = world.publications.byMsgDataId(appid, msgDataId)
  const found = publication && world.publications.article(publication, index + 1)
  if (!found || found.isDeleted) {
    throw new Problem(404, 'unknown_article', `No article ${index} in a publication ${msgDataId}`)
  }
  const about = { appid, openid: fan.openid, msgDataId, index: index + 1 }
  world.statistics.record({ type: 'share', ...about, scene: SCENES[to] })
  return NOTHING
}
