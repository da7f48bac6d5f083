/** 群发 and 预览: checks in this order: addressees, content, `clientmsgid`, what the account has left. */
import { hash } from 'node:crypto'
import { type NewBroadcast, REAL_SPEEDS } from '../../../world/broadcasts.ts'
import type { FanRecord } from '../../../world/fans.ts'
import { toPreview } from '../../../sends/news.ts'
import { ApiError, type JsonAnswer } from '../../answer.ts'
import { type ApiCall, fanOf, type Handler, text } from '../../call.ts'
import { admitted, filteredFans, isDaily, listedFans } from './addressees.ts'
import { contentOf } from './content.ts'

const MAX_CLIENT_ID_BYTES = 64
const RETRY_MS = 60_000
/** Until a job begins: nobody gets the event before the answer to the call. */
const QUEUE_MS = 1000

export const sendToFilter: Handler = (call) => submit(call, filteredFans(call))
export const sendToList: Handler = (call) => submit(call, listedFans(call))

function submit(call: ApiCall, fans: readonly FanRecord[]): JsonAnswer {
  const { world, account, body } = call
  const content = contentOf(call)
  const clientMsgId = clientIdOf(call)
  const repeated = answerRepeated(call, clientMsgId)
  if (repeated) return repeated
  if (isDaily(account.kind) && world.broadcasts.sentToday(account.appid) > 0) throw new ApiError(45028)

  const recipients = admitted(call, fans).map(({ openid }) => openid)
  const articles =
    content.type === 'articles'
      ? {
          articles: structuredClone(content.bundle.articles),
          mediaId: content.bundle.mediaId,
          msgDataId: world.publications.nextMsgDataId(),
        }
      : { articles: [], mediaId: '', msgDataId: '' }
  const broadcast = world.broadcasts.add({
    appid: account.appid,
    clientMsgId,
    callId: call.id,
    total: fans.length,
    recipients,
    contents: content.type === 'bubbles' ? content.contents : [],
    ignoresReprint: text(body, 'send_ignore_reprint') === '1',
    ...articles,
  } satisfies NewBroadcast)
  world.jobs.schedule({
    type: 'broadcast',
    appid: account.appid,
    id: broadcast.msgId,
    at: world.clock.now() + QUEUE_MS + durationOf(call, recipients.length),
  })
  return {
    errcode: 0,
    errmsg: 'send job submission success',
    msg_id: Number(broadcast.msgId),
    ...(broadcast.msgDataId !== '' && { msg_data_id: Number(broadcast.msgDataId) }),
  }
}

/** The chosen speed in ten thousand a minute. */
function durationOf({ world, account }: ApiCall, messages: number): number {
  const tenThousands = REAL_SPEEDS[world.broadcasts.speedOf(account.appid)] ?? REAL_SPEEDS[0]
  return Math.ceil((messages / (tenThousands * 10_000)) * 60_000)
}

/** Left out, it is a digest of whom and what. */
function clientIdOf({ body }: ApiCall): string {
  const given = text(body, 'clientmsgid')
  if (Buffer.byteLength(given) > MAX_CLIENT_ID_BYTES) throw new ApiError(45067)
  const { filter, touser, msgtype, ...rest } = body
  return (
    given ||
    hash('sha256', JSON.stringify([filter, touser, msgtype, rest[text(body, 'msgtype')], rest['images']]))
  )
}

/** The first refusal tells the job that is already there; insisting within a minute is refused plainly. */
function answerRepeated({ world, account }: ApiCall, clientMsgId: string): JsonAnswer | undefined {
  const first = world.broadcasts.recent(account.appid, clientMsgId)
  if (!first) return undefined
  const now = world.clock.now()
  if (first.refusedAt > 0 && now - first.refusedAt < RETRY_MS) throw new ApiError(45066)
  first.refusedAt = now
  return { errcode: 45065, errmsg: 'clientmsgid exist', msg_id: Number(first.msgId) }
}

/** 预览: arrives at once and counts for nothing but its own quota. */
export const preview: Handler = (call) => {
  const { world, account } = call
  const fan = readerOf(call)
  if (!fan.subscribed) throw new ApiError(43004)
  const content = contentOf(call)
  const contents = content.type === 'bubbles' ? content.contents : [toPreview(world, content.bundle)]
  for (const shown of contents) {
    world.messages.add(
      { appid: account.appid, openid: fan.openid },
      { from: 'account', via: 'broadcast', callId: call.id },
      shown,
    )
  }
  return { errcode: 0, errmsg: 'preview success', msg_id: Number(world.random.digits(10)) }
}

/** People of this world have no WeChat id of their own: the nickname stands for it. `towxname` wins. */
function readerOf(call: ApiCall): FanRecord {
  const { world, account, body } = call
  const name = text(body, 'towxname')
  if (name === '') return fanOf(call, text(body, 'touser'))
  const fan = world.fans.of(account.appid).find(({ nickname }) => nickname === name)
  if (!fan) throw new ApiError(40132)
  return fan
}
