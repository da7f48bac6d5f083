/** 客服会话: who waits for an agent, whom each agent serves, and what was said, for the chat records. */
import { array, integer, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'

/** A person whom nobody serves yet. */
export interface Waiting {
  appid: string
  openid: string
  /** The agent who was asked for; empty: any. */
  agent: string
  since: number
  /** Of the newest message, ms. */
  latest: number
}

export interface Session {
  appid: string
  openid: string
  /** 完整客服帐号, `name@alias` */
  agent: string
  since: number
}

/** 1000 waits, 1001 taken, 1002 opened by the account, 1003 handed over, 1004 closed, 2002 agent speaks, 2003 person speaks. */
export type OperationCode = 1000 | 1001 | 1002 | 1003 | 1004 | 2002 | 2003

export interface SessionRecord {
  /** Grows by one. */
  id: number
  appid: string
  openid: string
  /** Empty while nobody serves the person. */
  agent: string
  opercode: OperationCode
  /** What was said; pictures, voices and the like as a word in brackets. */
  text: string
  at: number
}

/** 绑定的企业微信 */
export interface Binding {
  appid: string
  corpid: string
  at: number
}

export interface SessionsDocument {
  waiting: Waiting[]
  open: Session[]
  records: SessionRecord[]
  bindings: Binding[]
}

export interface Sessions {
  /** Who serves a person. */
  of(openid: string): Session | undefined
  by(appid: string, agent: string): Session[]
  /** Oldest first; those who said nothing for 48 hours have given up. */
  waiting(appid: string): Waiting[]
  /** Puts a person into the queue, or notes their newest message there. */
  queue(person: { appid: string; openid: string }, agent: string, text: string): void
  /** The person leaves the queue, and `agent` serves them from now on. */
  open(person: { appid: string; openid: string }, agent: string, opercode: 1001 | 1002 | 1003): Session
  close(session: Session): void
  note(session: Session, opercode: OperationCode, text: string): void
  /** Oldest first, the newest 20,000. */
  records(appid: string): SessionRecord[]
  binding(appid: string): Binding | undefined
  bind(appid: string, corpid: string): void
  unbind(appid: string): void
  export(): SessionsDocument
  import(document: SessionsDocument): void
}

/** 30 minutes without the agent closing it, and messages are pushed again. */
export const SESSION_MS = 30 * 60_000
/** After 48 hours without a word nobody may write to the person any more. */
const PATIENCE_MS = 48 * 3600_000
const MAX_RECORDS = 20_000
/** 1 asks for the first page of records, so that no record may have it. */
const FIRST_RECORD = 20_000_001

export function createSessions({ clock }: { clock: WorldClock }): Sessions {
  let queue: Waiting[] = []
  let sessions = new Map<string, Session>()
  let records: SessionRecord[] = []
  let lastRecord = FIRST_RECORD - 1
  let bindings: Binding[] = []

  function leaveQueue(openid: string) {
    queue = queue.filter((one) => one.openid !== openid)
  }

  function note(
    { appid, openid, agent }: Pick<Session, 'appid' | 'openid' | 'agent'>,
    opercode: OperationCode,
    text: string,
  ) {
    lastRecord += 1
    records.push({ id: lastRecord, appid, openid, agent, opercode, text, at: clock.now() })
    if (records.length > MAX_RECORDS) records.shift()
  }

  return {
    of: (openid) => sessions.get(openid),
    by: (appid, agent) => [...sessions.values()].filter((one) => one.appid === appid && one.agent === agent),
    waiting: (appid) => queue.filter((one) => one.appid === appid && one.latest > clock.now() - PATIENCE_MS),
    queue({ appid, openid }, agent, text) {
      const session = sessions.get(openid)
      if (session) {
        // Taken while the account's server was still thinking.
        note(session, 2003, text)
        return
      }
      const now = clock.now()
      const known = queue.find((one) => one.openid === openid)
      if (known) Object.assign(known, { agent, latest: now })
      else {
        queue.push({ appid, openid, agent, since: now, latest: now })
        note({ appid, openid, agent: '' }, 1000, '')
      }
      note({ appid, openid, agent: '' }, 2003, text)
    },
    open({ appid, openid }, agent, opercode) {
      const session = { appid, openid, agent, since: clock.now() }
      const waited = queue.find((one) => one.openid === openid)
      for (const record of waited ? records : []) {
        const isOurs = record.openid === openid && record.agent === ''
        if (isOurs) record.agent = agent
      }
      leaveQueue(openid)
      sessions.set(openid, session)
      note(session, opercode, '')
      return session
    },
    close(session) {
      sessions.delete(session.openid)
      note(session, 1004, '')
    },
    note,
    records: (appid) => records.filter((one) => one.appid === appid),
    binding: (appid) => bindings.find((one) => one.appid === appid),
    bind(appid, corpid) {
      bindings = [...bindings.filter((one) => one.appid !== appid), { appid, corpid, at: clock.now() }]
    },
    unbind(appid) {
      bindings = bindings.filter((one) => one.appid !== appid)
    },
    export: () => ({ waiting: queue, open: [...sessions.values()], records, bindings }),
    import(document) {
      queue = document.waiting
      sessions = new Map(document.open.map((session) => [session.openid, session]))
      records = document.records
      lastRecord = records.at(-1)?.id ?? FIRST_RECORD - 1
      bindings = document.bindings
    },
  }
}

const person = { appid: string(), openid: string() }

export const sessionsCheck = object<SessionsDocument>({
  waiting: array(object<Waiting>({ ...person, agent: string(), since: number(), latest: number() })),
  open: array(object<Session>({ ...person, agent: string({ min: 1 }), since: number() })),
  records: array(
    object<SessionRecord>({
      ...person,
      id: integer(),
      agent: string(),
      opercode: literal(1000, 1001, 1002, 1003, 1004, 2002, 2003),
      text: string(),
      at: number(),
    }),
  ),
  bindings: array(object<Binding>({ appid: string(), corpid: string(), at: number() })),
})
