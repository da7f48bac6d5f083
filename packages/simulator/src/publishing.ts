/** 发布: a draft is accepted, reviewed for a while, and then public; the account hears of the end by an event. */
import type { WireRecord } from '@yingwu/protocol'
import type { PushEngine } from './push/engine.ts'
import { reportSystemEvent } from './push/system-event.ts'
import type { AccountRecord } from './world/accounts.ts'
import type { Bundle } from './world/articles.ts'
import type { Job } from './world/jobs.ts'
import type { Publication } from './world/publications.ts'
import { PUBLISH_STATUS, type PublishJob } from './world/publish-jobs.ts'
import type { World } from './world/world.ts'

/** The service takes seconds to minutes. */
const REVIEW_MS = 3000
const [DELETED_AFTERWARDS, ORIGINALITY, REFUSED] = [5, PUBLISH_STATUS.originality, PUBLISH_STATUS.refused]

export function startPublishing(world: World, { appid, mediaId }: Bundle): PublishJob {
  const msgDataId = world.publications.nextMsgDataId()
  const job = world.publishJobs.add({ appid, mediaId, msgDataId })
  world.jobs.schedule({ type: 'publication', appid, id: job.publishId, at: world.clock.now() + REVIEW_MS })
  return job
}

export function finishPublishing(
  { world, engine }: { world: World; engine: PushEngine },
  { appid, id }: Job,
): void {
  const job = world.publishJobs.find(appid, id)
  const account = world.accounts.find(appid)
  if (!job || !account) return
  settle(world, account, job)
  const state = publishState(world, job)
  // In the event the number stands bare, and lists that would be empty are left out.
  const { fail_idx, ...fields } = state
  reportSystemEvent(
    { world, engine, account },
    'PUBLISHJOBFINISH',
    { PublishEventInfo: { ...fields, ...(fail_idx.length > 0 && { fail_idx }) } },
    `publish_status ${state.publish_status}`,
  )
}

function settle(world: World, { switches }: AccountRecord, job: PublishJob): void {
  const draft = world.articles.find(job.appid, job.mediaId)
  job.status = draft ? switches.publishResult : 'failed'
  if (!draft) return
  if (job.status === 'originality' || job.status === 'refused') job.failed = [1]
  if (job.status !== 'done') return
  const { appid, msgDataId } = job
  const { articles } = draft
  job.articleId = world.publications.add({ appid, articles, via: 'publish', msgDataId }).articleId
  // A draft leaves its box once it is public.
  world.articles.remove(draft)
}

/** What `freepublish/get` answers and the event tells. */
export function publishState(world: World, { publishId, status, articleId, failed, appid }: PublishJob) {
  const publication = articleId === null ? undefined : world.publications.find(appid, articleId)
  const isGone = publication?.deleted.length === publication?.articles.length
  const code = publication && isGone ? DELETED_AFTERWARDS : PUBLISH_STATUS[status]
  return {
    publish_id: Number(publishId),
    publish_status: code,
    ...(publication && code === PUBLISH_STATUS.done && whereToRead(world, publication)),
    fail_idx: code === ORIGINALITY || code === REFUSED ? failed : [],
  }
}

function whereToRead(world: World, publication: Publication) {
  return {
    article_id: publication.articleId,
    article_detail: {
      count: publication.articles.length,
      item: publication.articles.map((_, place) => ({
        idx: place + 1,
        article_url: world.publications.urlOf(publication, place + 1),
      })),
    },
  } satisfies WireRecord
}
