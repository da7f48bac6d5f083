/** Ids by which WeChat knows a message again: with one, a repeat after a lost answer sends nothing twice. */
import { type Random, randomHex } from '../random.ts'
import type { JsonRecord } from './json.ts'
import { isCode } from './repeats.ts'
import type { Call, Params } from './request.ts'

/** Broadcasts are known for 24 hours, template messages for 10 minutes. */
const NAMES: Readonly<Record<string, string>> = {
  'mass.send': 'clientmsgid',
  'mass.sendAll': 'clientmsgid',
  'template.send': 'client_msg_id',
}

const EXISTS = 45065

/** Gives the call an id where WeChat takes one and the caller gave none. */
export function withSendId(call: Call, random: Random): Call {
  const name = NAMES[call.id]
  if (name === undefined) return call
  const given = call.body[name]
  const sendId = typeof given === 'string' && given !== '' ? given : randomHex(random, 16)
  const body: Params = { ...call.body, [name]: sendId }
  return { ...call, body, sendId }
}

/** The repeat was refused because the first request had arrived: its answer, which was lost. */
export function answerOfFirst(error: unknown): JsonRecord | undefined {
  return isCode(error, [EXISTS]) ? { errcode: 0, errmsg: 'ok', ...error.data } : undefined
}
