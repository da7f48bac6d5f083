import type { Api } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError } from '../errors.ts'
import { Recent } from '../recent.ts'
import { OAuthError, type OAuthFailure } from './oauth-error.ts'
import type { WebToken } from './types.ts'

interface Exchanged {
  at: number
  token: Promise<WebToken> | undefined
}

/** WeChat's double requests come within a second; a minute also covers a reload by an impatient user. */
const SHARED_MS = 60_000
/** Codes kept at one time; beyond it a double request could meet 40163. */
const REMEMBERED = 10_000

const FAILURES: Readonly<Record<number, OAuthFailure>> = {
  40029: 'invalid-code',
  40163: 'used-code',
  42003: 'expired-code',
}

/** Exchanges codes, each of them once: whoever brings the same code within a minute shares the result. */
export function createExchange(api: Pick<Api, 'oauth'>, clock: Clock): (code: string) => Promise<WebToken> {
  const recent = new Recent<Exchanged>({ ms: SHARED_MS, limit: REMEMBERED })

  return async function exchange(code) {
    const now = clock.now()
    const before = recent.get(code)
    if (before?.token && now - before.at < SHARED_MS) return await before.token
    const token = ask(api, code)
    const entry: Exchanged = { at: now, token }
    recent.set(code, entry, now)
    try {
      return await token
    } catch (error) {
      // A failure is not shared for long: the network may be back, and a bad code stays bad.
      entry.token = undefined
      throw error
    }
  }
}

async function ask(api: Pick<Api, 'oauth'>, code: string): Promise<WebToken> {
  try {
    return await api.oauth.accessToken({ code })
  } catch (error) {
    const reason = error instanceof ApiError ? FAILURES[error.code] : undefined
    throw reason === undefined ? error : new OAuthError(reason, { cause: error })
  }
}
