/** One API call as its handler sees it. */
import type { EndpointId } from '@yingwu/protocol/contract'
import type { PushEngine } from '../push/engine.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { FanRecord } from '../world/fans.ts'
import type { World } from '../world/world.ts'
import { ApiError, type FileAnswer, type JsonAnswer } from './answer.ts'
import type { Part } from './multipart.ts'

/** A call that brings its own proof (secret, code, nothing): the handler finds the account. */
export interface OpenCall {
  world: World
  /** For events that a call sets off. */
  engine: PushEngine
  /** Number in the call log. */
  id: number
  query: { [name: string]: string }
  /** Whence it came. */
  address: string
  /** The JSON body, an empty object where there is none. */
  body: { [member: string]: unknown }
  rawBody: string
  parts: Part[]
}

/** A call with a valid access_token. */
export interface ApiCall extends OpenCall {
  account: AccountRecord
}

export type Answer = JsonAnswer | FileAnswer
export type Handler = (call: ApiCall) => Answer | Promise<Answer>
export type OpenHandler = (call: OpenCall) => Answer | Promise<Answer>

/** The calls of one group; a call of the contract that is in none of them answers "not emulated yet". */
export type Handlers = { readonly [Id in EndpointId]?: Handler }
export type OpenHandlers = { readonly [Id in EndpointId]?: OpenHandler }

/** A text member; numbers count as text, as the service takes them. Empty where absent. */
export function text(source: { [name: string]: unknown }, name: string): string {
  const value = source[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

/** An object member; empty where absent. */
export function record(source: { [name: string]: unknown }, name: string): { [name: string]: unknown } {
  const value = source[name]
  return isObject(value) ? value : {}
}

/** The objects of a list member; undefined where there is no list. */
export function records(
  source: { [name: string]: unknown },
  name: string,
): { [name: string]: unknown }[] | undefined {
  const value = source[name]
  return Array.isArray(value) ? value.filter(isObject) : undefined
}

function isObject(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A person of this account. 40003 for anybody else. */
export function fanOf({ world, account }: ApiCall, openid: string): FanRecord {
  const fan = world.fans.find(openid)
  if (!fan || fan.appid !== account.appid) throw new ApiError(40003)
  return fan
}

/** A person who follows. 43004 for one who does not. */
export function followerOf(call: ApiCall, openid: string): FanRecord {
  const fan = fanOf(call, openid)
  if (!fan.subscribed) throw new ApiError(43004)
  return fan
}
