/** Sends customer-service messages, and says truly what became of them. */
import type { Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import { ApiError, NetworkError } from '../errors.ts'
import type { Ability } from './ability.ts'
import type { Allowance, Opening } from './allowance.ts'
import { toCustomMessage } from './custom-message.ts'
import type { Outcome } from './receipt.ts'

export interface Pusher {
  canPush(opening: Opening): Promise<boolean>
  left(opening: Opening): Promise<number>
  send(opening: Opening, reply: Reply): Promise<Outcome>
}

/** 45015 response out of time limit, 45047 response out of count limit. */
const NOTHING_LEFT = [45015, 45047]

export function createPusher({
  api,
  ability,
  allowance,
}: {
  api: Api | undefined
  ability: Ability
  allowance: Allowance
}): Pusher {
  const left = async (opening: Opening) => (ability.canPush === true ? await allowance.left(opening) : 0)

  async function failed(error: unknown, { openid }: Opening): Promise<Outcome> {
    ability.learn(error)
    // Without a token, say, the message itself was never sent.
    const isUnsure = error instanceof NetworkError && error.endpoint === 'message.customSend'
    if (isUnsure) return { via: 'none', reason: 'unsure', error }
    if (!(error instanceof ApiError)) return { via: 'none', reason: 'failed', error }
    if (NOTHING_LEFT.includes(error.code)) {
      await allowance.empty(openid)
      return { via: 'none', reason: 'noAllowance', error }
    }
    return { via: 'none', reason: ability.canPush === true ? 'failed' : 'noRight', error }
  }

  return {
    left,
    canPush: async (opening) => (await left(opening)) > 0,
    async send(opening, reply) {
      const message = toCustomMessage(opening.openid, reply)
      if (api === undefined || message === undefined || ability.canPush !== true)
        return { via: 'none', reason: 'noRight' }
      if (!(await allowance.take(opening))) return { via: 'none', reason: 'noAllowance' }
      try {
        await api.message.customSend(message)
        return { via: 'push' }
      } catch (error) {
        return await failed(error, opening)
      }
    },
  }
}
