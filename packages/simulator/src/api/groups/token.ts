/** 基础接口: access tokens, tickets, addresses and the check of the callback's network. */
import { sameText } from '@yingwu/protocol'
import type { EndpointId } from '@yingwu/protocol/contract'
import type { AccountRecord } from '../../world/accounts.ts'
import type { World } from '../../world/world.ts'
import { ApiError } from '../answer.ts'
import {
  type Handler,
  type Handlers,
  type OpenCall,
  type OpenHandler,
  type OpenHandlers,
  text,
} from '../call.ts'
import { checkAddress, spendQuota } from '../gate.ts'

const getToken: OpenHandler = (call) => {
  const { world, query } = call
  const account = admit(call, query, 'token.get')
  const { token, expiresIn } = world.tokens.get(account.appid)
  return { access_token: token, expires_in: expiresIn }
}

const getStableToken: OpenHandler = (call) => {
  const { world, body } = call
  const account = admit(call, body, 'token.stable')
  const issued = world.tokens.stable(account.appid, body['force_refresh'] === true)
  if (issued === 'quota') throw new ApiError(45009)
  return { access_token: issued.token, expires_in: issued.expiresIn }
}

/** Secret, address and quota, in this order. */
function admit(
  { world, address }: OpenCall,
  params: { [name: string]: unknown },
  id: EndpointId,
): AccountRecord {
  if (text(params, 'grant_type') !== 'client_credential') throw new ApiError(40002)
  const account = provenAccount(world, params)
  if (account.switches.secretFrozen) throw new ApiError(40243)
  checkAddress(account, address)
  spendQuota(world, account, id)
  return account
}

/** The account whose appid and secret these are. */
export function provenAccount(world: World, params: { [name: string]: unknown }): AccountRecord {
  const [appid, secret] = [text(params, 'appid'), text(params, 'secret')]
  if (appid === '') throw new ApiError(41002)
  if (secret === '') throw new ApiError(41004)
  const account = world.accounts.find(appid)
  if (!account) throw new ApiError(40013)
  if (!sameText(account.secret, secret)) throw new ApiError(40125)
  return account
}

const getTicket: Handler = ({ world, account, query }) => {
  const type = text(query, 'type')
  if (type !== 'jsapi' && type !== 'wx_card') throw new ApiError(40097)
  const { token, expiresIn } = world.tokens.ticket(account.appid, type)
  return { errcode: 0, errmsg: 'ok', ticket: token, expires_in: expiresIn }
}

/** Both directions of a local simulator have one address. */
const listAddresses: Handler = () => ({ ip_list: ['127.0.0.1'] })

const ACTIONS = ['dns', 'ping', 'all']
const OPERATORS = ['CHINANET', 'UNICOM', 'CAP', 'DEFAULT']

const checkCallback: Handler = ({ account, body }) => {
  const [action, operator] = [text(body, 'action'), text(body, 'check_operator')]
  if (!ACTIONS.includes(action)) throw new ApiError(40202)
  if (!OPERATORS.includes(operator)) throw new ApiError(40203)
  if (!account.callback) throw new ApiError(40201)
  const ip = '127.0.0.1'
  return {
    ...(action !== 'ping' && { dns: [{ ip, real_operator: 'DEFAULT' }] }),
    ...(action !== 'dns' && {
      ping: [{ ip, from_operator: operator, package_loss: '0%', time: '0.042ms' }],
    }),
  }
}

export const TOKEN: Handlers = {
  'ip.callback': listAddresses,
  'ip.api': listAddresses,
  'callback.check': checkCallback,
  'ticket.get': getTicket,
}

export const OPEN_TOKEN: OpenHandlers = {
  'token.get': getToken,
  'token.stable': getStableToken,
}
