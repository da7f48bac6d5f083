/** The window's one picture of the simulator: filled by the event stream, read by every component. */
import type { Action, Attempt, ActionResult, Fan, Push } from '../../../src/control/types.ts'
import { createStore, type Store } from '../parts/store.ts'
import { api } from './api.ts'
import { listen } from './events.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { addMessages, addRows, applyEvents, EMPTY, meet, type SimEvent, type SimState } from './state.ts'

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
  waited: (push: Push, attempt: Attempt) => number
}

const FIRST_PAGE = 200
const PAGE = 1000
/** Events are applied together once a frame, so that a thousand of them cost one rendering. */
const FRAME_MS = 16

export function createSim(onError: (error: unknown) => void): Sim {
  const store = createStore(EMPTY)
  const seen = new Map<string, number>()
  let watched: readonly string[] = []
  let queue: SimEvent[] = []
  let loadingMore = false

  function flush(): void {
    const events = queue
    queue = []
    const generation = store.get().generation
    store.update((state) => applyEvents(state, events, watched))
    if (store.get().generation === generation) return
    seen.clear()
    readPushes().catch(onError)
    readCalls().catch(onError)
    // A reset may have taken people away whose phones were open.
    const { fans } = store.get()
    readMessages(watched.filter((openid) => fans.some((fan) => fan.openid === openid))).catch(onError)
  }

  async function readPushes(): Promise<void> {
    const { generation } = store.get()
    const page = await api.pushes({ limit: FIRST_PAGE })
    store.update((state) => {
      if (state.generation !== generation) return state
      return {
        ...state,
        pushes: addRows(page, state.pushes ?? []),
        morePushes: page.length === FIRST_PAGE,
      }
    })
  }

  async function readCalls(): Promise<void> {
    const { generation } = store.get()
    const page = await api.calls({ limit: FIRST_PAGE })
    store.update((state) =>
      state.generation === generation
        ? { ...state, calls: addRows(page, state.calls ?? []), moreCalls: page.length === FIRST_PAGE }
        : state,
    )
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
      const next = addMessages(state, openid, result.messages)
      return next.pushes
        ? { ...next, pushes: addRows(next.pushes, newOnes(next.pushes, result.pushes)) }
        : next
    })
    return result
  }

  return {
    store,
    outbox: createOutbox(act),
    act,
    meet: (fan) => store.update((state) => meet(state, fan)),
    start: () =>
      listen({
        event(event) {
          if (queue.length === 0) setTimeout(flush, FRAME_MS)
          queue.push(event)
        },
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
      const { pushes, morePushes, generation } = store.get()
      const before = pushes?.at(-1)?.id
      if (loadingMore || !morePushes || before === undefined) return
      loadingMore = true
      try {
        const page = await api.pushes({ limit: PAGE, before })
        store.update((state) => {
          if (state.generation !== generation) return state
          return { ...state, pushes: addRows(state.pushes ?? [], page), morePushes: page.length === PAGE }
        })
      } finally {
        loadingMore = false
      }
    },
    async loadMoreCalls() {
      const { calls, moreCalls, generation } = store.get()
      const before = calls?.at(-1)?.id
      if (loadingMore || !moreCalls || before === undefined) return
      loadingMore = true
      try {
        const page = await api.calls({ limit: PAGE, before })
        store.update((state) =>
          state.generation === generation
            ? { ...state, calls: addRows(state.calls ?? [], page), moreCalls: page.length === PAGE }
            : state,
        )
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

/** An answer may be older than what the stream has brought meanwhile, so it only adds. */
function newOnes(known: readonly Push[], pushes: readonly Push[]): Push[] {
  const newest = known[0]?.id ?? 0
  return pushes.filter((push) => push.id > newest)
}
