/** access_token of both kinds and the tickets. All times are the world's. */
import { beijingDay } from '../beijing.ts'
import { array, integer, literal, number, object, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import type { TokenList } from '../control/types.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

interface Token {
  token: string
  appid: string
  /** Which store: `cgi-bin/token` or `cgi-bin/stable_token`. They never replace each other. */
  store: 'get' | 'stable'
  expiresAt: number
  /** From then on it fails as replaced (40001), before or instead of expiring (42001). */
  replacedAt: number
}

interface Ticket {
  ticket: string
  appid: string
  type: string
  expiresAt: number
}

interface ForcedRefresh {
  appid: string
  at: number
}

export interface TokensDocument {
  tokens: Token[]
  tickets: Ticket[]
  forced: ForcedRefresh[]
}

/**
 * What is true of a token somebody sent. `unknown`: it never was one. Of what looks like one, as what a client kept from
 * before a restart, the service does not say so: `replaced`.
 */
export type TokenState = { state: 'valid'; appid: string } | { state: 'replaced' | 'expired' | 'unknown' }

export interface Issued {
  token: string
  /** Seconds that remain. */
  expiresIn: number
}

export interface Tokens {
  /** A new token each time; the previous one lives on for 5 minutes. */
  get(appid: string): Issued
  /** The same token until 5 minutes before its end. `quota`: the 20 forced refreshes of the day are used up. */
  stable(appid: string, force: boolean): Issued | 'quota'
  check(token: string): TokenState
  /** What an administrator or another program can do to the tokens behind the account's back. All count the tokens hit. */
  expire(appid: string): number
  /** As after a forced refresh by somebody else: what is alive fails as replaced, a new stable token stands ready. */
  replace(appid: string): number
  /** What is alive fails as replaced, and nothing stands ready. */
  revoke(appid: string): number
  /** What an account has now, newest first; dead tokens as long as they are remembered. */
  of(appid: string): TokenList
  /** The same ticket until it ends. */
  ticket(appid: string, type: string): Issued
  export(): TokensDocument
  import(document: TokensDocument): void
}

const TOKEN = /^\d+_[\w-]{100,}$/
const LIFETIME_MS = 7200_000
const OVERLAP_MS = 300_000
const FORCED_A_DAY = 20
const FORCED_APART_MS = 30_000
const DAY_MS = 24 * 3600_000
/** How long a dead token or ticket is remembered, to say of what it died. */
const MEMORY_MS = DAY_MS

export function createTokens({ clock, random }: { clock: WorldClock; random: Random }): Tokens {
  let tokens = new Map<string, Token>()
  let tickets: Ticket[] = []
  let forced: ForcedRefresh[] = []

  const isAlive = ({ expiresAt, replacedAt }: Token) => Math.min(expiresAt, replacedAt) > clock.now()
  const latest = (appid: string, store: Token['store']) =>
    [...tokens.values()].findLast((token) => token.appid === appid && token.store === store && isAlive(token))
  const issued = ({ token, expiresAt }: Token, now: number): Issued => ({
    token,
    expiresIn: Math.floor((expiresAt - now) / 1000),
  })

  function replace(appid: string, store: Token['store'], overlapMs: number): Issued {
    const now = clock.now()
    for (const token of tokens.values()) {
      if (token.expiresAt < now - MEMORY_MS) tokens.delete(token.token)
      else if (token.appid === appid && token.store === store) {
        token.replacedAt = Math.min(token.replacedAt, now + overlapMs)
      }
    }
    const token: Token = {
      token: `91_${random.text(133, ALPHANUMERIC)}`,
      appid,
      store,
      expiresAt: now + LIFETIME_MS,
      replacedAt: Number.MAX_SAFE_INTEGER,
    }
    tokens.set(token.token, token)
    return issued(token, now)
  }

  const alive = (appid: string) =>
    [...tokens.values()].filter((token) => token.appid === appid && isAlive(token))

  function revoke(appid: string): Token[] {
    const hit = alive(appid)
    for (const token of hit) token.replacedAt = clock.now()
    return hit
  }

  return {
    get: (appid) => replace(appid, 'get', OVERLAP_MS),
    stable(appid, force) {
      const now = clock.now()
      const current = latest(appid, 'stable')
      const mine = forced.filter((one) => one.appid === appid)
      const isTooSoon = mine.some((one) => now - one.at < FORCED_APART_MS)
      if (force && !isTooSoon) {
        if (mine.filter((one) => beijingDay(one.at) === beijingDay(now)).length >= FORCED_A_DAY)
          return 'quota'
        forced = [...forced.filter((one) => now - one.at < DAY_MS), { appid, at: now }]
        return replace(appid, 'stable', 0)
      }
      if (current && current.expiresAt - now > OVERLAP_MS) return issued(current, now)
      return replace(appid, 'stable', OVERLAP_MS)
    },
    check(text) {
      const token = tokens.get(text)
      if (!token) return { state: TOKEN.test(text) ? 'replaced' : 'unknown' }
      const now = clock.now()
      if (token.replacedAt <= now && token.replacedAt <= token.expiresAt) return { state: 'replaced' }
      return token.expiresAt <= now ? { state: 'expired' } : { state: 'valid', appid: token.appid }
    },
    expire(appid) {
      const hit = alive(appid)
      for (const token of hit) token.expiresAt = clock.now()
      return hit.length
    },
    replace(appid) {
      const hit = revoke(appid)
      if (hit.some(({ store }) => store === 'stable')) replace(appid, 'stable', 0)
      return hit.length
    },
    revoke: (appid) => revoke(appid).length,
    of(appid) {
      const now = clock.now()
      const mine = [...tokens.values()].filter(
        (token) => token.appid === appid && endOf(token) > now - MEMORY_MS,
      )
      return {
        tokens: mine
          .toReversed()
          .map((token) => ({
            token: token.token,
            store: token.store,
            state: stateOf(token, now),
            endsAt: endOf(token),
          }))
          .sort((a, b) => Number(b.endsAt > now) - Number(a.endsAt > now)),
        tickets: tickets
          .filter((ticket) => ticket.appid === appid && ticket.expiresAt > now)
          .map(({ ticket, type, expiresAt }) => ({ ticket, type, expiresAt })),
      }
    },
    ticket(appid, type) {
      const now = clock.now()
      tickets = tickets.filter(({ expiresAt }) => expiresAt > now - MEMORY_MS)
      let ticket = tickets.find((one) => one.appid === appid && one.type === type && one.expiresAt > now)
      if (!ticket) {
        ticket = { ticket: random.text(86, ALPHANUMERIC), appid, type, expiresAt: now + LIFETIME_MS }
        tickets.push(ticket)
      }
      return { token: ticket.ticket, expiresIn: Math.floor((ticket.expiresAt - now) / 1000) }
    },
    export: () => ({ tokens: [...tokens.values()], tickets, forced }),
    import(document) {
      tokens = new Map(document.tokens.map((token) => [token.token, token]))
      tickets = document.tickets
      forced = document.forced
    },
  }
}

function endOf({ expiresAt, replacedAt }: Token): number {
  return Math.min(expiresAt, replacedAt)
}

function stateOf(token: Token, now: number): TokenList['tokens'][number]['state'] {
  const isReplaced = token.replacedAt <= token.expiresAt
  if (endOf(token) > now) return isReplaced ? 'overlapping' : 'current'
  return isReplaced ? 'replaced' : 'expired'
}

export const tokensCheck = object<TokensDocument>({
  tokens: array(
    object<Token>({
      token: string({ min: 1 }),
      appid: string(),
      store: literal('get', 'stable'),
      expiresAt: number(),
      replacedAt: integer(),
    }),
  ),
  tickets: array(object<Ticket>({ ticket: string(), appid: string(), type: string(), expiresAt: number() })),
  forced: array(object<ForcedRefresh>({ appid: string(), at: number() })),
})
