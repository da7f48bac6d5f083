import {
  type Api,
  type CallOptions,
  ENDPOINTS,
  type EndpointId,
  isEndpointId,
} from '@yingwu/protocol/contract'
import type { Params } from './request.ts'

/** Carries out one call of the contract. */
export type Run = (id: EndpointId, params?: Params, options?: CallOptions) => Promise<unknown>

type Method = (params?: Params, options?: CallOptions) => Promise<unknown>

const IDS = Object.keys(ENDPOINTS).filter((key) => isEndpointId(key))

/**
 * The methods `api.group.name(params)`, made from the contract's table. `Api` is generated from the same source as
 * the table, so the overload is where the two meet. Plain objects rather than a Proxy: they can be awaited, listed
 * and logged without surprises.
 */
export function createApi(run: Run): Api
export function createApi(run: Run): object {
  const groups: Record<string, Record<string, Method>> = {}
  for (const id of IDS) {
    const [group = '', name = ''] = id.split('.')
    groups[group] ??= {}
    groups[group][name] = (params, options) => run(id, params, options)
  }
  return groups
}
