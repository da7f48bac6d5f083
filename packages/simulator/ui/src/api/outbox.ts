/** What a person has sent and the simulator has not taken yet: shown as sending, or as failed with a retry. */
import type { Action, ActionResult } from '../../../src/control/types.ts'
import { createStore, type Store } from '../parts/store.ts'
import { ApiError } from './api.ts'
import type { Outgoing } from './outgoing.ts'

export interface Outbox {
  store: Store<readonly Outgoing[]>
  /** Rejects only with what the simulator refused; a broken connection leaves a failed entry and gives null. */
  send: (openid: string, action: Action) => Promise<ActionResult | null>
  retry: (item: Outgoing) => Promise<ActionResult | null>
}

/** Up to here an action feels immediate and no sign of waiting is shown. */
const QUICK_MS = 300

export function createOutbox(
  act: (openid: string, action: Action) => Promise<ActionResult>,
  newestMessage: (openid: string) => number,
): Outbox {
  const store = createStore<readonly Outgoing[]>([])
  let last = 0

  function mark(key: number, state: Outgoing['state']): void {
    store.update((items) => items.map((item) => (item.key === key ? { ...item, state } : item)))
  }

  function remove(key: number): void {
    store.update((items) => items.filter((item) => item.key !== key))
  }

  async function send(openid: string, action: Action): Promise<ActionResult | null> {
    const key = ++last
    store.update((items) => [...items, { key, openid, action, state: 'quick', after: newestMessage(openid) }])
    const slow = setTimeout(() => mark(key, 'sending'), QUICK_MS)
    try {
      const result = await act(openid, action)
      remove(key)
      return result
    } catch (error) {
      if (error instanceof ApiError && error.isNetwork) {
        mark(key, 'failed')
        return null
      }
      remove(key)
      throw error
    } finally {
      clearTimeout(slow)
    }
  }

  return {
    store,
    send,
    retry(item) {
      remove(item.key)
      return send(item.openid, item.action)
    },
  }
}
