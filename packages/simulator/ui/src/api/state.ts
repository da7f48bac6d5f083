/** What the window knows about the simulator, and how each event of the stream changes it. */
import type {
  Account,
  Call,
  ClockState,
  Fan,
  PhoneMessage,
  Push,
  ScriptRun,
  SimEvents,
} from '../../../src/control/types.ts'

export interface SimState {
  /** `offline` once a connection broke; the stream reconnects by itself. */
  link: 'connecting' | 'online' | 'offline'
  /** Counts snapshots: grows on every reconnection and reset, when everything is read again. */
  generation: number
  accounts: Account[]
  /** The first people, and those whom the window has met: of a million not all are known. */
  fans: Fan[]
  /** How many there are in all. */
  fanCount: number
  /** Grows whenever something happens to somebody. */
  fanTurn: number
  /** By id, those of which something was heard since the last snapshot. */
  scripts: { [id: string]: ScriptRun }
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
  fanCount: 0,
  fanTurn: 0,
  scripts: {},
  clock: { now: Date.now(), aheadMs: 0, speed: 1, paused: false, at: Date.now() },
  messages: {},
  pushes: null,
  morePushes: false,
  calls: null,
  moreCalls: false,
  unread: {},
}

export type SimEvent = { [Name in keyof SimEvents]: { name: Name; data: SimEvents[Name] } }[keyof SimEvents]

function applyEvent(state: SimState, event: SimEvent): SimState {
  switch (event.name) {
    case 'snapshot':
      return {
        ...EMPTY,
        link: 'online',
        generation: state.generation + 1,
        accounts: event.data.accounts,
        fans: event.data.fans,
        fanCount: event.data.fanCount,
        fanTurn: state.fanTurn + 1,
        clock: { ...event.data.clock, at: Date.now() },
      }
    case 'account':
      return { ...state, accounts: replaceBy(state.accounts, event.data, (account) => account.appid) }
    case 'followers':
      return { ...state, fanCount: Math.max(event.data.total, state.fans.length), fanTurn: state.fanTurn + 1 }
    case 'script':
      return { ...state, scripts: { ...state.scripts, [event.data.id]: event.data } }
    case 'clock':
      return { ...state, clock: { ...event.data, at: Date.now() } }
    default:
      return state
  }
}

/**
 * Events of one frame. Pushes, calls, messages and people come by the thousand and do not touch one another, so that each
 * kind is entered together; a snapshot makes the earlier ones void. `watched`: people whose phone is open, whose messages
 * are therefore read at once.
 */
export function applyEvents(
  state: SimState,
  events: readonly SimEvent[],
  watched: readonly string[],
): SimState {
  let next = state
  const from = events.findLastIndex(({ name }) => name === 'snapshot')
  const pushes: Push[] = []
  const calls: Call[] = []
  const fans: Fan[] = []
  const messages: PhoneMessage[] = []
  for (const event of events.slice(Math.max(0, from))) {
    if (event.name === 'push') pushes.push(event.data)
    else if (event.name === 'call') calls.push(event.data)
    else if (event.name === 'fan') fans.push(event.data)
    else if (event.name === 'message') messages.push(event.data)
    else next = applyEvent(next, event)
  }
  if (fans.length > 0) next = hearOf(next, fans)
  if (messages.length > 0) next = noteMessages(next, messages, watched)
  if (pushes.length > 0) next = { ...next, pushes: addRows(next.pushes ?? [], pushes) }
  if (calls.length > 0) next = { ...next, calls: addRows(next.calls ?? [], calls) }
  return next
}

/** As many rows as the simulator keeps; the oldest go. */
const MOST_ROWS = 50_000

/** Rows are sorted newest first. New ones on top and changed ones, which is nearly all that comes, cost no sorting. */
export function addRows<T extends { id: number }>(known: readonly T[], added: readonly T[]): T[] {
  const newest = known[0]?.id ?? 0
  const fresh = new Map<number, T>()
  const rows = [...known]
  const others: T[] = []
  for (const row of added) {
    const at = row.id > newest ? -1 : findAt(known, row.id)
    if (row.id > newest) fresh.set(row.id, row)
    else if (at >= 0) rows[at] = row
    else others.push(row)
  }
  const onTop = [...fresh.values()].sort(newestFirst)
  const all = onTop.length === 0 ? rows : [...onTop, ...rows]
  const oldest = rows.at(-1)?.id ?? newest
  const isOlder = others.every(({ id }) => id < oldest)
  // Another page of the past; what is left over lies in between.
  const merged = isOlder ? [...all, ...others.sort(newestFirst)] : mergeById(all, others, newestFirst)
  return merged.length > MOST_ROWS ? merged.slice(0, MOST_ROWS) : merged
}

function newestFirst(a: { id: number }, b: { id: number }): number {
  return b.id - a.id
}

/** Where a row stands in a log, -1 when it is not there. */
function findAt(rows: readonly { id: number }[], id: number): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = rows[middle]?.id ?? 0
    if (found === id) return middle
    if (found > id) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Ids keep the order and tell doubles. */
export function addMessages(state: SimState, openid: string, added: readonly PhoneMessage[]): SimState {
  const list = mergeById(state.messages[openid] ?? [], added, (a, b) => a.id - b.id)
  return { ...state, messages: { ...state.messages, [openid]: list } }
}

/** As many as a snapshot brings. */
const MOST_FANS = 200

/** Of a crowd most people stay unknown: their phones are closed and nobody looks at them. */
function hearOf(state: SimState, heard: readonly Fan[]): SimState {
  const known = new Map(state.fans.map((fan) => [fan.openid, fan]))
  for (const fan of heard) {
    if (known.has(fan.openid) || known.size < MOST_FANS) known.set(fan.openid, fan)
  }
  return {
    ...state,
    fans: [...known.values()],
    fanCount: Math.max(state.fanCount, known.size),
    fanTurn: state.fanTurn + 1,
  }
}

/** Somebody whose phone is opened is known from now on. */
export function meet(state: SimState, fan: Fan): SimState {
  const fans = replaceBy(state.fans, fan, ({ openid }) => openid)
  return { ...state, fans, fanCount: Math.max(state.fanCount, fans.length) }
}

/** Messages of open phones are shown; a hidden phone is read anew when it opens, so its messages are only counted. */
function noteMessages(state: SimState, added: readonly PhoneMessage[], watched: readonly string[]): SimState {
  const messages = { ...state.messages }
  const unread = { ...state.unread }
  for (const [openid, own] of Map.groupBy(added, (message) => message.openid)) {
    const known = messages[openid]
    const count = own.filter(({ from }) => from === 'account').length
    if (watched.includes(openid)) messages[openid] = mergeById(known ?? [], own, (a, b) => a.id - b.id)
    else if (count > 0) {
      delete messages[openid]
      unread[openid] = (unread[openid] ?? 0) + count
    }
  }
  return { ...state, messages, unread }
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
