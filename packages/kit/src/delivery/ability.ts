/** Whether the account may send customer-service messages: told, or found out. */
import type { AccountKind } from '@yingwu/protocol'
import { type Api, ENDPOINTS } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError } from '../errors.ts'

export interface Ability {
  /** undefined: not known yet. */
  readonly canPush: boolean | undefined
  /** Finds out by showing the typing state to somebody who just wrote; costs none of the allowance. */
  ask(openid: string): Promise<void>
  /** What a call to WeChat ended with. */
  learn(error: unknown): void
}

/** api unauthorized */
const NO_RIGHT = 48001
/** An account may be verified (微信认证) one day. */
const FORGET_MS = 3600_000

export function createAbility({
  push,
  kind,
  api,
  clock,
}: {
  push: boolean | 'ask' | undefined
  kind: AccountKind | undefined
  api: Api | undefined
  clock: Clock
}): Ability {
  const told = api === undefined ? false : push === undefined && kind !== undefined ? mayPush(kind) : push
  let found: { canPush: boolean; at: number } | undefined
  let asking: Promise<void> | undefined

  function learn(error: unknown): void {
    if (error instanceof ApiError && error.code === NO_RIGHT) found = { canPush: false, at: clock.now() }
  }

  async function find(openid: string): Promise<void> {
    try {
      await api?.message.customTyping({ touser: openid, command: 'Typing' })
    } catch (error) {
      learn(error)
      // Any other code comes from an account that has the right.
      if (!(error instanceof ApiError) || error.code === NO_RIGHT) return
    }
    found = { canPush: true, at: clock.now() }
  }

  return {
    get canPush() {
      if (found && clock.now() - found.at > FORGET_MS) found = undefined
      return found?.canPush ?? (typeof told === 'boolean' ? told : undefined)
    },
    async ask(openid) {
      asking ??= find(openid).finally(() => {
        asking = undefined
      })
      await asking
    },
    learn,
  }
}

function mayPush(kind: AccountKind): boolean {
  return ENDPOINTS['message.customSend'].accounts.some((one) => one === kind)
}
