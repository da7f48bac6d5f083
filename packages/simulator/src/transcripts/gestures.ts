/** What people did, found in the push log and in the chats, in the order in which it was done. */
import type { Action, PhoneMessage, Push, TranscriptMark } from '../control/types.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { withFile } from './files.ts'
import { fromBubble, toAction } from './to-action.ts'

/** A gesture with its place among all messages of the world. */
export interface Gesture {
  fan: FanRecord
  action: Action
  at: number
  place: number
  push: Push | undefined
  /** Told to a stranger, whom no account hears. */
  isUnheard: boolean
  answers: { fan: FanRecord; message: PhoneMessage }[]
}

export interface Selection {
  /** Only what came after. */
  since?: TranscriptMark | undefined
  /** Only this push. */
  push?: number | undefined
}

export function findGestures(
  world: World,
  fans: readonly FanRecord[],
  { since, push: only }: Selection,
): Gesture[] {
  const byOpenid = new Map(fans.map((fan) => [fan.openid, fan]))
  const pushes = world.pushes
    .newest(Number.POSITIVE_INFINITY, ({ id, openid, replayOf }) => {
      const isMeant = only === undefined ? id > (since?.push ?? 0) : id === only
      return isMeant && replayOf === undefined && byOpenid.has(openid)
    })
    .toReversed()
  const bubbles = new Map(
    fans.flatMap(({ openid }) => world.messages.of(openid)).map((message) => [message.id, message]),
  )
  const gestures = pushes.flatMap((push) => {
    const fan = byOpenid.get(push.openid)
    const bubble = push.messageId === null ? undefined : bubbles.get(push.messageId)
    const action = toAction(push.fields, bubble)
    if (!fan || action === null) return []
    const told = withFile(world, action, bubble)
    return [
      { fan, action: told, at: push.at, place: placeOf(push, bubbles), push, isUnheard: false, answers: [] },
    ]
  })
  if (only !== undefined) return gestures
  return [...gestures, ...unheard(world, bubbles, byOpenid, gestures, since)].sort(
    (one, other) => one.place - other.place || one.at - other.at,
  )
}

/** Bubbles that no push carried: of strangers, of people on the black list, with an agent, without a server. */
function unheard(
  world: World,
  bubbles: ReadonlyMap<number, PhoneMessage>,
  byOpenid: ReadonlyMap<string, FanRecord>,
  heard: readonly Gesture[],
  since: TranscriptMark | undefined,
): Gesture[] {
  const carried = new Set(heard.map(({ push }) => push?.messageId))
  return [...bubbles.values()].flatMap((bubble) => {
    const fan = byOpenid.get(bubble.openid)
    const action = fromBubble(bubble)
    const isMeant = bubble.from === 'fan' && bubble.pushId === null && bubble.id > (since?.message ?? 0)
    if (!fan || !isMeant || action === null || carried.has(bubble.id)) return []
    const isUnheard = isStrangers(bubbles.get(bubble.id + 1))
    const told = withFile(world, action, bubble)
    return [{ fan, action: told, at: bubble.at, place: bubble.id, push: undefined, isUnheard, answers: [] }]
  })
}

/** A bubble has its own place; an event stands behind what was there when it began. */
function placeOf({ messageId, afterMessage, at }: Push, bubbles: ReadonlyMap<number, PhoneMessage>): number {
  if (messageId !== null) return messageId
  if (afterMessage !== undefined) return afterMessage + 0.5
  // A push of an older state document.
  const before = [...bubbles.values()].filter((message) => message.at < at).map(({ id }) => id)
  return Math.max(0, ...before) + 0.5
}

/** The grey line of whom no account hears. */
export function isStrangers(message: PhoneMessage | undefined): boolean {
  return message?.type === 'notice' && message.code === 'unfollowed'
}
