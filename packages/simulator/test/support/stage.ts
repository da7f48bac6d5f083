/** A simulator without sockets, its clock standing still, and a receiver that a test writes in one line. */
import { createFakeClock, type FakeClock } from '../../src/testing/fake-clock.ts'
import {
  type CallbackConfig,
  type Fan,
  seededRandom,
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/index.ts'

export const TOKEN = 'teahouse'
export const KEY = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
export const APP_ID = 'wx00000000deadbeef'
export const SECRET = '0123456789abcdef0123456789abcdef'

export interface Received {
  method: string
  url: URL
  headers: Headers
  body: string
  /** Of the base clock. */
  at: number
}

export interface Stage {
  sim: Simulator
  clock: FakeClock
  fan: Fan
  /** Every push so far, the verification left out. */
  received: Received[]
  /** A call of the server API, with a fresh token where `token` is left out. */
  api: (path: string, body?: unknown, options?: { method?: string }) => Promise<ApiResult>
  control: (
    method: string,
    path: string,
    body?: unknown,
    headers?: { [name: string]: string },
  ) => Promise<ControlResult>
}

export interface ApiResult {
  status: number
  contentType: string
  errcode: number
  body: { [member: string]: unknown }
}

export interface ControlResult {
  status: number
  body: unknown
}

/** Answers a push; the number is that of the request, from 1. */
export type Answer = (
  push: Received,
  n: number,
  clock: FakeClock,
) => Response | string | Promise<Response | string>

export async function createStage(
  answer: Answer = () => 'success',
  options: SimulatorOptions & { callback?: Partial<CallbackConfig> } = {},
): Promise<Stage> {
  const { callback, ...simulatorOptions } = options
  const clock = createFakeClock()
  const received: Received[] = []

  async function receiver(request: Request): Promise<Response> {
    const push = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: await request.text(),
      at: clock.now(),
    }
    if (push.method === 'GET') return new Response(push.url.searchParams.get('echostr'))
    received.push(push)
    const given = await answer(push, received.length, clock)
    return typeof given === 'string' ? new Response(given) : given
  }

  const sim = createSimulator({
    clock,
    random: seededRandom(1),
    receiver,
    publicUrl: 'http://simulator.test',
    appid: APP_ID,
    secret: SECRET,
    token: TOKEN,
    encodingAESKey: KEY,
    ...simulatorOptions,
  })
  await sim.connect({ url: 'http://bot.test/wechat', ...callback })
  const [fan] = sim.fans()
  if (!fan) throw new Error('the simulator has nobody')

  let token = ''
  return {
    sim,
    clock,
    fan,
    received,
    async api(path, body, { method = body === undefined ? 'GET' : 'POST' } = {}) {
      if (token === '') token = String((await call(sim, 'GET', tokenPath())).body['access_token'])
      const withToken = path.includes('access_token')
        ? path
        : `${path}${path.includes('?') ? '&' : '?'}access_token=${token}`
      return call(sim, method, withToken, body)
    },
    async control(method, path, body, headers = {}) {
      const response = await sim.fetch(
        new Request(`http://127.0.0.1:8100/_sim/v1${path}`, {
          method,
          headers,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
      return { status: response.status, body: await response.json() }
    },
  }
}

export function tokenPath(): string {
  return `/cgi-bin/token?grant_type=client_credential&appid=${APP_ID}&secret=${SECRET}`
}

/** Any call of the server API as it stands. */
export async function call(sim: Simulator, method: string, path: string, body?: unknown): Promise<ApiResult> {
  const response = await sim.fetch(
    new Request(`http://127.0.0.1:8100${path}`, {
      method,
      ...(body !== undefined && {
        body: body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body),
      }),
    }),
  )
  const text = await response.text()
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  const members = isObject(parsed) ? parsed : {}
  const errcode = members['errcode']
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    errcode: typeof errcode === 'number' ? errcode : 0,
    body: members,
  }
}

export function isObject(value: unknown): value is { [member: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Real milliseconds of the stage's clock. */
export function sleep(clock: FakeClock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.setTimeout(resolve, ms))
}
