/** 验证服务器地址的有效性: what WeChat does when a server configuration is saved, step by step. */
import { sign } from '@yingwu/protocol'
import type { Bilingual, CallbackConfig, Verification, VerificationStep } from '../control/types.ts'
import { wrongSetting } from '../world/account-checks.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { WECHAT_HEADERS, withQuery } from './compose.ts'
import { type Delivery, deliver } from './deliver.ts'
import { SAYINGS } from './explain.ts'
import { toHex } from './logged.ts'
import type { IncomingResponse, Transport } from './transport.ts'

const STEPS = ['settings', 'connect', 'status', 'body'] as const
type StepName = (typeof STEPS)[number]

/** Sends the GET. Changes nothing: the caller saves the configuration if it was verified. */
export async function verify(
  world: World,
  transport: Transport,
  account: AccountRecord,
  callback: CallbackConfig,
): Promise<Verification> {
  const steps: VerificationStep[] = []
  const pass = (name: StepName, zh: string, en: string) =>
    steps.push({ name, state: 'passed', text: { zh, en } })
  const fail = (name: StepName, text: Bilingual, bytes?: string) =>
    steps.push({ name, state: 'failed', text, ...(bytes !== undefined && { bytes }) })
  const end = (): Verification => {
    const skipped = { state: 'skipped', text: { zh: '前一步未通过', en: 'An earlier step failed' } } as const
    for (const name of STEPS.slice(steps.length)) steps.push({ name, ...skipped })
    return { verified: steps.every(({ state }) => state === 'passed'), at: world.clock.now(), steps }
  }

  const wrong = wrongSetting(callback, account)
  if (wrong) return fail('settings', wrong), end()
  pass('settings', 'URL、Token 和加解密方式符合规则', 'URL, token and mode follow the rules')

  const echostr = world.random.digits(19)
  const delivery = await sendGet(world, transport, account, callback, echostr)
  if (delivery.type !== 'answered') return fail('connect', whyNoAnswer(delivery, callback, account)), end()
  pass('connect', '服务器有回应', 'The server answers')

  const { response } = delivery
  const { status, headers } = response
  if (status !== 200) {
    const isRedirect = status >= 300 && status < 400
    return (
      fail(
        'status',
        isRedirect ? SAYINGS.redirect(status, headers['location'] ?? '') : SAYINGS.status(status),
        toHex(response.body, SHOWN_BYTES),
      ),
      end()
    )
  }
  pass('status', 'HTTP 200', 'HTTP 200')

  const difference = whatDiffers(response, echostr)
  if (difference) return fail('body', difference, toHex(response.body, SHOWN_BYTES)), end()
  pass('body', '原样返回了 echostr', 'echostr came back unchanged')
  return end()
}

const SHOWN_BYTES = 512

function sendGet(
  world: World,
  transport: Transport,
  account: AccountRecord,
  { url, token }: CallbackConfig,
  echostr: string,
): Promise<Delivery> {
  const timestamp = String(Math.floor(world.base.now() / 1000))
  const nonce = world.random.digits(10)
  const address = withQuery(url, [
    ['signature', sign(token, timestamp, nonce)],
    ['echostr', echostr],
    ['timestamp', timestamp],
    ['nonce', nonce],
  ])
  return deliver(
    { method: 'GET', url: address, headers: WECHAT_HEADERS },
    { clock: world.base, transport, timeoutMs: account.switches.pushTimeoutMs },
  )
}

function whyNoAnswer(
  delivery: Exclude<Delivery, { type: 'answered' }>,
  { url }: CallbackConfig,
  { switches }: AccountRecord,
): Bilingual {
  switch (delivery.type) {
    case 'timeout':
      return SAYINGS.timeout(switches.pushTimeoutMs)
    case 'dns':
      return SAYINGS.dns(new URL(url).hostname)
    case 'connect':
      return SAYINGS.connect(delivery.code || delivery.reason)
    default:
      return SAYINGS.aborted()
  }
}

/** How the body differs from echostr, in the words that lead to the mistake; undefined when it does not. */
function whatDiffers({ body }: IncomingResponse, echostr: string): Bilingual | undefined {
  const bytes = Buffer.from(body)
  const text = bytes.toString()
  if (bytes.equals(Buffer.from(echostr))) return undefined
  if (text === '') return { zh: '返回为空，应原样返回 echostr', en: 'The body is empty; it must be echostr' }
  if (text.startsWith('\uFEFF')) return SAYINGS.bom()
  if (text === `"${echostr}"` || text === `'${echostr}'`) {
    return {
      zh: 'echostr 带了引号，请原样返回，不要转成 JSON',
      en: 'echostr came back in quotes: return it as it is, not as JSON',
    }
  }
  if (text.trim() === echostr) {
    return { zh: 'echostr 前后多了空白或换行', en: 'There are blanks or line breaks around echostr' }
  }
  if (/^\s*<(!doctype html|html)/i.test(text)) return SAYINGS.html()
  if (/^\s*[{[]/.test(text))
    return { zh: '返回的是 JSON，应原样返回 echostr', en: 'The body is JSON; it must be echostr' }
  if (/^\d+$/.test(text)) {
    return {
      zh: '返回了别的数字：echostr 超过 2^53，不能当作数字处理',
      en: 'Another number came back: echostr exceeds 2^53 and must stay text',
    }
  }
  return {
    zh: '返回的内容不是 echostr。请检查 URL 的路径和 Token',
    en: 'The body is not echostr. Check the path of the URL and the token',
  }
}
