import type { Api, EndpointId } from '@yingwu/protocol/contract'
import { type Fields, isFields } from './set-fields.ts'

/** The client's method for a call that is known at run time alone; the client checks the parameters. */
export function methodOf(api: Api, id: EndpointId): (params: Fields) => Promise<unknown> {
  const [group = '', name = ''] = id.split('.')
  const methods: unknown = Reflect.get(api, group)
  const method: unknown = isFields(methods) ? methods[name] : undefined
  if (typeof method !== 'function') throw new Error(`the client has no method ${id}`)
  return async (params) => Reflect.apply(method, methods, [params])
}
