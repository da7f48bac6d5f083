/** Says what a code of WeChat means and what to do about it. */
import { ERRCODES } from '@yingwu/protocol/contract'
import { ApiError, type Bilingual } from '../errors.ts'
import { REMEDIES } from './remedies.ts'

/** `errmsg` may carry the request's id and, for 40164, the caller's address. */
export function toApiError(endpoint: string, code: number, errmsg: string): ApiError {
  const [, rid] = /\brid: ?([\w-]+)/.exec(errmsg) ?? []
  const [, ip] = /invalid ip ([\da-fA-F.:]+)/.exec(errmsg) ?? []
  const known = ERRCODES[code]
  return new ApiError({
    endpoint,
    code,
    errmsg,
    rid,
    ip,
    meaning: known && { zh: known.zh, en: known.en },
    remedy: code === 40164 ? allowAddress(ip) : REMEDIES[code],
  })
}

function allowAddress(ip: string | undefined): Bilingual {
  return {
    zh: `把 ${ip ?? '本机的公网地址'} 加入公众平台「设置与开发 → 基本配置 → IP白名单」，几分钟后生效`,
    en: `add ${ip ?? 'the public address of this machine'} to the IP allow list (公众平台 → 设置与开发 → 基本配置 → IP白名单); it takes a few minutes`,
  }
}
