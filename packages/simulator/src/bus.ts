/** Everything that happens in the world, told to whoever listens: server-sent events, waiting requests, tests. */
import type { SimEvents } from './control/types.ts'

export type SimEvent = { [Name in keyof SimEvents]: { name: Name; data: SimEvents[Name] } }[keyof SimEvents]

export interface Bus {
  emit(event: SimEvent): void
  /** The answer ends the subscription. */
  subscribe(listener: (event: SimEvent) => void): () => void
}

export function createBus(): Bus {
  const listeners = new Set<(event: SimEvent) => void>()
  return {
    emit(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
