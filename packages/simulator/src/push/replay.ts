/** 重放: a push of the log, sent once more. Signature and cipher are made anew, and so is nothing else unless asked. */
import type { Core } from '../core.ts'
import type { Replay } from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { PushFields } from './compose.ts'
import type { RunningPush } from './engine.ts'
import type { Sender } from './land.ts'

/** @throws Problem 404 for a push or a person that does not exist, 409 where nothing is pushed, 400 for fields that make no push */
export function replay(core: Core, id: number, wish: Replay): RunningPush {
  const { world, engine } = core
  const original = world.pushes.find(id)
  if (!original) throw new Problem(404, 'unknown_push', 'No such push; the log keeps the newest 50,000')
  const account = core.account(original.appid)
  const openid = wish.openid ?? original.openid
  const fan = world.fans.find(openid)
  if (wish.openid !== undefined && fan?.appid !== account.appid)
    throw new Problem(404, 'unknown_openid', `Nobody has the openid ${openid}; GET /_sim/v1/fans lists them`)
  const fields = Object.fromEntries(
    Object.entries({ ...original.fields, ...wish.fields, FromUserName: openid }).filter(
      ([, value]) => value !== null,
    ),
  )
  if (!isPush(fields))
    throw new Problem(400, 'bad_request', 'fields: ToUserName, CreateTime and MsgType must stay')
  // Some pushes come from system accounts, which are nobody's phone.
  const sender: Sender = fan ?? { openid, nickname: original.nickname, subscribed: false, talkedAt: 0 }
  const summary = typeof wish.fields?.['Content'] === 'string' ? wish.fields['Content'] : original.summary
  const messageId = openid === original.openid ? original.messageId : null
  const running = engine.push(account, sender, fields, { summary, messageId, replayOf: id })
  if (!running)
    throw new Problem(409, 'no_callback', 'Nothing is pushed: no server is connected; PUT …/callback first')
  return running
}

function isPush(fields: { [name: string]: unknown }): fields is PushFields {
  const { ToUserName, FromUserName, CreateTime, MsgType, Event } = fields
  const texts = [ToUserName, FromUserName, MsgType]
  return (
    texts.every((text) => typeof text === 'string' && text !== '') &&
    typeof CreateTime === 'number' &&
    (Event === undefined || typeof Event === 'string')
  )
}
