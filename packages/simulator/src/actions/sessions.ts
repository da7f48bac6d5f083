/** 客服会话 opens, changes hands and ends: each with its event for the account's server. */
import type { JobContext } from '../jobs.ts'
import type { Job } from '../world/jobs.ts'
import { SESSION_MS, type Session } from '../world/sessions.ts'
import { type Acted, type Hand, report } from './hand.ts'

/** `agent` serves the person from now on: 1001 taken by the agent, 1002 assigned by the account. */
export function openSession(hand: Hand, agent: string, opercode: 1001 | 1002): Acted {
  begin(hand, agent, opercode)
  return report(hand, 'kf_create_session', { KfAccount: agent }, agent)
}

export function handOver(hand: Hand, session: Session, to: string): Acted {
  begin(hand, to, 1003)
  const fields = { FromKfAccount: session.agent, ToKfAccount: to }
  return report(hand, 'kf_switch_session', fields, `${session.agent} → ${to}`)
}

export function closeSession(hand: Hand, session: Session): Acted {
  hand.world.sessions.close(session)
  return report(hand, 'kf_close_session', { KfAccount: session.agent }, session.agent)
}

function begin({ world, fan }: Hand, agent: string, opercode: 1001 | 1002 | 1003) {
  const { appid, openid, since } = world.sessions.open(fan, agent, opercode)
  world.jobs.schedule({ type: 'session', appid, id: openid, at: since + SESSION_MS })
}

/** The 30 minutes of a session are over, unless it has changed since. */
export function endSession({ world, engine }: JobContext, { appid, id, at }: Job) {
  const session = world.sessions.of(id)
  const account = world.accounts.find(appid)
  const fan = world.fans.find(id)
  if (session && account && fan && session.since + SESSION_MS === at) {
    closeSession({ world, engine, account, fan }, session)
  }
}
