/** What is done when a job falls due, by its type. */
import type { PushEngine } from './push/engine.ts'
import type { Job, JobType } from './world/jobs.ts'
import type { World } from './world/world.ts'

export interface JobContext {
  world: World
  engine: PushEngine
}

export const JOBS: { readonly [Type in JobType]?: (context: JobContext, job: Job) => void } = {}
