/** The language in which calls of the control API are declared: once, for routing, checking and OpenAPI. */
import { anything, type Check, fits } from '../check.ts'
import type { Core } from '../core.ts'
import { readJson } from '../http/body.ts'
import { Problem } from '../problem.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ControlCall<Body> {
  core: Core
  /** Parts of the path, by name. */
  params: { [name: string]: string }
  query: URLSearchParams
  body: Body
  request: Request
}

export interface ControlRoute {
  method: Method
  /** Below `/_sim/v1`, with `{names}`. */
  path: string
  summary: string
  /** What may stand behind `?`, with its meaning. */
  query: { [name: string]: string }
  /** JSON Schema of the body; undefined where there is none. */
  bodySchema: Check<unknown>['schema'] | undefined
  /** Data, or a whole response. */
  run(core: Core, request: Request, params: { [name: string]: string }): Promise<unknown>
}

export interface RouteSpec<Body> {
  summary: string
  query?: { [name: string]: string }
  body?: Check<Body>
  /** Default 1 MiB. */
  maxBytes?: number
  answer(call: ControlCall<Body>): unknown
}

const MEBIBYTE = 1024 * 1024
export const MAX_STATE_BYTES = 256 * MEBIBYTE

export function route<Body = unknown>(method: Method, path: string, spec: RouteSpec<Body>): ControlRoute {
  const { summary, query = {}, maxBytes = MEBIBYTE } = spec
  const check: Check<Body> | Check<unknown> = spec.body ?? anything
  return {
    method,
    path,
    summary,
    query,
    bodySchema: spec.body?.schema,
    async run(core, request, params) {
      const given = spec.body ? await readJson(request, maxBytes) : undefined
      const found = check.problem(given, '')
      if (found !== null || !isBody(spec.body, given))
        throw new Problem(400, 'bad_request', found ?? 'bad body')
      return spec.answer({ core, request, params, query: new URL(request.url).searchParams, body: given })
    },
  }
}

function isBody<Body>(check: Check<Body> | undefined, value: unknown): value is Body {
  return check === undefined || fits(check, value)
}

/** A whole number from the query. @throws Problem 400 */
export function wholeNumber(query: URLSearchParams, name: string, fallback: number, max: number): number {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  if (!/^\d{1,15}$/.test(text)) throw new Problem(400, 'bad_request', `${name} must be a whole number`)
  return Math.min(Number(text), max)
}

/** `wait=false` (or 0): answer at once. */
export function isWaiting(query: URLSearchParams): boolean {
  return !['false', '0', 'no'].includes(query.get('wait') ?? '')
}
