/** The end of a broadcast: what arrives on the phones, and MASSSENDJOBFINISH. */
import type { WireRecord } from '@yingwu/protocol'
import type { JobContext } from '../jobs.ts'
import { reportSystemEvent } from '../push/system-event.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { Broadcast } from '../world/broadcasts.ts'
import type { Job } from '../world/jobs.ts'
import type { Publication } from '../world/publications.ts'
import type { World } from '../world/world.ts'
import { toNews } from './news.ts'

export function finishBroadcast({ world, engine }: JobContext, { appid, id }: Job): void {
  const account = world.accounts.find(appid)
  const broadcast = world.broadcasts.find(appid, id)
  if (!account || broadcast?.state !== 'sending') return

  const review = reviewOf(account, broadcast)
  const publication = review.stopped === null ? publish(world, broadcast) : undefined
  const sent = review.stopped === null ? spread(world, broadcast, publication) : 0
  broadcast.state = sent > 0 ? 'sent' : 'failed'

  const { msgId, total, recipients } = broadcast
  reportSystemEvent(
    { world, engine, account },
    'MASSSENDJOBFINISH',
    {
      MsgID: msgId,
      Status: review.stopped ?? (sent > 0 ? 'send success' : 'send fail'),
      TotalCount: total,
      FilterCount: recipients.length,
      SentCount: sent,
      ErrorCount: recipients.length - sent,
      CopyrightCheckResult: review.result,
      ArticleUrlResult: toUrls(world, publication),
    },
    `${msgId}：${sent}/${total}`,
  )
}

/** A draft leaves its box by being broadcast. */
function publish(world: World, { appid, articles, mediaId, msgDataId }: Broadcast): Publication | undefined {
  if (articles.length === 0) return undefined
  const bundle = world.articles.find(appid, mediaId)
  if (bundle?.kind === 'draft') world.articles.remove(bundle)
  return world.publications.add({ appid, articles, via: 'broadcast', msgDataId })
}

/** Gives how many it reached: who left in the meantime gets nothing. */
function spread(
  world: World,
  { appid, callId, contents, recipients }: Broadcast,
  publication: Publication | undefined,
): number {
  const shown = publication ? [toNews(world, publication)] : contents
  const reached = recipients.filter((openid) => world.fans.find(openid)?.subscribed)
  for (const openid of reached) {
    for (const content of shown)
      world.messages.add({ appid, openid }, { from: 'account', via: 'broadcast', callId }, content)
  }
  return reached.length
}

// === 原创校验

interface Review {
  /** Status of a broadcast that goes no further; null: it is sent. */
  stopped: string | null
  result: WireRecord
}

/** Nothing here is looked up: the account's switch says what the check finds. */
function reviewOf({ switches }: AccountRecord, { articles, ignoresReprint }: Broadcast): Review {
  if (articles.length === 0 || switches.originality === 'original')
    return { stopped: null, result: { Count: 0, ResultList: {}, CheckState: 0 } }
  const mayReprint = switches.originality === 'reprint'
  const item = articles.map((_, index) => ({
    ArticleIdx: index + 1,
    UserDeclareState: 0,
    AuditState: 2,
    OriginalArticleUrl: 'http://mp.weixin.qq.com/s/original',
    OriginalArticleType: 1,
    CanReprint: mayReprint ? 1 : 0,
    NeedReplaceContent: 0,
    NeedShowReprintSource: 1,
  }))
  const result = { Count: item.length, ResultList: { item }, CheckState: mayReprint ? 2 : 3 }
  if (!mayReprint) return { stopped: 'err(30003)', result }
  return { stopped: ignoresReprint ? null : 'err(30002)', result }
}

function toUrls(world: World, publication: Publication | undefined): WireRecord {
  const item = (publication?.articles ?? []).map((_, index) => ({
    ArticleIdx: index + 1,
    ArticleUrl: publication ? world.publications.urlOf(publication, index + 1) : '',
  }))
  return { Count: item.length, ResultList: item.length > 0 ? { item } : {} }
}
