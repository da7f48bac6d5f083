/** Menus as the service keeps and shows them. */
import type { MenuButton } from '../../../control/types.ts'
import type { ApiCall } from '../../call.ts'

/** With an empty list where a button has nothing beneath it. */
export function toStored(buttons: readonly MenuButton[]): MenuButton[] {
  return buttons.map(({ sub_button = [], ...button }) => ({ ...button, sub_button: toStored(sub_button) }))
}

/** Nine digits, that no menu of the account has. */
export function newMenuId({ world, account: { menuid, conditionalMenus } }: ApiCall): string {
  const taken = [menuid, ...conditionalMenus.map((menu) => menu.menuid)]
  let id: string
  do id = world.random.digits(9)
  while (taken.includes(id))
  return id
}
