/**
 * The HTTP API of Official Accounts: types, routing table and return codes.
 * Generated from packages/protocol/contract; the field tables and checks are the separate entry `contract/fields`,
 * because a running bot can do without them.
 */
import { ENDPOINTS } from './generated/endpoints.ts'
import type { EndpointId } from './generated/types.ts'

export type { CallOptions } from './call.ts'
export type { Endpoint } from './endpoint.ts'
export type { Download, FileContent, FileInput, FilePath, NamedFile } from './file.ts'
export { ENDPOINTS } from './generated/endpoints.ts'
export { ERRCODES } from './generated/errcodes.ts'
export type * from './generated/types.ts'

/** Tells whether a text names a call, for example `menu.create`. */
export function isEndpointId(value: string): value is EndpointId {
  return Object.hasOwn(ENDPOINTS, value)
}
