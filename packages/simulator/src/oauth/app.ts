/** 网页授权 in the browser: authorize, consent, picking a person, and the phone's way into a page. */
import { type Context, Hono } from 'hono'
import { Problem } from '../problem.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import {
  CONSENT_PATH,
  closedPage,
  consentPage,
  PICK_PATH,
  refusalPage,
  staleFormPage,
  wrongClientPage,
} from './pages.ts'
import { type AuthorizeRequest, backTo, readAuthorize } from './request.ts'
import { answerPick, type Pick, pickPage, searchPick } from './pick.ts'
import { createSubscribeMsgApp } from './subscribe-msg.ts'
import { createTickets } from './tickets.ts'
import { isSnapshot, readForm, remember, visitorOf } from './visitor.ts'

const DIGITS = '0123456789'

export function createOAuthApp(world: World): Hono {
  const consents = createTickets<{ asked: AuthorizeRequest; openid: string; alias: string }>(world)
  const picks = createTickets<Pick>(world)
  const app = new Hono()

  app.get(CONSENT_PATH, (c) => {
    const asked = readAuthorize(new URL(c.req.url).search, world)
    if (!('account' in asked)) return refusalPage(asked)
    const { account, scope } = asked
    const isWeChat = /MicroMessenger/i.test(c.req.header('user-agent') ?? '')
    const fan = visitorOf(c, world, account.appid)
    // The web view of our own phone is a frame, and has the browser's user agent.
    if (account.switches.strictUserAgent && !isWeChat && !fan) return wrongClientPage()
    if (!fan) return pickPage(world, picks, { account, back: `${CONSENT_PATH}${asked.search}` })
    if (account.kind === 'sandbox' && !fan.subscribed) {
      return refusalPage({ code: 10006, zh: '必须关注此测试号', en: 'Follow this test account first' })
    }
    // The silent scope asks nobody; nor does the snapshot page, where a virtual account answers.
    if (scope === 'snsapi_base' || isSnapshot(c, fan)) return grant(c, asked, fan)
    const alias = `茶客${world.random.text(4, DIGITS)}`
    return consentPage(asked, fan, { alias, ticket: consents.issue({ asked, openid: fan.openid, alias }) })
  })

  app.post(CONSENT_PATH, async (c) => {
    const form = await readForm(c)
    const consent = consents.take(form.get('ticket') ?? '')
    const fan = consent && world.fans.find(consent.openid)
    if (!consent || !fan) return staleFormPage()
    if (form.get('decision') === 'allow') {
      const isOther = form.get('identity') === 'other'
      return grant(c, consent.asked, fan, isOther ? { alias: consent.alias } : {})
    }
    // As old clients do; new ones just close the page.
    if (consent.asked.account.switches.oauthRefusal === 'close') return closedPage()
    return c.redirect(backTo(consent.asked), 302)
  })

  app.get(PICK_PATH, (c) => searchPick(c, world, picks))
  app.post(PICK_PATH, (c) => answerPick(c, world, picks))
  app.route('/', createSubscribeMsgApp(world, picks))

  app.get('/_sim/webview', (c) => {
    const [openid, url] = [c.req.query('openid') ?? '', c.req.query('url') ?? '']
    const fan = world.fans.find(openid)
    if (!fan) throw new Problem(404, 'unknown_openid', 'webview needs the openid of a person of this world')
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw new Problem(400, 'bad_request', 'url must be a whole address with http or https')
    }
    remember(c, fan, { full: c.req.query('full') === '1' })
    return c.redirect(new URL(url).href, 302)
  })

  function grant(
    c: Context,
    asked: AuthorizeRequest,
    fan: FanRecord,
    shown: { alias?: string } = {},
  ): Response {
    const code = world.grants.issue({
      appid: asked.account.appid,
      openid: fan.openid,
      scope: asked.scope,
      snapshot: isSnapshot(c, fan) && asked.scope === 'snsapi_userinfo',
      ...shown,
    })
    return c.redirect(backTo(asked, code), 302)
  }

  return app
}
