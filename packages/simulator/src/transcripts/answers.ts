/** What came of each gesture: messages of the account and of the platform, on any phone. */
import type { PhoneMessage } from '../control/types.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { type Gesture, isStrangers, type Selection } from './gestures.ts'

/** Enters them into the gestures. */
export function addAnswers(
  world: World,
  fans: readonly FanRecord[],
  gestures: readonly Gesture[],
  { push: only }: Selection,
): void {
  const byPush = new Map(gestures.map((gesture) => [gesture.push?.id ?? null, gesture]))
  for (const fan of fans) {
    const chat = world.messages.of(fan.openid)
    for (const [index, message] of chat.entries()) {
      if (message.from === 'fan' || !isRepeatable(message, chat[index - 1])) continue
      if (message.pushId !== null) {
        byPush.get(message.pushId)?.answers.push({ fan, message })
        continue
      }
      const last = gestures.findLast(({ place }) => place < message.id)
      // Of a single push only its own person's messages belong to it, up to whatever they did next.
      const isNear = only === undefined || (last?.fan === fan && !hasActedSince(chat, last, message))
      if (isNear) last?.answers.push({ fan, message })
    }
  }
  for (const { answers } of gestures) answers.sort((one, other) => one.message.id - other.message.id)
}

function hasActedSince(chat: readonly PhoneMessage[], { place }: Gesture, { id }: PhoneMessage): boolean {
  return chat.some((message) => message.from === 'fan' && message.id > place && message.id < id)
}

/** What a replay of the told gestures brings about again. */
function isRepeatable(message: PhoneMessage, before: PhoneMessage | undefined): boolean {
  if (isStrangers(message)) return before?.from === 'fan'
  const isAgents = message.via === 'custom' && message.callId === null
  const isMaterial = message.via === 'platform' && message.from === 'account'
  return !isAgents && !isMaterial
}
