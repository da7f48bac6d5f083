/** Says what a code of WeChat means, what to do about it, and where. */
import { ERRCODES } from '@yingwu/protocol/contract'
import { ApiError, type ApiErrorDetails, type Bilingual } from '../errors.ts'
import { pageFor } from './console-pages.ts'
import { REMEDIES, REPEATABLE } from './remedies.ts'

/** `errmsg` may carry the request's id and, for 40164, the caller's address. */
export function toApiError(
  refusal: Pick<ApiErrorDetails, 'endpoint' | 'code' | 'errmsg' | 'data'>,
): ApiError {
  const { code, errmsg } = refusal
  const [, rid] = /\brid: ?([\w-]+)/.exec(errmsg) ?? []
  const [, ip] = /invalid ip ([\da-fA-F.:]+)/.exec(errmsg) ?? []
  const known = ERRCODES[code]
  return new ApiError({
    ...refusal,
    codeName: known?.errmsg,
    rid,
    ip,
    meaning: known && { zh: known.zh, en: known.en },
    remedy: code === 40164 ? allowAddress(ip) : REMEDIES[code],
    isRepeatable: REPEATABLE.has(code),
    page: pageFor(code),
  })
}

function allowAddress(ip: string | undefined): Bilingual {
  return {
    zh: `把 ${ip ?? '本机的公网地址'} 加入 IP 白名单，几分钟后生效`,
    en: `add ${ip ?? 'the public address of this machine'} to the IP allow list; it takes a few minutes`,
  }
}
