/** 绑定企业微信: which corporation's staff serves the account. */
import { ApiError, OK } from '../../answer.ts'
import { type Handler, type Handlers, text } from '../../call.ts'

const getBinding: Handler = ({ world, account }) => {
  const binding = world.sessions.binding(account.appid)
  if (!binding) return OK
  const { corpid, at } = binding
  return { ...OK, entityName: `${account.name}企业`, corpid, bindTime: Math.floor(at / 1000) }
}

const bind: Handler = ({ world, account, body }) => {
  const corpid = text(body, 'corpid')
  if (corpid === '') throw new ApiError(40097)
  world.sessions.bind(account.appid, corpid)
  return OK
}

const unbind: Handler = ({ world, account, body }) => {
  const bound = world.sessions.binding(account.appid)
  if (bound && bound.corpid !== text(body, 'corpid')) throw new ApiError(40097)
  world.sessions.unbind(account.appid)
  return OK
}

export const WORK: Handlers = {
  'kf.workGet': getBinding,
  'kf.workBind': bind,
  'kf.workUnbind': unbind,
}
