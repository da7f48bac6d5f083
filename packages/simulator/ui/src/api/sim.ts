/** The window's one picture of the simulator: filled by the event stream, read by every component. */
import type { Action, ActionResult, AttemptRow, Fan, PushRow } from '../../../src/control/types.ts'
import { createStore, type Store } from '../parts/store.ts'
import { api } from './api.ts'
import { listen } from './events.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { countNewer, NO_ROWS, type Rows, sliceRows } from './rows.ts'
import {
  addCalls,
  addMessages,
  addPushes,
  applyEvents,
  EMPTY,
  meet,
  type SimState,
  split,
  type StreamEvent,
} from './state.ts'

export interface Sim {
  store: Store<SimState>
  outbox: Outbox
  /** Starts listening; returns the way to stop. */
  start(): () => void
  /** These phones are on screen: their messages are loaded and count as read. */
  watch: (openids: readonly string[]) => Promise<void>
  act: (openid: string, action: Action) => Promise<ActionResult>
  /** From now on this person is known, however many there are. */
  meet: (fan: Fan) => void
  loadMorePushes: () => Promise<void>
  loadMoreCalls: () => Promise<void>
  /** Real milliseconds since this attempt was first seen waiting. */
  waited: (push: PushRow, attempt: AttemptRow) => number
}

const FIRST_PAGE = 200
const PAGE = 1000
/** Events are applied together once a frame, so that a thousand of them cost one rendering. */
const FRAME_MS = 16
/** Logs and people whose phone is closed: nobody reads faster, and the phones have the frames in between. */
const CALM_MS = 250
/** Where drawing them takes long, they are drawn less often: so many times as long passes from one to the next. */
const CALM_FACTOR = 10
const MOST_CALM_MS = 2000

export function createSim(onError: (error: unknown) => void): Sim {
  const store = createStore(EMPTY)
  const seen = new Map<string, number>()
  let watched: readonly string[] = []
  let urgent: StreamEvent[] = []
  let calm: StreamEvent[] = []
  let calmedAt = Number.NEGATIVE_INFINITY
  let calmMs = CALM_MS
  let oldestPush = 0
  let oldestCall = 0
  let loadingMore = false

  function take(event: StreamEvent): void {
    if (event.name === 'snapshot') {
      // What came before it is in it.
      urgent = []
      calm = []
    }
    const parts = split(event, watched)
    if (parts.urgent) {
      if (urgent.length === 0) setTimeout(flush, FRAME_MS)
      urgent.push(parts.urgent)
    }
    if (parts.calm) {
      const wait = calmedAt + calmMs - performance.now()
      if (calm.length === 0) setTimeout(flushCalm, Math.max(FRAME_MS, wait))
      calm.push(parts.calm)
    }
  }

  function flush(): void {
    const events = urgent
    urgent = []
    const generation = store.get().generation
    store.update((state) => applyEvents(state, events, watched))
    if (store.get().generation !== generation) {
      seen.clear()
      readAll()
    } else if (events.some(({ name }) => name === 'lagged')) readAll()
  }

  function flushCalm(): void {
    const events = calm
    calm = []
    calmedAt = performance.now()
    if (events.length === 0) return
    store.update((state) => applyEvents(state, events, watched))
    requestAnimationFrame(() => setTimeout(setPace, 0, calmedAt))
  }

  function setPace(began: number): void {
    calmMs = Math.min(MOST_CALM_MS, Math.max(CALM_MS, CALM_FACTOR * (performance.now() - began)))
  }

  function readAll(): void {
    readPushes().catch(onError)
    readCalls().catch(onError)
    // A reset may have taken people away whose phones were open.
    const { fans } = store.get()
    readMessages(watched.filter((openid) => fans.some((fan) => fan.openid === openid))).catch(onError)
  }

  /** The newest page. Of what was known only newer rows stay, as there may be holes in the rest. */
  async function readPushes(): Promise<void> {
    const { generation } = store.get()
    const page = await api.pushes({ limit: FIRST_PAGE })
    store.update((state) => {
      if (state.generation !== generation) return state
      const newer = newerThan(state.pushes, page[0]?.id)
      const morePushes = page.length === FIRST_PAGE
      oldestPush = page.at(-1)?.id ?? 0
      return addPushes(addPushes({ ...state, pushes: NO_ROWS, morePushes }, page), newer)
    })
  }

  async function readCalls(): Promise<void> {
    const { generation } = store.get()
    const page = await api.calls({ limit: FIRST_PAGE })
    store.update((state) => {
      if (state.generation !== generation) return state
      const newer = newerThan(state.calls, page[0]?.id)
      const moreCalls = page.length === FIRST_PAGE
      oldestCall = page.at(-1)?.id ?? 0
      return addCalls(addCalls({ ...state, calls: NO_ROWS, moreCalls }, page), newer)
    })
  }

  async function readMessages(openids: readonly string[]): Promise<void> {
    const { generation } = store.get()
    await Promise.all(
      openids.map(async (openid) => {
        const list = await api.messages(openid)
        store.update((state) => (state.generation === generation ? addMessages(state, openid, list) : state))
      }),
    )
  }

  async function act(openid: string, action: Action): Promise<ActionResult> {
    const { generation } = store.get()
    const result = await api.act(openid, action)
    store.update((state) => {
      // What a reset or a restored state has taken back must not return with a late answer.
      if (state.generation !== generation) return state
      return addMessages(state, openid, result.messages)
    })
    return result
  }

  return {
    store,
    outbox: createOutbox(act, (openid) => store.get().messages[openid]?.at(-1)?.id ?? 0),
    act,
    meet: (fan) => store.update((state) => meet(state, fan)),
    start: () =>
      listen({
        event: take,
        lost: () =>
          store.update((state) => (state.link === 'offline' ? state : { ...state, link: 'offline' })),
      }),
    async watch(openids) {
      const opened = openids.filter((openid) => !watched.includes(openid))
      watched = openids
      store.update((state) => {
        if (!openids.some((openid) => state.unread[openid])) return state
        const unread = { ...state.unread }
        for (const openid of openids) delete unread[openid]
        return { ...state, unread }
      })
      if (store.get().generation > 0) await readMessages(opened)
    },
    async loadMorePushes() {
      const { morePushes, generation } = store.get()
      if (loadingMore || !morePushes) return
      loadingMore = true
      try {
        const page = await api.pushes({ limit: PAGE, before: oldestPush })
        store.update((state) => {
          if (state.generation !== generation) return state
          oldestPush = page.at(-1)?.id ?? oldestPush
          return addPushes({ ...state, morePushes: page.length === PAGE }, page)
        })
      } finally {
        loadingMore = false
      }
    },
    async loadMoreCalls() {
      const { moreCalls, generation } = store.get()
      if (loadingMore || !moreCalls) return
      loadingMore = true
      try {
        const page = await api.calls({ limit: PAGE, before: oldestCall })
        store.update((state) => {
          if (state.generation !== generation) return state
          oldestCall = page.at(-1)?.id ?? oldestCall
          return addCalls({ ...state, moreCalls: page.length === PAGE }, page)
        })
      } finally {
        loadingMore = false
      }
    },
    waited(push, attempt) {
      const key = `${push.id}/${attempt.n}`
      const since = seen.get(key) ?? Date.now()
      seen.set(key, since)
      return Date.now() - since
    },
  }
}

/** All rows where there was no page. */
function newerThan<T extends { id: number }>(rows: Rows<T> | null, id = 0): T[] {
  return rows ? sliceRows(rows, 0, countNewer(rows, id)) : []
}
