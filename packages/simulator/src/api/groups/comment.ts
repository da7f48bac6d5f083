/** 图文消息留言: what followers wrote below an article, chosen, answered or deleted. */
import { toSeconds } from '../../articles/news-item.ts'
import type { Comment, CommentPlace } from '../../world/comments.ts'
import type { Article } from '../../world/articles.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../call.ts'

const MAX_COUNT = 49
const MAX_ELECTED = 100
/** As long as a comment may be. */
const MAX_REPLY = 600

const openComments: Handler = (call) => {
  placeOf(call).article.needOpenComment = true
  return OK
}

const closeComments: Handler = (call) => {
  placeOf(call).article.needOpenComment = false
  return OK
}

const TYPES: { [type: string]: (comment: Comment) => boolean } = {
  0: () => true,
  1: ({ elected }) => !elected,
  2: ({ elected }) => elected,
}

const listComments: Handler = (call) => {
  const { world, body } = call
  const { place } = placeOf(call)
  const [begin, count] = [text(body, 'begin') || '0', text(body, 'count')]
  const isFine = /^\d{1,9}$/.test(begin) && /^\d{1,9}$/.test(count)
  if (!isFine || Number(count) < 1 || Number(count) > MAX_COUNT) throw new ApiError(88010)
  const isWanted = TYPES[text(body, 'type') || '0']
  if (!isWanted) throw new ApiError(40097)
  const wanted = world.comments.of(place).filter(isWanted)
  return {
    ...OK,
    total: wanted.length,
    comment: wanted.slice(Number(begin), Number(begin) + Number(count)).map(toItem),
  }
}

function toItem({ id, openid, at, content, elected, reply }: Comment) {
  return {
    user_comment_id: id,
    openid,
    create_time: toSeconds(at),
    content,
    comment_type: Number(elected),
    ...(reply && { reply: { content: reply.content, create_time: toSeconds(reply.at) } }),
  }
}

const electComment: Handler = (call) => {
  const comment = commentOf(call)
  const elected = call.world.comments.of(comment).filter((one) => one.elected)
  if (!comment.elected && elected.length >= MAX_ELECTED) throw new ApiError(88003)
  comment.elected = true
  return OK
}

const withdrawElection: Handler = (call) => {
  commentOf(call).elected = false
  return OK
}

const deleteComment: Handler = (call) => {
  commentOf(call).deleted = true
  return OK
}

const replyToComment: Handler = (call) => {
  const comment = commentOf(call)
  const content = text(call.body, 'content')
  if (comment.reply) throw new ApiError(88005)
  if (content === '' || Array.from(content).length > MAX_REPLY) throw new ApiError(88007)
  call.world.comments.reply(comment, content)
  return OK
}

const deleteReply: Handler = (call) => {
  const comment = commentOf(call)
  if (!comment.reply) throw new ApiError(88009)
  comment.reply = null
  return OK
}

/** `index` counts from 0 here, and is 0 when left out. */
function placeOf({ world, account, body }: ApiCall): { place: CommentPlace; article: Article } {
  const { appid } = account
  const [msgDataId, index] = [text(body, 'msg_data_id'), text(body, 'index') || '0']
  const publication = world.publications.byMsgDataId(appid, msgDataId)
  const found = publication && world.publications.article(publication, Number(index) + 1)
  if (!found || found.isDeleted) throw new ApiError(88001)
  return { place: { appid, msgDataId, index: found.index }, article: found.article }
}

function commentOf(call: ApiCall): Comment {
  const { place } = placeOf(call)
  const comment = call.world.comments.find(place, Number(text(call.body, 'user_comment_id')))
  if (!comment) throw new ApiError(88008)
  return comment
}

export const COMMENT: Handlers = {
  'comment.open': openComments,
  'comment.close': closeComments,
  'comment.list': listComments,
  'comment.markElect': electComment,
  'comment.unmarkElect': withdrawElection,
  'comment.delete': deleteComment,
  'comment.reply': replyToComment,
  'comment.deleteReply': deleteReply,
}
