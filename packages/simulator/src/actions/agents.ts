/** 客服: what an agent does at the desk, from the control API. */
import type { Agent, AgentAction } from '../control/types.ts'
import { Problem } from '../problem.ts'
import type { PushEngine } from '../push/engine.ts'
import type { AccountRecord } from '../world/accounts.ts'
import type { World } from '../world/world.ts'
import { type Acted, type Hand, NOTHING } from './hand.ts'
import { closeSession, handOver, openSession } from './sessions.ts'

export interface Desk {
  world: World
  engine: PushEngine
  account: AccountRecord
  agent: Agent
}

/** The desk of one agent. @throws Problem 404 */
export function deskOf(
  account: AccountRecord,
  name: string,
  { world, engine }: Omit<Desk, 'account' | 'agent'>,
): Desk {
  return { world, engine, account, agent: agentNamed(account, name) }
}

export function actAsAgent(desk: Desk, action: AgentAction): Acted {
  const { world, account, agent } = desk
  switch (action.type) {
    case 'online':
      return goOnline(desk, action.status ?? 1)
    case 'offline':
      agent.online = 0
      world.accounts.touch(account)
      return NOTHING
    case 'reject':
      if (!agent.invitation) throw new Problem(409, 'no_invitation', `Nobody has invited ${agent.account}`)
      agent.invitation.rejected = true
      world.accounts.touch(account)
      return NOTHING
    case 'take':
      return take(desk, action.openid)
    case 'say':
      return speak(desk, action)
    case 'handOver': {
      const to = agentNamed(account, action.to)
      return handOver(handOf(desk, action.openid), sessionWith(desk, action.openid), to.account)
    }
    default:
      return closeSession(handOf(desk, action.openid), sessionWith(desk, action.openid))
  }
}

/** An agent needs a person: the one who was invited, or a new one. */
function goOnline({ world, account, agent }: Desk, status: 1 | 2 | 3): Acted {
  const invited =
    agent.invitation && agent.invitation.expiresAt > world.clock.now() ? agent.invitation.wx : null
  agent.wx ??= invited ?? `wxid_${agent.id}`
  agent.invitation = null
  agent.online = status
  world.accounts.touch(account)
  return NOTHING
}

function take(desk: Desk, openid: string | undefined): Acted {
  const { world, account, agent } = desk
  if (agent.online === 0)
    throw new Problem(409, 'offline', `${agent.account} is offline; send {"type":"online"} first`)
  const waiting = world.sessions.waiting(account.appid)
  const isOthers = (name: string) =>
    name !== agent.account && account.kfAccounts.some((other) => other.account === name)
  const next = openid ?? waiting.find((one) => !isOthers(one.agent))?.openid
  if (next === undefined) {
    throw new Problem(
      409,
      'nobody_waits',
      'Nobody waits; a reply of type transfer_customer_service queues its person',
    )
  }
  const session = world.sessions.of(next)
  if (session) throw new Problem(409, 'served', `${session.agent} serves ${next} already`)
  return openSession(handOf(desk, next), agent.account, 1001)
}

function speak(desk: Desk, { openid, content }: { openid: string; content: string }): Acted {
  const { world, account, agent } = desk
  const session = sessionWith(desk, openid)
  const { fan } = handOf(desk, openid)
  world.sessions.note(session, 2002, content)
  fan.talkedAt = world.clock.now()
  const message = world.messages.add(
    { appid: account.appid, openid },
    { from: 'account', via: 'custom', agent: { nickname: agent.nickname, avatar: agent.avatar } },
    { type: 'text', content },
  )
  return { pushes: [], messages: [message] }
}

function agentNamed({ kfAccounts }: AccountRecord, name: string): Agent {
  const agent = kfAccounts.find((one) => one.account === name)
  if (agent) return agent
  const names = kfAccounts.map((one) => one.account).join(', ')
  throw new Problem(
    404,
    'unknown_agent',
    `No agent ${name}; there ${names === '' ? 'are none: add one with customservice/kfaccount/add' : `are ${names}`}`,
  )
}

function handOf({ world, engine, account }: Desk, openid: string): Hand {
  const fan = world.fans.find(openid)
  if (fan?.appid !== account.appid)
    throw new Problem(404, 'unknown_openid', `Nobody has the openid ${openid}`)
  return { world, engine, account, fan }
}

function sessionWith({ world, agent }: Desk, openid: string) {
  const session = world.sessions.of(openid)
  if (session?.agent === agent.account) return session
  throw new Problem(
    409,
    'no_session',
    `${agent.account} does not serve ${openid}; send {"type":"take"} first`,
  )
}
