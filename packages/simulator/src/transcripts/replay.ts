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
import type { AccountRecord } from '../world/accounts.ts'
import { type Cast, createCast } from './cast.ts'
import { compare } from './compare.ts'
import { type Pace, realPace } from './pace.ts'
import { type Shown, toFailure, toShown } from './shown.ts'
import { knownOf } from './take.ts'
import { createVeil, type Veil } from './veil.ts'

export interface ReplayOptions {
  account: AccountRecord
  /** Moves the world's clock on by the time between the steps. Default `false`. */
  clock?: boolean | undefined
  /** Seconds that late answers may take where a step does not say. Default 10. */
  within?: number | undefined
  /** Default: that of a running simulator. */
  pace?: Pace | undefined
}

const PATIENCE_SECONDS = 10

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

interface Stage {
  core: Core
  cast: Cast
  pace: Pace
  options: ReplayOptions
  veil: Veil
}

async function tell(
  stage: Stage,
  step: TranscriptStep,
  next: TranscriptStep | undefined,
): Promise<StepReport> {
  const { core, cast, pace, options, veil } = stage
  const began = core.world.base.now()
  const expected = step.ignore === true ? [] : (step.expect ?? [])
  const isCompared = step.ignore !== true && step.expect !== undefined
  pace.begin()
  const problem = await act(stage, step)
  await pace.wait(cast.quiet())
  if (options.clock && next?.after !== undefined) {
    await pace.advance(next.after * 1000)
    await pace.wait(cast.quiet())
  }
  const ms = (step.within ?? options.within ?? PATIENCE_SECONDS) * 1000
  if (problem === null) await pace.waitFor(() => hasCome(cast, step.fan, expected) || undefined, ms)

  const shown = takeShown(stage, step.fan)
  const lines = [...cast.people.keys()].flatMap((alias) => {
    const mine = expected.filter(({ to = step.fan }) => to === alias)
    return compare(alias, isCompared ? mine : [], shown.get(alias) ?? [], veil)
  })
  const differs = isCompared && lines.some(({ state }) => state !== 'same')
  return {
    fan: step.fan,
    action: step.action,
    state: problem !== null || differs ? 'failed' : isCompared ? 'passed' : 'ignored',
    lines,
    problem,
    durationMs: core.world.base.now() - began,
  }
}

/** Gives what the simulator said against it: a code or a button that does not exist here. */
async function act({ core, cast, pace }: Stage, { fan, action }: TranscriptStep): Promise<string | null> {
  try {
    await pace.wait(core.act(cast.openidOf(fan), action, true))
    return null
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}

/** As many messages as expected stand on every phone; failures are known by now. */
function hasCome(cast: Cast, actor: string, expected: readonly ExpectedMessage[]): boolean {
  return [...cast.people.keys()].every((alias) => {
    const wanted = expected.filter(({ to = actor, type }) => to === alias && type !== 'failure')
    return cast.peek(alias).length >= wanted.length
  })
}

function takeShown({ cast, veil }: Stage, actor: string): Map<string, Shown[]> {
  const failures = cast.ended().flatMap((push) => toFailure(push) ?? [])
  return new Map(
    [...cast.people.keys()].map((alias) => [
      alias,
      [...cast.take(alias).map((message) => toShown(message, veil)), ...(alias === actor ? failures : [])],
    ]),
  )
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
