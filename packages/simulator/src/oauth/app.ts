/** 网页授权 in the browser: authorize, consent, picking a person, and the phone's way into a page. */
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { readCapped } from '../http/body.ts'
import { Problem } from '../problem.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import {
  CONSENT_PATH,
  closedPage,
  consentPage,
  PICK_PATH,
  pickerPage,
  refusalPage,
  staleFormPage,
  wrongClientPage,
} from './pages.ts'
import { type AuthorizeRequest, backTo, readAuthorize } from './request.ts'
import { createTickets } from './tickets.ts'

/** Names the person whose phone the browser is. */
const COOKIE = 'yingwu_fan'
const MAX_FORM_BYTES = 16 * 1024
const MAX_CHOICES = 50

export function createOAuthApp(world: World): Hono {
  const consents = createTickets<{ asked: AuthorizeRequest; openid: string }>(world)
  const picks = createTickets<AuthorizeRequest>(world)
  const app = new Hono()

  app.get(CONSENT_PATH, (c) => {
    const asked = readAuthorize(new URL(c.req.url).search, world)
    if (!('account' in asked)) return refusalPage(asked)
    const { account, scope } = asked
    const isWeChat = /MicroMessenger/i.test(c.req.header('user-agent') ?? '')
    const fan = visitor(c, account.appid)
    // The web view of our own phone is a frame, and has the browser's user agent.
    if (account.switches.strictUserAgent && !isWeChat && !fan) return wrongClientPage()
    if (!fan) return pickerPage(asked, world.fans.of(account.appid).slice(0, MAX_CHOICES), picks.issue(asked))
    if (account.kind === 'sandbox' && !fan.subscribed) {
      return refusalPage({ code: 10006, zh: '必须关注此测试号', en: 'Follow this test account first' })
    }
    // The silent scope asks nobody; nor does the snapshot page, where a virtual account answers.
    if (scope === 'snsapi_base' || fan.snapshot) return grant(c, asked, fan)
    return consentPage(asked, fan, consents.issue({ asked, openid: fan.openid }))
  })

  app.post(CONSENT_PATH, async (c) => {
    const form = await readForm(c)
    const consent = consents.take(form.get('ticket') ?? '')
    const fan = consent && world.fans.find(consent.openid)
    if (!consent || !fan) return staleFormPage()
    if (form.get('decision') === 'allow') return grant(c, consent.asked, fan)
    // As old clients do; new ones just close the page.
    if (consent.asked.account.switches.oauthRefusal === 'close') return closedPage()
    return c.redirect(backTo(consent.asked), 302)
  })

  app.post(PICK_PATH, async (c) => {
    const form = await readForm(c)
    const asked = picks.take(form.get('ticket') ?? '')
    const fan = world.fans.find(form.get('openid') ?? '')
    if (!asked || fan?.appid !== asked.account.appid) return staleFormPage()
    remember(c, fan)
    return c.redirect(`${CONSENT_PATH}${asked.search}`, 303)
  })

  app.get('/_sim/webview', (c) => {
    const [openid, url] = [c.req.query('openid') ?? '', c.req.query('url') ?? '']
    const fan = world.fans.find(openid)
    if (!fan) throw new Problem(404, 'unknown_openid', 'webview needs the openid of a person of this world')
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new Problem(400, 'bad_request', 'url must be a whole address with http or https')
    }
    remember(c, fan)
    return c.redirect(new URL(url).href, 302)
  })

  function visitor(c: Context, appid: string): FanRecord | undefined {
    const fan = world.fans.find(getCookie(c, COOKIE) ?? '')
    return fan?.appid === appid ? fan : undefined
  }

  function remember(c: Context, fan: FanRecord) {
    setCookie(c, COOKIE, fan.openid, { httpOnly: true, sameSite: 'Lax', path: '/' })
  }

  function grant(c: Context, asked: AuthorizeRequest, fan: FanRecord): Response {
    const code = world.grants.issue({
      appid: asked.account.appid,
      openid: fan.openid,
      scope: asked.scope,
      snapshot: fan.snapshot && asked.scope === 'snsapi_userinfo',
    })
    return c.redirect(backTo(asked, code), 302)
  }

  return app
}

async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(Buffer.from(await readCapped(c.req.raw, MAX_FORM_BYTES)).toString())
}
