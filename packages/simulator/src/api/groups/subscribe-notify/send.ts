/** 发送订阅通知: as many as its reader allowed. */
import { ApiError, OK } from '../../answer.ts'
import { toBigInteger } from '../../big-integer.ts'
import { fanOf, type Handler, text } from '../../call.ts'
import { cardOf, dispatch } from '../template/card.ts'

export const sendNotice: Handler = (call) => {
  const { world, account, body } = call
  const fan = fanOf(call, text(body, 'touser'))
  const template = world.subscriptions.template(account.appid, text(body, 'template_id'))
  if (!template) throw new ApiError(40037)
  const page = text(body, 'page')
  if (page !== '' && !(/^https?:\/\//i.test(page) && URL.canParse(page))) throw new ApiError(41030)
  const card = cardOf(call, { ...template, isOwn: false }, page)
  // Last of all: what was refused for its form costs nobody's consent.
  if (!world.subscriptions.spend(fan.openid, template)) throw new ApiError(43101)
  const msgId = dispatch(call, { kind: 'notice', openid: fan.openid, templateId: template.id, card })
  return { ...OK, msgid: toBigInteger(msgId) }
}
