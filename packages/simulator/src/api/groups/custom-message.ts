/** 客服消息: messages that the account sends by itself, within the allowance that the person's actions opened. */
import type { PhoneMessage } from '../../control/types.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, followerOf, type Handler, type Handlers, record, text } from '../call.ts'
import { contentOf } from './custom-message/contents.ts'

const TYPING_MS = 15_000
const TALKED_MS = 30_000

const sendCustomMessage: Handler = (call) => {
  const { world, account, body } = call
  const fan = followerOf(call, text(body, 'touser'))
  if (fan.blacklisted) throw new ApiError(43019)
  const content = contentOf(call)
  const agent = agentOf(call)
  const spent = world.fans.spend(fan)
  if (spent !== 'ok') throw new ApiError(spent === 'noTime' ? 45015 : 45047)
  fan.talkedAt = world.clock.now()
  world.fans.setTyping(fan, 0)
  world.messages.add(
    { appid: account.appid, openid: fan.openid },
    { from: 'account', via: 'custom', callId: call.id, agent },
    content,
  )
  return OK
}

const setTyping: Handler = (call) => {
  const { world, body } = call
  const fan = followerOf(call, text(body, 'touser'))
  const command = text(body, 'command')
  const now = world.clock.now()
  if (command !== 'Typing' && command !== 'CancelTyping') throw new ApiError(45072)
  if (now - fan.talkedAt > TALKED_MS) throw new ApiError(45080)
  if (command === 'Typing' && fan.typingUntil > now) throw new ApiError(45081)
  world.fans.setTyping(fan, command === 'Typing' ? now + TYPING_MS : 0)
  return OK
}

/** In whose name the message is sent. */
function agentOf({ account, body }: ApiCall): PhoneMessage['agent'] {
  if (body['customservice'] === undefined) return null
  const name = text(record(body, 'customservice'), 'kf_account')
  if (!name.includes('@')) throw new ApiError(61452)
  const agent = account.kfAccounts.find((one) => one.account === name)
  if (!agent) throw new ApiError(65401)
  return { nickname: agent.nickname, avatar: agent.avatar }
}

/**
 * For a sub-merchant (子商户). Meant for mini programs; nobody registers sub-merchants here, so that every number is one.
 *
 * @throws ApiError 40101 without `businessid`, 45071 for what cannot be one
 */
function ofBusiness(handler: Handler): Handler {
  return (call) => {
    const id = text(call.body, 'businessid')
    if (id === '') throw new ApiError(40101)
    if (!/^[1-9]\d*$/.test(id)) throw new ApiError(45071)
    return handler(call)
  }
}

export const CUSTOM_MESSAGE: Handlers = {
  'message.customSend': sendCustomMessage,
  'message.customTyping': setTyping,
  'message.customBusinessSend': ofBusiness(sendCustomMessage),
  'message.customBusinessTyping': ofBusiness(setTyping),
}
