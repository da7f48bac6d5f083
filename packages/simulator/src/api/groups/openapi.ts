/** openApi管理: quotas and what became of a failed call. */
import type { EndpointId } from '@yingwu/protocol/contract'
import type { AccountRecord } from '../../world/accounts.ts'
import { dailyLimit, minuteLimit } from '../../world/quotas.ts'
import type { World } from '../../world/world.ts'
import { ApiError, OK } from '../answer.ts'
import {
  type ApiCall,
  type Handler,
  type Handlers,
  type OpenHandler,
  type OpenHandlers,
  text,
} from '../call.ts'
import { routeOf } from '../routes.ts'
import { provenAccount } from './token.ts'

const RID = /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/
const RID_SECONDS = 7 * 24 * 3600
/** Told of calls without a published limit, which are counted but never refused. */
const UNLIMITED = 10_000_000

const clearAll: Handler = ({ world, account, body }) => {
  if (text(body, 'appid') !== account.appid) throw new ApiError(40013)
  return reset(world, account)
}

const clearAllBySecret: OpenHandler = ({ world, query, body }) => {
  const appid = text(query, 'appid') || text(body, 'appid')
  const secret = text(query, 'appsecret') || text(body, 'appsecret')
  return reset(world, provenAccount(world, { appid, secret }))
}

const clearOne: Handler = (call) => reset(call.world, call.account, idOf(call))

function reset(world: World, { appid }: AccountRecord, id?: EndpointId) {
  if (world.quotas.reset(appid, id) === 'limit') throw new ApiError(48006)
  return OK
}

const getQuota: Handler = (call) => {
  const { world, account } = call
  const id = idOf(call)
  const used = world.quotas.used(account.appid, id)
  const limit = dailyLimit(account, id) ?? UNLIMITED
  const perMinute = minuteLimit(id)
  return {
    ...OK,
    quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) },
    ...(perMinute !== null && { rate_limit: { call_count: perMinute, refresh_second: 60 } }),
  }
}

/** The call that `cgi_path` names. */
function idOf({ account, body }: ApiCall): EndpointId {
  const route = routeOf(text(body, 'cgi_path'))
  if (!route) throw new ApiError(76021)
  if (!route.endpoint.accounts.includes(account.kind)) throw new ApiError(76022)
  return route.id
}

const getRid: Handler = ({ world, account, body }) => {
  const rid = text(body, 'rid')
  if (!RID.test(rid)) throw new ApiError(76002)
  const age = world.clock.now() / 1000 - Number.parseInt(rid.slice(0, 8), 16)
  if (age > RID_SECONDS) throw new ApiError(76004)
  const [call] = world.calls.newest(1, (one) => one.rid === rid)
  if (!call) throw new ApiError(76001)
  if (call.appid !== account.appid) throw new ApiError(76003)
  return {
    ...OK,
    request: {
      invoke_time: Math.floor(call.at / 1000),
      cost_in_ms: call.durationMs,
      request_url: new URLSearchParams(call.query).toString(),
      request_body: call.requestBody,
      response_body: call.responseBody,
      client_ip: call.clientIp,
    },
  }
}

export const OPENAPI: Handlers = {
  'quota.clear': clearAll,
  'quota.clearApi': clearOne,
  'quota.get': getQuota,
  'rid.get': getRid,
}

export const OPEN_OPENAPI: OpenHandlers = { 'quota.clearBySecret': clearAllBySecret }
