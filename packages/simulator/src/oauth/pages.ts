/** What a person sees on the way: consent, choice of a person, refusals. */
import { html } from 'hono/html'
import { toPage } from '../pages/page.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { Fan } from '../control/types.ts'
import type { FanRecord } from '../world/fans.ts'
import type { AuthorizeRequest, Refusal } from './request.ts'

export const CONSENT_PATH = '/connect/oauth2/authorize'
export const PICK_PATH = '/_sim/oauth/pick'

export function refusalPage({ code, zh, en }: Refusal): Promise<Response> {
  return toPage(
    'Oops',
    html`<h1>Oops! 出错了</h1>
<p data-testid="oauth-error">${zh}${code === null ? '' : `，错误码：${code}`}</p>
<p>${en}${code === null ? '' : ` (${code})`}</p>`,
  )
}

export function wrongClientPage(): Promise<Response> {
  return toPage(
    '微信',
    html`<h1>请在微信客户端打开链接</h1>
<p>Please open the link in WeChat. The account asks for a user agent with MicroMessenger.</p>`,
  )
}

export function closedPage(): Promise<Response> {
  return toPage('微信', html`<h1>已拒绝</h1><p>页面已关闭。The page was closed.</p>`)
}

export function staleFormPage(): Promise<Response> {
  return toPage(
    '微信',
    html`<h1>页面已过期</h1><p>请返回重新打开。The form was used already or is too old.</p>`,
    { status: 400 },
  )
}

/** As the sheet of WeChat: who asks, for what, and as whom one answers. */
export function consentPage(
  { account }: AuthorizeRequest,
  fan: FanRecord,
  { alias, ticket }: { alias: string; ticket: string },
): Promise<Response> {
  return toPage(
    '网页授权',
    html`<div class="card">
<p>${account.name} 申请</p>
<h1>获取你的昵称、头像</h1>
<form method="post" action="${CONSENT_PATH}">
<input type="hidden" name="ticket" value="${ticket}">
<label class="who"><img alt="" src="/_sim/avatars/${fan.openid}"><span><strong data-testid="oauth-nickname">${fan.nickname}</strong><small>微信个人信息</small></span><input type="radio" name="identity" value="own" checked></label>
<label class="who"><i></i><span><strong>${alias}</strong><small>另一个身份</small></span><input type="radio" name="identity" value="other" data-testid="oauth-other"></label>
<div class="pair">
<button name="decision" value="deny" data-testid="oauth-deny">拒绝</button>
<button class="main" name="decision" value="allow" data-testid="oauth-allow">允许</button>
</div>
</form>
</div>`,
  )
}

export interface Choices {
  fans: readonly Fan[]
  /** How many fit the search. */
  found: number
  ticket: string
  text: string
  /** Of the first person shown, and of the next page. */
  offset: number
  next: number
}

/** A browser that no phone has sent: who shall it be? */
export function pickerPage(
  account: AccountRecord,
  { fans, found, ticket, text, offset, next }: Choices,
): Promise<Response> {
  const more = `${PICK_PATH}?${new URLSearchParams({ ticket, text, offset: String(next) }).toString()}`
  return toPage(
    '选择用户',
    html`<h1>以谁的身份打开？</h1>
<p>浏览器里没有登录微信。选一位 ${account.name} 的用户。</p>
<p>No phone opened this page. Choose who you are.</p>
<form class="search" action="${PICK_PATH}" role="search">
<input type="hidden" name="ticket" value="${ticket}">
<input type="search" name="text" value="${text}" maxlength="128" autofocus aria-label="搜索 Search" placeholder="昵称、openid、标签" data-testid="oauth-search">
<button>搜索</button>
</form>
<p role="status">${found === 0 ? '没有符合的人 · Nobody matches' : `${offset + 1}–${offset + fans.length} / ${found.toLocaleString('en')}`}</p>
<form method="post" action="${PICK_PATH}">
<input type="hidden" name="ticket" value="${ticket}">
${fans.map(
  ({ openid, nickname }) =>
    html`<button name="openid" value="${openid}" title="${openid}" data-testid="oauth-pick"><bdi>${nickname || openid}</bdi></button>`,
)}
</form>
${next < found ? html`<p><a href="${more}" data-testid="oauth-more">下一页 · Next</a></p>` : ''}`,
  )
}
