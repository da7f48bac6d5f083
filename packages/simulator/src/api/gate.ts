/** What stands before every handler: method, token, account kind, address and quota, in the service's own order. */
import type { Endpoint, EndpointId } from '@yingwu/protocol/contract'
import type { AccountRecord } from '../world/accounts.ts'
import { isAllowed, toShownAddress } from '../world/ip-allow-list.ts'
import type { World } from '../world/world.ts'
import { ApiError } from './answer.ts'

export function checkMethod({ method, methodsAccepted }: Endpoint, got: string) {
  const isAccepted = methodsAccepted ? methodsAccepted.includes(got) : got === method
  if (!isAccepted) throw new ApiError(method === 'GET' ? 43001 : 43002)
}

const TOKEN_ERRORS = { replaced: 40001, expired: 42001, unknown: 40014 } as const

/** The account that a token speaks for. */
export function accountOf(world: World, token: string): AccountRecord {
  if (token === '') throw new ApiError(41001)
  const found = world.tokens.check(token)
  if (found.state !== 'valid') throw new ApiError(TOKEN_ERRORS[found.state])
  const account = world.accounts.find(found.appid)
  if (!account) throw new ApiError(40014)
  return account
}

export function checkAddress({ ipAllowList }: AccountRecord, address: string) {
  if (isAllowed(ipAllowList, address)) return
  throw new ApiError(40164, `invalid ip ${toShownAddress(address)}, not in whitelist`)
}

export function checkKind({ accounts }: Endpoint, { kind }: AccountRecord) {
  if (!accounts.includes(kind)) throw new ApiError(48001)
}

const QUOTA_ERRORS = { day: 45009, minute: 45011 } as const

/** Counts the call. */
export function spendQuota(world: World, account: AccountRecord, id: EndpointId) {
  const taken = world.quotas.take(account, id)
  if (taken !== 'ok') throw new ApiError(QUOTA_ERRORS[taken])
}
