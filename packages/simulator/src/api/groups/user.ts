/** 用户管理: followers as the account sees them. */
import type { AccountRecord } from '../../world/accounts.ts'
import type { FanRecord } from '../../world/fans.ts'
import { ApiError, type JsonAnswer, OK } from '../answer.ts'
import { fanOf, followerOf, type Handler, records, text, type Handlers } from '../call.ts'
import { groupOf, isFollower, pageOf, personOf } from './people.ts'

const PAGE = 10_000
const MAX_BATCH = 100
const MAX_REMARK_BYTES = 29

const getUser: Handler = (call) => profileOf(personOf(call, text(call.query, 'openid')), call.account)

/** One openid that is not the account's fails the whole call. */
const getUsers: Handler = (call) => {
  const list = records(call.body, 'user_list') ?? []
  if (list.length === 0 || list.length > MAX_BATCH) throw new ApiError(40032)
  return {
    user_info_list: list.map((entry) => profileOf(fanOf(call, text(entry, 'openid')), call.account)),
  }
}

/** The end is an empty page, or a next_openid that is: the last page still names its last openid. */
const listUsers: Handler = (call) => {
  const { world, account, query } = call
  const { last = '', ...page } = pageOf(call, {
    after: text(query, 'next_openid'),
    size: PAGE,
    isListed: isFollower,
  })
  let total = 0
  for (const fan of world.fans.of(account.appid)) total += isFollower(fan) ? 1 : 0
  return { total, ...page, next_openid: last }
}

const setRemark: Handler = (call) => {
  const fan = followerOf(call, text(call.body, 'openid'))
  const remark = text(call.body, 'remark')
  if (Buffer.byteLength(remark) > MAX_REMARK_BYTES) throw new ApiError(40092)
  fan.remark = remark
  call.world.fans.touch(fan)
  return OK
}

/** 帐号迁移: whoever has one unionid on both accounts is one person. The old account must be part of this world. */
const changeOpenids: Handler = ({ world, account, body }) => {
  const from = text(body, 'from_appid')
  const list: unknown = body['openid_list']
  if (!Array.isArray(list) || list.length === 0) throw new ApiError(63182)
  if (list.length > MAX_BATCH) throw new ApiError(63179)
  if (!world.accounts.find(from)) throw new ApiError(63178)
  if (from === account.appid) throw new ApiError(63183)
  const byUnionid = new Map(world.fans.of(account.appid).map(({ unionid, openid }) => [unionid, openid]))
  return {
    ...OK,
    result_list: list.map((ori_openid: unknown) => {
      const former = typeof ori_openid === 'string' ? world.fans.find(ori_openid) : undefined
      const new_openid = former?.appid === from ? byUnionid.get(former.unionid) : undefined
      return new_openid === undefined
        ? { ori_openid, err_msg: 'ori_openid error' }
        : { ori_openid, new_openid, err_msg: 'ok' }
    }),
  }
}

/** Since the end of 2021 name, picture, sex and place come empty; `oldProfileFields` brings them back. */
function profileOf(fan: FanRecord, { switches }: AccountRecord): JsonAnswer {
  if (!fan.subscribed) return { subscribe: 0, openid: fan.openid }
  const isOld = switches.oldProfileFields
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
    groupid: groupOf(fan),
    tagid_list: fan.tagIds,
    subscribe_scene: fan.subscribeScene,
    qr_scene: fan.qrSceneIsText ? 0 : Number(fan.qrScene),
    qr_scene_str: fan.qrSceneIsText ? fan.qrScene : '',
  }
}

export const USER: Handlers = {
  'user.info': getUser,
  'user.batchInfo': getUsers,
  'user.list': listUsers,
  'user.updateRemark': setRemark,
  'user.changeOpenid': changeOpenids,
}
