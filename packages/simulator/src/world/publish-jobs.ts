/** 发布任务: what became of each submission of a draft. */
import { array, integer, literal, nullable, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'

/** `publish_status`; 5 and 6, what happens afterwards, are seen from the publication. */
export const PUBLISH_STATUS = { done: 0, running: 1, originality: 2, failed: 3, refused: 4 } as const
export type PublishStatus = keyof typeof PUBLISH_STATUS

export interface PublishJob {
  publishId: string
  appid: string
  /** Of the draft. */
  mediaId: string
  /** Given at once, though nothing is public yet. */
  msgDataId: string
  status: PublishStatus
  /** null until it is done. */
  articleId: string | null
  /** Articles that were refused, from 1. */
  failed: number[]
  at: number
}

export interface PublishJobs {
  add(job: Pick<PublishJob, 'appid' | 'mediaId' | 'msgDataId'>): PublishJob
  find(appid: string, publishId: string): PublishJob | undefined
  isRunning(appid: string, mediaId: string): boolean
  export(): PublishJob[]
  import(jobs: readonly PublishJob[]): void
}

const FIRST_ID = 100_000_001

export function createPublishJobs({ clock }: { clock: WorldClock }): PublishJobs {
  const jobs = new Map<string, PublishJob>()
  const all = () => [...jobs.values()]

  return {
    add(given) {
      const job: PublishJob = {
        // Nothing is ever taken away, so that the count gives the next number.
        publishId: String(FIRST_ID + jobs.size),
        status: 'running',
        articleId: null,
        failed: [],
        at: clock.now(),
        ...given,
      }
      jobs.set(job.publishId, job)
      return job
    },
    find(appid, publishId) {
      const job = jobs.get(publishId)
      return job?.appid === appid ? job : undefined
    },
    isRunning: (appid, mediaId) =>
      all().some((job) => job.appid === appid && job.mediaId === mediaId && job.status === 'running'),
    export: all,
    import(saved) {
      jobs.clear()
      for (const job of saved) jobs.set(job.publishId, job)
    },
  }
}

export const publishJobsCheck = array(
  object<PublishJob>({
    publishId: string({ min: 1 }),
    appid: string(),
    mediaId: string(),
    msgDataId: string(),
    status: literal('done', 'running', 'originality', 'failed', 'refused'),
    articleId: nullable(string()),
    failed: array(integer(1)),
    at: number(),
  }),
)
