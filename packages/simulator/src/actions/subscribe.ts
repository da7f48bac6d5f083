/** What a person lets an account send: the popup of 订阅通知, its settings, and 拒收 of template messages. */
import type { Action } from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { NoticeTemplate } from '../world/subscriptions.ts'
import { type Acted, type Hand, NOTHING, report } from './hand.ts'

type ActionOf<Type extends Action['type']> = Omit<Extract<Action, { type: Type }>, 'type'>

/** The popup, answered alike for all its templates. */
export function subscribe(
  hand: Hand,
  { templateIds, status = 'accept', scene = 1 }: ActionOf<'subscribe'>,
): Acted {
  const { world, fan } = hand
  const templates = templatesOf(hand, templateIds)
  if (status === 'accept') for (const template of templates) world.subscriptions.accept(fan.openid, template)
  const List = templates.map(({ id }) => ({
    TemplateId: id,
    SubscribeStatusString: status,
    PopupScene: scene,
  }))
  return report(hand, 'subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { List } }, status)
}

/** The settings; only switching off is reported. */
export function rejectNotices(hand: Hand, { templateIds }: ActionOf<'rejectNotices'>): Acted {
  const templates = templatesOf(hand, templateIds)
  for (const template of templates) hand.world.subscriptions.reject(hand.fan.openid, template)
  const List = templates.map(({ id }) => ({ TemplateId: id, SubscribeStatusString: 'reject' }))
  return report(hand, 'subscribe_msg_change_event', { SubscribeMsgChangeEvent: { List } }, 'reject')
}

/** Tells the account nothing: it learns from the Status of what it sends. */
export function refuseTemplates({ world, fan }: Hand, { refuse = true }: ActionOf<'refuseTemplates'>): Acted {
  fan.refusesTemplates = refuse
  world.fans.touch(fan)
  return NOTHING
}

function templatesOf({ world, account }: Hand, ids: readonly string[]): NoticeTemplate[] {
  return ids.map((id) => {
    const template = world.subscriptions.template(account.appid, id)
    if (template) return template
    throw new Problem(404, 'unknown_template', `No template ${id}; add it with wxaapi/newtmpl/addtemplate`)
  })
}
