/** 客服: what agents do. */
import type { Push } from './pushes.ts'

/** 客服 */
export interface Agent {
  /** 完整客服帐号, `name@alias` */
  account: string
  nickname: string
  id: string
  avatar: string | null
  /** 0 offline, 1 on the web, 2 on the phone, 3 on both. */
  online: 0 | 1 | 2 | 3
  /** 微信号 of the person behind it; null while nobody is bound. */
  wx: string | null
  /** The newest invitation that was not accepted. */
  invitation: { wx: string; expiresAt: number; rejected: boolean } | null
}

/** What an agent does: `POST /_sim/v1/accounts/{appid}/agents/{kf_account}/actions`. */
export type AgentAction =
  /** Accepts an open invitation; binds a person where there is none yet. */
  | { type: 'online'; status?: 1 | 2 | 3 }
  | { type: 'offline' }
  /** Declines the invitation. */
  | { type: 'reject' }
  /** 接入: takes this person, or who has waited longest. */
  | { type: 'take'; openid?: string }
  | { type: 'say'; openid: string; content: string }
  /** 转接 */
  | { type: 'handOver'; openid: string; to: string }
  | { type: 'close'; openid: string }

/** Answer of an agent's action. */
export interface AgentState {
  agent: Agent
  /** Whom the agent serves. */
  sessions: { openid: string; since: number }[]
  /** The events that were pushed. */
  pushes: Push[]
}
