/** 会话控制: who serves whom, and who waits. */
import { closeSession, openSession } from '../../../actions/sessions.ts'
import { ApiError, OK } from '../../answer.ts'
import { fanOf, followerOf, type Handler, type Handlers, text } from '../../call.ts'
import { agentNamed } from './agents.ts'

const MAX_WAITING = 100

const createSession: Handler = (call) => {
  const { world, engine, account, body } = call
  const agent = agentNamed(call, text(body, 'kf_account'))
  const fan = followerOf(call, text(body, 'openid'))
  if (agent.wx === null) throw new ApiError(65402)
  if (agent.online === 0) throw new ApiError(65415)
  const session = world.sessions.of(fan.openid)
  if (session && session.agent !== agent.account) throw new ApiError(65414)
  if (!session) openSession({ world, engine, account, fan }, agent.account, 1002)
  return OK
}

const endSession: Handler = (call) => {
  const { world, engine, account, body } = call
  const agent = agentNamed(call, text(body, 'kf_account'))
  const fan = fanOf(call, text(body, 'openid'))
  const session = world.sessions.of(fan.openid)
  if (!session) throw new ApiError(65413)
  if (session.agent !== agent.account) throw new ApiError(65414)
  closeSession({ world, engine, account, fan }, session)
  return OK
}

const getSession: Handler = (call) => {
  const fan = fanOf(call, text(call.query, 'openid'))
  const session = call.world.sessions.of(fan.openid)
  return { ...OK, kf_account: session?.agent ?? '', createtime: toSeconds(session?.since ?? 0) }
}

const listSessions: Handler = (call) => {
  const { world, account, query } = call
  const agent = agentNamed(call, text(query, 'kf_account'))
  return {
    sessionlist: world.sessions
      .by(account.appid, agent.account)
      .map(({ openid, since }) => ({ createtime: toSeconds(since), openid })),
  }
}

const listWaiting: Handler = ({ world, account }) => {
  const waiting = world.sessions.waiting(account.appid)
  return {
    count: waiting.length,
    waitcaselist: waiting.slice(0, MAX_WAITING).map(({ openid, agent, latest }) => ({
      latest_time: toSeconds(latest),
      openid,
      ...(agent !== '' && { kf_account: agent }),
    })),
  }
}

function toSeconds(time: number): number {
  return Math.floor(time / 1000)
}

export const SESSIONS: Handlers = {
  'kf.sessionCreate': createSession,
  'kf.sessionClose': endSession,
  'kf.sessionGet': getSession,
  'kf.sessionList': listSessions,
  'kf.waitCases': listWaiting,
}
