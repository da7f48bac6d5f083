/** The simulator's picture and the person's choices, together with what one can do; every component reaches them here. */
import { createContext, useContext } from 'react'
import type { Action, ActionResult, PushRow } from '../../../src/control/types.ts'
import { ApiError } from '../api/api.ts'
import type { Outgoing } from '../api/outgoing.ts'
import { createSim, type Sim } from '../api/sim.ts'
import type { SimState } from '../api/state.ts'
import { translator } from '../i18n/i18n.ts'
import { type Store, useStore } from '../parts/store.ts'
import { MOST_PHONES, type Toast, type View } from './view.ts'

export interface SimWindow {
  sim: Sim
  view: Store<View>
  set: (change: Partial<View>) => void
  toast: (text: string, tone?: Toast['tone']) => void
  /** Shows a failure as a toast. */
  fail: (error: unknown) => void
  /** Runs a person's gesture; null when the simulator did not take it. */
  send: (openid: string, action: Action) => Promise<ActionResult | null>
  retry: (item: Outgoing) => Promise<void>
  /** Shows the phone, or hides it; one always stays. */
  togglePhone: (openid: string, shown: readonly string[]) => void
  /** Brings a bubble into view, on a phone that is opened for it where necessary. */
  showBubble: (push: PushRow, messageId: number, shown: readonly string[]) => void
}

const TOAST_MS = 6000

export function createSimWindow(view: Store<View>): SimWindow {
  let last = 0
  let turn = 0

  /** A push that is selected, on a phone for example, is also shown. */
  function set(change: Partial<View>): void {
    const tab: Partial<View> = typeof change.selectedPush === 'number' ? { tab: 'pushes' } : {}
    view.update((value) => ({ ...value, ...tab, ...change }))
  }

  function toast(text: string, tone: Toast['tone'] = 'plain'): void {
    const id = ++last
    view.update((value) => ({ ...value, toasts: [...value.toasts.slice(-2), { id, text, tone }] }))
    setTimeout(
      () => view.update((value) => ({ ...value, toasts: value.toasts.filter((other) => other.id !== id) })),
      TOAST_MS,
    )
  }

  function fail(error: unknown): void {
    const t = translator(view.get().language)
    const isNetwork = error instanceof ApiError && error.isNetwork
    toast(isNetwork || !(error instanceof Error) ? t('offline') : error.message, 'bad')
  }

  const sim = createSim(fail)

  return {
    sim,
    view,
    set,
    toast,
    fail,
    send: (openid, action) => sim.outbox.send(openid, action).catch((error: unknown) => (fail(error), null)),
    async retry(item) {
      await sim.outbox.retry(item).catch(fail)
    },
    togglePhone(openid, shown) {
      if (!shown.includes(openid)) set({ openPhones: [...shown, openid].slice(-MOST_PHONES) })
      else if (shown.length > 1) set({ openPhones: shown.filter((other) => other !== openid) })
    },
    showBubble({ id, openid }, messageId, shown) {
      const openPhones = shown.includes(openid) ? shown : [...shown, openid].slice(-MOST_PHONES)
      set({
        openPhones,
        side: 'phone',
        selectedPush: id,
        wantedBubble: { openid, messageId, turn: ++turn },
      })
    },
  }
}

export const WindowContext = createContext<SimWindow | null>(null)

export function useWindow(): SimWindow {
  const value = useContext(WindowContext)
  if (!value) throw new Error('useWindow: put the component under WindowContext')
  return value
}

export function useSim<S>(select: (state: SimState) => S): S {
  return useStore(useWindow().sim.store, select)
}

export function useView<S>(select: (view: View) => S): S {
  return useStore(useWindow().view, select)
}
