/** The end of a template message, a notification or a one-time message: the card on the phone, and the report to the account. */
import type { JobContext } from '../jobs.ts'
import { reportAbout } from '../push/system-event.ts'
import type { FanRecord } from '../world/fans.ts'
import type { Job } from '../world/jobs.ts'
import type { TemplateCard } from '../world/messages.ts'
import type { TemplateMessage } from '../world/template-messages.ts'

/** How long the service takes; short, and never before the answer to the call. */
export const DELIVERY_MS = 200

export function deliverTemplate({ world, engine }: JobContext, { id }: Job): void {
  const message = world.templateMessages.find(id)
  const fan = message && world.fans.find(message.openid)
  const account = message && world.accounts.find(message.appid)
  if (!message || !fan || !account || message.state !== 'waiting') return

  message.state = stateOf(message, fan)
  if (message.state === 'blocked') world.templateMessages.block(message)
  if (message.state === 'delivered') {
    const { appid, openid, callId } = message
    world.messages.add({ appid, openid }, { from: 'account', via: 'template', callId }, placed(message))
  }
  const context = { world, engine, account }
  const { msgId: MsgID, templateId: TemplateId, card } = message
  if (message.kind === 'template')
    reportAbout(fan, context, 'TEMPLATESENDJOBFINISH', { MsgID, Status: STATUSES[message.state] }, card.title)
  if (message.kind === 'notice') {
    const List = [{ TemplateId, MsgID, ErrorCode: 0, ErrorStatus: 'success' }]
    reportAbout(fan, context, 'subscribe_msg_sent_event', { SubscribeMsgSentEvent: { List } }, card.title)
  }
}

/** Template messages belong to the chat of their account; what was subscribed to comes as 服务通知. */
function placed({ kind, card }: TemplateMessage): TemplateCard {
  return kind === 'template' ? card : { ...card, place: 'notices' }
}

const STATUSES = {
  waiting: '',
  delivered: 'success',
  blocked: 'failed:user block',
  // With the blank, as it comes.
  failed: 'failed: system failed',
} as const

/** Consent given once holds whether one follows or not; a template message is for followers. */
function stateOf({ kind }: TemplateMessage, fan: FanRecord): TemplateMessage['state'] {
  if (kind !== 'template') return 'delivered'
  if (!fan.subscribed) return 'failed'
  return fan.refusesTemplates ? 'blocked' : 'delivered'
}
