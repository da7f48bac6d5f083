/** Looks people up among very many, a page at a time. */
import type { FollowerPage, PersonaId } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'

export interface FollowerQuery {
  /** In nickname, remark or openid, whatever the case; or the name of a tag. */
  text: string
  state: 'all' | 'following' | 'left' | 'odd'
  tag: number | undefined
  persona: PersonaId | undefined
  offset: number
  limit: number
}

export function listFollowers(world: World, { appid }: AccountRecord, query: FollowerQuery): FollowerPage {
  const everybody = world.fans.of(appid)
  const tags = world.tags.of(appid)
  const fits = matcher(query, tags)
  const { offset, limit } = query
  const fans: FanRecord[] = []
  let found = 0
  for (const fan of everybody) {
    if (!fits(fan)) continue
    if (found >= offset && fans.length < limit) fans.push(fan)
    found += 1
  }
  return { total: everybody.length, found, fans: fans.map((fan) => world.fans.toFan(fan)), tags }
}

function matcher(
  { text, state, tag, persona }: FollowerQuery,
  tags: readonly { id: number; name: string }[],
): (fan: FanRecord) => boolean {
  const words = text.trim().toLowerCase()
  const named = new Set(tags.filter(({ name }) => name.toLowerCase() === words).map(({ id }) => id))
  return (fan) =>
    (state === 'all' ||
      (state === 'odd' ? fan.persona !== undefined : fan.subscribed === (state === 'following'))) &&
    (tag === undefined || fan.tagIds.includes(tag)) &&
    (persona === undefined || fan.persona === persona) &&
    (words === '' ||
      fan.nickname.toLowerCase().includes(words) ||
      fan.remark.toLowerCase().includes(words) ||
      fan.openid.toLowerCase().includes(words) ||
      fan.tagIds.some((id) => named.has(id)))
}
