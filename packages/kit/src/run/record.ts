/** What a store holds about one message: who works on it, how far it is, and what it is answered with. */
import { isReplyType, type Message, type Reply } from '@yingwu/protocol'
import type { Answer } from './answered.ts'

/**
 * `running`: deliveries wait for the answer. `closed`: they have it, and the rest goes to the person by other ways.
 * `done`: nothing is left to do.
 */
export type RunState = 'running' | 'closed' | 'done'

export interface RunRecord {
  state: RunState
  /** The process that works on it; empty when it gave it up, so that anybody may go on at once. */
  owner: string
  /** 1, and one more for each take-over. */
  attempt: number
  /** What every further delivery gets; none means `success`. */
  answer?: Answer | undefined
  /** The handlers have ended, and these replies are still to be sent. */
  left?: readonly Reply[] | undefined
}

/** A message that WeChat believes handled: whoever finds it after a crash has to finish it. */
export interface LateMessage {
  key: string
  message: Message
}

export function toRecord(text: string): RunRecord | undefined {
  const value = parse(text)
  return isRunRecord(value) ? value : undefined
}

export function toLateMessage(text: string): LateMessage | undefined {
  const value = parse(text)
  return isObject(value) && typeof value['key'] === 'string' && isMessage(value['message'])
    ? { key: value['key'], message: value['message'] }
    : undefined
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isReplies(value: unknown): value is Reply[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && isType(one['MsgType']))
}

function isRunRecord(value: unknown): value is RunRecord {
  if (!isObject(value)) return false
  const { state, owner, attempt, answer, left } = value
  return (
    (state === 'running' || state === 'closed' || state === 'done') &&
    typeof owner === 'string' &&
    typeof attempt === 'number' &&
    (answer === undefined || isAnswer(answer)) &&
    (left === undefined || isReplies(left))
  )
}

function isAnswer(value: unknown): value is Answer {
  return isObject(value) && isType(value['type']) && typeof value['body'] === 'string'
}

function isMessage(value: unknown): value is Message {
  const names = ['ToUserName', 'FromUserName', 'MsgType']
  return isObject(value) && names.every((name) => typeof value[name] === 'string')
}

function isType(value: unknown): boolean {
  return typeof value === 'string' && isReplyType(value)
}
