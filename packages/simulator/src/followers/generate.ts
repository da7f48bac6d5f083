/** Brings a crowd into the world, in slices, so that everything else goes on meanwhile. */
import { setImmediate } from 'node:timers/promises'
import type { Core } from '../core.ts'
import type { FollowersAdded, NewFollowers } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { beijingDay } from '../beijing.ts'
import type { World } from '../world/world.ts'
import type { Person } from '../world/person.ts'
import { createCrowd } from './crowd.ts'

export const MOST_FOLLOWERS = 1_000_000
/** People between two looks at everything else: some 20 ms. */
const SLICE = 2000
const MAX_TAGS = 100

/** @throws Problem 409 when the world was reset or replaced before the last one came */
export async function generateFollowers(core: Core, wish: NewFollowers): Promise<FollowersAdded> {
  const { world } = core
  const account = core.account(wish.appid)
  const began = world.base.now()
  const now = world.clock.now()
  const { from, to = now } = wish
  if (from !== undefined && from > to)
    throw new Problem(400, 'bad_request', 'from must not be later than to, which is now when left out')
  if (to > now)
    throw new Problem(400, 'bad_request', 'to must not be later than now, on the clock of the world')
  const tags = tagsOf(wish, account.appid)
  const personOf = createCrowd({ ...wish, account, now, tags })

  let isReplaced = false
  const unsubscribe = world.bus.subscribe(({ name }) => {
    if (name === 'snapshot') isReplaced = true
  })
  let added = 0
  try {
    for (let index = 0; index < wish.count; index += 1) {
      if (index > 0 && index % SLICE === 0) await setImmediate()
      if (isReplaced)
        throw new Problem(
          409,
          'world_replaced',
          'The world was reset meanwhile; generate the followers again',
        )
      const person = personOf(index)
      if (!world.fans.join(person)) continue
      added += 1
      note(world, person)
    }
  } finally {
    unsubscribe()
  }
  world.fans.count(account.appid)
  const total = world.fans.of(account.appid).length
  return { added, existing: wish.count - added, total, tookMs: world.base.now() - began }

  /** By id; what is missing is made. */
  function tagsOf({ tags: wanted = {} }: NewFollowers, appid: string): [id: number, share: number][] {
    const known = new Map(world.tags.of(appid).map(({ id, name }) => [name, id]))
    const missing = Object.keys(wanted).filter((name) => !known.has(name))
    if (world.tags.own(appid).length + missing.length > MAX_TAGS)
      throw new Problem(409, 'too_many_tags', `An account has at most ${MAX_TAGS} tags`)
    return Object.entries(wanted).map(([name, share]) => [
      known.get(name) ?? world.tags.add(appid, name).id,
      share,
    ])
  }
}

/** `user_source` of 用户分析 by `subscribe_scene`; what is missing counts as 0, 其他. */
const SOURCES = new Map([
  ['ADD_SCENE_SEARCH', 1],
  ['ADD_SCENE_PROFILE_CARD', 17],
  ['ADD_SCENE_QR_CODE', 30],
  ['ADD_SCENE_PROFILE_ITEM', 43],
  ['ADD_SCENE_PAID', 51],
  ['ADD_SCENE_PROFILE_LINK', 57],
])
const DAY_MS = 24 * 3_600_000

/** The statistics count the newcomers of each day together: a row for each person would weigh more than the person. */
function note(world: World, { appid, subscribed, subscribeTime, subscribeScene }: Person): void {
  if (!subscribed) return
  const source = SOURCES.get(subscribeScene) ?? 0
  const sameDay = beijingDay(subscribeTime * 1000) * DAY_MS
  world.statistics.record({ type: 'follow', appid, openid: '', source }, sameDay)
}
