/** 个性化菜单: which menu a person sees. Pure, because the phone asks the same question. */
import type { Account, Fan, MatchRule, MenuButton } from '../control/types.ts'

export interface SeenMenu {
  button: MenuButton[]
  /** null: the default menu. */
  menuid: string | null
}

/** What a rule looks at. */
type Matched = Pick<Fan, 'platform' | 'language'> & { readonly tagIds: readonly number[] }

/** The newest conditional menu whose rule fits, else the default menu. null where the account has none. */
export function menuOf(
  { menu, conditionalMenus }: Pick<Account, 'menu' | 'conditionalMenus'>,
  fan: Matched,
): SeenMenu | null {
  return (
    conditionalMenus.find(({ matchrule }) => isFor(matchrule, fan)) ??
    (menu && { button: menu, menuid: null })
  )
}

/** What a rule leaves out, it does not ask for. */
function isFor({ tag_id: tag, client_platform_type: platform, language }: MatchRule, fan: Matched): boolean {
  return (
    (tag === undefined || fan.tagIds.includes(tag)) &&
    (platform === undefined || platform === fan.platform) &&
    (language === undefined || language === fan.language)
  )
}
