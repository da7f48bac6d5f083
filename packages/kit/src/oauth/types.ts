import type { ApiResults, CallOptions } from '@yingwu/protocol/contract'
import type { ClientOptions } from '../client/client.ts'

export interface OAuthOptions extends Omit<ClientOptions, 'tokens' | 'mpUrl'> {
  /**
   * Signs the state. Default is the AppSecret, so that all processes of an account agree; set one (16 characters or
   * more) when pages are served by a program that must not know the AppSecret.
   */
  stateSecret?: string | undefined
}

/** `snsapi_base` is silent and tells the openid alone; `snsapi_userinfo` asks the user and tells nickname and picture. */
export type OAuthScope = 'snsapi_base' | 'snsapi_userinfo'

export type Language = 'zh_CN' | 'zh_TW' | 'en'

/** The user's token (网页授权 access_token), which has nothing to do with the account's. */
export type WebToken = ApiResults['oauth.accessToken']
export type RefreshedToken = ApiResults['oauth.refreshToken']
export type WebUser = ApiResults['oauth.userInfo']

export interface AuthorizeOptions {
  /** The full address to come back to; its host must be the account's authorization domain (网页授权域名). */
  redirectUri: string
  scope: OAuthScope
  /** Asks the user even when WeChat remembers a consent. */
  forcePopup?: boolean | undefined
  /** What the browser's cookie holds from an earlier login, so that two pages opened at once both work. */
  binding?: string | undefined
}

export interface Authorization {
  /** Where to send the browser; opens inside WeChat only. */
  url: string
  state: string
  /** Put it into a cookie of the browser (HttpOnly, SameSite=Lax, Secure with https, 10 minutes) and hand it to `complete`. */
  binding: string
}

/** What came back: the query of the redirect and the cookie. */
export interface OAuthReturn {
  code?: string | null | undefined
  state?: string | null | undefined
  binding?: string | null | undefined
}

interface LoginBase {
  openid: string
  /** The virtual user of a snapshot page (快照页): make no record of it. */
  isSnapshot: boolean
  token: WebToken
}

/** A completed login; only the scope `snsapi_userinfo` lets the profile be read. */
export type Login =
  | (LoginBase & { scope: 'snsapi_base' })
  | (LoginBase & { scope: 'snsapi_userinfo'; userInfo: (lang?: Language) => Promise<WebUser> })

export interface OAuth {
  /** Begins a login. */
  authorizeUrl(options: AuthorizeOptions): Authorization
  /**
   * Ends a login. WeChat often requests the redirect twice: the second request gets the first one's result.
   *
   * @throws OAuthError for what the user can mend; ApiError and NetworkError for what only we can
   */
  complete(returned: OAuthReturn): Promise<Login>
  /**
   * Exchanges a code. However often the same code comes within a minute, WeChat is asked once.
   *
   * @throws OAuthError `used-code`, `expired-code`, `invalid-code`
   */
  exchange(code: string): Promise<WebToken>
  /** Reads the profile; needs a token of scope `snsapi_userinfo`, else ApiError 48001. */
  userInfo(token: string, openid: string, lang?: Language, options?: CallOptions): Promise<WebUser>
  /** A new token for the `refresh_token`, which lives 30 days. */
  refresh(refreshToken: string, options?: CallOptions): Promise<RefreshedToken>
}
