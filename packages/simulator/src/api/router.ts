/**
 * The server API at its real paths. Checks come in the service's own order: path, method, token, account class,
 * body, JSON, and then whatever the call itself asks. Every call is logged.
 */
import { ENDPOINTS, type Endpoint, type EndpointId, isEndpointId } from '@yingwu/protocol/contract'
import { LATER_ENDPOINTS } from '@yingwu/protocol/contract/later'
import { hideInBody, hideInQuery } from '../world/calls.ts'
import type { PushEngine } from '../push/engine.ts'
import type { Effect } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { ApiError, contentTypeOf, errorBody, FileAnswer, newRid } from './answer.ts'
import type { Answer, OpenCall } from './call.ts'
import { HANDLERS, OPEN_HANDLERS } from './handlers.ts'
import { parseBody } from './json-body.ts'
import { readMultipart } from './multipart.ts'

export interface ApiRequest {
  method: string
  path: string
  query: { [name: string]: string }
  contentType: string
  body: Uint8Array
}

export interface ApiRouter {
  /** Whether a path belongs to the API, known or not. */
  owns(path: string): boolean
  answer(request: ApiRequest): Promise<Response>
}

interface Route {
  id: EndpointId
  endpoint: Endpoint
}

const LOGGED_CHARACTERS = 64 * 1024

export function createApiRouter({ world, engine }: { world: World; engine: PushEngine }): ApiRouter {
  const routes = new Map<string, Route>()
  const families = new Set<string>()
  const later = new Map<string, string>(Object.entries(LATER_ENDPOINTS).map(([id, { path }]) => [path, id]))
  for (const id of Object.keys(ENDPOINTS)) {
    if (!isEndpointId(id) || ENDPOINTS[id].responseKind === 'redirect') continue
    const { path } = ENDPOINTS[id]
    families.add(familyOf(path))
    const isBetter = !routes.has(path) || HANDLERS[id] || OPEN_HANDLERS[id]
    if (isBetter) routes.set(path, { id, endpoint: ENDPOINTS[id] })
  }

  async function answer(request: ApiRequest): Promise<Response> {
    const { path } = request
    const began = world.base.now()
    const id = world.calls.nextId()
    const route = routes.get(path)
    const outcome: Outcome = { appid: null, rid: null }
    const fault = world.faults.strike('api', path)
    let given: Answer
    let status = 200
    try {
      if (fault) await suffer(fault, world)
      const laterId = later.get(path)
      if (laterId !== undefined && !route) throw notEmulated(laterId)
      if (!route) throw new ApiError(40066)
      given = await handle(route, request, id, outcome)
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof Dropped)) throw error
      if (error instanceof ApiError) {
        outcome.rid = newRid(world.clock.now(), world.random)
        if (error.errcode === NOT_EMULATED) status = 501
        given =
          status === 501
            ? { errcode: NOT_EMULATED, errmsg: error.message }
            : errorBody(error, path, outcome.rid)
      } else {
        status = 502
        given = new FileAnswer(new Uint8Array(), '')
      }
    }
    if (given instanceof FileAnswer && given.contentType === '' && status === 200) status = 404
    const response = toResponse(given, path, status)
    log(request, { id, began, route, outcome, given, status })
    return response
  }

  async function handle(
    { id, endpoint }: Route,
    request: ApiRequest,
    callId: number,
    outcome: Outcome,
  ): Promise<Answer> {
    checkMethod(endpoint, request.method)
    const open: OpenCall = {
      world,
      engine,
      id: callId,
      query: request.query,
      body: {},
      rawBody: '',
      parts: [],
    }
    if (endpoint.auth !== 'access_token') {
      outcome.appid = request.query['appid'] ?? null
      const handler = OPEN_HANDLERS[id]
      if (!handler) throw notEmulated(id)
      readBodyInto(open, endpoint, request)
      if (typeof open.body['appid'] === 'string') outcome.appid = open.body['appid']
      return handler(open)
    }
    const account = accountOf(request.query['access_token'] ?? '')
    outcome.appid = account.appid
    if (!endpoint.accounts.includes(account.kind)) throw new ApiError(48001)
    const handler = HANDLERS[id]
    if (!handler) throw notEmulated(id)
    readBodyInto(open, endpoint, request)
    return handler({ ...open, account })
  }

  function accountOf(token: string) {
    if (token === '') throw new ApiError(41001)
    const found = world.tokens.check(token)
    if (found.state !== 'valid') throw new ApiError(TOKEN_ERRORS[found.state])
    const account = world.accounts.find(found.appid)
    if (!account) throw new ApiError(40014)
    return account
  }

  function log(request: ApiRequest, { id, began, route, outcome, given, status }: Logged) {
    const isFile = given instanceof FileAnswer
    world.calls.add({
      id,
      appid: outcome.appid !== null && world.accounts.find(outcome.appid) ? outcome.appid : null,
      at: world.clock.now(),
      durationMs: world.base.now() - began,
      method: request.method,
      path: request.path,
      endpoint: route?.id ?? null,
      query: hideInQuery(request.query),
      requestBody: shownBody(request),
      status,
      errcode: !isFile && typeof given['errcode'] === 'number' ? given['errcode'] : 0,
      responseBody: isFile
        ? `(${given.contentType || 'empty'}, ${given.bytes.length} bytes)`
        : hideInBody(JSON.stringify(given)).slice(0, LOGGED_CHARACTERS),
      rid: outcome.rid,
    })
  }

  return { owns: (path) => routes.has(path) || later.has(path) || families.has(familyOf(path)), answer }
}

interface Outcome {
  appid: string | null
  rid: string | null
}

interface Logged {
  id: number
  began: number
  route: Route | undefined
  outcome: Outcome
  given: Answer
  status: number
}

const TOKEN_ERRORS = { replaced: 40001, expired: 42001, unknown: 40014 } as const

/** Ours, not WeChat's: nobody shall take a gap of the simulator for a busy service. */
const NOT_EMULATED = -501

function notEmulated(id: string): ApiError {
  return new ApiError(NOT_EMULATED, `not emulated yet: ${id} (yingwu simulator)`)
}

/** The connection was lost on purpose. */
class Dropped extends Error {}

async function suffer(fault: Effect, { base }: World) {
  if (fault.type === 'drop') throw new Dropped()
  if (fault.type === 'error') throw new ApiError(fault.errcode)
  await new Promise<void>((resolve) => base.setTimeout(resolve, fault.ms))
}

function familyOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function checkMethod({ method, methodsAccepted = [method] }: Endpoint, got: string) {
  if (!methodsAccepted.includes(got)) throw new ApiError(method === 'GET' ? 43001 : 43002)
}

function readBodyInto(call: OpenCall, endpoint: Endpoint, { method, contentType, body }: ApiRequest) {
  if (method !== 'POST') return
  if (endpoint.body === 'multipart') {
    call.parts = readMultipart(contentType, body) ?? []
    return
  }
  call.rawBody = Buffer.from(body).toString()
  const isNeeded = endpoint.method === 'POST' && endpoint.body === 'json'
  if (endpoint.body === 'none') {
    // Some clients post what belongs into the URL.
    call.query = { ...Object.fromEntries(new URLSearchParams(call.rawBody)), ...call.query }
  } else if (isNeeded || call.rawBody.trim() !== '') call.body = parseBody(call.rawBody)
}

function toResponse(given: Answer, path: string, status: number): Response {
  if (!(given instanceof FileAnswer)) {
    return new Response(JSON.stringify(given), { status, headers: { 'Content-Type': contentTypeOf(path) } })
  }
  if (given.contentType === '') return new Response(null, { status })
  return new Response(Buffer.from(given.bytes), {
    status,
    headers: {
      'Content-Type': given.contentType,
      'X-Content-Type-Options': 'nosniff',
      ...(given.filename !== undefined && {
        'Content-disposition': `attachment; filename="${given.filename}"`,
      }),
    },
  })
}

function shownBody({ contentType, body }: ApiRequest): string {
  if (/^multipart\//i.test(contentType)) return `(multipart, ${body.length} bytes)`
  return hideInBody(Buffer.from(body).toString()).slice(0, LOGGED_CHARACTERS)
}
