/** One push that no handler knows, in the mode that the account is said to have: do both sides agree? */
import { ENCRYPTION_MODES, type EncryptionMode } from '@yingwu/protocol'
import type { Bilingual } from 'yingwu'
import type { Check } from '../check.ts'
import { writePush } from '../sealed-push.ts'
import { exchange } from './exchange.ts'
import type { Patient } from './patient.ts'

/** An event that does not exist; servers answer `success` to what they do not know. */
const EVENT = 'yingwu_doctor'
const SLOW_MS = 3000

export async function checkPush(patient: Patient): Promise<Check[]> {
  const { token, mode, cipher } = patient.account
  if (token === undefined) return []
  if (mode !== 'plain' && cipher === undefined)
    return [
      {
        name: 'mode',
        state: 'skipped',
        zh: `没有给 EncodingAESKey 和 AppID，没有试 ${mode} 模式的推送（--key、--appid）`,
        en: `without EncodingAESKey and AppID no push in ${mode} mode was tried (--key, --appid)`,
      },
    ]
  const found = await push(patient, token, mode)
  if (found.problem === undefined)
    return [
      { name: 'mode', state: 'ok', zh: `${mode} 模式的推送被接受`, en: `a push in ${mode} mode is accepted` },
      ...(found.ms > SLOW_MS ? [slow(found.ms)] : []),
    ]
  for (const other of ENCRYPTION_MODES) {
    if (found.problem === CLEAR_REPLY || other === mode || (other !== 'plain' && cipher === undefined))
      continue
    const { problem } = await push(patient, token, other)
    if (problem === undefined) return [differs(mode, other)]
  }
  return [{ name: 'push', state: 'bad', ...found.problem }]
}

const CLEAR_REPLY: Bilingual = {
  zh: '安全模式下回复必须加密，收到的是明文：服务器按明文模式工作，或没有加密回复',
  en: 'in safe mode the reply must be encrypted, this one is clear: the server works in plain mode, or does not encrypt what it answers',
}

function slow(ms: number): Check {
  return {
    name: 'push',
    state: 'warn',
    zh: `用了 ${ms} 毫秒，离 5 秒的限制不远`,
    en: `it took ${ms} ms, not far from the limit of 5 s`,
  }
}

function differs(mode: EncryptionMode, other: EncryptionMode): Check {
  return {
    name: 'mode',
    state: 'bad',
    zh: `服务器按 ${other} 模式工作，账号设置的是 ${mode}。请把两边改成一样，并检查 EncodingAESKey 和 AppID`,
    en: `the server works in ${other} mode, the account is set to ${mode}: make both the same, and check EncodingAESKey and AppID`,
  }
}

async function push(
  patient: Patient,
  token: string,
  mode: EncryptionMode,
): Promise<{ problem?: Bilingual; ms: number }> {
  const { query, body } = writePush({
    kind: `event:${EVENT}`,
    fields: {},
    openid: 'oYingwuDoctor000000000000000',
    token,
    mode,
    cipher: mode === 'plain' ? undefined : patient.account.cipher,
    format: 'xml',
    now: Date.now(),
  })
  const answer = await exchange(patient, query, { text: body, contentType: 'text/xml' })
  if ('problem' in answer) return { problem: answer.problem, ms: 0 }
  const problem = whatIsWrong(answer.status, answer.body.toString(), mode)
  return { ...(problem !== undefined && { problem }), ms: answer.ms }
}

function whatIsWrong(status: number, text: string, mode: EncryptionMode): Bilingual | undefined {
  if (status === 405)
    return {
      zh: 'HTTP 405：这个路径只接受 GET，推送用 POST',
      en: 'HTTP 405: the path takes GET only, pushes are POSTs',
    }
  if (status !== 200)
    return {
      zh: `推送得到 HTTP ${status}，应为 200。401、403：签名或加解密方式不一致；500：程序出错，请看它的日志`,
      en: `a push is answered HTTP ${status} instead of 200. 401, 403: signature or mode differ; 500: the program failed, see its log`,
    }
  if (text === '' || text === 'success') return undefined
  if (/^["'\s\uFEFF]*success["'\s]*$/i.test(text))
    return {
      zh: `回复是 ${JSON.stringify(text)}，只有不带引号和换行、小写的 success 才算数`,
      en: `the answer is ${JSON.stringify(text)}; only success counts, in lower case, without quotes or line breaks`,
    }
  if (/^\s*<(!doctype|html|head|body)/i.test(text))
    return {
      zh: '推送得到的是网页：POST 没有到达机器人',
      en: 'a web page answers the push: the POST does not reach the bot',
    }
  if (!text.startsWith('<xml>'))
    return {
      zh: '回复既不是 success、空串，也不是 XML，用户会看到“该公众号提供的服务出现故障”',
      en: 'the answer is neither success, nothing nor XML: people would see the failure notice',
    }
  if (mode === 'safe' && !text.includes('<Encrypt>')) return CLEAR_REPLY
  return undefined
}
