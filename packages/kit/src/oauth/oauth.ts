/** Web authorization (网页授权, OAuth 2.0): a page opened inside WeChat learns who its user is. */
import { ENDPOINTS } from '@yingwu/protocol/contract'
import { createClient } from '../client/client.ts'
import { toHosts } from '../client/hosts.ts'
import { toCall, toUrl } from '../client/request.ts'
import { systemClock } from '../clock.ts'
import { ConfigError } from '../errors.ts'
import { systemRandom } from '../random.ts'
import { createExchange } from './exchange.ts'
import { OAuthError } from './oauth-error.ts'
import { createStates } from './state.ts'
import type { Authorization, AuthorizeOptions, Login, OAuth, OAuthOptions, WebToken } from './types.ts'

/**
 * Makes the login helper of one account. States and codes are remembered in this process, so both requests of a login
 * have to reach the same one.
 *
 * @throws ConfigError when something is missing, or a simulator's AppID would go to the real WeChat
 */
export function createOAuth(options: OAuthOptions): OAuth {
  const { appId, appSecret, clock = systemClock, random = systemRandom, stateSecret = appSecret } = options
  const { api } = createClient(options)
  const hosts = toHosts(options)
  if (stateSecret.length < 16) {
    throw new ConfigError({ zh: 'stateSecret 至少 16 个字符', en: 'stateSecret needs 16 characters or more' })
  }
  const states = createStates({ appId, secret: stateSecret, clock, random })
  const exchange = createExchange(api, clock)

  function authorizeUrl({ redirectUri, scope, forcePopup, binding: known }: AuthorizeOptions): Authorization {
    if (!/^https?:\/\/[^/]/.test(redirectUri)) {
      throw new ConfigError({
        zh: 'redirectUri 必须是完整的 http(s) 地址',
        en: 'redirectUri must be a full http(s) address',
      })
    }
    const { state, binding } = states.issue(known)
    const params = { redirect_uri: redirectUri, scope, state, forcePopup: forcePopup || undefined }
    const page = toCall('oauth.authorizePage', ENDPOINTS['oauth.authorizePage'], params, { appId, appSecret })
    return { url: toUrl(page, hosts), state, binding }
  }

  const userInfo: OAuth['userInfo'] = async (token, openid, lang = 'zh_CN', callOptions) =>
    await api.oauth.userInfo({ access_token: token, openid, lang }, callOptions)

  function toLogin(token: WebToken): Login {
    const { openid, access_token, scope } = token
    const base = { openid, isSnapshot: token.is_snapshotuser === 1, token }
    if (!scope.split(',').includes('snsapi_userinfo')) return { ...base, scope: 'snsapi_base' }
    return { ...base, scope: 'snsapi_userinfo', userInfo: (lang) => userInfo(access_token, openid, lang) }
  }

  return {
    authorizeUrl,
    exchange,
    userInfo,
    async complete({ code, state, binding }) {
      if (!code) throw new OAuthError(states.check(state ?? '', binding ?? '') ?? 'refused')
      const problem = states.claim(state ?? '', binding ?? '', code)
      if (problem) throw new OAuthError(problem)
      return toLogin(await exchange(code))
    },
    refresh: async (refreshToken, callOptions) =>
      await api.oauth.refreshToken({ refresh_token: refreshToken }, callOptions),
  }
}
