/** 自定义菜单: in force at once. */
import type { MenuButton } from '../../control/types.ts'
import { ApiError, OK } from '../answer.ts'
import type { Handler, Handlers } from '../call.ts'
import { CONDITIONAL_MENUS } from './menu/conditional.ts'
import { readButtons } from './menu/buttons.ts'
import { newMenuId, toStored } from './menu/stored.ts'

/** Conditional menus stay: they go with `menu/delete` alone. */
const createMenu: Handler = (call) => {
  const { world, account } = call
  account.menu = readButtons(call)
  account.menuid = newMenuId(call)
  world.accounts.touch(account)
  return OK
}

/** The default menu's number and the second list are there only once there are conditional menus. */
const getMenu: Handler = ({ account: { menu, menuid, conditionalMenus } }) => {
  if (!menu) throw new ApiError(46003)
  const button = toStored(menu)
  if (conditionalMenus.length === 0) return { menu: { button } }
  return {
    menu: { button, menuid: Number(menuid) },
    conditionalmenu: conditionalMenus.map(({ button, matchrule: { tag_id, ...rule }, menuid }) => ({
      button: toStored(button),
      // Under the name from before tags, and numbers as text.
      matchrule: toTexts({ group_id: tag_id, ...rule }),
      menuid: Number(menuid),
    })),
  }
}

function toTexts(rule: { [member: string]: string | number | undefined }): { [member: string]: string } {
  return Object.fromEntries(
    Object.entries(rule).flatMap(([member, value]) => (value === undefined ? [] : [[member, String(value)]])),
  )
}

const deleteMenu: Handler = ({ world, account }) => {
  account.menu = null
  account.menuid = null
  account.conditionalMenus = []
  world.accounts.touch(account)
  return OK
}

/** The menu in force. Here the second level is an object with a list, unlike in `menu/get`. */
const getCurrentMenu: Handler = ({ account }) => ({
  is_menu_open: account.menu ? 1 : 0,
  selfmenu_info: {
    button: (account.menu ?? []).map(({ sub_button: list, ...button }: MenuButton) => ({
      ...button,
      ...(list?.length && { sub_button: { list } }),
    })),
  },
})

export const MENU: Handlers = {
  'menu.create': createMenu,
  'menu.get': getMenu,
  'menu.delete': deleteMenu,
  'menu.currentSelfMenu': getCurrentMenu,
  ...CONDITIONAL_MENUS,
}
