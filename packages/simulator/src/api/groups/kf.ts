/** 客服管理 */
import type { Handlers } from '../call.ts'
import { AGENTS } from './kf/agents.ts'
import { RECORDS } from './kf/records.ts'
import { SESSIONS } from './kf/sessions.ts'
import { WORK } from './kf/work.ts'

export const KF: Handlers = { ...AGENTS, ...SESSIONS, ...RECORDS, ...WORK }
