/** JS-SDK: what a page inside WeChat passes to `wx.config`. */
import { signJsSdk } from '@yingwu/protocol'
import type { Client } from './client/client.ts'
import { createExpiring } from './client/expiring.ts'
import { type Clock, systemClock } from './clock.ts'
import { ConfigError } from './errors.ts'
import { type Random, randomHex, systemRandom } from './random.ts'
import { memoryStore } from './stores/memory.ts'
import type { Store } from './stores/store.ts'

export interface JsSdkOptions {
  client: Pick<Client, 'appId' | 'api'>
  /** Where the `jsapi_ticket` comes from; default: fetched through the client and kept till shortly before its end. */
  tickets?: { get(): Promise<string> } | undefined
  /** Where the ticket is kept; default: in memory. Pass the client's store, so that all processes share one ticket. */
  store?: Store | undefined
  /** The store failed; the process goes on with a ticket of its own. For logs. */
  onStoreError?: ((error: Error) => void) | undefined
  clock?: Clock | undefined
  random?: Random | undefined
}

export interface PageOptions {
  /** Functions that the page uses, such as `chooseImage`. */
  jsApiList?: readonly string[] | undefined
  /** Open tags (开放标签) that the page uses, such as `wx-open-launch-weapp`. */
  openTagList?: readonly string[] | undefined
}

/** The object for `wx.config`. */
export interface JsSdkConfig {
  appId: string
  /** Unix seconds. */
  timestamp: number
  nonceStr: string
  signature: string
  jsApiList: readonly string[]
  openTagList?: readonly string[]
}

export interface JsSdk {
  /**
   * Signs one page.
   *
   * `url` is the page's address exactly as `location.href` has it, query and percent signs included; what follows `#`
   * is not signed. In single-page apps, iOS signs the address of the first page that was loaded, Android the current one.
   *
   * @throws ConfigError when `url` is no full address
   */
  config(url: string, options?: PageOptions): Promise<JsSdkConfig>
}

export function createJsSdk(options: JsSdkOptions): JsSdk {
  const { client, tickets, onStoreError, clock = systemClock, random = systemRandom } = options
  const { store = memoryStore({ clock }) } = options
  const source =
    tickets ??
    createExpiring({
      endpoint: 'ticket.get',
      key: `ticket:jsapi:${client.appId}`,
      store,
      onStoreError,
      clock,
      random,
      async fetch() {
        const answer = await client.api.ticket.get({ type: 'jsapi' })
        return { value: answer.ticket, expiresIn: answer.expires_in }
      },
    })

  return {
    async config(url, { jsApiList = [], openTagList } = {}) {
      const page = toPageUrl(url)
      const nonceStr = randomHex(random, 8)
      const timestamp = Math.floor(clock.now() / 1000)
      const signature = signJsSdk({ ticket: await source.get(), nonceStr, timestamp, url: page })
      const config = { appId: client.appId, timestamp, nonceStr, signature, jsApiList }
      return openTagList ? { ...config, openTagList } : config
    },
  }
}

/** Nothing is decoded or normalised: one changed character breaks the signature. A bare host gets the browser's `/`. */
function toPageUrl(url: string): string {
  const [page = ''] = url.split('#')
  if (!/^https?:\/\/[^/?]/.test(page)) {
    throw new ConfigError({
      zh: 'JS-SDK 签名需要页面的完整地址（location.href）',
      en: 'the JS-SDK signature needs the full address of the page (location.href)',
    })
  }
  return /^https?:\/\/[^/?]+$/.test(page) ? `${page}/` : page
}
