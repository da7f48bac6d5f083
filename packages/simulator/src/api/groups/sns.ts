/** 网页授权: the calls behind the consent page. Their token is a user's, not the account's. */
import { hash } from 'node:crypto'
import { ENDPOINTS } from '@yingwu/protocol/contract'
import type { AccountRecord } from '../../world/accounts.ts'
import { WEB_TOKEN_SECONDS, type WebToken } from '../../world/grants.ts'
import { ApiError, OK } from '../answer.ts'
import { type OpenCall, type OpenHandler, text, type OpenHandlers } from '../call.ts'
import { provenAccount } from './token.ts'

const exchangeCode: OpenHandler = ({ world, query }) => {
  const account = provenAccount(world, query)
  const code = text(query, 'code')
  if (code === '') throw new ApiError(41008)
  if (text(query, 'grant_type') !== 'authorization_code') throw new ApiError(40002)
  requireKind(account)
  const token = world.grants.exchange(account.appid, code)
  if (token === 'used') throw new ApiError(40163)
  if (token === 'invalid') throw new ApiError(40029)
  return answerOf(token)
}

const refreshToken: OpenHandler = ({ world, query }) => {
  const [appid, refresh] = [text(query, 'appid'), text(query, 'refresh_token')]
  if (appid === '') throw new ApiError(41002)
  if (refresh === '') throw new ApiError(41003)
  if (text(query, 'grant_type') !== 'refresh_token') throw new ApiError(40002)
  if (!world.accounts.find(appid)) throw new ApiError(40013)
  const token = world.grants.refresh(appid, refresh)
  if (token === 'invalid') throw new ApiError(40030)
  if (token === 'expired') throw new ApiError(42002)
  return answerOf(token)
}

const getUserInfo: OpenHandler = (call) => {
  const { world } = call
  const token = tokenOf(call)
  if (token.scope !== 'snsapi_userinfo') throw new ApiError(48001)
  const fan = world.fans.find(token.openid)
  const account = world.accounts.find(token.appid)
  if (!fan || !account) throw new ApiError(40003)
  const openid = shownOpenid(token)
  const nobody = { sex: 0, language: '', city: '', province: '', country: '' }
  if (token.snapshot) {
    return { openid, nickname: '微信用户', ...nobody, headimgurl: '', privilege: [], is_snapshotuser: 1 }
  }
  const { sex, language, city, province, country } = fan
  return {
    openid,
    nickname: token.alias ?? fan.nickname,
    ...(account.switches.oldProfileFields ? { sex, language, city, province, country } : nobody),
    headimgurl: token.alias === undefined ? `${world.url()}/_sim/avatars/${fan.openid}/132` : '',
    privilege: [],
    unionid: fan.unionid,
  }
}

const checkToken: OpenHandler = (call) => {
  tokenOf(call)
  return OK
}

function requireKind({ kind }: AccountRecord) {
  if (!ENDPOINTS['oauth.accessToken'].accounts.includes(kind)) throw new ApiError(48001)
}

function tokenOf({ world, query }: OpenCall): WebToken {
  const [accessToken, openid] = [text(query, 'access_token'), text(query, 'openid')]
  if (accessToken === '') throw new ApiError(41001)
  if (openid === '') throw new ApiError(41009)
  const token = world.grants.byToken(accessToken)
  if (!token) throw new ApiError(40001)
  if (world.grants.isExpired(token)) throw new ApiError(42001)
  if (shownOpenid(token) !== openid) throw new ApiError(40003)
  return token
}

function answerOf(token: WebToken) {
  return {
    access_token: token.accessToken,
    expires_in: WEB_TOKEN_SECONDS,
    refresh_token: token.refreshToken,
    openid: shownOpenid(token),
    scope: token.scope,
    ...(token.snapshot && { is_snapshotuser: 1 }),
  }
}

/** 快照页 users are virtual: an openid that is nobody's, the same each time. */
function shownOpenid({ openid, snapshot }: WebToken): string {
  return snapshot ? `o${hash('sha256', openid, 'base64url').slice(0, 27)}` : openid
}

export const OPEN_SNS: OpenHandlers = {
  'oauth.accessToken': exchangeCode,
  'oauth.refreshToken': refreshToken,
  'oauth.userInfo': getUserInfo,
  'oauth.check': checkToken,
}
