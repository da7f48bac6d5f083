/** 自定义菜单 and 自动回复, as they are kept. */
import type { ApiResults } from '@yingwu/protocol/contract'
import type { Fan } from './fans.ts'

/** A button of a custom menu, with the names of `menu/create`. */
export interface MenuButton {
  type?: string
  name: string
  key?: string
  url?: string
  media_id?: string
  appid?: string
  pagepath?: string
  article_id?: string
  sub_button?: MenuButton[]
}

/** A menu for some people, with the names of `menu/addconditional`. */
export interface ConditionalMenu {
  menuid: string
  matchrule: MatchRule
  button: MenuButton[]
}

/** Whom a conditional menu is for. All that is there must fit. */
export interface MatchRule {
  tag_id?: number
  client_platform_type?: Fan['platform']
  language?: string
}

export type AutoReply = ApiResults['autoreply.get']
