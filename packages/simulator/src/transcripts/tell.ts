/** One step of a replay: somebody does something, what comes of it is waited for and compared. */
import type { ExpectedMessage, StepReport, TranscriptStep } from '../control/types.ts'
import type { Core } from '../core.ts'
import { Problem } from '../problem.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { Cast } from './cast.ts'
import { compare } from './compare.ts'
import type { Pace } from './pace.ts'
import { type Shown, toFailure, toShown } from './shown.ts'
import type { Veil } from './veil.ts'

export interface ReplayOptions {
  account: AccountRecord
  /** Moves the world's clock on by the time between the steps. Default `false`. */
  clock?: boolean | undefined
  /** Seconds that late answers may take where a step does not say. Default 10. */
  within?: number | undefined
  /** Seconds of the world's clock that messages too many are waited for after the last step. Default 1. */
  grace?: number | undefined
  /** Default: that of a running simulator. */
  pace?: Pace | undefined
}

const PATIENCE_SECONDS = 10
/** A call that was on its way takes milliseconds; more would be felt in a check of a hundred transcripts. */
const GRACE_SECONDS = 1

/** Where a story is told. */
export interface Stage {
  core: Core
  cast: Cast
  pace: Pace
  options: ReplayOptions
  veil: Veil
}

/** One step, and what came of it beside what was expected. */
export async function tell(
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
  const durationMs = core.world.base.now() - began
  if (next === undefined && isCompared) await rest(stage)

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
    durationMs,
  }
}

/** After the last step there is none at which a message too many would show. */
async function rest({ cast, pace, options }: Stage): Promise<void> {
  const { grace = GRACE_SECONDS } = options
  if (grace === 0) return
  await pace.rest(grace * 1000)
  await pace.wait(cast.quiet())
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
