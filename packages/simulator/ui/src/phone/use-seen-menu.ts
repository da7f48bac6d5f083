import { useEffect, useRef } from 'react'
import type { MenuButton } from '../../../src/control/types.ts'
import { menuOf } from '../../../src/world/match-menu.ts'
import { useSimNow } from '../parts/time.ts'
import { useView } from '../view/window.ts'
import { usePhone } from './phone-context.ts'

/** WeChat reads the menu again on entering the chat, when it was last read longer ago. */
const KEPT_MS = 5 * 60_000

export interface SeenMenu {
  /** null where the account has none, as far as the phone knows. */
  buttons: readonly MenuButton[] | null
  /** Another menu is another bar. */
  key: string
  /** The menu has changed since; so long it stays as it is, 0 when entering the chat again would do. null: it is up to date. */
  staleMs: number | null
  update: () => void
}

/** What the person sees as the account's menu: the newest, or with the setting 菜单缓存 the one that was read last. */
export function useSeenMenu(): SeenMenu {
  const { account, fan, own, change } = usePhone()
  const isKeeping = useView((view) => view.keepMenu)
  const now = useSimNow()
  const live = menuOf(account, fan)
  const buttons = live && live.button.length > 0 ? live.button : null
  const kept = isKeeping ? own.keptMenu : null
  const update = () => change({ keptMenu: { button: buttons, readAt: now } })

  function enter(keeps: boolean): void {
    if (!keeps) change({ keptMenu: null })
    else if (!own.keptMenu || now - own.keptMenu.readAt >= KEPT_MS) update()
  }

  // The bar is drawn anew whenever the chat is entered.
  const entering = useRef(enter)
  useEffect(() => {
    entering.current = enter
  })
  useEffect(() => entering.current(isKeeping), [isKeeping])

  if (!kept) return { buttons, key: live?.menuid ?? 'default', staleMs: null, update }
  const isStale = JSON.stringify(kept.button) !== JSON.stringify(buttons)
  return {
    buttons: kept.button,
    key: `kept ${kept.readAt}`,
    staleMs: isStale ? Math.max(0, kept.readAt + KEPT_MS - now) : null,
    update,
  }
}
