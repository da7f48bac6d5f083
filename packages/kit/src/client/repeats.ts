/** Which failures are worth a repeat, and for which calls a repeat is safe. */
import type { EndpointId } from '@yingwu/protocol/contract'
import { ApiError, NetworkError } from '../errors.ts'
import type { Call } from './request.ts'

/**
 * Says after each failure how many milliseconds to wait before the repeat; undefined: no repeat helps, or none is safe.
 * `isSent`: the call itself was on its way; otherwise only its token could not be had.
 */
export type Repeats = (error: unknown, isSent: boolean) => number | undefined

/** Refused because calls come too fast: nothing was done, so any call may be repeated. */
const TOO_FAST = [45011, 44990]
const SAME_ID_TOO_FAST = 45066
/** A minute's limit outlasts any call's patience: these pauses are for limits of seconds and for the end of a minute. */
const TOO_FAST_PAUSES = [1000, 2000, 4000]

/** Busy or unreachable: whether the call was carried out is anybody's guess. */
const BUSY = -1
const BUSY_PAUSES = [200, 400]

/** The repeats of one call. Those of a busy service and those of a limit are counted apart; both are few. */
export function createRepeats(call: Call): Repeats {
  let busy = 0
  let tooFast = 0
  return function pauseAfter(error, isSent) {
    if (isCode(error, TOO_FAST)) return TOO_FAST_PAUSES[tooFast++]
    if (isSent && !isIdempotent(call)) return undefined
    // The first request of ours arrived after all, and WeChat is still at it.
    if (isCode(error, [SAME_ID_TOO_FAST]) && busy > 0) return TOO_FAST_PAUSES[tooFast++]
    return isCode(error, [BUSY]) || isLost(error) ? BUSY_PAUSES[busy++] : undefined
  }
}

/** A gateway's error or a broken connection. Timeouts are not among them: the call's whole time is up then. */
function isLost(error: unknown): boolean {
  if (!(error instanceof NetworkError)) return false
  return error.reason === 'connection' || (error.reason === 'status' && (error.status ?? 0) >= 500)
}

export function isCode(error: unknown, codes: readonly number[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code)
}

/** Tells whether carrying a call out twice is the same as once. */
export function isIdempotent({ id, route, sendId }: Call): boolean {
  if (sendId !== undefined) return true
  if (route.method === 'GET') return !ONCE_ONLY.has(id)
  return SAFE.has(id) || SAFE_GROUPS.has(id.slice(0, id.indexOf('.')))
}

/** GET by name: the code is used up, a second deletion is refused, each call makes a new token. */
const ONCE_ONLY: ReadonlySet<string> = new Set<EndpointId>([
  'oauth.accessToken',
  'kf.accountDelete',
  'token.get',
])

/** Groups in which everything only reads. */
const SAFE_GROUPS: ReadonlySet<string> = new Set(['datacube', 'ocr', 'image'])

const READS: readonly EndpointId[] = [
  'ai.voiceResult',
  'ai.translate',
  'ai.semanticSearch',
  'blacklist.list',
  'callback.check',
  'comment.list',
  'draft.get',
  'draft.list',
  'draft.productCard',
  'freepublish.get',
  'freepublish.getArticle',
  'freepublish.list',
  'groups.ofUser',
  'kf.messageRecords',
  'kf.messageRecordsLegacy',
  'kf.workGet',
  'mass.get',
  'material.get',
  'material.list',
  'menu.tryMatch',
  'qrcodeJump.get',
  'quota.get',
  'rid.get',
  'shorten.fetch',
  'tags.ofUser',
  'tags.users',
  'template.queryBlocked',
  'user.batchInfo',
  'user.changeOpenid',
]

/** Writes that say what shall be, whatever was. Adding, deleting and sending are none of them. */
const SETS: readonly EndpointId[] = [
  'blacklist.add',
  'blacklist.remove',
  'comment.close',
  'comment.markElect',
  'comment.open',
  'comment.unmarkElect',
  'draft.switch',
  'draft.update',
  'groups.batchMove',
  'groups.move',
  'groups.update',
  'kf.accountUpdate',
  'kf.accountUploadAvatar',
  'mass.speedSet',
  'material.updateNews',
  'menu.create',
  'message.customTyping',
  'tags.batchTag',
  'tags.batchUntag',
  'tags.update',
  'user.updateRemark',
]

const SAFE: ReadonlySet<string> = new Set([...READS, ...SETS])
