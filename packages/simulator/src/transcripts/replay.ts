/** Tells a transcript again with new people, and compares what comes with what came. */
import type {
  ExpectedMessage,
  ReplayLine,
  ReplayReport,
  StepReport,
  Transcript,
  TranscriptStep,
} from '../control/types.ts'
import type { Core } from '../core.ts'
import { Problem } from '../problem.ts'
import { createCast } from './cast.ts'
import { realPace } from './pace.ts'
import { knownOf } from './take.ts'
import { type ReplayOptions, type Stage, tell } from './tell.ts'
import { createVeil } from './veil.ts'

/** @throws Problem 409 when no server is connected, or the simulator is reset meanwhile */
export async function replayTranscript(
  core: Core,
  transcript: Transcript,
  options: ReplayOptions,
): Promise<ReplayReport> {
  const { world } = core
  const { account, pace = realPace(world) } = options
  if (!account.callback?.enabled)
    throw new Problem(
      409,
      'no_callback',
      'Nothing would be pushed: no server is connected; PUT …/callback first',
    )
  const began = world.base.now()
  const cast = createCast(world, account, transcript.fans)
  const aliases = new Map([...cast.people].map(([alias, fan]) => [fan, alias]))
  const stage: Stage = { core, cast, pace, options, veil: createVeil(knownOf(world, account, aliases)) }
  const { steps } = transcript
  const progress = world.transcripts.follow(transcript.name, steps.length)
  const reports: StepReport[] = []
  try {
    for (const [at, step] of steps.entries()) {
      reports.push(await tell(stage, step, steps[at + 1]))
      progress.step()
    }
  } finally {
    progress.end()
    cast.close()
  }
  return {
    name: transcript.name,
    passed: reports.every(({ state }) => state !== 'failed'),
    steps: reports,
    durationMs: world.base.now() - began,
    accepted: accept(transcript, reports),
  }
}

/** What came becomes what is expected; where both agree, the words of the transcript stay, patterns among them. */
function accept(transcript: Transcript, reports: readonly StepReport[]): Transcript {
  const steps = transcript.steps.map((step, at): TranscriptStep => {
    const report = reports[at]
    if (!report || step.ignore === true || report.problem !== null) return step
    return { ...step, expect: report.lines.flatMap((line) => acceptLine(line, step.fan)) }
  })
  return { ...transcript, steps }
}

function acceptLine({ to, state, expected, got }: ReplayLine, actor: string): ExpectedMessage[] {
  if (got === null) return []
  if (state === 'same' && expected) return [expected]
  return [to === actor ? { ...got } : { to, ...got }]
}
