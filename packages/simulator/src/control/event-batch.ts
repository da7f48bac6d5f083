/** What has happened since the last batch went out, and the batch as server-sent events. */
import type { SimEvent } from '../bus.ts'
import { toPushRow } from './push-row.ts'
import type { Call, Fan, PhoneMessage, Push, StreamEvents } from './types.ts'

/** rows: pushes as a list shows them; full: with all that was sent and answered. */
export type Detail = 'rows' | 'full'

export interface EventBatch {
  add(event: SimEvent): void
  /** Made once for all who read the same. */
  bytes(detail: Detail): Uint8Array
}

const encoder = new TextEncoder()

/** A newer state of the same thing takes the place of the older one; what came before a snapshot is in it. */
export function createEventBatch(): EventBatch {
  const single = new Map<string, SimEvent>()
  const fans = new Map<string, Fan>()
  const messages: PhoneMessage[] = []
  const pushes = new Map<number, Push>()
  const calls: Call[] = []
  const made = new Map<Detail, Uint8Array>()

  function clear(): void {
    for (const part of [single, fans, pushes]) part.clear()
    messages.length = 0
    calls.length = 0
  }

  /** Messages before pushes: a push names the bubble that it became. */
  function toText(detail: Detail): string {
    const rows = [...pushes.values()]
    const listed = detail === 'full' ? rows : rows.map(toPushRow)
    return [
      ...Array.from(single.values(), ({ name, data }) => toEvent(name, data)),
      ...toList('fans', [...fans.values()]),
      ...toList('messages', messages),
      ...toList('pushes', listed),
      ...toList('calls', calls),
    ].join('')
  }

  return {
    add(event) {
      if (event.name === 'push') pushes.set(event.data.id, event.data)
      else if (event.name === 'message') messages.push(event.data)
      else if (event.name === 'fan') fans.set(event.data.openid, event.data)
      else if (event.name === 'call') calls.push(event.data)
      else {
        if (event.name === 'snapshot') clear()
        single.set(keyOf(event), event)
      }
    },
    bytes(detail) {
      const known = made.get(detail) ?? encoder.encode(toText(detail))
      made.set(detail, known)
      return known
    },
  }
}

export function toEvent(name: keyof StreamEvents | SimEvent['name'], data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

function toList(name: keyof StreamEvents, list: readonly unknown[]): string[] {
  return list.length > 0 ? [toEvent(name, list)] : []
}

function keyOf({ name, data }: SimEvent): string {
  if (name === 'account' || name === 'followers') return `${name} ${data.appid}`
  if (name === 'script') return `${name} ${data.id}`
  return name === 'replay' ? `${name} ${data.name}` : name
}
