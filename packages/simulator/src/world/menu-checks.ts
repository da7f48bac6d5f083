/** What the menus of an account may look like in a state. */
import { array, type Check, integer, literal, object, optional, string } from '../check.ts'
import type { ConditionalMenu, MatchRule, MenuButton } from '../control/types.ts'

const buttonMembers = {
  type: optional(string()),
  name: string(),
  key: optional(string()),
  url: optional(string()),
  media_id: optional(string()),
  appid: optional(string()),
  pagepath: optional(string()),
  article_id: optional(string()),
}
const noButtons: Check<MenuButton[]> = {
  problem: (value, at) => (Array.isArray(value) && value.length === 0 ? null : `${at} must be empty`),
  schema: { type: 'array', maxItems: 0 },
}
const subButtonCheck = object<MenuButton>({ ...buttonMembers, sub_button: optional(noButtons) })

export const menuCheck = array(
  object<MenuButton>({ ...buttonMembers, sub_button: optional(array(subButtonCheck)) }),
)

export const menuIdCheck = string({ pattern: /^\d{1,15}$/, says: 'the number of a menu' })

export const conditionalMenuCheck = object<ConditionalMenu>({
  menuid: menuIdCheck,
  matchrule: object<MatchRule>({
    tag_id: optional(integer()),
    client_platform_type: optional(literal(1, 2, 3)),
    language: optional(string()),
  }),
  button: menuCheck,
})
