/**
 * Who is at fault decides the class: WeChat said no (`ApiError`), the way to WeChat failed (`NetworkError`), the
 * parameters of a call are wrong (`ParamsError`), or our caller set something up wrongly (`ConfigError`). Messages are
 * Chinese first and hold neither token nor secret.
 */
import type { Problem } from '@yingwu/protocol/contract/fields'

/** One sentence in both languages. */
export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** A page of WeChat's console for the account's owner. */
export interface ConsolePage {
  /** Where it stands in the menu: 「设置与开发 → 基本配置 → IP白名单」. */
  readonly title: string
  /** Asks for a login first. */
  readonly url: string
}

/** What an {@link ApiError} is made of. */
export interface ApiErrorDetails {
  endpoint: string
  code: number
  errmsg: string
  codeName?: string | undefined
  rid?: string | undefined
  ip?: string | undefined
  meaning?: Bilingual | undefined
  remedy?: Bilingual | undefined
  isRepeatable?: boolean | undefined
  page?: ConsolePage | undefined
  data?: Readonly<Record<string, unknown>> | undefined
}

/** WeChat answered with an error code (返回码). Nothing was done on WeChat's side. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The call, for example `menu.create`. */
  readonly endpoint: string
  /** WeChat's `errcode`. */
  readonly code: number
  /** WeChat's name of the code, for example `invalid openid`; undefined for a code that the table does not know. */
  readonly codeName: string | undefined
  /** WeChat's text with its decoration; match on `code`, never on this. */
  readonly errmsg: string
  /** Id of the request, which WeChat's support and `api.rid.get` understand for 7 days; sometimes absent. */
  readonly rid: string | undefined
  /** For 40164: the address WeChat saw, which has to go on the IP allow list (IP白名单). */
  readonly ip: string | undefined
  /** What the code means; undefined for a code that the table does not know. */
  readonly meaning: Bilingual | undefined
  /** What to do about it; undefined when there is nothing better than the meaning. */
  readonly remedy: Bilingual | undefined
  /** The same call may succeed within minutes without any change: WeChat is busy, or the calls come too fast. */
  readonly isRepeatable: boolean
  /** Where the account's owner can put it right; undefined when no page does. */
  readonly page: ConsolePage | undefined
  /** What else the answer held: `msg_id` of the first broadcast with 45065. Usually empty. */
  readonly data: Readonly<Record<string, unknown>>

  constructor(details: ApiErrorDetails) {
    super(apiMessage(details))
    this.endpoint = details.endpoint
    this.code = details.code
    this.codeName = details.codeName
    this.errmsg = details.errmsg
    this.rid = details.rid
    this.ip = details.ip
    this.meaning = details.meaning
    this.remedy = details.remedy
    this.isRepeatable = details.isRepeatable ?? false
    this.page = details.page
    this.data = details.data ?? {}
  }
}

function apiMessage({ endpoint, code, errmsg, meaning, remedy, page }: ApiErrorDetails): string {
  const zh = [meaning?.zh, remedy?.zh].filter((part) => part !== undefined).join('：')
  const en = [meaning?.en, remedy?.en].filter((part) => part !== undefined).join(': ')
  const explained = meaning || remedy ? `${zh} / ${en}` : '未知返回码 / unknown code'
  const where = page ? ` (${page.title} ${page.url})` : ''
  return `${endpoint} ${code} ${explained}${where} [${errmsg}]`
}

/**
 * Why a call got no usable answer. `timeout`: none in time. `connection`: none at all. `status`: HTTP status other
 * than 200, from a gateway or a proxy. `answer`: not what this call answers.
 */
export type NetworkFailure = 'timeout' | 'connection' | 'status' | 'answer'

/** What a {@link NetworkError} is made of. */
export interface NetworkErrorDetails {
  endpoint: string
  reason: NetworkFailure
  explanation: Bilingual
  status?: number | undefined
  cause?: unknown
}

/** The way to WeChat failed. Whether WeChat carried out the call is unknown; a message may have been sent. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  /** The call, for example `menu.create`. */
  readonly endpoint: string
  readonly reason: NetworkFailure
  /** The HTTP status, when an answer came. */
  readonly status: number | undefined

  constructor({ endpoint, reason, explanation, status, cause }: NetworkErrorDetails) {
    super(`${endpoint} ${explanation.zh} / ${explanation.en}`, cause === undefined ? {} : { cause })
    this.endpoint = endpoint
    this.reason = reason
    this.status = status
  }
}

/**
 * The parameters of a call would be refused: nothing was sent. Holds every problem, not the first alone. `check: false`
 * sends them all the same.
 */
export class ParamsError extends Error {
  override readonly name = 'ParamsError'
  /** The call, for example `menu.create`. */
  readonly endpoint: string
  /** In the order of the contract. */
  readonly problems: readonly ParamProblem[]

  constructor(endpoint: string, problems: readonly ParamProblem[]) {
    const lines = problems.map(({ zh, message }) => `${zh} / ${message}`)
    super(
      lines.length === 1
        ? `${endpoint} 参数有误 / wrong parameter: ${lines[0]}`
        : [`${endpoint} ${lines.length} 处参数有误 / ${lines.length} wrong parameters:`, ...lines].join(
            '\n- ',
          ),
    )
    this.endpoint = endpoint
    this.problems = problems
  }
}

/** One way in which the parameters differ from the contract. */
export interface ParamProblem extends Problem {
  /** The message in Chinese. */
  readonly zh: string
}

/** The set-up or a call is wrong, and no repeat will help: the program that uses the kit must change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'

  constructor(explanation: Bilingual, options?: ErrorOptions) {
    super(`${explanation.zh} / ${explanation.en}`, options)
  }
}
