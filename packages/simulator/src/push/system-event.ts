/** Events that no follower causes: results of broadcasts, publications, reviews. */
import { hash } from 'node:crypto'
import type { WireRecord } from '@yingwu/protocol'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import type { PushEngine, RunningPush } from './engine.ts'

/** Sent in the name of a system account, whose openid no follower has. null where nothing is pushed. */
export function reportSystemEvent(
  { world, engine, account }: { world: World; engine: PushEngine; account: AccountRecord },
  Event: string,
  fields: WireRecord,
  summary: string,
): RunningPush | null {
  const openid = `o${hash('sha256', `${account.appid} system`, 'base64url').slice(0, 27)}`
  return engine.push(
    account,
    { openid, nickname: '系统', subscribed: false, talkedAt: 0 },
    {
      ToUserName: account.ghId,
      FromUserName: openid,
      CreateTime: Math.floor(world.clock.now() / 1000),
      MsgType: 'event',
      Event,
      ...fields,
    },
    { summary, messageId: null },
  )
}
