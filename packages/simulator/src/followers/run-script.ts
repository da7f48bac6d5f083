/**
 * Scripts: many people do something, spread over a time of the world's clock. One job of the world waits for the next
 * action of each script, so that a jump of the clock runs what falls due in order, and an exported state goes on where
 * it was. The moments follow from seed and number; nothing of them is stored.
 */
import { act } from '../actions/act.ts'
import type { Core } from '../core.ts'
import type { Push, Script, ScriptRun } from '../control/types.ts'
import type { JobContext } from '../jobs.ts'
import { Problem } from '../problem.ts'
import { seededNumbers } from '../random.ts'
import type { Job } from '../world/jobs.ts'
import { type ScriptRecord, toScriptRun } from '../world/scripts.ts'
import { choosePeople } from './choose.ts'

const MOST_ACTIONS = 10_000_000

/** @throws Problem when nobody fits, or the rounds would overlap */
export function startScript(core: Core, wish: Script): ScriptRun {
  const { world } = core
  const { appid } = core.account(wish.appid)
  const { times = 1, everySeconds = wish.withinSeconds } = wish.repeat ?? {}
  if (everySeconds < wish.withinSeconds)
    throw new Problem(400, 'bad_request', 'repeat.everySeconds must not be less than withinSeconds')
  const openids = choosePeople(world, appid, wish)
  const total = openids.length * times
  if (total > MOST_ACTIONS)
    throw new Problem(
      400,
      'bad_request',
      `${total} actions are too many; at most ${MOST_ACTIONS} are allowed`,
    )
  const run = world.scripts.add({
    script: { ...wish, appid },
    state: 'running',
    startedAt: world.clock.now(),
    endedAt: null,
    openids,
    total,
    begun: 0,
    refused: 0,
    problem: null,
    pushes: { replied: 0, silent: 0, failed: 0 },
  })
  world.scripts.touch(run)
  world.jobs.schedule({ type: 'script', appid, id: run.id, at: dueAt(run, 0) })
  return toScriptRun(run)
}

/** What was begun goes on; nothing new begins. @throws Problem 404 for a run that is not known */
export function stopScript({ world }: Core, id: string): ScriptRun {
  const run = world.scripts.find(id)
  if (!run) throw new Problem(404, 'unknown_script', 'No such script; the newest 20 that have ended are kept')
  if (run.state === 'running') end({ world }, run, 'stopped')
  return toScriptRun(run)
}

/** The job: begins every action that is due, and waits for the next. */
export function continueScript(context: JobContext, { id, appid }: Job): void {
  const { world } = context
  const run = world.scripts.find(id)
  if (run?.state !== 'running') return
  while (run.begun < run.total && dueAt(run, run.begun) <= world.clock.now()) {
    const openid = run.openids[run.begun % run.openids.length] ?? ''
    run.begun += 1
    void perform(context, run, openid)
    tellAt(context, run, run.begun)
  }
  if (run.begun === run.total) end(context, run, 'done')
  else world.jobs.schedule({ type: 'script', appid, id, at: dueAt(run, run.begun) })
}

async function perform({ world, engine }: JobContext, run: ScriptRecord, openid: string): Promise<void> {
  const fan = world.fans.find(openid)
  const account = world.accounts.find(run.script.appid)
  if (!fan || !account) return
  try {
    const { pushes } = await act({ world, engine, fan, account }, run.script.does)
    for (const { push, done } of pushes) void count({ world }, run, push, done)
  } catch (error) {
    run.refused += 1
    run.problem = error instanceof Error ? error.message : String(error)
    if (run.refused === 1) world.scripts.touch(run)
    else tellAt({ world }, run, run.refused)
  }
}

/** Pushes of a run that have not ended. */
const underWay = new WeakMap<ScriptRecord, number>()

async function count(
  { world }: Pick<JobContext, 'world'>,
  run: ScriptRecord,
  push: Push,
  done: Promise<unknown>,
): Promise<void> {
  underWay.set(run, (underWay.get(run) ?? 0) + 1)
  await done
  underWay.set(run, (underWay.get(run) ?? 1) - 1)
  // null: a reset took the push away.
  if (push.outcome === null) return
  run.pushes[push.outcome] += 1
  const { replied, silent, failed } = run.pushes
  if (run.state !== 'running' && underWay.get(run) === 0) world.scripts.touch(run)
  else tellAt({ world }, run, replied + silent + failed)
}

function end({ world }: Pick<JobContext, 'world'>, run: ScriptRecord, state: 'done' | 'stopped'): void {
  run.state = state
  run.endedAt = world.clock.now()
  world.scripts.touch(run)
}

/** Tells of every hundredth and of the last: a thousand actions are not a thousand events. */
function tellAt({ world }: Pick<JobContext, 'world'>, run: ScriptRecord, count: number): void {
  const hundredth = (n: number) => Math.floor((100 * n) / run.total)
  if (hundredth(count) !== hundredth(count - 1)) world.scripts.touch(run)
}

/** When an action is due: each has its own share of the time, and a moment by chance within it. */
function dueAt({ script, openids, startedAt }: ScriptRecord, number: number): number {
  const { withinSeconds, seed = 1, repeat } = script
  const round = Math.floor(number / openids.length)
  const place = number % openids.length
  const chance = seededNumbers(Math.imul(seed + 1, 0x9e3779b1) ^ number)()
  const within = ((place + chance) / openids.length) * withinSeconds
  return startedAt + Math.round((round * (repeat?.everySeconds ?? withinSeconds) + within) * 1000)
}
