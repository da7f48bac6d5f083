/** 跳到…: what the clock can be moved to, read off everything that ends or becomes due. */
import { ALLOWANCES } from '@yingwu/protocol'
import { beijingDay, monthAfter, startOfDay } from '../beijing.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import type { Jump, JumpTarget } from './types.ts'

type Due = Pick<Jump, 'what' | 'at' | 'about'>

export function toJumps(world: World, account: AccountRecord): Jump[] {
  const now = world.clock.now()
  const next = new Map<JumpTarget, Jump>()
  for (const { what, at, about } of dueOf(world, account)) {
    if (at <= now) continue
    const known = next.get(what)
    const count = (known?.count ?? 0) + 1
    next.set(what, known && known.at <= at ? { ...known, count } : { what, at, about, count })
  }
  return [...next.values()].sort((one, other) => one.at - other.at)
}

function* dueOf(world: World, { appid, markFail, switches }: AccountRecord): Generator<Due> {
  const now = world.clock.now()
  const { tokens, tickets } = world.tokens.of(appid)
  for (const { state, endsAt } of tokens) {
    if (state === 'current') yield { what: 'token', at: endsAt, about: '' }
    if (state === 'overlapping') yield { what: 'overlap', at: endsAt, about: '' }
  }
  for (const { type, expiresAt } of tickets) yield { what: 'ticket', at: expiresAt, about: type }
  for (const { nickname, buckets } of world.fans.of(appid)) {
    for (const { trigger, expiresAt } of buckets) {
      const isShort = ALLOWANCES[switches.allowance][trigger].seconds < 3600
      yield { what: isShort ? 'grant' : 'window', at: expiresAt, about: nickname }
    }
  }
  for (const { filename, expiresAt } of world.media.temporary(appid))
    yield { what: 'media', at: expiresAt ?? now, about: filename }
  for (const { scene, expiresAt } of world.qrCodes.of(appid))
    if (expiresAt !== null) yield { what: 'qrCode', at: expiresAt, about: scene }
  for (const job of world.jobs.export())
    if (job.appid === appid) yield { what: 'job', at: job.at, about: job.type }
  if (markFail.until !== null) yield { what: 'markFail', at: markFail.until, about: '' }
  const today = beijingDay(now)
  yield { what: 'day', at: startOfDay(today + 1), about: '' }
  yield { what: 'month', at: startOfDay(monthAfter(today)), about: '' }
}
