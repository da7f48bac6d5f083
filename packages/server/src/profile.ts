import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import type { Logger } from 'pino'
import {
  ApiError,
  type Clock,
  createOAuth,
  type Fetch,
  NetworkError,
  type OAuthFailure,
  OAuthError,
  type WebUser,
} from 'yingwu'
import type { ServerConfig } from './config.ts'
import { layout, notice, PAGE_HEADERS } from './pages/layout.ts'

export interface ProfileOptions {
  config: ServerConfig
  log: Logger
  fetch: Fetch
  clock: Clock
}

const COOKIE = 'yingwu_login'

/** What each way of not getting in looks like to the person. */
const FAILURES: Readonly<Record<OAuthFailure, { mark: string; title: string; text: string }>> = {
  refused: { mark: '🙅', title: '您没有同意授权', text: '没有您的同意，这里看不到任何资料。' },
  'foreign-state': {
    mark: '🛂',
    title: '这次登录不是从这里开始的',
    text: '链接可能来自别人，或者浏览器没有保存 Cookie。',
  },
  'expired-state': { mark: '⏳', title: '授权等得太久了', text: '从打开页面到同意授权不能超过 10 分钟。' },
  'used-state': { mark: '♻️', title: '这次授权已经用过了', text: '每次授权只能用一次。' },
  'used-code': {
    mark: '♻️',
    title: '授权码已经用过了',
    text: '刷新或返回会重复使用同一个授权码，请重新授权。',
  },
  'expired-code': { mark: '⏳', title: '授权码过期了', text: '授权码 5 分钟内有效。' },
  'invalid-code': { mark: '🤔', title: '授权码无效', text: '它不存在、已过期，或者属于别的公众号。' },
}

/** `/me`: shows a person their own profile, after web authorization (网页授权). */
export function profileRoutes({ config, log, fetch, clock }: ProfileOptions): Hono {
  const { appId, appSecret, apiUrl, openUrl, publicUrl } = config
  const oauth = createOAuth({ appId, appSecret, apiUrl, openUrl, fetch, clock })
  const isSecure = publicUrl.startsWith('https:')

  function begin(c: Context): Response {
    const { url, binding } = oauth.authorizeUrl({
      redirectUri: `${publicUrl}/me`,
      scope: 'snsapi_userinfo',
      binding: getCookie(c, COOKIE),
    })
    setCookie(c, COOKIE, binding, {
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure,
      maxAge: 600,
      path: '/me',
    })
    return c.redirect(url)
  }

  const app = new Hono()
  app.get('/', async (c) => {
    const { code, state } = c.req.query()
    if (code === undefined && state === undefined) return begin(c)
    try {
      const login = await oauth.complete({ code, state, binding: getCookie(c, COOKIE) })
      if (login.scope !== 'snsapi_userinfo') throw new OAuthError('refused')
      return c.html(profile(await login.userInfo(), login.isSnapshot), 200, PAGE_HEADERS)
    } catch (error) {
      if (error instanceof OAuthError)
        return c.html(notice({ ...FAILURES[error.reason], again: '/me' }), 400, PAGE_HEADERS)
      if (!(error instanceof ApiError || error instanceof NetworkError)) throw error
      log.error({ err: error }, 'the profile page could not ask WeChat')
      const text = '暂时读不到微信的资料，请稍后再试。'
      return c.html(notice({ mark: '📡', title: '微信没有回应', text, again: '/me' }), 502, PAGE_HEADERS)
    }
  })
  return app
}

const SEXES: Readonly<Record<number, string>> = { 1: '男', 2: '女' }

function profile(user: WebUser, isSnapshot: boolean) {
  const { headimgurl, openid, nickname, sex = 0, province = '', city = '', country = '' } = user
  const rows: [name: string, value: string][] = [
    ['openid', openid],
    ['昵称', nickname],
    ['性别', SEXES[sex] ?? ''],
    ['省份', province],
    ['城市', city],
    ['国家', country],
  ]
  const empty = html`<span class="empty">未提供</span>`
  const picture = isWebAddress(headimgurl)
    ? html`<img class="avatar" alt="头像" src="${headimgurl}">`
    : html`<div class="avatar" role="img" aria-label="没有头像"></div>`
  return layout(
    `${nickname || '微信用户'}的个人主页`,
    html`${picture}<h1>${nickname || '微信用户'}的个人主页</h1>
${isSnapshot ? html`<p>您正在浏览快照页，这是一个虚拟账号的资料。</p>` : ''}
<table>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value === '' ? empty : value}</td></tr>`)}</table>
<p><small>2021 年 10 月 20 日起，微信不再提供性别、省份、城市和国家。</small></p>`,
  )
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url)
}
