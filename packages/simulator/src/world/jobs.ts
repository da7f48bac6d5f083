/**
 * What becomes due later: a broadcast that ends, an article whose review is over. Jobs are part of the state, so that an
 * import loses none, and run in order of their time, also when the clock jumps over several.
 */
import { array, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'

export const JOB_TYPES = ['broadcast', 'publication', 'templateMessage', 'session', 'script'] as const
export type JobType = (typeof JOB_TYPES)[number]

export interface Job {
  type: JobType
  appid: string
  /** Of the broadcast, publication or message or script that it is about; of a session the openid. */
  id: string
  /** Time of the world, ms. */
  at: number
}

export interface Jobs {
  schedule(job: Job): void
  /** Who carries them out; set once, before the first one. */
  onDue(run: (job: Job) => void): void
  export(): Job[]
  import(jobs: readonly Job[]): void
}

export function createJobs({ clock }: { clock: WorldClock }): Jobs {
  const waiting = new Set<Job>()
  let run: (job: Job) => void = () => {}

  function schedule(job: Job) {
    waiting.add(job)
    clock.at(job.at, () => {
      // Absent after an import, which brings jobs of its own.
      if (waiting.delete(job)) run(job)
    })
  }

  return {
    schedule,
    onDue(given) {
      run = given
    },
    export: () => [...waiting],
    import(jobs) {
      waiting.clear()
      for (const job of jobs) schedule(job)
    },
  }
}

export const jobsCheck = array(
  object<Job>({ type: literal(...JOB_TYPES), appid: string(), id: string(), at: number() }),
)
