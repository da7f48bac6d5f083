/** 客服帐号: who answers in the name of the account. */
import type { Agent } from '../../../control/types.ts'
import { toMediaPath } from '../../../push/media-path.ts'
import { closeSession } from '../../../actions/sessions.ts'
import { ApiError, OK } from '../../answer.ts'
import { type ApiCall, type Handler, type Handlers, text } from '../../call.ts'
import { fileOf } from '../media.ts'

const MAX_AGENTS = 100
const MAX_NICKNAME = 16
const MAX_AVATAR_BYTES = 5 * 1024 * 1024
const FIRST_ID = 1001
const INVITATION_MS = 24 * 3600_000

/** Any suffix is taken: which 微信号 a simulated account has is of no interest to a bot. */
const AGENT = /^[A-Za-z0-9_]{1,10}@[\w-]{1,64}$/
const WECHAT_ID = /^[A-Za-z][\w-]{5,19}$/

const addAgent: Handler = (call) => {
  const { world, account, body } = call
  const name = text(body, 'kf_account')
  if (!AGENT.test(name)) throw new ApiError(65404)
  const nickname = nicknameOf(call)
  if (account.kfAccounts.some((agent) => agent.account === name)) throw new ApiError(65406)
  if (account.kfAccounts.length >= MAX_AGENTS) throw new ApiError(65405)
  const highest = account.kfAccounts.reduce((found, { id }) => Math.max(found, Number(id)), FIRST_ID - 1)
  account.kfAccounts = [
    ...account.kfAccounts,
    { account: name, nickname, id: String(highest + 1), avatar: null, online: 0, wx: null, invitation: null },
  ]
  world.accounts.touch(account)
  return OK
}

const updateAgent: Handler = (call) => {
  const agent = agentNamed(call, text(call.body, 'kf_account'))
  agent.nickname = nicknameOf(call)
  call.world.accounts.touch(call.account)
  return OK
}

/** Whoever the agent serves is let go. */
const deleteAgent: Handler = (call) => {
  const { world, engine, account, query, body } = call
  const agent = agentNamed(call, text(query, 'kf_account') || text(body, 'kf_account'))
  for (const session of world.sessions.by(account.appid, agent.account)) {
    const fan = world.fans.find(session.openid)
    if (fan) closeSession({ world, engine, account, fan }, session)
  }
  account.kfAccounts = account.kfAccounts.filter((other) => other !== agent)
  world.accounts.touch(account)
  return OK
}

const inviteWorker: Handler = (call) => {
  const { world, account, body } = call
  const agent = agentNamed(call, text(body, 'kf_account'))
  const wx = text(body, 'invite_wx')
  if (!WECHAT_ID.test(wx)) throw new ApiError(65409)
  if (agent.wx !== null) throw new ApiError(65412)
  if (account.kfAccounts.some((other) => other.wx === wx)) throw new ApiError(65407)
  if (isOpen(call, agent)) throw new ApiError(agent.invitation?.wx === wx ? 65408 : 65411)
  if (account.kfAccounts.some((other) => other.invitation?.wx === wx && isOpen(call, other))) {
    throw new ApiError(65408)
  }
  agent.invitation = { wx, expiresAt: world.clock.now() + INVITATION_MS, rejected: false }
  world.accounts.touch(account)
  return OK
}

function isOpen({ world }: ApiCall, { invitation }: Agent): boolean {
  return invitation !== null && !invitation.rejected && invitation.expiresAt > world.clock.now()
}

const uploadAgentAvatar: Handler = async (call) => {
  const { world, account, query } = call
  const agent = agentNamed(call, text(query, 'kf_account'))
  const { bytes, contentType, filename } = await fileOf(call, 'image')
  if (contentType !== 'image/jpeg' && contentType !== 'image/png') throw new ApiError(61457)
  if (bytes.length > MAX_AVATAR_BYTES) throw new ApiError(40009)
  agent.avatar = toMediaPath(
    world.media.add({ appid: account.appid, type: 'image', contentType, filename, bytes }).id,
  )
  world.accounts.touch(account)
  return OK
}

const listAgents: Handler = (call) => ({
  kf_list: call.account.kfAccounts.map((agent) => ({
    kf_account: agent.account,
    kf_headimgurl: agent.avatar === null ? '' : `${call.world.url()}${agent.avatar}`,
    kf_id: Number(agent.id),
    kf_nick: agent.nickname,
    ...(agent.wx !== null && { kf_wx: agent.wx }),
    ...(agent.invitation && {
      invite_wx: agent.invitation.wx,
      invite_expire_time: Math.floor(agent.invitation.expiresAt / 1000),
      invite_status: isOpen(call, agent) ? 'waiting' : agent.invitation.rejected ? 'rejected' : 'expired',
    }),
  })),
})

const listOnlineAgents: Handler = ({ world, account }) => ({
  kf_online_list: account.kfAccounts
    .filter(({ online }) => online > 0)
    .map((agent) => ({
      kf_account: agent.account,
      status: agent.online,
      kf_id: Number(agent.id),
      accepted_case: world.sessions.by(account.appid, agent.account).length,
    })),
})

/** @throws ApiError 65401 */
export function agentNamed({ account }: ApiCall, name: string): Agent {
  const agent = account.kfAccounts.find((one) => one.account === name)
  if (!agent) throw new ApiError(65401)
  return agent
}

function nicknameOf({ body }: ApiCall): string {
  const nickname = text(body, 'nickname')
  if (nickname === '' || Array.from(nickname).length > MAX_NICKNAME) throw new ApiError(65403)
  return nickname
}

export const AGENTS: Handlers = {
  'kf.list': listAgents,
  'kf.onlineList': listOnlineAgents,
  'kf.accountAdd': addAgent,
  'kf.accountInvite': inviteWorker,
  'kf.accountUpdate': updateAgent,
  'kf.accountDelete': deleteAgent,
  'kf.accountUploadAvatar': uploadAgentAvatar,
}
