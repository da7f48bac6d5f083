/** What stands on a phone, without what is different every time: the form in which answers are recorded and compared. */
import { isRecord } from '../check.ts'
import type { PhoneMessage, Push, ShownMessage } from '../control/types.ts'
import type { Veil } from './veil.ts'

export interface Shown {
  /** As a transcript tells it. */
  told: ShownMessage
  /** The same with the texts as they were. */
  raw: ShownMessage
}

/** Of the envelope; `agent` is told by the nickname. */
const ENVELOPE = new Set(['id', 'appid', 'openid', 'at', 'from', 'pushId', 'callId', 'agent', 'via'])
/** Files and their addresses are new each time; colours and codes say nothing that the text does not. */
const LEFT_OUT = new Set(['mediaId', 'thumbUrl', 'code', 'color', 'place'])
const HAS_FILE = new Set(['image', 'voice', 'video', 'shortvideo'])

export function toShown(message: PhoneMessage, veil: Veil): Shown {
  const { type, via, agent } = message
  const isFile = HAS_FILE.has(type)
  const content = Object.entries(message).filter(
    ([name]) => !ENVELOPE.has(name) && !LEFT_OUT.has(name) && !(isFile && name === 'url') && name !== 'type',
  )
  const make = (change: Veil): ShownMessage => ({
    type,
    ...Object.fromEntries(content.map(([name, value]) => [name, deep(value, change)])),
    ...(agent && { agent: agent.nickname }),
    via,
  })
  return { told: make(veil), raw: make((text) => text) }
}

/** A push that failed where the person sees nothing of it. */
export function toFailure(push: Push): Shown | undefined {
  if (push.outcome !== 'failed' || push.resultMessageId !== null) return undefined
  const failure: ShownMessage = { type: 'failure', verdict: push.attempts.at(-1)?.verdict ?? 'notSent' }
  return { told: failure, raw: failure }
}

function deep(value: unknown, change: Veil): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => deep(item, change))
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.has(name))
  return Object.fromEntries(kept.map(([name, entry]) => [name, deep(entry, change)]))
}
