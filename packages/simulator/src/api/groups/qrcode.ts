/** 带参数的二维码, and the calls around them. */
import { encodeQR } from 'qr'
import { writePng } from '../../png.ts'
import type { QrCode } from '../../world/qr-codes.ts'
import { ApiError, FileAnswer } from '../answer.ts'
import {
  type ApiCall,
  type Handler,
  type Handlers,
  type OpenHandler,
  type OpenHandlers,
  record,
  text,
} from '../call.ts'
import { QR_JUMP_RULES } from './qrcode/jump-rules.ts'
import { SHORT_KEYS } from './qrcode/short-keys.ts'

const MAX_SECONDS = 2_592_000
const DEFAULT_SECONDS = 60
const MAX_PERMANENT = 100_000
const MAX_UINT32 = 2 ** 32 - 1
const SIDE = 430

/** Each action with what its scene is called and how far a number may go. */
const ACTIONS: { [name: string]: { member: 'scene_id' | 'scene_str'; max: number; permanent: boolean } } = {
  QR_SCENE: { member: 'scene_id', max: MAX_UINT32, permanent: false },
  QR_STR_SCENE: { member: 'scene_str', max: 64, permanent: false },
  QR_LIMIT_SCENE: { member: 'scene_id', max: 100_000, permanent: true },
  QR_LIMIT_STR_SCENE: { member: 'scene_str', max: 64, permanent: true },
}

const createQrCode: Handler = (call) => {
  const { world, account, body } = call
  const action = ACTIONS[text(body, 'action_name')]
  if (!action) throw new ApiError(40052)
  const scene = text(record(record(body, 'action_info'), 'scene'), action.member)
  const isText = action.member === 'scene_str'
  const isFine =
    action.member === 'scene_id'
      ? /^\d{1,10}$/.test(scene) && Number(scene) >= 1 && Number(scene) <= action.max
      : scene !== '' && Array.from(scene).length <= action.max
  if (!isFine) throw new ApiError(scene === '' ? 40053 : 40129)
  if (action.permanent) {
    const { ticket, url } = permanentCode(call, { appid: account.appid, scene, isText })
    return { ticket, url }
  }
  const seconds =
    body['expire_seconds'] === undefined ? DEFAULT_SECONDS : Number(text(body, 'expire_seconds'))
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_SECONDS) throw new ApiError(40053)
  const { ticket, url } = world.qrCodes.create({
    appid: account.appid,
    scene,
    isText,
    lifetimeMs: seconds * 1000,
  })
  return { ticket, expire_seconds: seconds, url }
}

/** A scene has one permanent code: asking again gives the same. */
function permanentCode({ world }: ApiCall, code: Pick<QrCode, 'appid' | 'scene' | 'isText'>): QrCode {
  const known = world.qrCodes.permanent(code)
  if (known) return known
  if (world.qrCodes.permanentCount(code.appid) >= MAX_PERMANENT) throw new ApiError(45029)
  return world.qrCodes.create({ ...code, lifetimeMs: null })
}

/** The picture, as PNG: a page shows it like WeChat's JPEG. undefined: no such ticket, or it has expired. */
const showQrCode: OpenHandler = ({ world, query }) => {
  const code = world.qrCodes.byTicket(text(query, 'ticket'))
  if (!code || world.qrCodes.isExpired(code)) return new FileAnswer(new Uint8Array(), '')
  const squares = encodeQR(code.url, 'raw', { ecc: 'low', border: 2 })
  const size = squares.length
  const picture = writePng(SIDE, SIDE, (x, y) => {
    const isDark = squares[Math.floor((y * size) / SIDE)]?.[Math.floor((x * size) / SIDE)]
    return isDark ? [0, 0, 0] : [255, 255, 255]
  })
  return new FileAnswer(picture, 'image/png')
}

export const QRCODE: Handlers = {
  'qrcode.create': createQrCode,
  ...QR_JUMP_RULES,
  ...SHORT_KEYS,
}

export const OPEN_QRCODE: OpenHandlers = {
  'qrcode.show': showQrCode,
}
