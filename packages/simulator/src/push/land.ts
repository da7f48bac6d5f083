/** What a push leaves on the phone: the reply, the grey notice, or nothing. */
import type { PhoneMessage, Push } from '../control/types.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import type { PushFields } from './compose.ts'
import { SAYINGS } from './explain.ts'
import type { Judgement } from './judge.ts'

/** In whose name a push is sent: a person, or a system account. */
export type Sender = Pick<FanRecord, 'openid' | 'nickname' | 'subscribed' | 'talkedAt'>

export interface Landing {
  world: World
  push: Push
  account: AccountRecord
  fan: Sender
  fields: PushFields
}

/** Events whose failure the person gets to see, besides all messages. */
const NOTICED_EVENTS = new Set(['subscribe', 'SCAN', 'CLICK', 'scancode_push', 'scancode_waitmsg'])

const NOTICES = {
  client: '该公众号提供的服务出现故障，请稍后再试',
  manual: '该公众号暂时无法提供服务，请稍后再试',
} as const

export function land(landing: Landing, judgement: Judgement): PhoneMessage | null {
  const { world, push, account, fan, fields } = landing
  const to = { appid: account.appid, openid: fan.openid }
  if (judgement.transferTo !== null && fields.MsgType !== 'event') {
    world.sessions.queue(to, judgement.transferTo, push.summary)
    return null
  }
  if (judgement.content) {
    if (!fan.subscribed) {
      const last = push.attempts.at(-1)
      if (last) last.explanation = SAYINGS.unsubscribed()
      return null
    }
    fan.talkedAt = world.clock.now()
    return world.messages.add(to, { from: 'account', via: 'reply', pushId: push.id }, judgement.content)
  }
  const isFailure = judgement.verdict !== 'replied' && judgement.verdict !== 'silent'
  return isFailure ? showNotice(landing) : null
}

export function showNotice({ world, push, account, fan, fields }: Landing): PhoneMessage | null {
  if (fields.MsgType === 'event' && !NOTICED_EVENTS.has(fields.Event ?? '')) return null
  const content = NOTICES[account.switches.noticeWording]
  return world.messages.add(
    { appid: account.appid, openid: fan.openid },
    { from: 'system', via: 'platform', pushId: push.id },
    { type: 'notice', code: 'failed', content },
  )
}
