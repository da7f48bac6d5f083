/** What the window knows about the simulator, and how each event of the stream changes it. */
import type {
  Account,
  Call,
  ClockState,
  Fan,
  PhoneMessage,
  Push,
  SimEvents,
} from '../../../src/control/types.ts'

export interface SimState {
  /** `offline` once a connection broke; the stream reconnects by itself. */
  link: 'connecting' | 'online' | 'offline'
  /** Counts snapshots: grows on every reconnection and reset, when everything is read again. */
  generation: number
  accounts: Account[]
  fans: Fan[]
  /** `at`: this computer's time when the state was true. */
  clock: ClockState & { at: number }
  /** By openid, oldest first; a person is missing until their phone was opened. */
  messages: { [openid: string]: PhoneMessage[] }
  /** Newest first. null until the first page came. */
  pushes: Push[] | null
  /** There are older pushes than the loaded ones. */
  morePushes: boolean
  /** API calls, newest first. null until the first page came. */
  calls: Call[] | null
  moreCalls: boolean
  /** New messages of people whose phone is hidden. */
  unread: { [openid: string]: number }
}

export const EMPTY: SimState = {
  link: 'connecting',
  generation: 0,
  accounts: [],
  fans: [],
  clock: { now: Date.now(), aheadMs: 0, speed: 1, paused: false, at: Date.now() },
  messages: {},
  pushes: null,
  morePushes: false,
  calls: null,
  moreCalls: false,
  unread: {},
}

export type SimEvent = { [Name in keyof SimEvents]: { name: Name; data: SimEvents[Name] } }[keyof SimEvents]

/** `watched`: people whose phone is open, whose messages are therefore read at once. */
function applyEvent(state: SimState, event: SimEvent, watched: readonly string[]): SimState {
  switch (event.name) {
    case 'snapshot':
      return {
        ...EMPTY,
        link: 'online',
        generation: state.generation + 1,
        accounts: event.data.accounts,
        fans: event.data.fans,
        clock: { ...event.data.clock, at: Date.now() },
      }
    case 'account':
      return { ...state, accounts: replaceBy(state.accounts, event.data, (account) => account.appid) }
    case 'fan':
      return { ...state, fans: replaceBy(state.fans, event.data, (fan) => fan.openid) }
    case 'clock':
      return { ...state, clock: { ...event.data, at: Date.now() } }
    case 'message':
      return watched.includes(event.data.openid)
        ? addMessages(state, event.data.openid, [event.data])
        : countUnread(state, event.data)
    case 'push':
      return { ...state, pushes: mergePushes(state.pushes ?? [], [event.data]) }
    default:
      return state
  }
}

/**
 * Events of one frame. Calls come by the thousand and change nothing else, so that they are entered together; a
 * snapshot makes the earlier ones void.
 */
export function applyEvents(
  state: SimState,
  events: readonly SimEvent[],
  watched: readonly string[],
): SimState {
  let next = state
  let calls: Call[] = []
  for (const event of events) {
    if (event.name === 'call') calls.push(event.data)
    else next = applyEvent(next, event, watched)
    if (event.name === 'snapshot') calls = []
  }
  return calls.length === 0 ? next : { ...next, calls: addCalls(next.calls ?? [], calls) }
}

/** More rows than anybody reads; the oldest go. */
const MOST_CALLS = 50_000

export function addCalls(known: readonly Call[], added: readonly Call[]): Call[] {
  const newest = known[0]?.id ?? 0
  const isOrdered = added.every((call, index) => call.id > (added[index - 1]?.id ?? newest))
  if (isOrdered) return [...added.toReversed(), ...known].slice(0, MOST_CALLS)
  return mergeById(known, added, (a, b) => b.id - a.id).slice(0, MOST_CALLS)
}

/** Ids keep the order and tell doubles. */
export function addMessages(state: SimState, openid: string, added: readonly PhoneMessage[]): SimState {
  const list = mergeById(state.messages[openid] ?? [], added, (a, b) => a.id - b.id)
  return { ...state, messages: { ...state.messages, [openid]: list } }
}

export function mergePushes(known: readonly Push[], added: readonly Push[]): Push[] {
  const [only] = added
  if (added.length === 1 && only) {
    if (only.id > (known[0]?.id ?? 0)) return [only, ...known]
    const at = known.findIndex((push) => push.id === only.id)
    if (at >= 0) return known.with(at, only)
  }
  return mergeById(known, added, (a, b) => b.id - a.id)
}

/** A hidden phone is read anew when it opens, so its messages are only counted. */
function countUnread(state: SimState, { from, openid }: PhoneMessage): SimState {
  if (from !== 'account') return state
  const { [openid]: _, ...messages } = state.messages
  return { ...state, messages, unread: { ...state.unread, [openid]: (state.unread[openid] ?? 0) + 1 } }
}

function mergeById<T extends { id: number }>(
  known: readonly T[],
  added: readonly T[],
  order: (a: T, b: T) => number,
): T[] {
  const byId = new Map(known.map((item) => [item.id, item]))
  for (const item of added) byId.set(item.id, item)
  return [...byId.values()].sort(order)
}

function replaceBy<T>(list: readonly T[], item: T, key: (item: T) => string): T[] {
  const at = list.findIndex((other) => key(other) === key(item))
  return at < 0 ? [...list, item] : list.with(at, item)
}
