/** The account of a test: what the bot needs to know of it, as options and as environment variables. */
import { type AccountKind, createEncodingAESKey, type EncryptionMode } from '@yingwu/protocol'
import type { Clock } from '../clock.ts'
import { ALPHANUMERIC, type Random } from '../random.ts'
import type { AccountOptions } from '../world/accounts.ts'
import type { TestObserver } from './reports.ts'
import type { TestFetch } from './test-fetch.ts'

/** What a bot needs to know of its account: spread it into the kit's `createClient` and `createCallback`. */
export interface TestAccount {
  appId: string
  appSecret: string
  token: string
  encodingAESKey: string
  mode: EncryptionMode
  /** Where the API is. Without a port it is reached by `fetch` alone. */
  apiUrl: string
  /** WeChat's API without sockets. */
  fetch: TestFetch
  clock: Clock
  observer: TestObserver
}

/** By name, so that nothing but the account's own options goes on; what is not given is made up. */
export function newAccount(options: AccountOptions, random: Random): Required<AccountOptions> {
  return {
    appid: options.appid ?? `wx00000000${random.hex(8)}`,
    secret: options.secret ?? random.hex(32),
    token: options.token ?? random.text(16, ALPHANUMERIC),
    encodingAESKey: options.encodingAESKey ?? createEncodingAESKey((size) => random.bytes(size)),
    kind: options.kind ?? 'verifiedService',
    name: options.name ?? '鹦鹉茶铺',
    alias: options.alias ?? 'yingwu',
  }
}

/** A sandbox account (测试号) has no other mode. */
export function defaultMode(kind: AccountKind): EncryptionMode {
  return kind === 'sandbox' ? 'plain' : 'safe'
}

/** The names that `yingwu serve` reads. */
export function toEnvironment(account: TestAccount): { [name: string]: string } {
  return {
    WECHAT_APP_ID: account.appId,
    WECHAT_APP_SECRET: account.appSecret,
    WECHAT_TOKEN: account.token,
    WECHAT_ENCODING_AES_KEY: account.encodingAESKey,
    WECHAT_MODE: account.mode,
    WECHAT_API_URL: account.apiUrl,
    WECHAT_OPEN_URL: account.apiUrl,
    SIMULATOR_URL: account.apiUrl,
  }
}
