import { ConfigError } from '../errors.ts'
import type { Call, Params } from './request.ts'

/** A call as WeChat's manual describes it. */
export interface RawCall {
  method: 'GET' | 'POST'
  /** Begins with `/`, without parameters: `/card/create`. */
  path: `/${string}`
  /** Default `api.weixin.qq.com`. */
  host?: 'api.weixin.qq.com' | 'mp.weixin.qq.com' | undefined
  /** Parameters of the URL besides `access_token`, which the client adds. */
  query?: Params | undefined
  /** Sent as JSON with POST. */
  body?: Params | undefined
}

/** @throws ConfigError for a path that is none */
export function toRawCall({
  method,
  path,
  host = 'api.weixin.qq.com',
  query = {},
  body = {},
}: RawCall): Call {
  if (!/^\/[\w./-]+$/.test(path)) {
    throw new ConfigError({
      zh: 'path 必须以 / 开头，参数放在 query 里',
      en: 'path must begin with /, and its parameters belong into query',
    })
  }
  return {
    id: path,
    route: {
      method,
      host,
      path,
      auth: 'access_token',
      body: method === 'GET' ? 'none' : 'json',
      responseKind: 'json',
    },
    query,
    body,
  }
}
