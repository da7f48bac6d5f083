/** 验证服务器地址: the GET that WeChat sends when the configuration is saved, and why it may fail. */
import { randomInt } from 'node:crypto'
import { sign } from '@yingwu/protocol'
import type { Bilingual } from 'yingwu'
import type { Check } from '../check.ts'
import { type Answer, exchange } from './exchange.ts'
import type { Patient } from './patient.ts'

const MAX_SKEW_SECONDS = 60
/** As long as WeChat's, and beyond what a number holds exactly. */
const DIGITS = 19

export async function checkVerification(patient: Patient): Promise<Check[]> {
  const { token } = patient.account
  const now = Math.floor(Date.now() / 1000)
  const { echostr, result } = await greet(patient, token ?? 'yingwu', now)
  if ('problem' in result) return [{ name: 'answer', state: 'bad', ...result.problem }]
  const clock = checkClock(result, now)

  const redirect = checkRedirect(patient, result)
  if (redirect) return [redirect]
  if (token === undefined) return [answered(result), ...clock, NO_TOKEN]
  const isRefused = result.status === 401 || result.status === 403
  if (result.status !== 200 && !isRefused)
    return [{ name: 'status', state: 'bad', ...whyStatus(result.status) }]

  const difference = isRefused ? REFUSED : whatDiffers(result.body, echostr)
  if (difference === undefined) return [answered(result), BODY_OK, ...clock, await checkForgery(patient, now)]
  const isChanged = !isRefused && difference !== OTHER
  const isSkew = !isChanged && (await isAcceptedAt(patient, token, serverTime(result)))
  if (isSkew) return [skewIsFatal(serverTime(result) ?? now, now)]
  return [
    ...(isRefused ? [] : [answered(result)]),
    { name: isChanged ? 'body' : 'token', state: 'bad', ...difference },
    ...clock,
  ]
}

async function greet(patient: Patient, token: string, seconds: number, signature?: string) {
  const timestamp = String(seconds)
  const nonce = String(randomInt(1_000_000_000, 2 ** 33))
  const echostr = `9${Array.from({ length: DIGITS - 1 }, () => randomInt(10)).join('')}`
  const query = new URLSearchParams({
    signature: signature ?? sign(token, timestamp, nonce),
    echostr,
    timestamp,
    nonce,
  })
  return { echostr, result: await exchange(patient, query) }
}

function answered({ status, ms }: Answer): Check {
  return { name: 'status', state: 'ok', zh: `HTTP ${status}，${ms} 毫秒`, en: `HTTP ${status} in ${ms} ms` }
}

const BODY_OK: Check = {
  name: 'body',
  state: 'ok',
  zh: '原样返回了 echostr，令牌一致',
  en: 'echostr came back unchanged: the token is the same',
}

const NO_TOKEN: Check = {
  name: 'token',
  state: 'skipped',
  zh: '没有给令牌，无法验证（--token 或 WECHAT_TOKEN）',
  en: 'no token was given, so that verification was not tried (--token or WECHAT_TOKEN)',
}

function checkRedirect({ url }: Patient, { status, headers }: Answer): Check | undefined {
  if (status < 300 || status >= 400) return undefined
  const location = String(headers['location'] ?? '')
  const target = URL.parse(location, url.href)
  // Those of this request; the address itself has none of them.
  for (const parameter of ['signature', 'echostr', 'timestamp', 'nonce']) {
    target?.searchParams.delete(parameter)
  }
  const isSlash = target !== null && target.pathname.replace(/\/$/, '') === url.pathname.replace(/\/$/, '')
  const slash =
    isSlash && target.pathname !== url.pathname
      ? { zh: '只差末尾的斜杠：', en: 'only the slash at the end differs: ' }
      : { zh: '', en: '' }
  return {
    name: 'redirect',
    state: 'bad',
    zh: `HTTP ${status} 跳转，微信不跟随。${slash.zh}请把网址改成 ${target?.href ?? location}`,
    en: `HTTP ${status} redirects, and WeChat does not follow. ${slash.en}enter ${target?.href ?? location} as the address`,
  }
}

const REFUSED: Bilingual = {
  zh: '服务器拒绝了签名。请检查两边的令牌是否一致（大小写、空格），以及 GET 请求是否先被别的中间件拦截',
  en: 'the server refuses the signature: check that the token is the same on both sides (case, blanks), and that nothing before it blocks the GET',
}

const OTHER: Bilingual = {
  zh: '返回的不是 echostr。多半是令牌不一致，或网址的路径不对',
  en: 'the body is not echostr: most likely another token, or the wrong path',
}

function whyStatus(status: number): Bilingual {
  const hints: { [status: number]: Bilingual } = {
    400: { zh: '服务器认为请求有误，请看它的日志', en: 'the server finds the request wrong: see its log' },
    404: { zh: '没有这个路径，请检查网址和路由', en: 'no such path: check the address and the routes' },
    405: {
      zh: '这个路径不接受 GET：验证用 GET，推送用 POST，两个都要',
      en: 'the path does not take GET: verification is a GET, pushes are POSTs',
    },
    502: { zh: '反向代理后面的程序没有运行', en: 'the program behind the proxy does not run' },
    504: { zh: '反向代理等不到程序的回复', en: 'the proxy gets no answer from the program' },
  }
  const hint = hints[status] ?? { zh: '服务器出错，请看它的日志', en: 'the server failed: see its log' }
  return { zh: `HTTP ${status}，应为 200。${hint.zh}`, en: `HTTP ${status} instead of 200: ${hint.en}` }
}

/** How a body differs from echostr, in the words that lead to the mistake; undefined when it does not. */
function whatDiffers(body: Buffer, echostr: string): Bilingual | undefined {
  const text = body.toString()
  if (body.equals(Buffer.from(echostr))) return undefined
  if (text.startsWith('\uFEFF'))
    return {
      zh: '返回内容以 BOM（EF BB BF）开头：源文件存成了带 BOM 的 UTF-8，请另存为不带 BOM',
      en: 'the body begins with a BOM (EF BB BF): save the source files as UTF-8 without it',
    }
  if (/^(["']).*\1$/.test(text) && text.includes(echostr))
    return {
      zh: 'echostr 带了引号：框架把它转成了 JSON，请以纯文本返回',
      en: 'echostr came back in quotes: the framework made it JSON; return plain text',
    }
  if (text.trim() === echostr)
    return { zh: 'echostr 前后多了空白或换行', en: 'there are blanks or line breaks around echostr' }
  if (/^\s*<(!doctype|html|head|body|script)/i.test(text))
    return {
      zh: '返回的是网页：请求没有到达机器人（路径不对，或主机商、框架插入了页面）',
      en: 'the body is a web page: the request does not reach the bot (wrong path, or a page put in by the host or framework)',
    }
  if (text.includes(echostr))
    return {
      zh: 'echostr 前后多了别的内容，请原样返回',
      en: 'there is more around echostr: return it as it is',
    }
  if (/^\d+$/.test(text) && text.slice(0, 12) === echostr.slice(0, 12))
    return {
      zh: 'echostr 被当成数字，末几位变了：它超过 2^53，必须当作文本',
      en: 'echostr was made a number and lost its last digits: it exceeds 2^53 and must stay text',
    }
  if (text === '') return { zh: '返回为空，应原样返回 echostr', en: 'the body is empty; it must be echostr' }
  return OTHER
}

function serverTime({ headers }: Answer): number | undefined {
  const time = Date.parse(String(headers['date'] ?? ''))
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}

function checkClock(answer: Answer, now: number): Check[] {
  const seconds = (serverTime(answer) ?? now) - now
  if (Math.abs(seconds) <= MAX_SKEW_SECONDS) return []
  return [
    {
      name: 'clock',
      state: 'warn',
      zh: `服务器时钟与本机相差 ${seconds} 秒。请在两边校时（NTP），否则推送可能被当作过期`,
      en: `the server's clock is ${seconds} s off ours: synchronize both (NTP), or pushes may count as stale`,
    },
  ]
}

function skewIsFatal(server: number, now: number): Check {
  return {
    name: 'clock',
    state: 'bad',
    zh: `令牌是对的，但服务器时钟与本机相差 ${server - now} 秒，所以拒绝了。请校时（NTP）`,
    en: `the token is right, but the server's clock is ${server - now} s off ours, so that it refuses: synchronize it (NTP)`,
  }
}

async function isAcceptedAt(patient: Patient, token: string, seconds: number | undefined): Promise<boolean> {
  if (seconds === undefined || Math.abs(seconds - Date.now() / 1000) <= MAX_SKEW_SECONDS) return false
  const { echostr, result } = await greet(patient, token, seconds)
  return !('problem' in result) && result.body.equals(Buffer.from(echostr))
}

/** Whoever answers everybody has not checked the token. */
async function checkForgery(patient: Patient, now: number): Promise<Check> {
  const { echostr, result } = await greet(patient, '', now, '0'.repeat(40))
  const isFooled = !('problem' in result) && result.body.includes(echostr)
  if (!isFooled)
    return { name: 'token', state: 'ok', zh: '假签名被拒绝', en: 'a forged signature is refused' }
  return {
    name: 'token',
    state: 'warn',
    zh: '假签名也通过了：服务器没有验证签名，任何人都能冒充微信，令牌也可能根本没用上',
    en: 'a forged signature passes, too: the server does not check it, so that anybody can pretend to be WeChat',
  }
}
