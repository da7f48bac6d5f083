/** What a person has sent, until the message that it becomes is there. */
import type { Action, PhoneMessage } from '../../../src/control/types.ts'

export interface Outgoing {
  key: number
  openid: string
  action: Action
  state: 'quick' | 'sending' | 'failed'
  /** The newest message of this person when it was sent. */
  after: number
}

/**
 * Those whose message is not there yet. The event that brings a message may come before the answer to the request that
 * sent it: then it must not stand there twice.
 */
export function stillOut(items: readonly Outgoing[], messages: readonly PhoneMessage[]): Outgoing[] {
  if (items.length === 0) return []
  const first = Math.min(...items.map(({ after }) => after))
  const arrived = messages.filter(({ id, from }) => id > first && from === 'fan')
  return items.filter((item) => {
    const at = arrived.findIndex((message) => isSame(item, message))
    if (at >= 0) arrived.splice(at, 1)
    return at < 0
  })
}

function isSame({ action, after }: Outgoing, message: PhoneMessage): boolean {
  if (message.id <= after || message.type !== action.type) return false
  return message.type !== 'text' || action.type !== 'text' || message.content === action.content
}
