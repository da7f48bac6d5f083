/** The two things every gesture is made of: sending a message and reporting an event. */
import { triggerOf, type WireRecord } from '@yingwu/protocol'
import type { AllowanceTrigger, PhoneContent, PhoneMessage } from '../control/types.ts'
import type { PushFields } from '../push/compose.ts'
import type { PushEngine, RunningPush } from '../push/engine.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'

export interface Hand {
  world: World
  engine: PushEngine
  account: AccountRecord
  fan: FanRecord
}

/** What a gesture set off. */
export interface Acted {
  pushes: RunningPush[]
  /** The person's own bubbles and grey lines that came at once. */
  messages: PhoneMessage[]
  /** A page to open. */
  open?: string
}

export const NOTHING: Acted = { pushes: [], messages: [] }

/** A bubble of the person's own, and its push. */
export function say(
  hand: Hand,
  content: PhoneContent,
  message: WireRecord & { MsgType: string },
  summary: string,
): Acted {
  const { world, account, fan } = hand
  const session = world.sessions.of(fan.openid)
  const isPushed = !session && fan.subscribed && !fan.blacklisted && account.callback?.enabled === true
  const bubble = world.messages.add(
    { appid: account.appid, openid: fan.openid },
    { pushId: isPushed ? world.pushes.nextId() : null },
    content,
  )
  if (!fan.subscribed) return { pushes: [], messages: [bubble, strangerNotice(hand)] }
  if (fan.blacklisted) return { pushes: [], messages: [bubble] }
  fan.talkedAt = world.clock.now()
  world.statistics.record({
    type: 'message',
    appid: account.appid,
    openid: fan.openid,
    msgType: message.MsgType,
  })
  if (session) {
    // The agent reads it, and nobody else.
    open(hand, 'message')
    world.sessions.note(session, 2003, summary)
    return { pushes: [], messages: [bubble] }
  }
  const acted = send(hand, { ...message, MsgId: world.nextMsgId() }, summary, bubble.id)
  return { ...acted, messages: [bubble] }
}

/** An event without a bubble. */
export function report(hand: Hand, Event: string, fields: WireRecord = {}, summary = ''): Acted {
  return send(hand, { MsgType: 'event', Event, ...fields }, summary, null)
}

/** Several gestures in one, in order. */
export function together(...all: Acted[]): Acted {
  return { pushes: all.flatMap(({ pushes }) => pushes), messages: all.flatMap(({ messages }) => messages) }
}

export function strangerNotice({ world, account, fan }: Hand): PhoneMessage {
  return world.messages.add(
    { appid: account.appid, openid: fan.openid },
    { from: 'system', via: 'platform' },
    { type: 'notice', code: 'unfollowed', content: '你还未关注该公众号，消息没有送达' },
  )
}

function send(
  hand: Hand,
  own: WireRecord & { MsgType: string },
  summary: string,
  messageId: number | null,
): Acted {
  const { world, engine, account, fan } = hand
  // 黑名单: the account hears nothing of this person, who notices nothing.
  if (fan.blacklisted) return NOTHING
  const fields: PushFields = {
    ToUserName: account.ghId,
    FromUserName: fan.openid,
    CreateTime: Math.floor(world.clock.now() / 1000),
    ...own,
  }
  const trigger = triggerOf({
    MsgType: own.MsgType,
    ...pick(fields, 'Event'),
    ...pick(fields, 'EventKey'),
    ...pick(fields, 'bizmsgmenuid'),
  })
  if (trigger) open(hand, trigger)
  const running = engine.push(account, fan, fields, { summary: summary.slice(0, SUMMARY_LENGTH), messageId })
  return { pushes: running ? [running] : [], messages: [] }
}

/** The account may write to this person for a while. */
function open({ world, account, fan }: Hand, trigger: AllowanceTrigger) {
  world.fans.openBucket(fan, trigger, account)
  world.fans.touch(fan)
}

const SUMMARY_LENGTH = 80

function pick<Name extends string>(fields: WireRecord, name: Name): { [N in Name]?: string } {
  const value = fields[name]
  const picked: { [N in Name]?: string } = {}
  return typeof value === 'string' ? Object.assign(picked, { [name]: value }) : picked
}
