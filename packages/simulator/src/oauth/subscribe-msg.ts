/** 一次性订阅消息授权: the page that asks for one message, and the way back with the answer. */
import { Hono } from 'hono'
import { ENDPOINTS } from '@yingwu/protocol/contract'
import { html } from 'hono/html'
import { toPage } from '../pages/page.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import { onceTemplateId } from '../world/subscriptions.ts'
import type { World } from '../world/world.ts'
import { type Pick, pickPage } from './pick.ts'
import { refusalPage, staleFormPage } from './pages.ts'
import { domainsText, isAdmitted, type Refusal } from './request.ts'
import { createTickets, type Tickets } from './tickets.ts'
import { readForm, visitorOf } from './visitor.ts'

const PATH = ENDPOINTS['template.subscribeMsgPage'].path

interface OnceRequest {
  account: AccountRecord
  scene: string
  templateId: string
  redirectUrl: string
  /** undefined: was not sent and does not come back. */
  reserved: string | undefined
}

export function createSubscribeMsgApp(world: World, picks: Tickets<Pick>): Hono {
  const consents = createTickets<{ asked: OnceRequest; openid: string }>(world)
  const app = new Hono()

  app.get(PATH, (c) => {
    const { search, searchParams } = new URL(c.req.url)
    const asked = readRequest(searchParams, world)
    if (!('account' in asked)) return refusalPage(asked)
    const fan = visitorOf(c, world, asked.account.appid)
    if (!fan) return pickPage(world, picks, { account: asked.account, back: `${PATH}${search}` })
    return consentPage(asked, fan, consents.issue({ asked, openid: fan.openid }))
  })

  app.post(PATH, async (c) => {
    const form = await readForm(c)
    const consent = consents.take(form.get('ticket') ?? '')
    if (!consent || !world.fans.find(consent.openid)) return staleFormPage()
    const { asked, openid } = consent
    const action = form.get('decision') === 'allow' ? 'confirm' : 'cancel'
    if (action === 'confirm')
      world.subscriptions.allowOnce({ appid: asked.account.appid, openid, scene: asked.scene })
    return c.redirect(backTo(asked, openid, action), 302)
  })

  return app
}

/** Letters and digits, as `state` of 网页授权. */
const RESERVED = /^[a-zA-Z0-9]{0,128}$/
const MAX_SCENE = 10_000

function readRequest(query: URLSearchParams, world: World): OnceRequest | Refusal {
  const get = (name: string) => query.get(name) ?? ''
  const account = world.accounts.find(get('appid'))
  if (!account) return { code: 40013, zh: 'appid 不存在', en: 'No account has this appid' }
  if (!ENDPOINTS['template.subscribeMsgPage'].accounts.includes(account.kind))
    return { code: 48001, zh: '此账号没有一次性订阅消息的权限', en: 'The account lacks one-time messages' }
  if (get('action') !== 'get_confirm')
    return { code: null, zh: 'action 必须是 get_confirm', en: 'action must be get_confirm' }
  const scene = get('scene')
  if (!/^\d{1,5}$/.test(scene) || Number(scene) > MAX_SCENE)
    return { code: null, zh: 'scene 必须是 0 到 10000 的整数', en: 'scene must be 0 to 10000' }
  const templateId = get('template_id')
  if (templateId !== onceTemplateId(account.appid)) {
    const own = onceTemplateId(account.appid)
    return {
      code: 40037,
      zh: `template_id 不是此账号的一次性订阅模板（${own}）`,
      en: `template_id is not the account's own, which is ${own}`,
    }
  }
  const redirectUrl = get('redirect_url')
  if (!isAdmitted(redirectUrl, account.oauthDomains))
    return {
      code: 10003,
      zh: `redirect_url 域名与后台配置不一致（${domainsText(account.oauthDomains, 'zh')}）`,
      en: `redirect_url is not on a configured domain (${domainsText(account.oauthDomains, 'en')})`,
    }
  const reserved = query.get('reserved') ?? undefined
  if (reserved !== undefined && !RESERVED.test(reserved))
    return {
      code: null,
      zh: 'reserved 只能是 128 字节以内的字母和数字',
      en: 'reserved takes letters and digits, at most 128',
    }
  return { account, scene, templateId, redirectUrl, reserved }
}

function consentPage({ account }: OnceRequest, fan: FanRecord, ticket: string): Promise<Response> {
  return toPage(
    '订阅消息',
    html`<h1>${account.name} 申请</h1>
<div class="card">
<p>向你发送一条消息。不关注公众号也能收到，只有一条。</p>
<div class="who"><img alt="" src="/_sim/avatars/${fan.openid}"><strong>${fan.nickname}</strong></div>
</div>
<form method="post" action="${PATH}">
<input type="hidden" name="ticket" value="${ticket}">
<button class="main" name="decision" value="allow" data-testid="subscribe-allow">允许</button>
<button name="decision" value="deny" data-testid="subscribe-deny">取消</button>
</form>`,
  )
}

/** The address keeps its own query and fragment. */
function backTo(
  { redirectUrl, templateId, scene, reserved }: OnceRequest,
  openid: string,
  action: 'confirm' | 'cancel',
): string {
  const url = new URL(redirectUrl)
  const added = {
    openid,
    template_id: templateId,
    action,
    scene,
    ...(reserved !== undefined && { reserved }),
  }
  const joint = url.search === '' ? '?' : '&'
  url.search += `${joint}${new URLSearchParams(added).toString()}`
  return url.href
}
