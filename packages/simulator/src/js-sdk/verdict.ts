/** Whether `wx.config` of a page would pass, and what differs when it would not. */
import { hash } from 'node:crypto'
import { sameText } from '@yingwu/protocol'
import type { Bilingual, JsConfig, JsConfigCheck, JsConfigVerdict } from '../control/types.ts'
import { domainsText, isAdmitted } from '../oauth/request.ts'
import type { World } from '../world/world.ts'
import { type Guess, nonceGuesses, timeGuesses, urlGuesses } from './guesses.ts'

export function judgeConfig(world: World, config: JsConfig): JsConfigVerdict {
  const { appId, url } = config
  const account = world.accounts.find(appId)
  if (!account) {
    const text = {
      zh: `没有 appId 为 ${appId || '（空）'} 的账号`,
      en: `No account has the appId ${appId || '(empty)'}`,
    }
    return refusal('config:invalid appid', text, [{ name: 'appId', state: 'bad', value: appId, text }])
  }
  const appIdCheck: JsConfigCheck = { name: 'appId', state: 'ok', value: appId, text: null }
  if (!isAdmitted(url, account.jsDomains)) {
    const text = {
      zh: `网页不在 JS 接口安全域名里（${domainsText(account.jsDomains, 'zh')}）`,
      en: `The page is not on a JS safe domain (${domainsText(account.jsDomains, 'en')})`,
    }
    const domain: JsConfigCheck = { name: 'domain', state: 'bad', value: hostOf(url), text }
    return refusal('config:invalid url domain', text, [appIdCheck, domain])
  }
  const domain: JsConfigCheck = { name: 'domain', state: 'ok', value: hostOf(url), text: null }
  return judgeSignature(world, config, [appIdCheck, domain])
}

function judgeSignature(world: World, config: JsConfig, passed: JsConfigCheck[]): JsConfigVerdict {
  const timestamp = String(config.timestamp)
  const tickets = ticketGuesses(world, config.appId)
  const right = {
    ticket: tickets[0]?.value ?? '',
    nonce: config.nonceStr,
    timestamp,
    url: pageOf(config.url),
  }
  const expected = { string1: toString1(right), signature: signatureOf(right) }
  const got = config.signature
  const row = (name: JsConfigCheck['name'], value: string, guess: Guess | undefined): JsConfigCheck => ({
    name,
    value,
    state: guess === undefined ? 'unknown' : guess.wrong === null ? 'ok' : 'bad',
    text: guess?.wrong ?? null,
  })
  const found = isWhole(config) ? search(config, tickets) : undefined
  const checks = [
    ...passed,
    row('url', right.url, found?.url),
    row('ticket', shorten(right.ticket), found?.ticket),
    row('nonceStr', right.nonce, found?.nonce),
    row('timestamp', right.timestamp, found?.timestamp),
  ]
  const wrong = found && [found.url, found.ticket, found.nonce, found.timestamp, found.spelling]
  const reasons = wrong?.flatMap((guess) => guess.wrong ?? [])
  if (reasons?.length === 0) return { ok: true, errMsg: 'config:ok', text: PASSED, checks, expected }
  const text = isWhole(config) ? joined(reasons ?? []) : MISSING
  const signature: JsConfigCheck = { name: 'signature', state: 'bad', value: got, text }
  return { ok: false, errMsg: 'config:invalid signature', text, checks: [...checks, signature], expected }
}

interface Found {
  url: Guess
  ticket: Guess
  nonce: Guess
  timestamp: Guess
  spelling: Guess
}

/** The first combination that gives the signature: right ones first, then one mistake, then several. */
function search(config: JsConfig, tickets: readonly Guess[]): Found | undefined {
  const signature = config.signature.toLowerCase()
  const isUpper = config.signature !== signature
  const timestamp = String(config.timestamp)
  const [rightUrl, ...otherUrls] = urlGuesses(config.url)
  const [rightNonce] = nonceGuesses(config.nonceStr)
  if (!rightUrl || !rightNonce) return undefined
  const plain: Guess = { value: 'noncestr', wrong: isUpper ? UPPER : null }
  const spellings: Guess[] = [plain, { value: 'nonceStr', wrong: SPELLING }]
  const fits = (found: Found) =>
    sameText(
      signatureOf(
        {
          ticket: found.ticket.value,
          nonce: found.nonce.value,
          timestamp: found.timestamp.value,
          url: found.url.value,
        },
        found.spelling.value,
      ),
      signature,
    )
  for (const url of [rightUrl, ...otherUrls])
    for (const ticket of tickets)
      for (const nonce of nonceGuesses(config.nonceStr))
        for (const time of timeGuesses(timestamp, false))
          for (const spelling of spellings) {
            const found = { url, ticket, nonce, timestamp: time, spelling }
            if (fits(found)) return found
          }
  const [ticket] = tickets
  if (!ticket) return undefined
  return timeGuesses(timestamp, true)
    .map((time) => ({ url: rightUrl, ticket, nonce: rightNonce, timestamp: time, spelling: plain }))
    .find(fits)
}

/** The living ticket of the account, then what is mistaken for it. */
function ticketGuesses(world: World, appid: string): Guess[] {
  const { tickets, tokens } = world.tokens.export()
  const now = world.clock.now()
  const mine = (type: string) => tickets.filter((one) => one.appid === appid && one.type === type)
  const current = mine('jsapi').find(({ expiresAt }) => expiresAt > now)
  const right: Guess = current
    ? { value: current.ticket, wrong: null }
    : { value: '', wrong: { zh: NEVER_ASKED.zh, en: NEVER_ASKED.en } }
  const others: Guess[] = [
    ...mine('jsapi')
      .filter((one) => one !== current)
      .map(({ ticket }) => ({ value: ticket, wrong: ENDED })),
    ...mine('wx_card').map(({ ticket }) => ({ value: ticket, wrong: CARD })),
    ...tickets.filter((one) => one.appid !== appid).map(({ ticket }) => ({ value: ticket, wrong: FOREIGN })),
    ...tokens
      .filter((one) => one.appid === appid)
      .slice(-MAX_TOKENS)
      .map(({ token }) => ({ value: token, wrong: ACCESS_TOKEN })),
  ]
  if (current) others.push({ value: '', wrong: EMPTY_TICKET })
  return [right, ...others]
}

const MAX_TOKENS = 5

const PASSED: Bilingual = { zh: '签名一致', en: 'The signature is right' }
const MISSING: Bilingual = {
  zh: 'wx.config 里缺少 timestamp、nonceStr 或 signature',
  en: 'wx.config lacks timestamp, nonceStr or signature',
}
const UNKNOWN: Bilingual = {
  zh: '签名不对，也不是常见的错法。逐项核对 string1：ticket、noncestr、timestamp、url 都用原值，不编码',
  en: 'The signature is wrong in no common way. Compare string1 part by part: raw ticket, noncestr, timestamp and url',
}
const SPELLING: Bilingual = {
  zh: '签名的字符串里要写小写的 noncestr，不是 nonceStr',
  en: 'In the signed text it is noncestr in lower case, not nonceStr',
}
const UPPER: Bilingual = { zh: 'signature 要用小写的十六进制', en: 'signature takes lower-case hex digits' }
const NEVER_ASKED: Bilingual = {
  zh: '账号现在没有 jsapi_ticket：先调用 ticket/getticket?type=jsapi',
  en: 'The account has no jsapi_ticket now: call ticket/getticket?type=jsapi first',
}
const ENDED: Bilingual = {
  zh: '签名用的 jsapi_ticket 已经过期，重新获取',
  en: 'The signed jsapi_ticket has ended; fetch a new one',
}
const CARD: Bilingual = {
  zh: '签名用的是卡券的 ticket（wx_card），要用 type=jsapi 的',
  en: 'A card ticket (wx_card) was signed; take the one of type=jsapi',
}
const FOREIGN: Bilingual = {
  zh: '签名用的是另一个账号的 jsapi_ticket',
  en: 'The jsapi_ticket of another account was signed',
}
const ACCESS_TOKEN: Bilingual = {
  zh: '签名用的是 access_token，不是 jsapi_ticket',
  en: 'The access_token was signed instead of the jsapi_ticket',
}
const EMPTY_TICKET: Bilingual = {
  zh: '签名时没有 jsapi_ticket',
  en: 'No jsapi_ticket was signed',
}

function joined(reasons: readonly Bilingual[]): Bilingual {
  if (reasons.length === 0) return UNKNOWN
  return { zh: reasons.map(({ zh }) => zh).join('；'), en: reasons.map(({ en }) => en).join('; ') }
}

function isWhole({ timestamp, nonceStr, signature }: JsConfig): boolean {
  return String(timestamp) !== '' && nonceStr !== '' && signature !== ''
}

function refusal(errMsg: string, text: Bilingual, checks: JsConfigCheck[]): JsConfigVerdict {
  return { ok: false, errMsg, text, checks, expected: null }
}

interface Signed {
  ticket: string
  nonce: string
  timestamp: string
  url: string
}

/** Not by the protocol's own function, which cuts what is wrong on purpose here. */
function toString1({ ticket, nonce, timestamp, url }: Signed, nonceName = 'noncestr'): string {
  return `jsapi_ticket=${ticket}&${nonceName}=${nonce}&timestamp=${timestamp}&url=${url}`
}

function signatureOf(signed: Signed, nonceName?: string): string {
  return hash('sha1', toString1(signed, nonceName))
}

function pageOf(url: string): string {
  return url.split('#')[0] ?? ''
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}

function shorten(ticket: string): string {
  return ticket.length > 20 ? `${ticket.slice(0, 8)}…${ticket.slice(-6)}` : ticket
}
