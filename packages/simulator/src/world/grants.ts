/** 网页授权: codes (5 minutes, once), web access tokens (2 hours) and refresh tokens (30 days). */
import { array, boolean, literal, number, object, optional, string } from '../check.ts'
import type { WorldClock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'

export type Scope = 'snsapi_base' | 'snsapi_userinfo'

/** Who let which account see what. */
export interface Grant {
  appid: string
  openid: string
  scope: Scope
  /** 快照页: given by a virtual account. `openid` stays the real person's; outside, the virtual one is shown. */
  snapshot: boolean
  /** The name of 另一个身份, which the person chose to show; left out: their own. */
  alias?: string
}

interface Code extends Grant {
  code: string
  expiresAt: number
  used: boolean
}

export interface WebToken extends Grant {
  accessToken: string
  refreshToken: string
  expiresAt: number
  refreshExpiresAt: number
}

export interface GrantsDocument {
  codes: Code[]
  tokens: WebToken[]
}

export interface Grants {
  /** A code for one exchange. */
  issue(grant: Grant): string
  /** `invalid`: unknown, expired or another account's. */
  exchange(appid: string, code: string): WebToken | 'invalid' | 'used'
  /** Prolongs a token that still lives, replaces one that ran out; the refresh token stays. */
  refresh(appid: string, refreshToken: string): WebToken | 'invalid' | 'expired'
  /** Also expired ones: the caller says which error that is. */
  byToken(accessToken: string): WebToken | undefined
  isExpired(token: WebToken): boolean
  export(): GrantsDocument
  import(document: GrantsDocument): void
}

const CODE_MS = 5 * 60_000
export const WEB_TOKEN_SECONDS = 7200
const REFRESH_MS = 30 * 24 * 3600_000
/** How long a spent code is remembered, to tell "used" from "never was". */
const CODE_MEMORY_MS = 24 * 3600_000

export function createGrants({ clock, random }: { clock: WorldClock; random: Random }): Grants {
  let codes = new Map<string, Code>()
  let tokens: WebToken[] = []

  const grantOf = ({ appid, openid, scope, snapshot, alias }: Grant): Grant => ({
    appid,
    openid,
    scope,
    snapshot,
    ...(alias !== undefined && { alias }),
  })
  const newToken = () => `91_${random.text(80, ALPHANUMERIC)}`

  return {
    issue(grant) {
      const now = clock.now()
      for (const old of codes.values()) {
        if (old.expiresAt < now - CODE_MEMORY_MS) codes.delete(old.code)
      }
      const code = `0${random.text(31, ALPHANUMERIC)}`
      codes.set(code, { ...grant, code, expiresAt: now + CODE_MS, used: false })
      return code
    },
    exchange(appid, text) {
      const code = codes.get(text)
      if (!code || code.appid !== appid) return 'invalid'
      if (code.used) return 'used'
      const now = clock.now()
      if (code.expiresAt <= now) return 'invalid'
      code.used = true
      const token: WebToken = {
        ...grantOf(code),
        accessToken: newToken(),
        refreshToken: newToken(),
        expiresAt: now + WEB_TOKEN_SECONDS * 1000,
        refreshExpiresAt: now + REFRESH_MS,
      }
      tokens = [...tokens.filter(({ refreshExpiresAt }) => refreshExpiresAt > now - REFRESH_MS), token]
      return token
    },
    refresh(appid, refreshToken) {
      const token = tokens.find((one) => one.refreshToken === refreshToken && one.appid === appid)
      if (!token) return 'invalid'
      const now = clock.now()
      if (token.refreshExpiresAt <= now) return 'expired'
      if (token.expiresAt <= now) token.accessToken = newToken()
      token.expiresAt = now + WEB_TOKEN_SECONDS * 1000
      return token
    },
    byToken: (accessToken) => tokens.find((one) => one.accessToken === accessToken),
    isExpired: (token) => token.expiresAt <= clock.now(),
    export: () => ({ codes: [...codes.values()], tokens }),
    import(document) {
      codes = new Map(document.codes.map((code) => [code.code, code]))
      tokens = document.tokens
    },
  }
}

const grantMembers = {
  appid: string(),
  openid: string(),
  scope: literal('snsapi_base', 'snsapi_userinfo'),
  snapshot: boolean,
  alias: optional(string()),
}

export const grantsCheck = object<GrantsDocument>({
  codes: array(object<Code>({ ...grantMembers, code: string(), expiresAt: number(), used: boolean })),
  tokens: array(
    object<WebToken>({
      ...grantMembers,
      accessToken: string(),
      refreshToken: string(),
      expiresAt: number(),
      refreshExpiresAt: number(),
    }),
  ),
})
