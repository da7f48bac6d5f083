/** Whom a script is for. */
import type { Script } from '../control/types.ts'
import { Problem } from '../problem.ts'
import { seededNumbers } from '../random.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'

/**
 * Openids in the order in which they act; the same seed chooses the same people.
 *
 * @throws Problem 409 where too few people fit, 400 for `count` together with `share`
 */
export function choosePeople(world: World, appid: string, { who = {}, does, seed = 1 }: Script): string[] {
  const { count, share, tag, persona } = who
  if (count !== undefined && share !== undefined)
    throw new Problem(400, 'bad_request', 'who: count and share exclude one another')
  const tagId = tag === undefined ? undefined : tagIdOf(world, appid, tag)
  // Whoever follows has nothing to follow, and from strangers nothing arrives.
  const isWanted = does.type !== 'follow'
  const fits = (fan: FanRecord) =>
    fan.subscribed === isWanted &&
    (tagId === undefined || fan.tagIds.includes(tagId)) &&
    (persona === undefined || fan.persona === persona)
  const openids = world.fans
    .of(appid)
    .filter(fits)
    .map(({ openid }) => openid)
  const wanted = count ?? Math.round(openids.length * (share ?? 1))
  if (wanted > openids.length || wanted === 0)
    throw new Problem(
      409,
      'too_few_people',
      `${openids.length} people fit, ${Math.max(wanted, 1)} are wanted; POST /_sim/v1/followers makes more`,
    )
  return shuffled(openids, wanted, seededNumbers(seed))
}

function tagIdOf(world: World, appid: string, tag: string | number): number {
  const found = world.tags.of(appid).find(({ id, name }) => id === tag || name === tag)
  if (!found) throw new Problem(404, 'unknown_tag', `The account has no tag ${tag}`)
  return found.id
}

/** The first `count` of the list, well mixed; the list itself is changed. */
function shuffled(list: string[], count: number, next: () => number): string[] {
  for (let index = 0; index < count; index += 1) {
    const other = index + Math.floor(next() * (list.length - index))
    const [one = '', two = ''] = [list[index], list[other]]
    list[index] = two
    list[other] = one
  }
  return list.slice(0, count)
}
