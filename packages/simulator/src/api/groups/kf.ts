/** 客服管理: the agents in whose names messages can be sent. */
import { toMediaPath } from '../../push/engine.ts'
import { ApiError, OK } from '../answer.ts'
import { type ApiCall, type Handler, text, type Handlers } from '../call.ts'
import { fileOf } from './media.ts'

const MAX_AGENTS = 100
const MAX_NICKNAME = 16
const MAX_AVATAR_BYTES = 5 * 1024 * 1024
const FIRST_ID = 1001

/** Any suffix is taken: which 微信号 a simulated account has is of no interest to a bot. */
const AGENT = /^[A-Za-z0-9_]{1,10}@[\w-]{1,64}$/

const addAgent: Handler = (call) => {
  const { world, account, body } = call
  const name = text(body, 'kf_account')
  if (!AGENT.test(name)) throw new ApiError(65404)
  const nickname = nicknameOf(call)
  if (account.kfAccounts.some((agent) => agent.account === name)) throw new ApiError(65406)
  if (account.kfAccounts.length >= MAX_AGENTS) throw new ApiError(65405)
  const id =
    account.kfAccounts.reduce((highest, agent) => Math.max(highest, Number(agent.id)), FIRST_ID - 1) + 1
  account.kfAccounts = [...account.kfAccounts, { account: name, nickname, id: String(id), avatar: null }]
  world.accounts.touch(account)
  return OK
}

const updateAgent: Handler = (call) => {
  const agent = agentNamed(call, text(call.body, 'kf_account'))
  agent.nickname = nicknameOf(call)
  call.world.accounts.touch(call.account)
  return OK
}

const deleteAgent: Handler = (call) => {
  const { world, account, query, body } = call
  const agent = agentNamed(call, text(query, 'kf_account') || text(body, 'kf_account'))
  account.kfAccounts = account.kfAccounts.filter((other) => other !== agent)
  world.accounts.touch(account)
  return OK
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

const listAgents: Handler = ({ world, account }) => ({
  kf_list: account.kfAccounts.map((agent) => ({
    kf_account: agent.account,
    kf_headimgurl: agent.avatar === null ? '' : `${world.url()}${agent.avatar}`,
    kf_id: agent.id,
    kf_nick: agent.nickname,
  })),
})

/** Nobody sits at the desk of a simulator. */
const listOnlineAgents: Handler = () => ({ kf_online_list: [] })

function agentNamed({ account }: ApiCall, name: string) {
  const agent = account.kfAccounts.find((one) => one.account === name)
  if (!agent) throw new ApiError(65401)
  return agent
}

function nicknameOf({ body }: ApiCall): string {
  const nickname = text(body, 'nickname')
  if (nickname === '' || Array.from(nickname).length > MAX_NICKNAME) throw new ApiError(65403)
  return nickname
}

export const KF: Handlers = {
  'kf.list': listAgents,
  'kf.onlineList': listOnlineAgents,
  'kf.accountAdd': addAgent,
  'kf.accountUpdate': updateAgent,
  'kf.accountDelete': deleteAgent,
  'kf.accountUploadAvatar': uploadAgentAvatar,
}
