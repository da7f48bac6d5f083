/** 聊天记录 of agents and people. */
import { beijingDay } from '../../../beijing.ts'
import type { SessionRecord } from '../../../world/sessions.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../../call.ts'

const DAY_SECONDS = 24 * 3600
const MAX_RECORDS = 10_000
const MAX_LEGACY_PAGE = 50

const listMessages: Handler = (call) => {
  const { body } = call
  const [from, to] = [wholeNumber(body, 'starttime'), wholeNumber(body, 'endtime')]
  const [after, number] = [wholeNumber(body, 'msgid'), wholeNumber(body, 'number')]
  if (!(from <= to && after >= 1 && number >= 1 && number <= MAX_RECORDS)) throw new ApiError(65416)
  if (to - from > DAY_SECONDS) throw new ApiError(65417)
  const page = between(call, from, to)
    .filter(({ id, opercode }) => id > after && opercode >= 2002)
    .slice(0, number)
  return { recordlist: page.map(toShown), number: page.length, msgid: page.at(-1)?.id ?? after }
}

const listRecords: Handler = (call) => {
  const { body } = call
  const [from, to] = [wholeNumber(body, 'starttime'), wholeNumber(body, 'endtime')]
  const [page, size] = [wholeNumber(body, 'pageindex'), wholeNumber(body, 'pagesize')]
  const isOneDay = from <= to && beijingDay(from * 1000) === beijingDay(to * 1000)
  if (!(isOneDay && page >= 1 && size >= 1 && size <= MAX_LEGACY_PAGE)) throw new ApiError(61451)
  const openid = text(body, 'openid')
  const found = between(call, from, to).filter((record) => openid === '' || record.openid === openid)
  return { ...OK, recordlist: found.slice((page - 1) * size, page * size).map(toShown) }
}

/** Both ends included, in seconds. */
function between({ world, account }: ApiCall, from: number, to: number): SessionRecord[] {
  return world.sessions.records(account.appid).filter(({ at }) => at >= from * 1000 && at < (to + 1) * 1000)
}

function toShown({ openid, opercode, text, at, agent }: SessionRecord) {
  return { openid, opercode, text, time: Math.floor(at / 1000), worker: agent }
}

/** NaN where it is none, so that no comparison holds. */
function wholeNumber(body: { [member: string]: unknown }, name: string): number {
  const value = text(body, name)
  return /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN
}

export const RECORDS: Handlers = {
  'kf.messageRecords': listMessages,
  'kf.messageRecordsLegacy': listRecords,
}
