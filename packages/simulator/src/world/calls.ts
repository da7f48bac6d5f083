/** 接口调用日志: the newest API calls, secrets and tokens shortened to their first characters. */
import type { Bus } from '../bus.ts'
import { dictionary, integer, nullable, number, object, string } from '../check.ts'
import type { Call } from '../control/types.ts'
import { EXPORTED_ROWS, LOG_CHARACTERS, LOG_ROWS } from './log-limits.ts'
import { createLog } from './log.ts'

export interface Calls {
  newest(limit: number, keep?: (call: Call) => boolean): Call[]
  /** Number of the call that is about to be logged, for what it causes on the phones. */
  nextId(): number
  add(call: Call): void
  export(): readonly Call[]
  import(calls: readonly Call[]): void
}

const SECRETS = ['access_token', 'refresh_token', 'secret', 'appsecret', 'ticket', 'password']
const SECRET_MEMBER = new RegExp(`("(?:${SECRETS.join('|')})"\\s*:\\s*")([^"]*)"`, 'g')

export function createCalls({ bus }: { bus: Bus }): Calls {
  const log = createLog<Call>(LOG_ROWS, { most: LOG_CHARACTERS })
  let lastId = 0

  return {
    newest: log.newest,
    nextId() {
      lastId += 1
      return lastId
    },
    add(call) {
      log.add(call, weightOf(call))
      bus.emit({ name: 'call', data: call })
    },
    export: () => log.all().slice(-EXPORTED_ROWS),
    import(calls) {
      log.replace(calls)
      for (const call of log.all()) log.weigh(call, weightOf(call))
      lastId = calls.reduce((highest, { id }) => Math.max(highest, id), 0)
    },
  }
}

export function hideInQuery(query: { [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, SECRETS.includes(name) ? shorten(value) : value]),
  )
}

export function hideInBody(body: string): string {
  return body.replace(SECRET_MEMBER, (_all, head: string, value: string) => `${head}${shorten(value)}"`)
}

function weightOf({ requestBody, responseBody }: Call): number {
  return requestBody.length + responseBody.length
}

function shorten(value: string): string {
  return value.length <= 8 ? '…' : `${value.slice(0, 6)}…`
}

export const callCheck = object<Call>({
  id: integer(1),
  appid: nullable(string()),
  at: number(),
  durationMs: number(),
  method: string(),
  path: string(),
  clientIp: string(),
  endpoint: nullable(string()),
  query: dictionary(string()),
  requestBody: string(),
  status: integer(),
  errcode: number(),
  responseBody: string(),
  rid: nullable(string()),
})
