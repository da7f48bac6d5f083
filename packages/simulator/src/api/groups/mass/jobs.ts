/** What became of a broadcast, taking it back, and how fast an account sends. */
import { type Broadcast, REAL_SPEEDS } from '../../../world/broadcasts.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, text } from '../../call.ts'

export const getBroadcast: Handler = ({ world, account, body }) => {
  const broadcast = world.broadcasts.find(account.appid, text(body, 'msg_id'))
  if (!broadcast) throw new ApiError(40059)
  return { msg_id: Number(broadcast.msgId), msg_status: STATUSES[broadcast.state] }
}

const STATUSES = { sending: 'SENDING', sent: 'SEND_SUCCESS', failed: 'SEND_FAIL', deleted: 'DELETE' } as const

/** Only the pages go: cards stay on the phones, and what has no page cannot be taken back. */
export const deleteBroadcast: Handler = (call) => {
  const { world, account, body } = call
  const { broadcast, index: named } = broadcastOf(call)
  const isVideo = broadcast.contents.some(({ type }) => type === 'video')
  if (broadcast.state !== 'sent' || (broadcast.articles.length === 0 && !isVideo)) throw new ApiError(40059)

  const given = Number(text(body, 'article_idx') || named)
  const last = Math.max(1, broadcast.articles.length)
  if (!Number.isInteger(given) || given < 0 || given > last) throw new ApiError(40060)
  const publication = world.publications.byMsgDataId(account.appid, broadcast.msgDataId)
  if (publication) world.publications.delete(publication, given === 0 ? undefined : given)
  if (!publication || publication.deleted.length === publication.articles.length) broadcast.state = 'deleted'
  return OK
}

/** By `msg_id`, or by the address of one article. */
function broadcastOf({ world, account, body }: ApiCall): { broadcast: Broadcast; index: number } {
  const msgId = text(body, 'msg_id')
  const url = text(body, 'url')
  const slug = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  const article = msgId === '' ? world.publications.bySlug(slug) : undefined
  const broadcast =
    msgId === ''
      ? world.broadcasts.byMsgDataId(account.appid, article?.publication.msgDataId ?? '-')
      : world.broadcasts.find(account.appid, msgId)
  if (!broadcast) throw new ApiError(40059)
  return { broadcast, index: article?.index ?? 0 }
}

export const getSpeed: Handler = ({ world, account }) => {
  const speed = world.broadcasts.speedOf(account.appid)
  return { speed, realspeed: REAL_SPEEDS[speed] }
}

export const setSpeed: Handler = ({ world, account, body }) => {
  const given = text(body, 'speed')
  if (given === '') throw new ApiError(45084)
  const speed = Number(given)
  if (!Number.isInteger(speed) || REAL_SPEEDS[speed] === undefined) throw new ApiError(45083)
  world.broadcasts.setSpeed(account.appid, speed)
  return OK
}
