/** Events that no follower causes: results of broadcasts, template messages, publications, reviews. */
import { hash } from 'node:crypto'
import type { WireRecord } from '@yingwu/protocol'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import type { PushEngine, RunningPush } from './engine.ts'
import type { Sender } from './land.ts'

export interface SystemEventContext {
  world: World
  engine: PushEngine
  account: AccountRecord
}

/** Sent in the name of a system account, whose openid no follower has. null where nothing is pushed. */
export function reportSystemEvent(
  context: SystemEventContext,
  Event: string,
  fields: WireRecord,
  summary: string,
): RunningPush | null {
  const openid = `o${hash('sha256', `${context.account.appid} system`, 'base64url').slice(0, 27)}`
  const system = { openid, nickname: '系统', subscribed: false, talkedAt: 0 }
  return reportAbout(system, context, Event, fields, summary)
}

/** In the name of the person that it is about, on the black list or not: the platform speaks, not the person. */
export function reportAbout(
  sender: Sender,
  { world, engine, account }: SystemEventContext,
  Event: string,
  fields: WireRecord,
  summary: string,
): RunningPush | null {
  return engine.push(
    account,
    sender,
    {
      ToUserName: account.ghId,
      FromUserName: sender.openid,
      CreateTime: Math.floor(world.clock.now() / 1000),
      MsgType: 'event',
      Event,
      ...fields,
    },
    { summary, messageId: null },
  )
}
