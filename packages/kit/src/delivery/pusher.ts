/** Sends customer-service messages, and says truly what became of them. */
import { MAX_TEXT_BYTES, type Reply } from '@yingwu/protocol'
import type { Api } from '@yingwu/protocol/contract'
import type { Clock } from '../clock.ts'
import { ApiError, NetworkError } from '../errors.ts'
import type { Ability } from './ability.ts'
import type { Allowance, Opening } from './allowance.ts'
import { toCustomMessage } from './custom-message.ts'
import type { Outcome } from './receipt.ts'

export interface Pusher {
  canPush(opening: Opening): Promise<boolean>
  left(opening: Opening): Promise<number>
  send(opening: Opening, reply: Reply): Promise<Outcome>
  /** The client for handlers: what they send by `message.customSend` themselves is counted, and learned from. */
  counting(opening: Opening): Api | undefined
}

/** 45015 response out of time limit, 45047 response out of count limit. */
const NOTHING_LEFT = [45015, 45047]

export function createPusher({
  api,
  ability,
  allowance,
  clock,
  pushBytes,
}: {
  api: Api | undefined
  ability: Ability
  allowance: Allowance
  clock: Clock
  pushBytes: number
}): Pusher {
  // Where the account takes more than the contract knows of, WeChat itself is the check.
  const options = pushBytes > MAX_TEXT_BYTES ? { check: false } : {}
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

  /** Counting must not make a message that was sent look as if it was not: WeChat corrects us at the next one. */
  async function count(opening: Opening): Promise<void> {
    await allowance.take(opening).catch(() => false)
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
        await api.message.customSend(message, options)
        return { via: 'push' }
      } catch (error) {
        return await failed(error, opening)
      }
    },
    counting(opening) {
      if (api === undefined) return undefined
      const customSend: Api['message']['customSend'] = async (params, callOptions) => {
        const { touser: openid } = params
        const to = openid === opening.openid ? opening : { openid, trigger: undefined, at: clock.now() }
        try {
          const result = await api.message.customSend(params, callOptions)
          await count(to)
          return result
        } catch (error) {
          const outcome = await failed(error, to).catch(() => undefined)
          if (outcome?.via === 'none' && outcome.reason === 'unsure') await count(to)
          throw error
        }
      }
      return { ...api, message: { ...api.message, customSend } }
    },
  }
}
