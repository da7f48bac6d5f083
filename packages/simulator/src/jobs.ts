/** What is done when a job falls due, by its type. */
import { finishPublishing } from './publishing.ts'
import { endSession } from './actions/sessions.ts'
import { continueScript } from './followers/run-script.ts'
import type { PushEngine } from './push/engine.ts'
import type { Job, JobType } from './world/jobs.ts'
import { deliverTemplate } from './sends/deliver-template.ts'
import { finishBroadcast } from './sends/finish-broadcast.ts'
import type { World } from './world/world.ts'

export interface JobContext {
  world: World
  engine: PushEngine
}

export const JOBS: { readonly [Type in JobType]?: (context: JobContext, job: Job) => void } = {
  broadcast: finishBroadcast,
  publication: finishPublishing,
  templateMessage: deliverTemplate,
  session: endSession,
  script: continueScript,
}
