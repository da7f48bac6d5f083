/** Calls beyond the typed ones: known by name and path alone, or not at all. */
import type { LaterEndpointId } from '@yingwu/protocol/contract/later'
import { ConfigError } from '../errors.ts'
import type { Order } from './caller.ts'
import { isFileInput, loadFiles } from './files.ts'
import type { Params, Route } from './request.ts'

export type { LaterEndpointId }

/** A call as WeChat's manual describes it. */
export interface RawCall {
  method: 'GET' | 'POST'
  /** Begins with `/`, without parameters: `/card/create`. */
  path: `/${string}`
  /** Default `api.weixin.qq.com`. */
  host?: 'api.weixin.qq.com' | 'mp.weixin.qq.com' | undefined
  /** Parameters of the URL besides `access_token`, which the client adds. */
  query?: Params | undefined
  /** Sent with POST: as JSON, or as a form (multipart) when a file is among them. */
  body?: Params | undefined
}

/** @throws ConfigError for a path that is none */
export function toRawOrder({
  method,
  path,
  host = 'api.weixin.qq.com',
  query = {},
  body = {},
}: RawCall): Order {
  if (!/^\/[\w./-]+$/.test(path)) {
    throw new ConfigError({
      zh: 'path 必须以 / 开头，参数放在 query 里',
      en: 'path must begin with /, and its parameters belong into query',
    })
  }
  return toOrder(path, { method, host, path }, query, body)
}

/**
 * A call that the contract knows by name alone (卡券, 发票, 门店 …). Parameters of GET go into the URL, of POST into the
 * body.
 *
 * @throws ConfigError for a name that is none
 */
export async function toLaterOrder(id: string, params: Params = {}): Promise<Order> {
  const { LATER_ENDPOINTS } = await import('@yingwu/protocol/contract/later')
  const known: Readonly<Record<string, Pick<Route, 'method' | 'host' | 'path'>>> = LATER_ENDPOINTS
  const route = Object.hasOwn(known, id) ? known[id] : undefined
  if (route === undefined) {
    throw new ConfigError({
      zh: `没有名为 ${id} 的接口；文档里没有的接口请用 call({ method, path, body })`,
      en: `no call is named ${id}; for calls beyond the contract use call({ method, path, body })`,
    })
  }
  return route.method === 'GET' ? toOrder(id, route, params, {}) : toOrder(id, route, {}, params)
}

function toOrder(
  id: string,
  { method, host, path }: Pick<Route, 'method' | 'host' | 'path'>,
  query: Params,
  body: Params,
): Order {
  const hasFile = Object.values(body).some((value) => isFileInput(value))
  const kind = hasFile ? 'multipart' : 'json'
  const route: Route = {
    method,
    host,
    path,
    auth: 'access_token',
    body: method === 'GET' ? 'none' : kind,
    responseKind: 'json',
  }
  return {
    id,
    route,
    prepare: async (signal) => ({ id, route, query, body: hasFile ? await loadFiles(body, signal) : body }),
  }
}
