/** Sending template messages and one-time messages, and what was blocked of them. */
import { lengthOf } from '../../../sends/template-card.ts'
import { onceTemplateId } from '../../../world/subscriptions.ts'
import { ApiError, OK } from '../../answer.ts'
import { toBigInteger } from '../../big-integer.ts'
import { fanOf, followerOf, type Handler, text } from '../../call.ts'
import { cardOf, dataOf, dispatch, invalidValue, miniProgramOf } from './card.ts'
import { templateOf } from './library.ts'

export const sendTemplate: Handler = (call) => {
  const { world, account, body } = call
  const fan = followerOf(call, text(body, 'touser'))
  const template = templateOf(call, text(body, 'template_id'))
  const card = cardOf(call, template, text(body, 'url'))
  const clientMsgId = text(body, 'client_msg_id')
  const first = clientMsgId === '' ? undefined : world.templateMessages.recent(account.appid, clientMsgId)
  const msgId =
    first?.msgId ??
    dispatch(call, { kind: 'template', openid: fan.openid, templateId: template.id, card, clientMsgId })
  return { errcode: 0, errmsg: 'ok', msgid: toBigInteger(msgId) }
}

const MAX_TITLE = 15
const MAX_CONTENT = 200
const MAX_SCENE = 10_000

/** 一次性订阅消息: for followers and others alike; the consent is used up. */
export const sendOnce: Handler = (call) => {
  const { world, account, body } = call
  const fan = fanOf(call, text(body, 'touser'))
  const templateId = text(body, 'template_id')
  if (templateId !== onceTemplateId(account.appid)) throw new ApiError(40037)
  const [scene, title] = [text(body, 'scene'), text(body, 'title')]
  const content = dataOf(body).get('content')
  if (!isScene(scene)) throw new ApiError(47003, 'argument invalid! scene invalid')
  if (title === '' || lengthOf(title) > MAX_TITLE)
    throw new ApiError(47003, 'argument invalid! title invalid')
  if (!content || content.value === '' || lengthOf(content.value) > MAX_CONTENT) throw invalidValue('content')
  const miniprogram = miniProgramOf(body)

  if (!world.subscriptions.spendOnce({ appid: account.appid, openid: fan.openid, scene }))
    throw new ApiError(43101)
  const rows = [{ label: '', ...content }]
  const card = { type: 'template', title, rows, url: text(body, 'url'), miniprogram } as const
  dispatch(call, { kind: 'once', openid: fan.openid, templateId, card })
  return OK
}

/** `0` to `10000`, as the consent page takes it. */
export function isScene(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= MAX_SCENE
}

/**
 * Those that their readers refused. The contract has one object where its paging suggests a list: each call gives the
 * first one after `largest_id`.
 */
export const queryBlocked: Handler = (call) => {
  const { world, account, body } = call
  const template = templateOf(call, text(body, 'tmpl_msg_id'))
  const after = Number(text(body, 'largest_id') || 0)
  const next = world.templateMessages
    .blocked(account.appid, template.id)
    .find(({ blockedId }) => blockedId > after)
  if (!next) return OK
  const { blockedId, card, at, openid } = next
  const content = card.rows.map(({ label, value }) => (label === '' ? value : `${label}:${value}`)).join('\n')
  return {
    ...OK,
    msginfo: {
      id: blockedId,
      tmpl_msg_id: template.id,
      title: card.title,
      content,
      send_timestamp: Math.floor(at / 1000),
      openid,
    },
  }
}
