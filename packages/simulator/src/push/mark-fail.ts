/**
 * MarkFail 自动屏蔽: a server that keeps failing is left alone for a minute. What people write meanwhile never reaches it,
 * and they see the grey notice at once. How many failures it takes is not published, so it is a switch of the account.
 */
import type { NotSent } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { SAYINGS } from './explain.ts'

const BLOCKED_MS = 60_000

/** Why this account gets no push now; undefined where it gets one. */
export function whyNotSent(world: World, account: AccountRecord): NotSent | undefined {
  const { until } = account.markFail
  if (until === null) return undefined
  if (world.clock.now() < until)
    return { reason: 'markFail', until, explanation: SAYINGS.markFail(until - world.clock.now()) }
  lift(world, account)
  return undefined
}

/** Counts how a push ended; enough failures in a row mark the account. */
export function noteEnd(world: World, account: AccountRecord, hasFailed: boolean): void {
  const { markFail, switches } = account
  if (switches.markFailAfter === 0 || (!hasFailed && markFail.failures === 0)) return
  const failures = hasFailed ? markFail.failures + 1 : 0
  account.markFail = { ...markFail, failures }
  if (failures >= switches.markFailAfter && markFail.until === null) mark(world, account)
  else world.accounts.touch(account)
}

export function mark(world: World, account: AccountRecord): void {
  account.markFail = { ...account.markFail, until: world.clock.now() + BLOCKED_MS }
  world.accounts.touch(account)
}

export function lift(world: World, account: AccountRecord): void {
  account.markFail = { failures: 0, until: null }
  world.accounts.touch(account)
}
