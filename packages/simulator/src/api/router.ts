/**
 * The server API at its real paths. Checks come in the service's own order: path, method, token, account class, quota,
 * body, JSON, and then whatever the call itself asks. Every call is logged.
 */
import type { PushEngine } from '../push/engine.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { ApiError, errorBody, FileAnswer, newRid } from './answer.ts'
import type { Answer, OpenCall } from './call.ts'
import { Broken, damage, suffer } from './faults.ts'
import { accountOf, checkAddress, checkKind, checkMethod, spendQuota } from './gate.ts'
import { HANDLERS, OPEN_HANDLERS } from './handlers.ts'
import { toLogged } from './logged.ts'
import { type ApiReply, toReply } from './reply.ts'
import { type ApiRequest, readBodyInto } from './request-body.ts'
import { laterId, type Route, routeOf } from './routes.ts'

export interface ApiRouter {
  answer(request: ApiRequest): Promise<ApiReply>
}

/** What came to light about a call while it was handled. */
interface Trace {
  id: number
  appid: string | null
  account: AccountRecord | undefined
  isCounted: boolean
  rid: string | null
}

/** Ours, not WeChat's: nobody shall take a gap of the simulator for a busy service. */
const NOT_EMULATED = -501

export function createApiRouter({ world, engine }: { world: World; engine: PushEngine }): ApiRouter {
  async function answer(request: ApiRequest): Promise<ApiReply> {
    const { path } = request
    const began = world.base.now()
    const route = routeOf(path)
    const trace: Trace = {
      id: world.calls.nextId(),
      appid: null,
      account: undefined,
      isCounted: false,
      rid: null,
    }
    const fault = world.faults.strike('api', path)
    let given: Answer
    let status = 200
    try {
      if (fault) await suffer(fault, world, request.query['access_token'])
      given = route ? await handle(route, request, trace) : refuse(path)
      if (given instanceof FileAnswer && given.contentType === '') status = 404
    } catch (error) {
      const refusal = toRefusal(error, request, route, trace)
      given = refusal.given
      status = refusal.status
    }
    const account = trace.account ?? world.accounts.find(trace.appid ?? '')
    const { contentType } = (account ?? world.accounts.first()).switches
    const reply = damage(toReply(given, status, path, contentType), fault)
    const durationMs = world.base.now() - began
    const { id, rid } = trace
    const logged = toLogged(request, given, reply)
    if (account) world.health.call(account.appid, logged.status !== 200 || logged.errcode !== 0)
    world.calls.add({
      id,
      at: world.clock.now(),
      durationMs,
      rid,
      appid: account?.appid ?? null,
      endpoint: route?.id ?? null,
      ...logged,
    })
    return reply
  }

  async function handle({ id, endpoint }: Route, request: ApiRequest, trace: Trace): Promise<Answer> {
    checkMethod(endpoint, request.method)
    const open: OpenCall = {
      world,
      engine,
      id: trace.id,
      query: request.query,
      address: request.address,
      body: {},
      rawBody: '',
      parts: [],
    }
    if (endpoint.auth !== 'access_token') {
      trace.appid = request.query['appid'] ?? null
      const handler = OPEN_HANDLERS[id]
      if (!handler) throw notEmulated(id)
      readBodyInto(open, endpoint, request)
      if (typeof open.body['appid'] === 'string') trace.appid = open.body['appid']
      return handler(open)
    }
    const account = accountOf(world, request.query['access_token'] ?? '')
    trace.account = account
    if (account.switches.allowListFor === 'all') checkAddress(account, request.address)
    checkKind(endpoint, account)
    const handler = HANDLERS[id]
    if (!handler) throw notEmulated(id)
    spendQuota(world, account, id)
    trace.isCounted = true
    readBodyInto(open, endpoint, request)
    return handler(Object.assign(open, { account }))
  }

  /** The answer to what a check or a handler threw. */
  function toRefusal(error: unknown, { path }: ApiRequest, route: Route | undefined, trace: Trace) {
    if (error instanceof Broken) return { given: error.given, status: error.status }
    if (!(error instanceof ApiError)) throw error
    const { account } = trace
    if (account && route && trace.isCounted && !account.switches.errorsCount) {
      world.quotas.giveBack(account, route.id)
    }
    const rid = newRid(world.clock.now(), world.random)
    trace.rid = rid
    if (error.errcode === NOT_EMULATED) {
      return { given: { errcode: NOT_EMULATED, errmsg: error.message }, status: 501 }
    }
    const { errmsgStyle: style } = (account ?? world.accounts.first()).switches
    return { given: errorBody(error, { path, rid, style, random: world.random }), status: 200 }
  }

  return { answer }
}

function refuse(path: string): never {
  const id = laterId(path)
  throw id === undefined ? new ApiError(40066) : notEmulated(id)
}

function notEmulated(id: string): ApiError {
  return new ApiError(NOT_EMULATED, `not emulated yet: ${id} (yingwu simulator)`)
}
