import type { AccountKind } from '../accounts.ts'

/** How one call travels: what a client needs to send it and a server needs to route it. */
export interface Endpoint {
  /** The method to send. */
  readonly method: 'GET' | 'POST'
  /** Methods to accept when clients differ; absent: `method` alone. */
  readonly methodsAccepted?: readonly string[]
  /** Always https. */
  readonly host: string
  readonly path: string
  /** Comes after `#` in the address of a page. */
  readonly fragment?: string
  /**
   * `access_token`: the account's token goes into the URL. `appid+secret`: see `credentials`.
   * `oauth token`: the user's token is the ordinary parameter `access_token`. `none`: open to all.
   */
  readonly auth: 'access_token' | 'appid+secret' | 'oauth token' | 'none'
  /** Who may call it; all others get 48001. */
  readonly accounts: readonly AccountKind[]
  /** Names of the parameters that belong into the URL, in the order to send them; the others form the body. */
  readonly query: readonly string[]
  /** `raw`: the one parameter called `body` is the body itself. */
  readonly body: 'json' | 'multipart' | 'raw' | 'none'
  /** Names of the multipart parts that are files. */
  readonly files?: readonly string[]
  /** `redirect`: a page for the user's browser, not a call. */
  readonly responseKind: 'json' | 'binary' | 'binary-or-json' | 'redirect'
  /** Parameters that the client takes from the account, by their name on the wire. */
  readonly credentials?: Readonly<Record<string, 'appid' | 'secret'>>
  /** Parameters with one possible value. */
  readonly fixed?: Readonly<Record<string, string | number | boolean>>
  /** Members of the answer, at any depth, that are 64-bit numbers and become texts. */
  readonly int64?: readonly string[]
  /** Calls a day from 0:00 Beijing time; null when unknown or counted otherwise. */
  readonly dailyQuota: number | null
  /** The same for sandbox accounts (测试号); absent: no other number is known. */
  readonly sandboxDailyQuota?: number
  readonly deprecated?: true
  readonly title: string
  readonly titleZh: string
}
