/** Where the three hosts of WeChat are reached: the real ones, or a simulator that serves all of them. */
import { ConfigError } from '../errors.ts'

/** Base URLs without a trailing slash. */
export interface Hosts {
  /** Whose calls these are. */
  readonly appId: string
  readonly api: string
  readonly mp: string
  readonly open: string
}

export interface HostOptions {
  appId: string
  apiUrl?: string | undefined
  mpUrl?: string | undefined
  openUrl?: string | undefined
}

/** AppIDs that only simulators hand out begin with this. */
const SIMULATOR_PREFIX = 'wx00000000'

/** Resolves the base URLs. @throws ConfigError for a bad one */
export function toHosts({ appId, apiUrl = 'https://api.weixin.qq.com', mpUrl, openUrl }: HostOptions): Hosts {
  const api = toBase('apiUrl', apiUrl)
  // A simulator serves the three hosts on one port, so its one address is enough.
  const mp = toBase('mpUrl', mpUrl ?? (isRealHost(api) ? 'https://mp.weixin.qq.com' : api))
  const open = toBase('openUrl', openUrl ?? (isRealHost(api) ? 'https://open.weixin.qq.com' : api))
  return { appId, api, mp, open }
}

/**
 * The base URL that stands for a host of the contract. A bot that makes no calls may run without one that fits.
 *
 * @throws ConfigError for a simulator's AppID together with a real host: it must never be sent there
 */
export function baseOf(hosts: Hosts, host: string): string {
  const base = host === 'mp.weixin.qq.com' ? hosts.mp : host === 'open.weixin.qq.com' ? hosts.open : hosts.api
  if (hosts.appId.startsWith(SIMULATOR_PREFIX) && isRealHost(base)) {
    throw new ConfigError({
      zh: `AppID ${hosts.appId} 属于模拟器，不能用于 ${base}：请把 apiUrl 设为模拟器地址，或换成真实账号的 AppID`,
      en: `AppID ${hosts.appId} belongs to a simulator and must not be sent to ${base}: set apiUrl to the simulator, or use the AppID of a real account`,
    })
  }
  return base
}

function toBase(option: string, value: string): string {
  const url = URL.parse(value)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!url || !isWeb || url.search || url.hash || url.username || url.password) {
    throw new ConfigError({
      zh: `${option} 必须是 http(s) 地址，不带参数，例如 https://api.weixin.qq.com`,
      en: `${option} must be an http(s) address without a query, such as https://api.weixin.qq.com`,
    })
  }
  return url.href.replace(/\/+$/, '')
}

function isRealHost(url: string): boolean {
  return /(^|\.)weixin\.qq\.com\.?$/.test(new URL(url).hostname)
}
