/** 个性化菜单: menus for some people, by tag, platform and language. */
import type { ConditionalMenu, Fan, MatchRule, MenuButton } from '../../../control/types.ts'
import { menuOf } from '../../../world/match-menu.ts'
import { ApiError, type JsonAnswer, OK } from '../../answer.ts'
import { type Handler, type Handlers, record, records, text } from '../../call.ts'
import { readButtons } from './buttons.ts'
import { newMenuId, toStored } from './stored.ts'
import { numberOf } from '../people.ts'

/** Hosts that all conditional menus of an account together may lead to. */
const MAX_HOSTS = 3

/** Rules by what WeChat no longer tells about people. */
const PRIVATE = ['sex', 'country', 'province', 'city']

const LANGUAGES = 'zh_CN zh_TW zh_HK en id ms es ko it ja pl pt ru th vi ar hi he tr de fr'.split(' ')

const addConditional: Handler = (call) => {
  const { world, account, body } = call
  if (!account.menu) throw new ApiError(65303)
  const given = records(body, 'button') ?? []
  if (given.length === 0) throw new ApiError(65307)
  if (given.some(doesNothing)) throw new ApiError(65308)
  const button = readButtons(call)
  const matchrule = readRule(record(body, 'matchrule'))
  const menus = [{ menuid: newMenuId(call), matchrule, button }, ...account.conditionalMenus]
  if (hostsOf(menus).size > MAX_HOSTS) throw new ApiError(65316)
  account.conditionalMenus = menus
  world.accounts.touch(account)
  return { menuid: menus[0]?.menuid }
}

const deleteConditional: Handler = ({ world, account, body }) => {
  const menuid = text(body, 'menuid')
  const left = account.conditionalMenus.filter((menu) => menu.menuid !== menuid)
  if (left.length === account.conditionalMenus.length) throw new ApiError(65301)
  account.conditionalMenus = left
  world.accounts.touch(account)
  return OK
}

/**
 * People have no WeChat id here: `user_id` is an openid. The manual shows `button` at the top, answers of the service have
 * been seen with it inside `menu`; clients read the one or the other.
 */
const tryMatch: Handler = ({ world, account, body }) => {
  const fan = world.fans.find(text(body, 'user_id'))
  if (!fan || fan.appid !== account.appid) throw new ApiError(65302)
  if (!fan.subscribed) throw new ApiError(65315)
  const menu = menuOf(account, fan)
  if (!menu) throw new ApiError(46003)
  const button = toStored(menu.button)
  return { button, menu: { button } }
}

/** Empty members ask for nothing; a rule that asks for nothing at all is refused. */
function readRule(given: JsonAnswer): MatchRule {
  const asked = (name: string) => text(given, name) !== ''
  if (PRIVATE.some(asked)) throw new ApiError(65320)
  const tagName = asked('tag_id') ? 'tag_id' : 'group_id'
  const rule: MatchRule = {
    ...(asked(tagName) && { tag_id: readTag(given, tagName) }),
    ...(asked('client_platform_type') && { client_platform_type: readPlatform(given) }),
    ...(asked('language') && { language: readLanguage(given) }),
  }
  if (Object.keys(rule).length === 0) throw new ApiError(65304)
  return rule
}

function readTag(given: JsonAnswer, name: string): number {
  const id = numberOf(given, name)
  if (Number.isNaN(id)) throw new ApiError(40035)
  return id
}

function readPlatform(given: JsonAnswer): Fan['platform'] {
  const platform = numberOf(given, 'client_platform_type')
  if (platform !== 1 && platform !== 2 && platform !== 3) throw new ApiError(40035)
  return platform
}

function readLanguage(given: JsonAnswer): string {
  const language = text(given, 'language')
  if (!LANGUAGES.includes(language)) throw new ApiError(40035)
  return language
}

/** Neither an action nor buttons beneath it. */
function doesNothing(button: JsonAnswer): boolean {
  const below = records(button, 'sub_button') ?? []
  return below.length === 0 ? text(button, 'type') === '' : below.some((child) => text(child, 'type') === '')
}

function hostsOf(menus: readonly ConditionalMenu[]): Set<string> {
  const buttons = menus.flatMap(({ button }) => button.flatMap((one) => [one, ...(one.sub_button ?? [])]))
  return new Set(buttons.filter(leadsAway).map(({ url }) => new URL(url).host))
}

function leadsAway(button: MenuButton): button is MenuButton & { url: string } {
  return button.type === 'view' && URL.canParse(button.url ?? '')
}

export const CONDITIONAL_MENUS: Handlers = {
  'menu.addConditional': addConditional,
  'menu.deleteConditional': deleteConditional,
  'menu.tryMatch': tryMatch,
}
