/** What the window knows about the simulator, and how each event of the stream changes it. */
import type {
  Account,
  Call,
  ClockState,
  Fan,
  PhoneMessage,
  PushRow,
  ReplayProgress,
  ScriptRun,
  StreamEvents,
} from '../../../src/control/types.ts'
import { addRows, NO_ROWS, type Rows } from './rows.ts'

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
  /** Grows whenever the list of transcripts changes. */
  transcriptTurn: number
  /** By transcript, those of which something was heard since the last snapshot. */
  replays: { [name: string]: ReplayProgress }
  /** `at`: this computer's time when the state was true. */
  clock: ClockState & { at: number }
  /** By openid, oldest first; a person is missing until their phone was opened. */
  messages: { [openid: string]: PhoneMessage[] }
  /** Of the account on the window. null until the first page came. */
  pushes: Rows<PushRow> | null
  /** There are older pushes than the loaded ones. */
  morePushes: boolean
  /** API calls of the account and of nobody. null until the first page came. */
  calls: Rows<Call> | null
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
  transcriptTurn: 0,
  replays: {},
  clock: { now: Date.now(), aheadMs: 0, speed: 1, paused: false, at: Date.now() },
  messages: {},
  pushes: null,
  morePushes: false,
  calls: null,
  moreCalls: false,
  unread: {},
}

export type StreamEvent = {
  [Name in keyof StreamEvents]: { name: Name; data: StreamEvents[Name] }
}[keyof StreamEvents]

function applyEvent(state: SimState, event: StreamEvent): SimState {
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
        transcriptTurn: state.transcriptTurn + 1,
        clock: { ...event.data.clock, at: Date.now() },
      }
    case 'lagged':
      return {
        ...hearOf(state, event.data.fans),
        accounts: event.data.accounts,
        clock: { ...event.data.clock, at: Date.now() },
      }
    case 'account':
      return { ...state, accounts: replaceBy(state.accounts, event.data, (account) => account.appid) }
    case 'followers':
      return { ...state, fanCount: Math.max(event.data.total, state.fans.length), fanTurn: state.fanTurn + 1 }
    case 'script':
      return { ...state, scripts: { ...state.scripts, [event.data.id]: event.data } }
    case 'transcripts':
      return { ...state, transcriptTurn: state.transcriptTurn + 1 }
    case 'replay':
      return { ...state, replays: { ...state.replays, [event.data.name]: event.data } }
    case 'clock':
      return { ...state, clock: { ...event.data, at: Date.now() } }
    default:
      return state
  }
}

/** `watched`: people whose phone is open, whose messages are therefore read at once. */
export function applyEvents(
  state: SimState,
  events: readonly StreamEvent[],
  watched: readonly string[],
): SimState {
  let next = state
  // Lists of a kind are entered together.
  const fans: Fan[] = []
  const messages: PhoneMessage[] = []
  const pushes: PushRow[] = []
  const calls: Call[] = []
  for (const event of events) {
    if (event.name === 'fans') fans.push(...event.data)
    else if (event.name === 'messages') messages.push(...event.data)
    else if (event.name === 'pushes') pushes.push(...event.data)
    else if (event.name === 'calls') calls.push(...event.data)
    else next = applyEvent(next, event)
  }
  if (fans.length > 0) next = hearOf(next, fans)
  if (messages.length > 0) next = noteMessages(next, messages, watched)
  if (pushes.length > 0) next = addPushes(next, pushes)
  return calls.length > 0 ? addCalls(next, calls) : next
}

/** What a person at the window waits for, and what may come a moment later: logs, and people whose phone is closed. */
export function split(
  event: StreamEvent,
  watched: readonly string[],
): { urgent: StreamEvent | null; calm: StreamEvent | null } {
  const { name } = event
  if (name === 'pushes' || name === 'calls') return { urgent: null, calm: event }
  if (name === 'fans') {
    const [own, others] = part(event.data, watched)
    return { urgent: own && { name, data: own }, calm: others && { name, data: others } }
  }
  if (name === 'messages') {
    const [own, others] = part(event.data, watched)
    return { urgent: own && { name, data: own }, calm: others && { name, data: others } }
  }
  return { urgent: event, calm: null }
}

/** null where there is nothing. */
function part<T extends { openid: string }>(list: readonly T[], watched: readonly string[]) {
  const own = list.filter(({ openid }) => watched.includes(openid))
  const others = list.filter(({ openid }) => !watched.includes(openid))
  return [own.length > 0 ? own : null, others.length > 0 ? others : null] as const
}

export function addPushes(state: SimState, added: readonly PushRow[]): SimState {
  const appid = state.accounts[0]?.appid
  const own = added.filter((push) => push.appid === appid)
  return { ...state, pushes: addRows(state.pushes ?? NO_ROWS, own) }
}

/** Calls without an account could be anybody's: a wrong AppID is worth seeing. */
export function addCalls(state: SimState, added: readonly Call[]): SimState {
  const appid = state.accounts[0]?.appid
  const own = added.filter((call) => call.appid === appid || call.appid === null)
  return { ...state, calls: addRows(state.calls ?? NO_ROWS, own) }
}

/** Ids keep the order and tell doubles. */
export function addMessages(state: SimState, openid: string, added: readonly PhoneMessage[]): SimState {
  const list = addInOrder(state.messages[openid] ?? [], added)
  return { ...state, messages: { ...state.messages, [openid]: list } }
}

/** As many as a snapshot brings. */
const MOST_FANS = 200

/** Of a crowd most people stay unknown: their phones are closed and nobody looks at them. */
function hearOf(state: SimState, heard: readonly Fan[]): SimState {
  const known = new Map(state.fans.map((fan) => [fan.openid, fan]))
  let isNews = false
  for (const fan of heard) {
    if (!known.has(fan.openid) && known.size >= MOST_FANS) continue
    known.set(fan.openid, fan)
    isNews = true
  }
  return {
    ...state,
    fans: isNews ? [...known.values()] : state.fans,
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
    if (watched.includes(openid)) messages[openid] = addInOrder(known ?? [], own)
    else if (count > 0) {
      delete messages[openid]
      unread[openid] = (unread[openid] ?? 0) + count
    }
  }
  return { ...state, messages, unread }
}

function addInOrder(known: readonly PhoneMessage[], added: readonly PhoneMessage[]): PhoneMessage[] {
  const last = known.at(-1)?.id ?? 0
  if (added.every(({ id }, index) => id > (added[index - 1]?.id ?? last))) return [...known, ...added]
  const byId = new Map([...known, ...added].map((message) => [message.id, message]))
  return [...byId.values()].sort((a, b) => a.id - b.id)
}

function replaceBy<T>(list: readonly T[], item: T, key: (item: T) => string): T[] {
  const at = list.findIndex((other) => key(other) === key(item))
  return at < 0 ? [...list, item] : list.with(at, item)
}
