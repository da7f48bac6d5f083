/** The authorize URL, checked as strictly as WeChat checks it. */
import { ENDPOINTS } from '@yingwu/protocol/contract'
import type { AccountRecord } from '../world/accounts.ts'
import type { Scope } from '../world/grants.ts'
import type { World } from '../world/world.ts'

export interface AuthorizeRequest {
  account: AccountRecord
  redirectUri: string
  scope: Scope
  /** undefined: was not sent and does not come back. */
  state: string | undefined
  /** As it came, to come back here after a person was picked. */
  search: string
}

/** Shown as a page, never redirected. `code` is null where WeChat has no number for it. */
export interface Refusal {
  code: number | null
  zh: string
  en: string
}

/** The order that WeChat insists on; what stands behind `state` is optional. */
const ORDER = ['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'forcePopup', 'forceSnapShot']
const UNORDERED = ['connect_redirect']
const MAX_STATE_BYTES = 128

export function readAuthorize(search: string, world: World): AuthorizeRequest | Refusal {
  const pairs = [...new URLSearchParams(search)]
  const query = new Map(pairs)
  const [appid, redirectUri, scope, state] = ['appid', 'redirect_uri', 'scope', 'state'].map((name) =>
    query.get(name),
  )

  if (!appid) return { code: 10012, zh: 'appid 为空', en: 'appid is empty' }
  if (!redirectUri) return { code: 10011, zh: 'redirect_uri 为空', en: 'redirect_uri is empty' }
  if (!scope) return { code: 10010, zh: 'scope 为空', en: 'scope is empty' }
  if (query.get('response_type') !== 'code') {
    return { code: null, zh: 'response_type 必须是 code', en: 'response_type must be code' }
  }
  const names = pairs.map(([name]) => name).filter((name) => !UNORDERED.includes(name))
  if (!isInOrder(names)) {
    return {
      code: null,
      zh: `参数顺序或名称不对，应为 ${ORDER.slice(0, 5).join('、')}`,
      en: `Order or names of the parameters are wrong; they are ${ORDER.slice(0, 5).join(', ')}`,
    }
  }
  const account = world.accounts.find(appid)
  if (!account) return { code: 40013, zh: 'appid 不存在', en: 'No account has this appid' }
  const isAllowed = ENDPOINTS['oauth.authorizePage'].accounts.includes(account.kind)
  if (!isAllowed || (scope !== 'snsapi_base' && scope !== 'snsapi_userinfo')) {
    return {
      code: 10005,
      zh: 'scope 参数错误，或此账号没有 scope 权限',
      en: 'Wrong scope, or the account lacks it',
    }
  }
  if (!isAdmitted(redirectUri, account.oauthDomains)) {
    return {
      code: 10003,
      zh: `redirect_uri 域名与后台配置不一致（${domainsText(account.oauthDomains, 'zh')}）`,
      en: `redirect_uri is not on a configured domain (${domainsText(account.oauthDomains, 'en')})`,
    }
  }
  if (state !== undefined && (!/^[a-zA-Z0-9]*$/.test(state) || state.length > MAX_STATE_BYTES)) {
    return {
      code: null,
      zh: 'state 只能是 128 字节以内的字母和数字',
      en: 'state takes letters and digits, at most 128',
    }
  }
  return { account, redirectUri, scope, state, search }
}

function isInOrder(names: readonly string[]): boolean {
  const places = names.map((name) => ORDER.indexOf(name))
  return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1))
}

/**
 * Whether an address is on a 网页授权域名: full host, or host and path. Without any, pages of this machine are admitted on every port; a domain
 * that is configured with a port (which WeChat does not allow) admits that port alone.
 */
export function isAdmitted(redirectUri: string, domains: readonly string[]): boolean {
  if (!URL.canParse(redirectUri)) return false
  const { protocol, hostname, host, port, pathname } = new URL(redirectUri)
  if (protocol !== 'http:' && protocol !== 'https:') return false
  if (domains.length === 0) return isLoopback(hostname)
  return domains.some((domain) => {
    const [name = '', ...rest] = domain.toLowerCase().split('/')
    const path = rest.length === 0 ? '' : `/${rest.join('/').replace(/\/$/, '')}`
    const isHost =
      name.includes(':') && !name.endsWith(']') ? host === name : hostname === name && port === ''
    return isHost && (path === '' || pathname === path || pathname.startsWith(`${path}/`))
  })
}

function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname) || hostname.endsWith('.localhost')
}

export function domainsText(domains: readonly string[], language: 'zh' | 'en'): string {
  if (domains.length > 0) return domains.join(', ')
  return language === 'zh' ? '未配置，只允许本机地址' : 'none: this machine only'
}

/** Adds parameters to the redirect address; its own query and fragment stay. */
export function backTo({ redirectUri, state }: AuthorizeRequest, code?: string): string {
  const added = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(state === undefined ? [] : [`state=${state}`]),
  ]
  const [address = '', ...fragment] = redirectUri.split('#')
  const joint = added.length === 0 ? '' : address.includes('?') ? '&' : '?'
  return `${address}${joint}${added.join('&')}${fragment.length > 0 ? `#${fragment.join('#')}` : ''}`
}
