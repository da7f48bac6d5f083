/** 用户管理: followers as the account sees them. */
import type { AccountRecord } from '../../world/accounts.ts'
import type { FanRecord } from '../../world/fans.ts'
import { ApiError, type JsonAnswer, OK } from '../answer.ts'
import { fanOf, followerOf, type Handler, records, text, type Handlers } from '../call.ts'

const PAGE = 10_000
const MAX_BATCH = 100
const MAX_REMARK_BYTES = 29

const getUser: Handler = (call) => profileOf(fanOf(call, text(call.query, 'openid')), call.account)

/** One openid that is not the account's fails the whole call. */
const getUsers: Handler = (call) => {
  const list = records(call.body, 'user_list') ?? []
  if (list.length === 0 || list.length > MAX_BATCH) throw new ApiError(40032)
  return {
    user_info_list: list.map((entry) => profileOf(fanOf(call, text(entry, 'openid')), call.account)),
  }
}

const listUsers: Handler = (call) => {
  const { world, account, query } = call
  const followers = world.fans.of(account.appid).filter((fan) => fan.subscribed)
  const after = text(query, 'next_openid')
  const start = after === '' ? 0 : followers.indexOf(fanOf(call, after)) + 1
  const page = followers.slice(start, start + PAGE).map(({ openid }) => openid)
  return {
    total: followers.length,
    count: page.length,
    ...(page.length > 0 && { data: { openid: page } }),
    next_openid: page.at(-1) ?? '',
  }
}

const setRemark: Handler = (call) => {
  const fan = followerOf(call, text(call.body, 'openid'))
  const remark = text(call.body, 'remark')
  if (Buffer.byteLength(remark) > MAX_REMARK_BYTES) throw new ApiError(40092)
  fan.remark = remark
  call.world.fans.touch(fan)
  return OK
}

/** Since the end of 2021 name, picture, sex and place come empty; `oldProfileFields` brings them back. */
function profileOf(fan: FanRecord, { switches }: AccountRecord): JsonAnswer {
  if (!fan.subscribed) return { subscribe: 0, openid: fan.openid }
  const isOld = switches.oldProfileFields
  const isNumber = /^\d+$/.test(fan.qrScene)
  return {
    subscribe: 1,
    openid: fan.openid,
    nickname: isOld ? fan.nickname : '',
    sex: isOld ? fan.sex : 0,
    language: fan.language,
    city: isOld ? fan.city : '',
    province: isOld ? fan.province : '',
    country: isOld ? fan.country : '',
    headimgurl: '',
    subscribe_time: fan.subscribeTime,
    remark: fan.remark,
    groupid: 0,
    tagid_list: [],
    subscribe_scene: fan.subscribeScene,
    qr_scene: isNumber ? Number(fan.qrScene) : 0,
    qr_scene_str: isNumber ? '' : fan.qrScene,
  }
}

export const USER: Handlers = {
  'user.info': getUser,
  'user.batchInfo': getUsers,
  'user.list': listUsers,
  'user.updateRemark': setRemark,
}
