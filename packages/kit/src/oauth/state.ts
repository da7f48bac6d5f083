/**
 * The `state` of a login: signed, valid for 10 minutes, for one login, in the browser that began it. It holds no data
 * and fits WeChat's rule of at most 128 letters and digits: 8 hex digits of time, 32 of chance, 64 of HMAC-SHA256.
 */
import { createHmac } from 'node:crypto'
import { sameText } from '@yingwu/protocol'
import type { Clock } from '../clock.ts'
import { type Random, randomHex } from '../random.ts'
import { Recent } from '../recent.ts'
import type { OAuthFailure } from './oauth-error.ts'

export interface StatesOptions {
  appId: string
  secret: string
  clock: Clock
  random: Random
}

export interface States {
  /** A new state. `binding` is what the browser's cookie holds already, if it does. */
  issue(binding?: string): { state: string; binding: string }
  /** Why the state is no good for this browser; undefined when it is good. */
  check(state: string, binding: string): OAuthFailure | undefined
  /** Like `check`, and takes the state for this code. The same pair may come again. */
  claim(state: string, binding: string, code: string): OAuthFailure | undefined
}

const LIFE_MS = 600_000
/** States in use at one time; beyond it the oldest could serve twice. */
const REMEMBERED = 20_000

export function createStates({ appId, secret, clock, random }: StatesOptions): States {
  const used = new Recent<string>({ ms: LIFE_MS, limit: REMEMBERED })

  function signed(head: string, binding: string): string {
    const mac = createHmac('sha256', secret).update(`yingwu oauth state\n${appId}\n${head}\n${binding}`)
    return head + mac.digest('hex')
  }

  function check(state: string, binding: string): OAuthFailure | undefined {
    if (!isBinding(binding) || !sameText(state, signed(state.slice(0, 40), binding))) return 'foreign-state'
    const endsAt = Number.parseInt(state.slice(0, 8), 16) * 1000
    return clock.now() > endsAt ? 'expired-state' : undefined
  }

  return {
    issue(given) {
      const binding = given !== undefined && isBinding(given) ? given : randomHex(random, 16)
      const endsAt = Math.floor((clock.now() + LIFE_MS) / 1000)
      const head = endsAt.toString(16).padStart(8, '0') + randomHex(random, 16)
      return { state: signed(head, binding), binding }
    },
    check,
    claim(state, binding, code) {
      const problem = check(state, binding)
      if (problem) return problem
      const before = used.get(state)
      if (before !== undefined) return before === code ? undefined : 'used-state'
      used.set(state, code, clock.now())
      return undefined
    },
  }
}

function isBinding(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}
